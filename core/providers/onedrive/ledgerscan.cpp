// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledgerfile.h"

#include "core/providers/onedrive/ledgerschema.h"

namespace Unbin::OneDrive {

Result<std::optional<ScanFolder>> LedgerFile::nextScanFolder()
{
    const auto cursor = number("scan_cursor");
    if (!cursor)
        return failure(cursor.error());
    ScanFolder folder;
    {
        // In the order of their rows, which only grow: deleted folders that the scan itself finds come later, and where
        // it stopped is one number.
        Statement read = m_database->prepare(
            "SELECT node, id FROM items WHERE node > ? AND kind = 1 AND state IN (1, 2) ORDER BY node LIMIT 1");
        const auto row = read.bind(1, *cursor).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return std::optional<ScanFolder>();
        folder.node = read.integer(0);
        folder.id = longId(read.text(1));
    }
    const auto known = count("SELECT count(*) FROM items WHERE state = 2 AND verified IS NOT NULL AND doubt = 0 AND"
                             " source <> 1 AND parent = "
        + QByteArray::number(folder.node));
    if (!known)
        return failure(known.error());
    folder.verifiedChildren = *known;
    return std::optional(folder);
}

Result<qint64> LedgerFile::foldersToScan()
{
    const auto cursor = number("scan_cursor");
    if (!cursor)
        return cursor;
    return count(
        "SELECT count(*) FROM items WHERE kind = 1 AND state IN (1, 2) AND node > " + QByteArray::number(*cursor));
}

Result<ScanOutcome> LedgerFile::takeScanned(
    const ScanFolder &folder, const std::vector<Entry> &children, const QDateTime &now)
{
    ScanOutcome outcome;
    const auto done = m_database->transaction([&]() -> Result<Done> {
        // What lies in a folder that left belongs to that folder's entry.
        Statement batchOf = m_database->prepare("SELECT coalesce(batch, 0) FROM items WHERE node = ?");
        const auto row = batchOf.bind(1, folder.node).step();
        if (!row)
            return failure(row.error());
        const qint64 batch = *row ? batchOf.integer(0) : 0;
        Statement stateOf = m_database->prepare("SELECT node, state FROM items WHERE id = ?");
        Statement confirm = m_database->prepare("UPDATE items SET verified = ?, doubt = 0 WHERE node = ?");
        Statement insert = m_database->prepare(
            "INSERT INTO items (id, parent, name, kind, state, size, created, modified, batch, verified, source)"
            " VALUES (?1, ?2, ?3, ?4, 2, ?5, ?6, ?7, ?8, ?9, 3) ON CONFLICT (id) DO UPDATE SET state = 2,"
            " parent = coalesce(parent, ?2), name = coalesce(name, ?3), batch = ?8, verified = ?9, source = 3, doubt = 0");
        for (const Entry &child : children) {
            if (!child.isDeleted || child.name.isEmpty())
                continue;
            const auto known = stateOf.bind(1, shortId(child.id)).step();
            if (!known)
                return failure(known.error());
            const bool isKnown = *known && stateOf.integer(1) == StateTrashed;
            const qint64 node = *known ? stateOf.integer(0) : 0;
            stateOf.reset();
            if (isKnown) {
                TRY_STEP(confirm.bind(1, now.toMSecsSinceEpoch()).bind(2, node).run());
                ++outcome.confirmed;
                continue;
            }
            insert.bind(1, shortId(child.id)).bind(2, folder.node).bind(3, child.name).bind(4, qint64(child.kind));
            insert.bind(5, child.sizeBytes);
            bindInstant(insert, 6, child.createdAt);
            bindInstant(insert, 7, child.modifiedAt);
            TRY_STEP(insert.bind(8, batch).bind(9, now.toMSecsSinceEpoch()).run());
            ++outcome.found;
            const auto inserted = nodeOf(shortId(child.id));
            if (!inserted)
                return failure(inserted.error());
            TRY_STEP(adoptOrphan(*inserted));
        }
        const bool hasShownAny = outcome.found + outcome.confirmed > 0;
        return hasShownAny ? set("looks_at_deleted", qint64(1)) : Result<Done>(Done{});
    });
    return done ? Result<ScanOutcome>(outcome) : failure(done.error());
}

Result<Done> LedgerFile::endScanFolder(const ScanFolder &folder)
{
    return set("scan_cursor", folder.node);
}

Result<Done> LedgerFile::endScan()
{
    return set("is_scanned", qint64(1));
}

Result<Done> LedgerFile::forgetScan()
{
    return m_database->transaction([&]() -> Result<Done> {
        TRY_STEP(set("scan_cursor", qint64(0)));
        return set("is_scanned", qint64(0));
    });
}

} // namespace Unbin::OneDrive
