// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/batchrecord.h"
#include "core/restore/journalentry.h"
#include "core/store/database.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace Unbin {

class JournalWriter;

/**
 * The durable record of what was meant to be done, step by step, and what came of it. Entries go to a thread
 * of their own that commits whatever has gathered while the last commit ran: one fsync for many steps, none
 * on the main thread. README.md here tells the tables and why.
 *
 * Used on the main thread. Destroying it writes what was handed over before.
 */
class Journal : public QObject
{
    Q_OBJECT
public:
    struct Opened {
        std::unique_ptr<Journal> journal;
        /** Set if a damaged file was moved aside (never deleted): its new path. */
        QString damagedFileMovedTo;
    };
    /** A batch that an earlier run of the program did not finish. */
    struct Unfinished {
        qint64 batch = 0;
        Receipt::Kind kind = Receipt::Kind::Restore;
        QDateTime startedAt; ///< UTC
        qint64 items = 0;
        qint64 openItems = 0; ///< without an outcome
        qint64 openSteps = 0; ///< sent or about to be sent, reply never seen: to be settled by looking
    };

    static Result<Opened> open(const QString &path);
    /** For the practice mode and for tests: forgotten at the end. */
    static Result<Opened> openInMemory();
    ~Journal() override;

    /** As found when the journal was opened, oldest first. Nothing is decided about them here. */
    const std::vector<Unfinished> &unfinished() const { return m_unfinished; }

    /** Numbers for entries; never given twice for one file. */
    qint64 newBatchNumber() { return ++m_lastBatch; }
    qint64 newStepNumber() { return ++m_lastStep; }

    /** Ends when the entry is on the disk, or with Storage. Entries are written in the order of these calls.
     */
    JobPtr<Done> write(JournalEntry entry);
    /** The same, for who need not wait: a loss is logged, and the next write() tells of it anyway. */
    void note(JournalEntry entry);

    /** One batch with all its items and steps, everything noted before included. Storage if it can't be read. */
    JobPtr<BatchRecord> read(qint64 batch);
    /** The newest finished batches, newest first. */
    JobPtr<std::vector<BatchSummary>> history(int most);

    /** For drills: called on the writer's thread just before and just after each commit. */
    void setProbe(std::function<void()> probe);
    /** For sweeps: the n-th access to the database from now on fails. */
    void failAccess(qint64 n);

private:
    class WriteJob;
    template <class T>
    class ReadJob;

    Journal();
    static Result<Opened> adopt(Result<Database::Opened> opened);
    Result<Done> readState(Database &database);
    void settle(const std::vector<qint64> &tickets, const Result<Done> &outcome);

    std::unique_ptr<JournalWriter> m_writer;
    QHash<qint64, WriteJob *> m_waiting; // by ticket; each takes itself out
    std::vector<Unfinished> m_unfinished;
    qint64 m_lastBatch = 0;
    qint64 m_lastStep = 0;
    qint64 m_lastTicket = 0;
};

} // namespace Unbin
