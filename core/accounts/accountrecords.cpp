// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrecords.h"

namespace Unbin {

Database::Migrations AccountRecords::migrations()
{
    return {"CREATE TABLE accounts ("
            "  position INTEGER PRIMARY KEY AUTOINCREMENT,"
            "  id TEXT NOT NULL UNIQUE,"
            "  provider TEXT NOT NULL,"
            "  label TEXT NOT NULL,"
            "  login TEXT NOT NULL,"
            "  remote_id TEXT NOT NULL,"
            "  has_stored_secret INTEGER NOT NULL)"};
}

Result<std::vector<Account>> AccountRecords::load() const
{
    std::vector<Account> accounts;
    Statement statement = m_database.prepare(
        "SELECT id, provider, label, login, remote_id, has_stored_secret FROM accounts ORDER BY position");
    for (;;) {
        const Result<bool> row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return accounts;
        accounts.push_back({.id = AccountId(statement.text(0)),
            .provider = ProviderId(statement.text(1)),
            .label = statement.text(2),
            .login = statement.text(3),
            .remoteId = statement.text(4),
            .hasStoredSecret = statement.integer(5) != 0});
    }
}

Result<Done> AccountRecords::save(const Account &account)
{
    return m_database
        .prepare(
            "INSERT INTO accounts (id, provider, label, login, remote_id, has_stored_secret)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT (id) DO UPDATE SET label = ?3, login = ?4, remote_id = ?5, has_stored_secret = ?6")
        .bind(1, account.id.value())
        .bind(2, account.provider.value())
        .bind(3, account.label)
        .bind(4, account.login)
        .bind(5, account.remoteId)
        .bind(6, qint64(account.hasStoredSecret))
        .run();
}

Result<Done> AccountRecords::remove(const AccountId &id)
{
    return m_database.prepare("DELETE FROM accounts WHERE id = ?1").bind(1, id.value()).run();
}

} // namespace Unbin
