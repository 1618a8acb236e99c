// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QDialog>

namespace Unbin {

/** Asks before an account is forgotten, and says what is forgotten and what stays. Ends with confirmed()
   once, or rejected(). Open it with open(); it deletes itself. */
class RemoveAccountDialog : public QDialog
{
    Q_OBJECT
public:
    /** canRevoke: the service can end the sign-in, too; then the dialog offers it. */
    RemoveAccountDialog(
        const Account &account, const QString &serviceName, bool canRevoke, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(bool alsoRevoke);
};

/** Takes another name for an account. Ends with renamed() once, if the name is another one, or rejected().
    Open it with open(); it deletes itself. */
class RenameAccountDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RenameAccountDialog(const Account &account, QWidget *parent = nullptr);

Q_SIGNALS:
    void renamed(const QString &label);
};

} // namespace Unbin
