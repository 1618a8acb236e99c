// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/oauth/signinjob.h"
#include "core/domain/error.h"
#include "ui/dialogs/signinform.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

/** A service that accounts can be connected at, as ProviderInfo tells it. */
struct ServiceChoice {
    ProviderId id;
    QString name;
    QString iconName;
    QString tokenHelpAddress; ///< where the service hands out developer tokens; may be empty
    std::optional<SignInChoice> signIn = {}; ///< nullopt: only with a pasted token
};

struct ConnectForm {
    std::vector<ServiceChoice> services; ///< never empty
    /** Set: sign in again to this account; its service is the only choice. */
    std::optional<Account> again;
    bool areSecretsLasting = true; ///< false: there is no keychain, and the dialog says so
};

/** Why a sign-in or a token was not taken, and what to do, in the words of this dialog. */
QString connectErrorText(const Error &error);

/**
 * Connects an account, or signs in again to one whose sign-in ended: by browser where the service has that, else or if
 * the user wants so with a pasted access token. It does nothing itself: signInWanted() and tokenEntered() ask for the
 * work, which is shown by showPage() and showFinishing() and ends with refuse() or accept(). Open it with open(); it
 * deletes itself. Tokens, codes and secrets are kept nowhere but in their fields, which are emptied at the end.
 */
class ConnectAccountDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectAccountDialog(ConnectForm form, QWidget *parent = nullptr);
    ~ConnectAccountDialog() override;

    /** The service that is chosen now. */
    const ProviderId &service() const;
    /** The application the user brought before; ignored if another service is chosen by now. */
    void setApplication(const ProviderId &service, const OAuthApplication &application);
    /** isOpened: a browser took the page. */
    void showPage(const SignInPage &page, bool isOpened);
    void showFinishing();
    /** What was entered as a code can't be one. */
    void refuseCode();
    /** It failed: says why and lets the user try again. */
    void refuse(const Error &error);

Q_SIGNALS:
    void serviceChosen(const Unbin::ProviderId &service);
    /** The dialog is busy from here on until refuse(), accept() or signInGivenUp(). The token has no white space around it. */
    void tokenEntered(const Unbin::ProviderId &service, const QByteArray &token);
    void signInWanted(const Unbin::ProviderId &service, const Unbin::SignInWish &wish);
    void signInGivenUp(); ///< back from waiting; also when the dialog closes meanwhile
    void openWanted(const QUrl &address);
    void codeEntered(const QString &code);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
