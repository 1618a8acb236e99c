// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/store/database.h"

#include <vector>

class QDateTime;

namespace Unbin {

/** The stored list of accounts, and notes of refreshes under way. No secrets. Main thread. */
class AccountRecords
{
public:
    /** The database must outlive the records. */
    explicit AccountRecords(Database &database)
        : m_database(database)
    { }

    static Database::Migrations migrations();

    /** In the user's order. */
    Result<std::vector<Account>> load() const;
    /** Adds it at the end, or changes everything but id and provider of the one with this id. */
    Result<Done> save(const Account &account);
    /** Notes of its refreshes included. */
    Result<Done> remove(const AccountId &id);
    /** The user's order from now on. Ids that are not stored are passed over; stored ones that are not named come last. */
    Result<Done> reorder(const std::vector<AccountId> &order);

    // A refresh under way: the hash of the refresh token that was sent (TokenStore)
    Result<Done> noteRefresh(const AccountId &id, const QByteArray &hash, const QDateTime &at);
    Result<Done> clearRefresh(const AccountId &id);
    QByteArray openRefresh(const AccountId &id) const; ///< empty: none

    /** What services may tell this installation from others by: random, 32 characters, the same for good. Empty if it can't
        be stored. */
    QString deviceId();

private:
    Database &m_database;
};

} // namespace Unbin
