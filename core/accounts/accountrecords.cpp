// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrecords.h"

#include <QDateTime>
#include <QUuid>

#include <algorithm>

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
            "  has_stored_secret INTEGER NOT NULL)",
        "ALTER TABLE accounts ADD COLUMN sign_in INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE accounts ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;"
        "CREATE TABLE refreshes ("
        "  account TEXT PRIMARY KEY,"
        "  token_hash BLOB NOT NULL,"
        "  begun_at INTEGER NOT NULL);"
        "CREATE TABLE installation (device TEXT NOT NULL);"};
}

Result<std::vector<Account>> AccountRecords::load() const
{
    std::vector<Account> accounts;
    Statement statement = m_database.prepare(
        "SELECT id, provider, label, login, remote_id, has_stored_secret, sign_in, colour FROM accounts ORDER BY position");
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
            .hasStoredSecret = statement.integer(5) != 0,
            .signIn = statement.integer(6) == 1 ? Account::SignIn::Browser : Account::SignIn::PastedToken,
            .colour = int(std::clamp<qint64>(statement.integer(7), 0, Account::kColours))});
    }
}

Result<Done> AccountRecords::save(const Account &account)
{
    return m_database
        .prepare(
            "INSERT INTO accounts (id, provider, label, login, remote_id, has_stored_secret, sign_in, colour)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            " ON CONFLICT (id) DO UPDATE SET label = ?3, login = ?4, remote_id = ?5, has_stored_secret = ?6,"
            " sign_in = ?7, colour = ?8")
        .bind(1, account.id.value())
        .bind(2, account.provider.value())
        .bind(3, account.label)
        .bind(4, account.login)
        .bind(5, account.remoteId)
        .bind(6, qint64(account.hasStoredSecret))
        .bind(7, qint64(account.signIn == Account::SignIn::Browser))
        .bind(8, qint64(account.colour))
        .run();
}

Result<Done> AccountRecords::remove(const AccountId &id)
{
    const auto noted = clearRefresh(id);
    const auto removed = m_database.prepare("DELETE FROM accounts WHERE id = ?1").bind(1, id.value()).run();
    return removed ? noted : removed;
}

/** By way of negative numbers, for positions are unique. */
Result<Done> AccountRecords::reorder(const std::vector<AccountId> &order)
{
    return m_database.transaction([&]() -> Result<Done> {
        if (auto moved = m_database.execute("UPDATE accounts SET position = -1000000 - position"); !moved)
            return moved;
        qint64 position = 0;
        for (const AccountId &id : order) {
            auto moved = m_database.prepare("UPDATE accounts SET position = ?2 WHERE id = ?1")
                             .bind(1, id.value())
                             .bind(2, ++position)
                             .run();
            if (!moved)
                return moved;
        }
        return m_database
            .prepare("UPDATE accounts SET position = ?1 - 1000000 - position WHERE position < 0")
            .bind(1, position)
            .run();
    });
}

Result<Done> AccountRecords::noteRefresh(const AccountId &id, const QByteArray &hash, const QDateTime &at)
{
    return m_database.prepare("INSERT OR REPLACE INTO refreshes (account, token_hash, begun_at) VALUES (?1, ?2, ?3)")
        .bind(1, id.value())
        .bind(2, hash)
        .bind(3, at.toMSecsSinceEpoch())
        .run();
}

Result<Done> AccountRecords::clearRefresh(const AccountId &id)
{
    return m_database.prepare("DELETE FROM refreshes WHERE account = ?1").bind(1, id.value()).run();
}

QByteArray AccountRecords::openRefresh(const AccountId &id) const
{
    Statement statement = m_database.prepare("SELECT token_hash FROM refreshes WHERE account = ?1");
    statement.bind(1, id.value());
    const Result<bool> row = statement.step();
    return row && *row ? statement.blob(0) : QByteArray();
}

QString AccountRecords::deviceId()
{
    {
        Statement statement = m_database.prepare("SELECT device FROM installation");
        const Result<bool> row = statement.step();
        if (row && *row)
            return statement.text(0);
    }
    const QString device = QUuid::createUuid().toString(QUuid::Id128);
    const auto saved = m_database.prepare("INSERT INTO installation (device) VALUES (?1)").bind(1, device).run();
    return saved ? device : QString();
}

} // namespace Unbin
