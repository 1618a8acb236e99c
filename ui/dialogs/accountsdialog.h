// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QDialog>

#include <memory>
#include <vector>

namespace Unbin {

/** What the accounts page shows of one account. */
struct AccountCard {
    Account account;
    QString serviceName;
    QString iconName;
    QString personName; ///< as the service tells it; may be empty
    QString state; ///< one sentence: "Signed in", "For this session only", …
    QString advice; ///< why, and what to do; empty if all is well
    qint64 totalBytes = -1; ///< -1: unknown
    qint64 usedBytes = -1;
    qint64 binBytes = -1;
    bool isTroubled = false;
    bool needsSignIn = false;
    bool isLocked = false; ///< the keychain
    bool canBeRemoved = true; ///< false: this computer

    friend bool operator==(const AccountCard &, const AccountCard &) = default;
};

/**
 * The accounts, in the user's order: rename, mark with a colour, sign in again, remove, add, and who is signed in with how
 * much room. Shows values and says what the user wants; others do it and call setCards(). Open it with open(); it deletes
 * itself.
 */
class AccountsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AccountsDialog(QWidget *parent = nullptr);
    ~AccountsDialog() override;

    /** Keeps the current account current, and what is being typed. */
    void setCards(std::vector<AccountCard> cards);
    void choose(const AccountId &account);
    AccountId current() const; ///< empty if there is none

Q_SIGNALS:
    void renamed(const Unbin::AccountId &account, const QString &label);
    void colourChosen(const Unbin::AccountId &account, int colour);
    void reordered(const std::vector<Unbin::AccountId> &order);
    void signInWanted(const Unbin::AccountId &account);
    void unlockWanted(const Unbin::AccountId &account);
    void removeWanted(const Unbin::AccountId &account);
    void addWanted();
    void currentChanged(const Unbin::AccountId &account); ///< its facts may be worth asking for

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
