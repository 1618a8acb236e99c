// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalogfile.h"


#include <algorithm>
#include <iterator>

namespace Unbin {

namespace {

const QByteArray itemColumns
    = "account, id, kind, name, parent, path, size, deleted_at, created_at, modified_at, purge_at, is_purge_estimated, "
      "deleted_by, owner, hash_algorithm, hash, etag, restorability, remark";

void bindInstant(Statement &statement, int position, const QDateTime &instant)
{
    if (instant.isValid())
        statement.bind(position, instant.toMSecsSinceEpoch());
    else
        statement.bindNull(position);
}

QDateTime readInstant(const Statement &statement, int column)
{
    if (statement.isNull(column))
        return {};
    return QDateTime::fromMSecsSinceEpoch(statement.integer(column), Qt::UTC);
}

template <class Enum>
bool readEnum(const Statement &statement, int column, Enum last, Enum &value)
{
    const qint64 number = statement.integer(column);
    if (number < 0 || number > qint64(last))
        return false;
    value = Enum(number);
    return true;
}

std::optional<AccountItem> readItem(const Statement &row)
{
    AccountItem read;
    read.account = AccountId(row.text(0));
    TrashedItem &item = read.item;
    item.id = ItemId(row.text(1));
    item.name = row.text(3);
    item.originalParent = ItemId(row.text(4));
    item.originalPath = row.text(5);
    item.sizeBytes = std::max<qint64>(row.integer(6), -1);
    item.deletedAt = readInstant(row, 7);
    item.createdAt = readInstant(row, 8);
    item.modifiedAt = readInstant(row, 9);
    item.purgeAt = readInstant(row, 10);
    item.isPurgeEstimated = row.integer(11) != 0;
    item.deletedBy = row.text(12);
    item.owner = row.text(13);
    item.hash.bytes = row.blob(15);
    item.etag = row.text(16);
    const bool isSound = readEnum(row, 2, ItemKind::Other, item.kind)
        && readEnum(row, 14, ContentHash::Algorithm::QuickXor, item.hash.algorithm)
        && readEnum(row, 17, Restorability::NotNow, item.restorability)
        && readEnum(row, 18, Remark::MayBeGone, item.remark);
    return isSound && !read.account.isEmpty() && !item.id.isEmpty() ? std::optional(std::move(read)) : std::nullopt;
}

void bindItem(Statement &statement, const AccountItem &stored)
{
    const TrashedItem &item = stored.item;
    // A folder with an id has its path in the other table, once for all its items.
    const QString path = item.originalParent.isEmpty() ? item.originalPath : QString();
    statement.bind(1, stored.account.value()).bind(2, item.id.value()).bind(3, qint64(item.kind)).bind(4, item.name);
    statement.bind(5, item.originalParent.value()).bind(6, path).bind(7, item.sizeBytes);
    bindInstant(statement, 8, item.deletedAt);
    bindInstant(statement, 9, item.createdAt);
    bindInstant(statement, 10, item.modifiedAt);
    bindInstant(statement, 11, item.purgeAt);
    statement.bind(12, qint64(item.isPurgeEstimated)).bind(13, item.deletedBy).bind(14, item.owner);
    statement.bind(15, qint64(item.hash.algorithm)).bind(16, item.hash.bytes).bind(17, item.etag);
    statement.bind(18, qint64(item.restorability)).bind(19, qint64(item.remark));
}

/** Reads rows until there are `limit` of them or no more. */
Result<std::vector<AccountItem>> readItems(Statement &statement, int limit)
{
    std::vector<AccountItem> items;
    items.reserve(size_t(limit));
    while (std::ssize(items) < limit) {
        const auto row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            break;
        if (auto item = readItem(statement))
            items.push_back(std::move(*item));
    }
    return items;
}

} // namespace

const Database::Migrations &CatalogFile::migrations()
{
    static const Database::Migrations all{
        "CREATE TABLE item ("
        " account TEXT NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL,"
        " path TEXT NOT NULL, size INTEGER NOT NULL, deleted_at INTEGER, created_at INTEGER, modified_at INTEGER,"
        " purge_at INTEGER, is_purge_estimated INTEGER NOT NULL, deleted_by TEXT NOT NULL, owner TEXT NOT NULL,"
        " hash_algorithm INTEGER NOT NULL, hash BLOB NOT NULL, etag TEXT NOT NULL, restorability INTEGER NOT NULL,"
        " remark INTEGER NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID;"
        "CREATE INDEX item_newest ON item (deleted_at DESC);"
        "CREATE TABLE folder (account TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL,"
        " PRIMARY KEY (account, id)) WITHOUT ROWID;",
    };
    return all;
}

Result<CatalogFile::Opened> CatalogFile::open(const QString &path)
{
    auto opened = Database::open(path, migrations(), Database::Durability::Normal);
    if (!opened)
        return failure(opened.error());
    return Opened{.file = std::make_unique<CatalogFile>(std::move(opened->database)),
        .damagedFileMovedTo = opened->damagedFileMovedTo};
}

CatalogFile::CatalogFile(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{ }

Result<std::vector<AccountItem>> CatalogFile::newest(int limit)
{
    Statement statement = m_database->prepare("SELECT " + itemColumns + " FROM item ORDER BY deleted_at DESC LIMIT ?");
    statement.bind(1, qint64(limit));
    return readItems(statement, limit);
}

Result<std::vector<AccountItem>> CatalogFile::next(int limit)
{
    if (m_isReadToEnd)
        return std::vector<AccountItem>();
    if (!m_reading)
        m_reading.emplace(m_database->prepare("SELECT " + itemColumns + " FROM item"));
    auto items = readItems(*m_reading, limit);
    if (!items || std::ssize(*items) < limit) {
        m_isReadToEnd = true; // stepping on would begin anew
        m_reading.reset(); // and an open reader would keep the log from being folded in
    }
    return items;
}

Result<std::vector<StoredPath>> CatalogFile::paths()
{
    std::vector<StoredPath> paths;
    Statement statement = m_database->prepare("SELECT account, id, path FROM folder ORDER BY account");
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return paths;
        paths.push_back({AccountId(statement.text(0)), {ItemId(statement.text(1)), statement.text(2)}});
    }
}

Result<Done> CatalogFile::write(const CatalogRows &before, const CatalogRows &after, const CatalogChange &change)
{
    return m_database->transaction([&]() -> Result<Done> {
        if (auto done = writeRows(before, after, change); !done)
            return done;
        if (auto done = writePaths(after, change); !done)
            return done;
        for (const AccountId &account : change.removedAccounts) {
            if (auto done = forget(account); !done)
                return done;
        }
        return Done{};
    });
}

Result<Done> CatalogFile::writeRows(const CatalogRows &before, const CatalogRows &after, const CatalogChange &change)
{
    Statement put = m_database->prepare("INSERT OR REPLACE INTO item (" + itemColumns
        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement drop = m_database->prepare("DELETE FROM item WHERE account = ? AND id = ?");
    std::vector<RowNumber> rows = change.rows;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    // All that go first: an item may have left one row and come back in another.
    for (const RowNumber row : rows) {
        const bool wasThere = row < before.capacity() && !before.isVacant(row);
        if (!wasThere || before.birth(row) == after.birth(row))
            continue;
        const AccountItem gone = before.accountItem(row);
        if (auto done = drop.bind(1, gone.account.value()).bind(2, gone.item.id.value()).run(); !done)
            return done;
    }
    for (const RowNumber row : rows) {
        if (after.isVacant(row))
            continue;
        bindItem(put, after.accountItem(row));
        if (auto done = put.run(); !done)
            return done;
    }
    return Done{};
}

Result<Done> CatalogFile::writePaths(const CatalogRows &after, const CatalogChange &change)
{
    Statement put = m_database->prepare("INSERT OR REPLACE INTO folder (account, id, path) VALUES (?, ?, ?)");
    for (const quint32 number : change.folders) {
        const BinFolder &folder = after.folders().at(number);
        if (folder.id.isEmpty() || folder.path.isEmpty())
            continue;
        put.bind(1, folder.account.value()).bind(2, folder.id.value()).bind(3, folder.path);
        if (auto done = put.run(); !done)
            return done;
    }
    return Done{};
}

Result<Done> CatalogFile::forget(const AccountId &account)
{
    for (const char *sql : {"DELETE FROM item WHERE account = ?", "DELETE FROM folder WHERE account = ?"}) {
        if (auto done = m_database->prepare(sql).bind(1, account.value()).run(); !done)
            return done;
    }
    return Done{};
}

} // namespace Unbin
