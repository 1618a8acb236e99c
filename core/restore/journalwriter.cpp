// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journalwriter.h"

#include "core/restore/batchrecord.h"
#include "core/restore/journaljson.h"
#include "core/restore/journalschema.h"

#include <QJsonDocument>

#include <optional>

namespace Unbin {

namespace {

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/** Writes entries; each statement is prepared at most once for a group. */
class EntryInserter
{
public:
    explicit EntryInserter(Database &database)
        : m_database(database)
    { }

    Result<Done> operator()(const BatchBegun &begun)
    {
        auto statement = m_database.prepare("INSERT INTO batches (id, kind, started_at, asked, target, undoes, ended_at)"
                                            " VALUES (?, ?, ?, ?, ?, ?, ?)");
        statement.bind(1, begun.batch)
            .bind(2, QString(spelled(begun.kind)))
            .bind(3, begun.at.toMSecsSinceEpoch())
            .bind(4, begun.asked < 0 ? qint64(begun.items.size()) : begun.asked)
            .bind(5, begun.target ? text(toJson(*begun.target)) : QStringLiteral("{}"));
        if (begun.undoes > 0)
            statement.bind(6, begun.undoes);
        else
            statement.bindNull(6);
        if (begun.isPartial)
            statement.bind(7, kBeingWritten);
        else
            statement.bindNull(7);
        if (const auto written = statement.run(); !written)
            return written;
        return insertItems(begun.batch, 0, begun.items);
    }

    Result<Done> operator()(const ItemsPlanned &planned)
    {
        return insertItems(planned.batch, planned.first, planned.items);
    }

    Result<Done> operator()(const BatchReleased &released)
    {
        auto statement = m_database.prepare("UPDATE batches SET ended_at = NULL WHERE id = ?");
        return statement.bind(1, released.batch).run();
    }

    Result<Done> operator()(const BatchDropped &dropped)
    {
        auto statement = m_database.prepare("DELETE FROM batches WHERE id = ? AND ended_at = ?");
        return statement.bind(1, dropped.batch).bind(2, kBeingWritten).run();
    }

    Result<Done> operator()(const ItemJoined &joined) { return insertItem(joined.batch, joined.position, joined.item); }

    Result<Done> operator()(const ItemReplanned &item)
    {
        return prepared(
            m_replan, "UPDATE items SET folder = ?, name = ?, task = ? WHERE batch = ? AND position = ?")
            .bind(1, item.place.parent.value())
            .bind(2, item.place.name)
            .bind(3, text(item.task))
            .bind(4, item.batch)
            .bind(5, qint64(item.position))
            .run();
    }

    Result<Done> operator()(const StepIntended &step)
    {
        Statement &insert = prepared(m_intend,
            "INSERT INTO steps (id, batch, position, account, kind, arguments, state, intended_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'intended', ?)");
        insert.bind(1, step.step).bind(2, step.batch);
        if (step.position < 0)
            insert.bindNull(3);
        else
            insert.bind(3, qint64(step.position));
        return insert.bind(4, step.account.value())
            .bind(5, QString(spelled(step.kind)))
            .bind(6, text(step.arguments))
            .bind(7, step.at.toMSecsSinceEpoch())
            .run();
    }

    Result<Done> operator()(const StepAccepted &step)
    {
        auto statement = m_database.prepare("UPDATE steps SET handle = ? WHERE id = ?");
        return statement.bind(1, step.handle).bind(2, step.step).run();
    }

    Result<Done> operator()(const StepEnded &step)
    {
        return prepared(m_end, "UPDATE steps SET state = ?, result = ?, ended_at = ? WHERE id = ?")
            .bind(1, QString(spelled(step.state)))
            .bind(2, text(step.result))
            .bind(3, step.at.toMSecsSinceEpoch())
            .bind(4, step.step)
            .run();
    }

    Result<Done> operator()(const ItemEnded &item)
    {
        return prepared(
            m_settle, "UPDATE items SET outcome = ?, reason = ?, result = ? WHERE batch = ? AND position = ?")
            .bind(1, QString(spelled(item.line.outcome)))
            .bind(2, QString(spelled(item.line.reason)))
            .bind(3, text(resultJson(item.line)))
            .bind(4, item.batch)
            .bind(5, qint64(item.position))
            .run();
    }

