// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledgerfile.h"

#include "core/providers/onedrive/ledgerschema.h"
#include "core/providers/onedrive/onedriveids.h"

namespace Unbin::OneDrive {

Result<Done> LedgerFile::beginRun(bool isFull, const DriveFacts &drive, const QDateTime &now)
{
    const QString prefixBefore = m_prefix;
    const auto begun = m_database->transaction([&]() -> Result<Done> {
        TRY_STEP(m_database->execute("DELETE FROM staged"));
        TRY_STEP(learnPrefix(drive.rootId));
        TRY_STEP(set("is_full_run", qint64(isFull)));
        TRY_STEP(set("run_began", now.toMSecsSinceEpoch()));
        return set("next_link", QString());
    });
    if (!begun)
        m_prefix = prefixBefore;
    return begun;
}

Result<Done> LedgerFile::abandonRun()
{
    return m_database->transaction([&]() -> Result<Done> {
        TRY_STEP(m_database->execute("DELETE FROM staged"));
        return set("next_link", QString());
    });
}

Result<PageOutcome> LedgerFile::takePage(const QByteArray &body, const DriveFacts &drive)
{
    auto page = readEntryPage(body);
    if (!page)
        return failure(page.error());
    if (page->nextLink.isEmpty() && page->deltaLink.isEmpty())
        return failure(Error::Kind::BadResponse, QStringLiteral("a delta page without a link to go on"));
    PageOutcome outcome{page->nextLink, page->nextLink.isEmpty() ? page->deltaLink : QString()};
    const QString prefixBefore = m_prefix;
    const auto done = m_database->transaction([&]() -> Result<Done> {
        TRY_STEP(stage(page->entries, drive, outcome.news));
        return set("next_link", page->nextLink);
    });
    if (!done) {
        m_prefix = prefixBefore;
        return failure(done.error());
    }
    return outcome;
}

Result<Done> LedgerFile::stage(const std::vector<Entry> &entries, const DriveFacts &drive, qint64 &news)
{
    const auto before = count("SELECT count(*) FROM staged");
    if (!before)
        return failure(before.error());
    // The last word about an id counts; but a tombstone leaves the facts that came before it in the same run.
    Statement write = m_database->prepare(
        "INSERT INTO staged (id, parent, name, kind, is_deleted, is_known, size, created, modified)"
        " VALUES (?1, ?2, ?3, ?4, ?5, NOT ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET"
        " parent = CASE WHEN ?5 AND is_known THEN parent ELSE excluded.parent END,"
        " name = CASE WHEN ?5 AND is_known THEN name ELSE excluded.name END,"
        " kind = CASE WHEN ?5 AND is_known THEN kind ELSE excluded.kind END,"
        " size = CASE WHEN ?5 AND is_known THEN size ELSE excluded.size END,"
        " created = CASE WHEN ?5 AND is_known THEN created ELSE excluded.created END,"
        " modified = CASE WHEN ?5 AND is_known THEN modified ELSE excluded.modified END,"
        " is_known = is_known OR excluded.is_known, is_deleted = excluded.is_deleted");
    for (const Entry &entry : entries) {
        const bool isOrphan = entry.parentId.isEmpty() && !entry.isRoot && !entry.isDeleted;
        const bool isNameless = entry.name.isEmpty() && !entry.isRoot && !entry.isDeleted;
        if (isOrphan || isNameless || isForeign(entry, drive.id))
            continue;
        TRY_STEP(learnPrefix(entry.id));
        write.bind(1, shortId(entry.id))
            .bind(2, entry.isRoot ? QString() : shortId(entry.parentId))
            .bind(3, entry.isRoot ? QString() : entry.name)
            .bind(4, qint64(entry.isRoot ? ItemKind::Folder : entry.kind))
            .bind(5, qint64(entry.isDeleted))
            .bind(6, entry.sizeBytes);
        bindInstant(write, 7, entry.createdAt);
        bindInstant(write, 8, entry.modifiedAt);
        TRY_STEP(write.run());
    }
    const auto after = count("SELECT count(*) FROM staged");
    if (!after)
        return failure(after.error());
    news = *after - *before;
    return Done{};
}

Result<RunOutcome> LedgerFile::commitRun(const QString &deltaLink, const DriveFacts &drive, const QDateTime &now)
{
    RunOutcome outcome;
    const QString rootBefore = m_rootStored;
    const auto committed = m_database->transaction([&]() -> Result<Done> {
        const auto isFull = number("is_full_run");
        const auto lastFull = number("last_full");
        const auto oldRoot = text("root_id");
        const auto batch = nextBatch();
        if (!isFull || !lastFull || !oldRoot || !batch)
            return failure(!isFull ? isFull.error()
                    : !lastFull    ? lastFull.error()
                    : !oldRoot     ? oldRoot.error()
                                   : batch.error());
        const bool hasMoved = !oldRoot->isEmpty() && !isSameId(*oldRoot, drive.rootId);
        outcome.wasFull = *isFull != 0;
        m_rootStored = shortId(drive.rootId);

        qint64 changed = 0;
        const auto add = [&changed](const Result<qint64> &rows) -> Result<Done> {
            if (!rows)
                return failure(rows.error());
            changed += *rows;
            return Done{};
        };
        TRY_STEP(add(mergeLive(*batch)));
        TRY_STEP(add(mergeTombstones(*batch, now)));
        TRY_STEP(add(trashInside(*batch)));
        if (outcome.wasFull && hasMoved)
            TRY_STEP(add(adoptMigrated(*batch)));
        else if (outcome.wasFull && *lastFull > 0)
            TRY_STEP(add(trashMissing(*batch)));
        TRY_STEP(freezePaths(*batch));
        outcome.hasChangedBin = changed > 0;
        return closeRun(deltaLink, drive, *batch, outcome.wasFull, now);
    });
    if (!committed) {
        m_rootStored = rootBefore;
        return failure(committed.error());
    }
    if (outcome.wasFull)
        giveBackRoom();
    return outcome;
}

/** The pages of a full run took as much room as the ledger itself. What fails here costs room, nothing else. */
void LedgerFile::giveBackRoom()
{
    const auto unused = count("SELECT freelist_count FROM pragma_freelist_count");
    const auto all = count("SELECT page_count FROM pragma_page_count");
    constexpr qint64 kWorthIt = 2000; // pages; less is soon used again
    if (unused && all && *unused > kWorthIt && *unused > *all / 4)
        (void)m_database->execute("VACUUM");
    (void)m_database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

/** Puts in whatever lives now. What counts for the result is what came out of the bin. */
Result<qint64> LedgerFile::mergeLive(qint64 batch)
{
    // Children may come before their parents: those get a row that will be filled in.
    TRY_STEP(run("INSERT OR IGNORE INTO items (id, kind, state) SELECT DISTINCT parent, 1, 0 FROM staged"
                 " WHERE parent <> '' AND is_known",
        {}));
    TRY_STEP(m_database->execute("CREATE TEMP TABLE IF NOT EXISTS revived (node INTEGER PRIMARY KEY, batch INTEGER)"));
    TRY_STEP(m_database->execute("DELETE FROM revived"));
    TRY_STEP(run("INSERT INTO revived SELECT i.node, i.batch FROM items i JOIN staged s ON s.id = i.id"
                 " WHERE i.state = 2 AND s.is_deleted = 0",
        {}));
    TRY_STEP(run("INSERT INTO items (id, parent, name, kind, state, size, created, modified, run)"
                 " SELECT s.id, (SELECT p.node FROM items p WHERE p.id = s.parent), s.name, s.kind, 1, s.size, s.created,"
                 " s.modified, ?1 FROM staged s WHERE s.is_deleted = 0"
                 " ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name, kind = excluded.kind,"
                 " state = 1, size = excluded.size, created = excluded.created, modified = excluded.modified,"
                 " run = excluded.run, doubt = 0, batch = NULL, seen = NULL, verified = NULL, source = NULL, path = NULL,"
                 " hash_algorithm = NULL, hash = NULL",
        {batch}));
    return reviveInside();
}

/** A folder that came back brought with it what left with it; that is not told of each, so it stays in doubt. */
Result<qint64> LedgerFile::reviveInside()
{
    const auto inside = run("WITH RECURSIVE below (node, batch) AS (SELECT node, batch FROM revived UNION"
                            " SELECT i.node, i.batch FROM items i JOIN below b ON i.parent = b.node"
                            " WHERE i.state = 2 AND i.batch = b.batch"
                            " AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.id = i.id AND s.is_deleted = 1))"
                            " UPDATE items SET state = 1, doubt = 1, batch = NULL, seen = NULL, verified = NULL,"
                            " source = NULL, path = NULL WHERE state = 2 AND node IN (SELECT node FROM below)",
        {});
    if (!inside)
        return inside;
    const auto revived = count("SELECT count(*) FROM revived");
    if (!revived)
        return revived;
    return *inside + *revived;
}

/** Our own last facts stand; a tombstone tells only that it left (onedrive.md section 1.9). */
Result<qint64> LedgerFile::mergeTombstones(qint64 batch, const QDateTime &now)
{
    const qint64 seen = now.toMSecsSinceEpoch();
    const auto known = run("UPDATE items SET state = 2, batch = ?1, seen = ?2, source = 0, verified = NULL, doubt = 0,"
                           " run = ?1 WHERE state IN (1, 3) AND parent IS NOT NULL"
                           " AND id IN (SELECT id FROM staged WHERE is_deleted = 1)",
        {batch, seen});
    if (!known)
        return known;
    // Nobody knew it: its name may be believed, its folder not (it is the root more often than not), unless this run
    // told of it alive. Without a name there is nothing to show.
    const auto unknown
        = run("INSERT INTO items (id, parent, name, kind, state, size, created, modified, run, batch, seen, source)"
              " SELECT id, (SELECT p.node FROM items p WHERE is_known AND p.id = staged.parent), name, kind, 2, size,"
              " created, modified, ?1, ?1, ?2, 0 FROM staged"
              " WHERE is_deleted = 1 AND name <> '' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = staged.id)",
            {batch, seen});
    if (!unknown)
        return unknown;
    // Named as somebody's folder until now: what this run told of it alive is all there is, and stands.
    const auto named = run("UPDATE items SET state = 2, batch = ?1, seen = ?2, source = 0, run = ?1,"
                           " name = nullif(s.name, ''),"
                           " parent = coalesce(items.parent, (SELECT p.node FROM items p WHERE s.is_known AND p.id = s.parent)),"
                           " kind = CASE WHEN s.is_known THEN s.kind ELSE items.kind END,"
                           " size = CASE WHEN s.is_known THEN s.size ELSE items.size END,"
                           " created = coalesce(s.created, items.created), modified = coalesce(s.modified, items.modified)"
                           " FROM staged s WHERE s.id = items.id AND s.is_deleted = 1 AND items.state = 0",
        {batch, seen});
    if (!named)
        return named;
    return *known + *unknown + *named;
}

/** What is inside of a folder leaves with it, told or not. */
Result<qint64> LedgerFile::trashInside(qint64 batch)
{
    return run("WITH RECURSIVE below (node) AS (SELECT node FROM items WHERE state = 2 AND batch = ?1 UNION"
               " SELECT i.node FROM items i JOIN below b ON i.parent = b.node WHERE i.state = 1)"
               " UPDATE items SET state = 2, batch = ?1, source = 1, doubt = 0,"
               " seen = (SELECT max(seen) FROM items WHERE state = 2 AND batch = ?1)"
               " WHERE state = 1 AND node IN (SELECT node FROM below)",
        {batch});
}

/** A full run that begins anew tells no tombstones: what lived and did not come back is gone, nobody knows when. */
Result<qint64> LedgerFile::trashMissing(qint64 batch)
{
    return run("UPDATE items SET state = 2, batch = ?1, seen = NULL, source = 2, verified = NULL, doubt = 1"
               " WHERE state = 1 AND run <> ?1 AND parent IS NOT NULL",
        {batch});
}

Result<Done> LedgerFile::freezePaths(qint64 batch)
{
    std::vector<qint64> nodes;
    {
        Statement read = m_database->prepare(
            "SELECT i.node FROM items i LEFT JOIN items p ON p.node = i.parent WHERE i.state = 2 AND i.batch = ?1"
            " AND i.path IS NULL AND i.parent IS NOT NULL AND NOT (p.state IS 2 AND p.batch IS i.batch)");
        read.bind(1, batch);
        for (;;) {
            const auto row = read.step();
            if (!row)
                return failure(row.error());
            if (!*row)
                break;
            nodes.push_back(read.integer(0));
        }
    }
    Statement write = m_database->prepare("UPDATE items SET path = ? WHERE node = ?");
    for (const qint64 node : nodes) {
        const auto path = folderPathOf(node);
        if (!path)
            return failure(path.error());
        TRY_STEP(write.bind(1, *path).bind(2, node).run());
    }
    return Done{};
}

/** Forgets what is purged and nothing names any more. Only after something was: the whole table is looked through. */
Result<Done> LedgerFile::forgetGone()
{
    const auto hasGone = number("has_gone");
    if (!hasGone)
        return failure(hasGone.error());
    if (*hasGone == 0)
        return Done{};
    TRY_STEP(run("DELETE FROM items WHERE state = 3"
                 " AND (kind <> 1 OR NOT EXISTS (SELECT 1 FROM items c WHERE c.parent = items.node))",
        {}));
    return set("has_gone", qint64(0));
}

Result<Done> LedgerFile::closeRun(
    const QString &deltaLink, const DriveFacts &drive, qint64 batch, bool isFull, const QDateTime &now)
{
    TRY_STEP(m_database->execute("DELETE FROM staged"));
    TRY_STEP(forgetGone());
    TRY_STEP(set("delta_link", deltaLink));
    TRY_STEP(set("next_link", QString()));
    TRY_STEP(set("root_id", drive.rootId));
    TRY_STEP(set("last_sync", now.toMSecsSinceEpoch()));
    TRY_STEP(set("last_run", batch));
    if (!isFull)
        return Done{};
    TRY_STEP(set("last_full", now.toMSecsSinceEpoch()));
    const auto since = number("complete_since");
    const auto began = number("run_began");
    if (!since || !began)
        return failure(since ? began.error() : since.error());
    return *since > 0 ? Result<Done>(Done{}) : set("complete_since", *began);
}

/**
 * The drive moved to another back end, and every id is another one (section 5). What lived is simply what was listed
 * now. Entries of the bin keep their place in the list under their old ids, in doubt, until they are met under new ones;
 * those that live again by path, name and size are dropped.
 */
Result<qint64> LedgerFile::adoptMigrated(qint64 batch)
{
    struct Old {
        qint64 node;
        QString path;
        QString name;
        qint64 size;
    };
    std::vector<Old> olds;
    {
        Statement read = m_database->prepare("SELECT node, coalesce(path, ''), name, size FROM items"
                                             " WHERE state = 2 AND batch <> ?1 AND path IS NOT NULL");
        read.bind(1, batch);
        for (;;) {
            const auto row = read.step();
            if (!row)
                return failure(row.error());
            if (!*row)
                break;
            olds.push_back({read.integer(0), read.text(1), read.text(2), read.integer(3)});
        }
    }
    const auto dropped = run("DELETE FROM items WHERE run <> ?1 AND (state <> 2 OR path IS NULL)", {batch});
    if (!dropped)
        return dropped;
    Statement live = m_database->prepare("SELECT 1 FROM items WHERE parent = ? AND name = ? COLLATE NOCASE AND size = ?"
                                         " AND state = 1");
    Statement keep = m_database->prepare(
        "UPDATE items SET parent = ?, source = 5, doubt = 1, verified = NULL WHERE node = ?");
    for (const Old &old : olds) {
        const auto folder = idAtPath(old.path);
        const auto parent = folder ? nodeOf(*folder) : Result<qint64>(failure(folder.error()));
        if (!parent)
            return parent;
        live.reset();
        const auto lives = live.bind(1, *parent).bind(2, old.name).bind(3, old.size).step();
        if (!lives)
            return failure(lives.error());
        const bool isLive = *parent > 0 && *lives;
        live.reset();
        if (isLive) {
            TRY_STEP(run("DELETE FROM items WHERE node = ?1", {old.node}));
            continue;
        }
        if (*parent > 0)
            keep.bind(1, *parent);
        else
            keep.bindNull(1);
        TRY_STEP(keep.bind(2, old.node).run());
    }
    return qint64(olds.size());
}

} // namespace Unbin::OneDrive
