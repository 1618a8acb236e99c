// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledgerfile.h"

#include "core/providers/onedrive/ledgerschema.h"
#include "core/providers/onedrive/onedriveids.h"

namespace Unbin::OneDrive {

namespace {

const char *const kUpsert
    = "INSERT INTO items (id, parent, name, kind, state, size, created, modified, run, batch, seen, source, path)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
      " parent = coalesce(excluded.parent, parent), name = excluded.name, kind = excluded.kind, state = excluded.state,"
      " size = excluded.size, created = coalesce(excluded.created, created),"
      " modified = coalesce(excluded.modified, modified), doubt = 0, batch = excluded.batch, seen = excluded.seen,"
      " verified = NULL, source = excluded.source, path = excluded.path, hash_algorithm = NULL, hash = NULL";

void bindNode(Statement &statement, int position, qint64 node)
{
    if (node > 0)
        statement.bind(position, node);
    else
        statement.bindNull(position);
}

} // namespace

/** Of a folder that may not have been told of yet; 0 for an empty id. */
Result<qint64> LedgerFile::ensureNode(const QString &stored)
{
    if (stored.isEmpty())
        return qint64(0);
    Statement insert = m_database->prepare("INSERT OR IGNORE INTO items (id, kind, state) VALUES (?, 1, 0)");
    if (const auto done = insert.bind(1, stored).run(); !done)
        return failure(done.error());
    return nodeOf(stored);
}

Result<Done> LedgerFile::noteTrashed(const TrashedItem &item, const QDateTime &now)
{
    const QString stored = storedId(item.id);
    if (stored.isEmpty())
        return Done{};
    return m_database->transaction([&]() -> Result<Done> {
        const auto batch = nextBatch();
        const auto parent = ensureNode(storedId(item.originalParent));
        if (!batch || !parent)
            return failure(batch ? parent.error() : batch.error());
        {
            Statement write = m_database->prepare(kUpsert);
            write.bind(1, stored);
            bindNode(write, 2, *parent);
            write.bind(3, item.name).bind(4, qint64(item.kind)).bind(5, qint64(StateTrashed)).bind(6, item.sizeBytes);
            bindInstant(write, 7, item.createdAt);
            bindInstant(write, 8, item.modifiedAt);
            write.bind(9, *batch).bind(10, now.toMSecsSinceEpoch()).bind(11, qint64(SourceOurs)).bindNull(12);
            TRY_STEP(write.run());
        }
        TRY_STEP(trashInside(*batch));
        return freezePaths(*batch);
    });
}

Result<Done> LedgerFile::noteLive(const LiveItem &item)
{
    const QString stored = storedId(item.id);
    if (stored.isEmpty() || stored == m_rootStored)
        return Done{};
    return m_database->transaction([&]() -> Result<Done> {
        const auto node = nodeOf(stored);
        const auto parent = ensureNode(storedId(item.parent));
        if (!node || !parent)
            return failure(node ? parent.error() : node.error());
        if (*node > 0)
            TRY_STEP(markLive(*node));
        Statement write = m_database->prepare(kUpsert);
        write.bind(1, stored);
        bindNode(write, 2, *parent);
        write.bind(3, item.name).bind(4, qint64(item.kind)).bind(5, qint64(StateLive)).bind(6, item.sizeBytes);
        write.bindNull(7);
        bindInstant(write, 8, item.modifiedAt);
        write.bindNull(9).bindNull(10).bindNull(11).bindNull(12);
        return write.run();
    });
}

/** It is live, and so is what left with it. */
Result<Done> LedgerFile::markLive(qint64 node)
{
    TRY_STEP(run("WITH RECURSIVE below (node, batch) AS (SELECT node, batch FROM items WHERE node = ?1 AND state = 2"
                 " UNION SELECT i.node, i.batch FROM items i JOIN below b ON i.parent = b.node"
                 " WHERE i.state = 2 AND i.batch = b.batch)"
                 " UPDATE items SET state = 1, doubt = (node <> ?1), batch = NULL, seen = NULL, verified = NULL,"
                 " source = NULL, path = NULL WHERE state = 2 AND node IN (SELECT node FROM below)",
        {node}));
    return Done{};
}

Result<Done> LedgerFile::noteGone(const ItemId &id)
{
    return m_database->transaction([&]() -> Result<Done> {
        const auto node = nodeOf(storedId(id));
        if (!node)
            return failure(node.error());
        return *node > 0 ? markGone(*node) : Result<Done>(Done{});
    });
}

/**
 * Purged, and so is what left with it; entries of their own that came from inside stay, and remember its name. The facts stay
 * until the next run of changes: a service that could not find it for a moment tells of it once more there.
 */
Result<Done> LedgerFile::markGone(qint64 node)
{
    TRY_STEP(run("WITH RECURSIVE below (node, batch) AS (SELECT node, batch FROM items WHERE node = ?1"
                 " UNION SELECT i.node, i.batch FROM items i JOIN below b ON i.parent = b.node"
                 " WHERE i.state = 1 OR (i.state = 2 AND i.batch IS b.batch))"
                 " UPDATE items SET state = 3, doubt = 0, batch = NULL, seen = NULL, verified = NULL, source = NULL"
                 " WHERE node IN (SELECT node FROM below)",
        {node}));
    return set("has_gone", qint64(1));
}

Result<std::vector<ItemId>> LedgerFile::unverified(
    const std::vector<ItemId> &preferred, const QDateTime &olderThan, int limit)
{
    std::vector<ItemId> items;
    const auto isListed = [&items](const ItemId &id) {
        return std::find(items.begin(), items.end(), id) != items.end();
    };
    const qint64 since = olderThan.toMSecsSinceEpoch();
    {
        Statement wanted = m_database->prepare(
            "SELECT 1 FROM items WHERE id = ? AND state = 2 AND (verified IS NULL OR verified < ?)");
        for (const ItemId &id : preferred) {
            if (int(items.size()) >= limit)
                return items;
            const QString stored = storedId(id);
            const auto row = wanted.bind(1, stored).bind(2, since).step();
            if (!row)
                return failure(row.error());
            if (*row && !isListed(id))
                items.push_back(id);
            wanted.reset();
        }
    }
    const auto addRows = [&](const char *sql, bool hasSince) -> Result<Done> {
        Statement read = m_database->prepare(sql);
        read.bind(1, qint64(limit));
        if (hasSince)
            read.bind(2, since);
        for (;;) {
            const auto row = read.step();
            if (!row)
                return failure(row.error());
            if (!*row || int(items.size()) >= limit)
                return Done{};
            const ItemId id = itemId(read.text(0));
            if (!isListed(id))
                items.push_back(id);
        }
    };
    TRY_STEP(addRows("SELECT i.id FROM items i LEFT JOIN items p ON p.node = i.parent WHERE i.state = 2"
                     " AND (i.verified IS NULL OR i.verified < ?2) AND NOT (p.state IS 2 AND p.batch IS i.batch)"
                     " ORDER BY i.seen DESC LIMIT ?1",
        true));
    TRY_STEP(addRows("SELECT id FROM items WHERE doubt <> 0 AND state = 1 LIMIT ?1", false));
    return items;
}

Result<bool> LedgerFile::noteVerified(const ItemId &id, const std::optional<Entry> &entry, const QDateTime &now)
{
    bool hasChanged = false;
    const auto done = m_database->transaction([&]() -> Result<Done> {
        const auto node = nodeOf(storedId(id));
        const auto isProven = number("looks_at_deleted");
        if (!node || !isProven)
            return failure(node ? isProven.error() : node.error());
        if (*node == 0)
            return Done{};
        if (!entry) {
            // The flag that shows deleted items is believed to hide purged ones only once it has shown one.
            if (*isProven > 0) {
                hasChanged = true;
                return markGone(*node);
            }
            const auto marked
                = run("UPDATE items SET verified = ?2, doubt = (state = 2) WHERE node = ?1 AND (doubt = 0 OR state = 1"
                      " OR verified IS NULL)",
                    {*node, now.toMSecsSinceEpoch()});
            hasChanged = marked && *marked > 0;
            return marked ? Result<Done>(Done{}) : failure(marked.error());
        }
        const auto before = count("SELECT state * 2 + doubt FROM items WHERE node = " + QByteArray::number(*node));
        if (!before)
            return failure(before.error());
        if (!entry->isDeleted) {
            hasChanged = *before >= 2 * StateTrashed;
            TRY_STEP(markLive(*node));
            return run("UPDATE items SET state = 1, doubt = 0, batch = NULL, seen = NULL, source = NULL, path = NULL"
                       " WHERE node = ?1",
                {*node})
                ? Result<Done>(Done{})
                : failure(Error::Kind::Storage);
        }
        TRY_STEP(set("looks_at_deleted", qint64(1)));
        if (*before < 2 * StateTrashed) { // believed to live: it stayed behind when its folder came back
            hasChanged = true;
            const auto batch = nextBatch();
            if (!batch)
                return failure(batch.error());
            TRY_STEP(run("UPDATE items SET state = 2, batch = ?2, seen = ?3, source = 0 WHERE node = ?1",
                {*node, *batch, now.toMSecsSinceEpoch()}));
            TRY_STEP(trashInside(*batch));
            TRY_STEP(freezePaths(*batch));
        }
        // The folder is not taken from here unless we knew none: our own last fact is older and surer.
        const QString parentStored = shortId(entry->parentId);
        const auto parent = nodeOf(parentStored);
        if (!parent)
            return failure(parent.error());
        Statement write = m_database->prepare(
            "UPDATE items SET name = coalesce(nullif(?2, ''), name), size = CASE WHEN ?3 < 0 THEN size ELSE ?3 END,"
            " parent = coalesce(parent, ?4), modified = coalesce(?5, modified), created = coalesce(?6, created),"
            " hash_algorithm = ?7, hash = ?8, verified = ?9, doubt = 0, kind = CASE WHEN ?10 < 0 THEN kind ELSE ?10 END"
            " WHERE node = ?1");
        write.bind(1, *node).bind(2, entry->name).bind(3, entry->sizeBytes);
        bindNode(write, 4, *parent);
        bindInstant(write, 5, entry->modifiedAt);
        bindInstant(write, 6, entry->createdAt);
        write.bind(7, qint64(entry->hash.algorithm)).bind(8, entry->hash.bytes).bind(9, now.toMSecsSinceEpoch());
        write.bind(10, entry->isKindTold ? qint64(entry->kind) : qint64(-1));
        TRY_STEP(write.run());
        hasChanged = hasChanged || (*before & 1) != 0;
        return adoptOrphan(*node);
    });
    return done ? Result<bool>(hasChanged) : failure(done.error());
}

/** The same thing under the id that it had before the drive moved: when it was deleted is known from there. */
Result<Done> LedgerFile::adoptOrphan(qint64 node)
{
    const auto path = folderPathOf(node);
    if (!path)
        return failure(path.error());
    qint64 orphan = 0;
    {
        Statement read = m_database->prepare(
            "SELECT o.node FROM items o, items i WHERE i.node = ?1 AND o.source = 5 AND o.state = 2 AND o.node <> i.node"
            " AND o.name = i.name COLLATE NOCASE AND o.size = i.size AND o.path = ?2");
        const auto row = read.bind(1, node).bind(2, *path).step();
        if (!row)
            return failure(row.error());
        orphan = *row ? read.integer(0) : 0;
    }
    if (orphan == 0)
        return Done{};
    TRY_STEP(run("UPDATE items SET seen = (SELECT o.seen FROM items o WHERE o.node = ?2), path = (SELECT o.path FROM"
                 " items o WHERE o.node = ?2) WHERE node = ?1",
        {node, orphan}));
    TRY_STEP(run("DELETE FROM items WHERE node = ?1", {orphan}));
    return Done{};
}

} // namespace Unbin::OneDrive
