// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/store/database.h"

#include <vector>

namespace Unbin {

/** The stored list of accounts: one table, no secrets. Main thread. */
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
    /** Adds it at the end, or changes label, login, remoteId and hasStoredSecret of the one with this id. */
    Result<Done> save(const Account &account);
    Result<Done> remove(const AccountId &id);

private:
    Database &m_database;
};

} // namespace Unbin
