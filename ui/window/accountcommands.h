// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/appservices.h"

#include "core/domain/ids.h"

#include <QObject>
#include <QPointer>

#include <vector>

class QMenu;
class QWidget;

namespace Unbin {

class AccountsDialog;
class ConnectAccountDialog;
struct AccountCard;
struct ConnectForm;
struct SignInWish;

/** What can be done with accounts, with the dialogs it takes. */
class AccountCommands : public QObject
{
    Q_OBJECT
public:
    AccountCommands(const AppServices &services, QWidget *window);

    void add();
    /** The accounts page, at this account if one is named. */
    void manage(const AccountId &chosen = {});
    void signInAgain(const AccountId &account);
    void unlock(const AccountId &account);
    void rename(const AccountId &account);
    /** Asks first. */
    void remove(const AccountId &account);
    void refresh(const AccountId &account);

    /** Fills a menu with what this account allows now. */
    void fillMenu(QMenu *menu, const AccountId &account);

Q_SIGNALS:
    /** Something went wrong after its dialog was gone; a sentence for people. */
    void troubled(const QString &text);

private:
    void connectBy(ConnectForm form, const AccountId &again);
    void beginSignIn(
        ConnectAccountDialog *dialog, const ProviderId &service, const AccountId &again, const SignInWish &wish);
    std::vector<AccountCard> cards() const;
    QWidget *dialogParent() const;

    AppServices m_services;
    QWidget *m_window;
    QPointer<AccountsDialog> m_page;
};

} // namespace Unbin