    Result<Done> operator()(const BatchEnded &ended)
    {
        auto statement = m_database.prepare("UPDATE batches SET ended_at = ?, is_cancelled = ? WHERE id = ? AND ended_at IS NOT ?");
        return statement.bind(1, ended.at.toMSecsSinceEpoch())
            .bind(2, qint64(ended.isCancelled))
            .bind(3, ended.batch)
            .bind(4, kBeingWritten)
            .run();
    }

private:
    Statement &prepared(std::optional<Statement> &slot, const char *sql)
    {
        if (!slot)
            slot.emplace(m_database.prepare(sql));
        return *slot;
    }

    Result<Done> insertItems(qint64 batch, int first, const std::vector<JournaledItem> &items)
    {
        for (size_t i = 0; i < items.size(); ++i) {
            if (const auto inserted = insertItem(batch, first + int(i), items[i]); !inserted)
                return inserted;
        }
        return Done{};
    }

    Result<Done> insertItem(qint64 batch, int position, const JournaledItem &planned)
    {
        return prepared(
            m_item, "INSERT INTO items (batch, position, account, entry, folder, name, task) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .bind(1, batch)
            .bind(2, qint64(position))
            .bind(3, planned.item.account.value())
            .bind(4, text(toJson(planned.item.item)))
            .bind(5, planned.place.parent.value())
            .bind(6, planned.place.name)
            .bind(7, text(planned.task))
            .run();
    }

    Database &m_database;
    std::optional<Statement> m_item;
    std::optional<Statement> m_replan;
    std::optional<Statement> m_intend;
    std::optional<Statement> m_end;
    std::optional<Statement> m_settle;
};

} // namespace

JournalWriter::JournalWriter(std::unique_ptr<Database> database, Report report)
    : m_database(std::move(database))
    , m_report(std::move(report))
    , m_thread([this] { work(); })
{ }

JournalWriter::~JournalWriter()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void JournalWriter::submit(qint64 ticket, JournalEntry entry)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({ticket, std::move(entry)});
    }
    m_wake.notify_one();
}

void JournalWriter::read(Reading reading)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_readings.push_back(std::move(reading));
    }
    m_wake.notify_one();
}

void JournalWriter::setProbe(std::function<void()> probe)
{
    const std::scoped_lock lock(m_mutex);
    m_probe = std::move(probe);
}

void JournalWriter::failAccess(qint64 n)
{
    const std::scoped_lock lock(m_mutex);
    m_failAccess = n;
}

void JournalWriter::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_waiting.empty() || !m_readings.empty(); });
        if (m_waiting.empty() && m_readings.empty())
            return;
        const std::vector<Waiting> group = std::exchange(m_waiting, {});
        const std::vector<Reading> readings = std::exchange(m_readings, {});
        const std::function<void()> probe = m_probe;
        if (m_failAccess >= 0)
            m_database->failAccess(std::exchange(m_failAccess, -1));
        lock.unlock();
        if (!group.empty())
            writeGroup(group, probe);
        for (const Reading &reading : readings) // after what was handed over before
            reading(*m_database);
        lock.lock();
    }
}

void JournalWriter::writeGroup(const std::vector<Waiting> &group, const std::function<void()> &probe)
{
    if (probe)
        probe();
    Result<Done> outcome = commit(group);
    if (probe)
        probe();
    std::vector<qint64> tickets;
    tickets.reserve(group.size());
    for (const Waiting &waiting : group)
        tickets.push_back(waiting.ticket);
    m_report(std::move(tickets), std::move(outcome));
}

Result<Done> JournalWriter::commit(const std::vector<Waiting> &group)
{
    return m_database->transaction([&]() -> Result<Done> {
        EntryInserter insert(*m_database);
        for (const Waiting &waiting : group) {
            if (auto written = std::visit(insert, waiting.entry); !written)
                return written;
        }
        return Done{};
    });
}

} // namespace Unbin
