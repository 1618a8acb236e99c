// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journal.h"

#include "core/restore/journalschema.h"
#include "core/restore/journalwriter.h"
#include "core/store/database.h"

#include <QLoggingCategory>
#include <QPointer>

namespace Unbin {

Q_LOGGING_CATEGORY(lcJournal, "unbin.journal", QtWarningMsg)

/** Waits for the disk to have one entry. */
class Journal::WriteJob final : public Job<Done>
{
public:
    WriteJob(Journal *journal, JournalEntry entry)
        : m_journal(journal)
        , m_entry(std::move(entry))
    { }
    ~WriteJob() override { release(); }

    void settle(Result<Done> outcome)
    {
        m_ticket = 0;
        finish(std::move(outcome));
    }

protected:
    void run() override
    {
        if (!m_journal) {
            fail(Error::of(Error::Kind::Storage, QStringLiteral("the journal is closed")));
            return;
        }
        m_ticket = ++m_journal->m_lastTicket;
        m_journal->m_waiting.insert(m_ticket, this);
        m_journal->m_writer->submit(m_ticket, std::move(m_entry));
    }
    void release() override
    {
        if (m_journal && m_ticket != 0)
            m_journal->m_waiting.remove(m_ticket);
        m_ticket = 0;
    }

private:
    QPointer<Journal> m_journal;
    JournalEntry m_entry;
    qint64 m_ticket = 0;
};

/** Reads on the writer's thread. The result comes back through the event loop, if anybody still waits for it. */
template <class T>
class Journal::ReadJob final : public Job<T>
{
public:
    ReadJob(Journal *journal, std::function<Result<T>(Database &)> read)
        : m_journal(journal)
        , m_read(std::move(read))
    { }

protected:
    void run() override
    {
        if (!m_journal) {
            this->fail(Error::of(Error::Kind::Storage, QStringLiteral("the journal is closed")));
            return;
        }
        // The journal joins the writer before it dies, so it is there whenever this runs; the job may be gone.
        Journal *journal = m_journal;
        const QPointer<ReadJob> self(this);
        m_journal->m_writer->read([journal, self, read = std::move(m_read)](Database &database) {
            auto result = std::make_shared<Result<T>>(read(database));
            QMetaObject::invokeMethod(
                journal,
                [self, result] {
                    if (self)
                        self->finish(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

private:
    QPointer<Journal> m_journal;
    std::function<Result<T>(Database &)> m_read;
};

Journal::Journal() = default;

Journal::~Journal()
{
    m_writer.reset();
    const auto waiting = std::exchange(m_waiting, {});
    for (WriteJob *job : waiting)
        job->settle(failure(Error::Kind::Storage, QStringLiteral("the journal is closed")));
}

Result<Journal::Opened> Journal::open(const QString &path)
{
    return adopt(Database::open(path, journalMigrations(), Database::Durability::Full));
}

Result<Journal::Opened> Journal::openInMemory()
{
    return adopt(Database::openInMemory(journalMigrations()));
}

Result<Journal::Opened> Journal::adopt(Result<Database::Opened> opened)
{
    if (!opened)
        return failure(std::move(opened).error());
    auto journal = std::unique_ptr<Journal>(new Journal);
    if (auto read = journal->readState(*opened->database); !read)
        return failure(std::move(read).error());
    Journal *target = journal.get();
    // The writer is joined before the journal dies, so the target is valid whenever this runs.
    journal->m_writer = std::make_unique<JournalWriter>(
        std::move(opened->database), [target](std::vector<qint64> tickets, Result<Done> outcome) {
            QMetaObject::invokeMethod(
                target,
                [target, tickets = std::move(tickets), outcome = std::move(outcome)] {
                    target->settle(tickets, outcome);
                },
                Qt::QueuedConnection);
        });
    return Opened{std::move(journal), opened->damagedFileMovedTo};
}

Result<Done> Journal::readState(Database &database)
{
    auto newest = database.prepare("SELECT coalesce((SELECT max(id) FROM batches), 0),"
                                   " coalesce((SELECT max(id) FROM steps), 0)");
    if (auto row = newest.step(); !row)
        return failure(std::move(row).error());
    m_lastBatch = newest.integer(0);
    m_lastStep = newest.integer(1);
    auto neverBegun = database.prepare("DELETE FROM batches WHERE ended_at = ?");
    (void)neverBegun.bind(1, kBeingWritten).run(); // they are passed over anyway; a full disk is no reason not to start

    auto open
        = database.prepare("SELECT b.id, b.kind, b.started_at,"
                           " (SELECT count(*) FROM items i WHERE i.batch = b.id),"
                           " (SELECT count(*) FROM items i WHERE i.batch = b.id AND i.outcome IS NULL),"
                           " (SELECT count(*) FROM steps s WHERE s.batch = b.id AND s.state IN ('intended', 'unknown'))"
                           " FROM batches b WHERE b.ended_at IS NULL ORDER BY b.id");
    for (;;) {
        auto row = open.step();
        if (!row)
            return failure(std::move(row).error());
        if (!*row)
            return Done{};
        m_unfinished.push_back({.batch = open.integer(0),
            .kind = receiptKindFrom(open.text(1)),
            .startedAt = QDateTime::fromMSecsSinceEpoch(open.integer(2), Qt::UTC),
            .items = open.integer(3),
            .openItems = open.integer(4),
            .openSteps = open.integer(5)});
    }
}

JobPtr<Done> Journal::write(JournalEntry entry)
{
    return std::make_unique<WriteJob>(this, std::move(entry));
}

void Journal::note(JournalEntry entry)
{
    m_writer->submit(0, std::move(entry));
}

JobPtr<BatchRecord> Journal::read(qint64 batch)
{
    return std::make_unique<ReadJob<BatchRecord>>(
        this, [batch](Database &database) { return readBatch(database, batch); });
}

JobPtr<std::vector<BatchSummary>> Journal::history(int most)
{
    return std::make_unique<ReadJob<std::vector<BatchSummary>>>(
        this, [most](Database &database) { return readHistory(database, most); });
}

void Journal::setProbe(std::function<void()> probe)
{
    m_writer->setProbe(std::move(probe));
}

void Journal::settle(const std::vector<qint64> &tickets, const Result<Done> &outcome)
{
    if (!outcome)
        qCWarning(lcJournal) << "not written:" << outcome.error();
    for (const qint64 ticket : tickets) {
        if (WriteJob *job = m_waiting.take(ticket))
            job->settle(outcome);
    }
}

void Journal::failAccess(qint64 n)
{
    m_writer->failAccess(n);
}

} // namespace Unbin
