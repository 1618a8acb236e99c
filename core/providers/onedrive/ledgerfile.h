// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedriveitems.h"
#include "core/store/database.h"

#include <QDateTime>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin::OneDrive {

/** Where a run of delta pages stands, and what is known of the drive's past. */
struct LedgerState {
    QString deltaLink; ///< where the next run begins; empty: with a full one
    QString nextLink; ///< of a run that was cut off; empty: none is under way
    bool isFullRun = false; ///< the run that is under way lists the whole drive
    QString rootId; ///< as sent, of the newest full run
    QDateTime lastSync; ///< UTC; of the newest run that ended
    QDateTime lastFull;
    QDateTime completeSince; ///< what was deleted since is known; invalid before the first full run
    bool isScanned = false; ///< older deletions have been looked for in every folder
    qint64 scanCursor = 0; ///< last folder that was scanned whole; 0: none
};

/** What a page or a run brought. */
struct PageOutcome {
    QString nextLink;
    QString deltaLink;
    qint64 news = 0; ///< entries that this run had not told of before
};
struct RunOutcome {
    bool hasChangedBin = false;
    bool wasFull = false;
};

/** A row of the ledger for who asks about one item. */
struct LedgerRow {
    enum class State { Unknown, Live, Trashed, Gone };
    State state = State::Unknown;
    bool isEntry = false; ///< an entry of the bin by itself, not inside of one
    TrashedItem item; ///< as far as known; its path is the folder it is or was in
    Breadcrumbs path; ///< from the root to the item itself; only live folders have ids
};

/** A folder whose deleted children are to be looked for. */
struct ScanFolder {
    qint64 node = 0;
    QString id;
    qint64 verifiedChildren = 0; ///< children that certainly lie in the bin: a scan that works must show one of them
};
struct ScanOutcome {
    qint64 found = 0; ///< that nobody knew of
    qint64 confirmed = 0; ///< that were known
};

/**
 * One drive's past in SQLite: every live item, and what became of those that left. Synchronous; used on one thread at a
 * time. See README.md here for its invariants.
 *
 * Ids are kept as they came, without the drive's own digits in front (all personal ids begin with them), and compared
 * without case. Times are milliseconds since 1970 UTC.
 */
class LedgerFile
{
public:
    struct Opened {
        std::unique_ptr<LedgerFile> file;
        QString damagedFileMovedTo; ///< as in Database
    };
    static const Database::Migrations &migrations();
    /** An empty path: in memory. */
    static Result<Opened> open(const QString &path);
    explicit LedgerFile(std::unique_ptr<Database> database);

    Result<LedgerState> state();

    // A run: begin, pages, commit. Pages are on the disk as they come, but count only with the commit.
    Result<Done> beginRun(bool isFull, const DriveFacts &drive, const QDateTime &now);
    /** Reads and keeps one page; entries of other drives are left out. */
    Result<PageOutcome> takePage(const QByteArray &body, const DriveFacts &drive);
    /** Everything or nothing: the ledger is as the run tells, and the next run begins at deltaLink. */
    Result<RunOutcome> commitRun(const QString &deltaLink, const DriveFacts &drive, const QDateTime &now);
    Result<Done> abandonRun();

    // What we did or saw ourselves between two runs.
    Result<Done> noteTrashed(const TrashedItem &item, const QDateTime &now);
    Result<Done> noteLive(const LiveItem &item);
    Result<Done> noteGone(const ItemId &id);

    /** All entries of the bin. */
    Result<std::vector<TrashedItem>> entries();
    /** What left together with this trashed folder, one level of it. NotFound if the folder is not in the bin. */
    Result<std::vector<TrashedItem>> inside(const ItemId &folder);
    Result<std::optional<LedgerRow>> find(const ItemId &id);
    /** Folders that are live and their parents all the way up, from a path like "/A/B"; empty if there is none. */
    Result<QString> idAtPath(const QString &path);

    /** Items whose fate should be looked at: preferred ones first, then the newest. */
    Result<std::vector<ItemId>> unverified(const std::vector<ItemId> &preferred, const QDateTime &olderThan, int limit);
    /** What a look at one item by its id showed; nullopt: it is not there. True if the bin's list is another one now. */
    Result<bool> noteVerified(const ItemId &id, const std::optional<Entry> &entry, const QDateTime &now);

    Result<std::optional<ScanFolder>> nextScanFolder();
    Result<qint64> foldersToScan();
    Result<ScanOutcome> takeScanned(const ScanFolder &folder, const std::vector<Entry> &children, const QDateTime &now);
    Result<Done> endScanFolder(const ScanFolder &folder);
    Result<Done> endScan();
    Result<Done> forgetScan();

    /** Live tree, then bin, one line each, sorted: "/Work/", "/Work/a.txt 12", "bin a.txt from /Work". For tests. */
    Result<QStringList> dump();

    Database &database() { return *m_database; }

private:
    Result<qint64> number(const char *key);
    Result<QString> text(const char *key);
    Result<Done> set(const char *key, qint64 value);
    Result<Done> set(const char *key, const QString &value);
    Result<qint64> count(const QByteArray &sql);
    Result<qint64> run(const char *sql, std::initializer_list<qint64> values); ///< rows changed
    Result<qint64> nextBatch();

    Result<Done> learnPrefix(const QString &id);
    QString shortId(const QString &id) const;
    QString longId(const QString &stored) const;
    ItemId itemId(const QString &stored) const;
    QString storedId(const ItemId &id) const;
    Result<qint64> nodeOf(const QString &stored); ///< 0: none
    Result<qint64> ensureNode(const QString &stored);

    Result<Done> stage(const std::vector<Entry> &entries, const DriveFacts &drive, qint64 &news);
    Result<qint64> mergeLive(qint64 batch);
    Result<qint64> reviveInside();
    Result<qint64> mergeTombstones(qint64 batch, const QDateTime &now);
    Result<qint64> trashInside(qint64 batch);
    Result<qint64> trashMissing(qint64 batch);
    Result<qint64> adoptMigrated(qint64 batch);
    Result<Done> freezePaths(qint64 batch);
    Result<Done> forgetGone();
    Result<Done> closeRun(
        const QString &deltaLink, const DriveFacts &drive, qint64 batch, bool isFull, const QDateTime &now);

    void giveBackRoom();
    Result<Done> markLive(qint64 node);
    Result<Done> markGone(qint64 node);
    Result<Done> adoptOrphan(qint64 node);
    Result<Breadcrumbs> crumbsOf(qint64 node);
    Result<QString> folderPathOf(qint64 node);
    TrashedItem itemFrom(const Statement &row) const;

    std::unique_ptr<Database> m_database;
    QString m_prefix; ///< what all ids of this drive begin with, before "!"; empty: they don't
    QString m_rootStored;
};

} // namespace Unbin::OneDrive
