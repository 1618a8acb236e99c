// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledgerfile.h"

#include "core/providers/onedrive/ledgerschema.h"
#include "core/providers/onedrive/onedriveids.h"

namespace Unbin::OneDrive {

const Database::Migrations &LedgerFile::migrations()
{
    static const Database::Migrations all = {
        // states and sources: ledgerschema.h. Everything after `run` is for what is not live only, and costs a byte each.
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE items (node INTEGER PRIMARY KEY, id TEXT NOT NULL COLLATE NOCASE, parent INTEGER, name TEXT,"
        " kind INTEGER NOT NULL, state INTEGER NOT NULL, size INTEGER NOT NULL DEFAULT -1, created INTEGER,"
        " modified INTEGER, run INTEGER NOT NULL DEFAULT 0, doubt INTEGER NOT NULL DEFAULT 0, batch INTEGER,"
        " seen INTEGER, verified INTEGER, source INTEGER, path TEXT, hash_algorithm INTEGER, hash BLOB);"
        "CREATE UNIQUE INDEX item_ids ON items (id);"
        "CREATE INDEX item_parents ON items (parent);"
        "CREATE INDEX item_trash ON items (batch) WHERE state = 2;"
        "CREATE INDEX item_doubts ON items (node) WHERE doubt <> 0;"
        "CREATE INDEX item_folders ON items (node) WHERE kind = 1;"
        "CREATE TABLE staged (id TEXT PRIMARY KEY COLLATE NOCASE, parent TEXT NOT NULL, name TEXT NOT NULL,"
        " kind INTEGER NOT NULL, is_deleted INTEGER NOT NULL, is_known INTEGER NOT NULL, size INTEGER NOT NULL,"
        " created INTEGER, modified INTEGER) WITHOUT ROWID;",
    };
    return all;
}

Result<LedgerFile::Opened> LedgerFile::open(const QString &path)
{
    auto opened = path.isEmpty() ? Database::openInMemory(migrations())
                                 : Database::open(path, migrations(), Database::Durability::Normal);
    if (!opened)
        return failure(opened.error());
    Opened result{
        std::make_unique<LedgerFile>(std::move(opened->database)), std::move(opened->damagedFileMovedTo)};
    const auto prefix = result.file->text("id_prefix");
    const auto root = result.file->text("root_id");
    if (!prefix || !root)
        return failure(prefix ? root.error() : prefix.error());
    result.file->m_prefix = *prefix;
    result.file->m_rootStored = result.file->shortId(*root);
    return result;
}

LedgerFile::LedgerFile(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{ }

Result<qint64> LedgerFile::number(const char *key)
{
    Statement read = m_database->prepare("SELECT value FROM meta WHERE key = ?");
    const auto row = read.bind(1, QString::fromLatin1(key)).step();
    if (!row)
        return failure(row.error());
    return *row ? read.integer(0) : 0;
}

Result<QString> LedgerFile::text(const char *key)
{
    Statement read = m_database->prepare("SELECT value FROM meta WHERE key = ?");
    const auto row = read.bind(1, QString::fromLatin1(key)).step();
    if (!row)
        return failure(row.error());
    return *row ? read.text(0) : QString();
}

Result<Done> LedgerFile::set(const char *key, qint64 value)
{
    Statement write = m_database->prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
    return write.bind(1, QString::fromLatin1(key)).bind(2, value).run();
}

Result<Done> LedgerFile::set(const char *key, const QString &value)
{
    Statement write = m_database->prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
    return write.bind(1, QString::fromLatin1(key)).bind(2, value).run();
}

Result<qint64> LedgerFile::count(const QByteArray &sql)
{
    Statement read = m_database->prepare(sql);
    const auto row = read.step();
    if (!row)
        return failure(row.error());
    return *row ? read.integer(0) : 0;
}

Result<qint64> LedgerFile::run(const char *sql, std::initializer_list<qint64> values)
{
    Statement write = m_database->prepare(sql);
    int position = 0;
    for (const qint64 value : values)
        write.bind(++position, value);
    if (const auto done = write.run(); !done)
        return failure(done.error());
    return count("SELECT changes()");
}

/** Numbers of what left the drive together: runs and our own doings share them. */
Result<qint64> LedgerFile::nextBatch()
{
    const auto last = number("batch");
    if (!last)
        return last;
    if (const auto done = set("batch", *last + 1); !done)
        return failure(done.error());
    return *last + 1;
}

Result<Done> LedgerFile::learnPrefix(const QString &id)
{
    const qsizetype mark = id.indexOf(QLatin1Char('!'));
    if (!m_prefix.isEmpty() || mark <= 0)
        return Done{};
    m_prefix = id.left(mark);
    const auto done = set("id_prefix", m_prefix);
    if (!done)
        m_prefix.clear();
    return done;
}

QString LedgerFile::shortId(const QString &id) const
{
    const qsizetype mark = id.indexOf(QLatin1Char('!'));
    return mark > 0 && !m_prefix.isEmpty() && isSameId(id.left(mark), m_prefix) ? id.mid(mark) : id;
}

QString LedgerFile::longId(const QString &stored) const
{
    return stored.startsWith(QLatin1Char('!')) ? m_prefix + stored : stored;
}

ItemId LedgerFile::itemId(const QString &stored) const
{
    if (stored.isEmpty())
        return {};
    return stored.compare(m_rootStored, Qt::CaseInsensitive) == 0 ? rootItemId() : ItemId(longId(stored));
}

QString LedgerFile::storedId(const ItemId &id) const
{
    const Target target = targetOf(id);
    return target.kind == Target::Kind::Root ? m_rootStored
        : target.kind == Target::Kind::Wire  ? shortId(target.text)
                                             : QString();
}

Result<qint64> LedgerFile::nodeOf(const QString &stored)
{
    Statement read = m_database->prepare("SELECT node FROM items WHERE id = ?");
    const auto row = read.bind(1, stored).step();
    if (!row)
        return failure(row.error());
    return *row ? read.integer(0) : 0;
}

Result<LedgerState> LedgerFile::state()
{
    LedgerState state;
    Statement read = m_database->prepare("SELECT key, value FROM meta");
    for (;;) {
        const auto row = read.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return state;
        const QString key = read.text(0);
        if (key == QLatin1String("delta_link"))
            state.deltaLink = read.text(1);
        else if (key == QLatin1String("next_link"))
            state.nextLink = read.text(1);
        else if (key == QLatin1String("is_full_run"))
            state.isFullRun = read.integer(1) != 0;
        else if (key == QLatin1String("root_id"))
            state.rootId = read.text(1);
        else if (key == QLatin1String("last_sync"))
            state.lastSync = fromStored(read.integer(1));
        else if (key == QLatin1String("last_full"))
            state.lastFull = fromStored(read.integer(1));
        else if (key == QLatin1String("complete_since"))
            state.completeSince = fromStored(read.integer(1));
        else if (key == QLatin1String("is_scanned"))
            state.isScanned = read.integer(1) != 0;
        else if (key == QLatin1String("scan_cursor"))
            state.scanCursor = read.integer(1);
    }
}

} // namespace Unbin::OneDrive
