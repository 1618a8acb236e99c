// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/appservices.h"

#include "core/domain/ids.h"

#include <QObject>

class QMenu;
class QWidget;

namespace Unbin {

/** What can be done with accounts, with the dialogs it takes. */
class AccountCommands : public QObject
{
    Q_OBJECT
public:
    AccountCommands(const AppServices &services, QWidget *window);

    void add();
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
    AppServices m_services;
    QWidget *m_window;
};

} // namespace Unbin
