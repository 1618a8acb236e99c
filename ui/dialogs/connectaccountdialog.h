// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/domain/error.h"

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
};

struct ConnectForm {
    std::vector<ServiceChoice> services; ///< never empty
    /** Set: sign in again to this account; its service is the only choice. */
    std::optional<Account> again;
    bool areSecretsLasting = true; ///< false: there is no keychain, and the dialog says so
};

/** Why a token was not taken, and what to do, in the words of this dialog. */
QString connectErrorText(const Error &error);

/**
 * Takes an access token for a new account, or a new one for an account whose token died. It checks nothing
 * itself: tokenEntered() asks for the check, which ends with refuse() or accept(). Open it with open(); it
 * deletes itself. The token is kept nowhere but in the field, which is emptied at the end.
 */
class ConnectAccountDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectAccountDialog(ConnectForm form, QWidget *parent = nullptr);
    ~ConnectAccountDialog() override;

    /** The check failed: says why beside the field and lets the user try again. */
    void refuse(const Error &error);

Q_SIGNALS:
    /** The dialog is busy from here on until refuse() or accept(). The token has no white space around it. */
    void tokenEntered(const Unbin::ProviderId &service, const QByteArray &token);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
