// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/batchrecord.h"

#include "core/restore/journaljson.h"
#include "core/restore/journalschema.h"
#include "core/restore/sharedstrings.h"

#include <QJsonDocument>

namespace Unbin {

namespace {

Error damaged(const QString &what)
{
    return Error{.kind = Error::Kind::Storage, .code = QStringLiteral("damaged"), .detail = what};
}

/** nullopt: not an object. Nothing we write is longer than a few kilobytes. */
std::optional<QJsonObject> object(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QDateTime instant(const Statement &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}

template <class T, class Read>
bool readPart(const QJsonObject &json, const char *name, Boxed<T> &into, Read read)
{
    const QJsonValue value = json.value(QLatin1String(name));
    if (value.isUndefined())
        return true;
    into = read(value.toObject());
    return into.has_value();
}

bool readResult(const QJsonObject &json, ReceiptLine &line)
{
    const bool isWhole = readPart(json, "now", line.now, liveItemFrom)
        && readPart(json, "replaced", line.replaced, liveItemFrom)
        && readPart(json, "replacedEntry", line.replacedEntry, trashedItemFrom)
        && readPart(json, "was", line.was, liveItemFrom) && readPart(json, "entry", line.entry, trashedItemFrom)
        && readPart(json, "passed", line.passed, passedFrom) && readPart(json, "version", line.version, deedFrom)
        && readPart(json, "error", line.error, errorFrom);
    line.nowPath = json.value(QStringLiteral("nowPath")).toString();
    line.isRenamed = line.now && line.now->name != line.item.item.name;
    const int check = json.value(QStringLiteral("check")).toInt();
    if (check > 0 && check <= int(ReceiptLine::Check::Unseen))
        line.check = ReceiptLine::Check(check);
    return isWhole;
}

Result<ItemRecord> readItem(const Statement &row, qint64 position, StringPool &pool)
{
    const auto entry = object(row.text(2));
    auto item = entry ? trashedItemFrom(*entry) : std::nullopt;
    const auto task = object(row.text(8));
    if (row.integer(0) != position || !item || !task)
        return failure(damaged(QStringLiteral("item %1").arg(position)));
    pool.share(*item);
    QString account = row.text(1);
    pool.share(account);
    QString folder = row.text(3);
    pool.share(folder);
    ItemRecord record{.line = {.item = {AccountId(account), std::move(*item)}},
        .place = {ItemId(folder), row.text(4)},
        .task = *task,
        .isOpen = row.isNull(5)};
    if (const auto order = versionOrderFrom(record.line.item.account, *task))
        record.line.version = order->deed;
    if (record.isOpen)
        return record;
    const auto outcome = outcomeFrom(row.text(5));
    const auto result = object(row.text(7));
    if (!outcome || !result || !readResult(*result, record.line))
        return failure(damaged(QStringLiteral("outcome of item %1").arg(position)));
    record.line.outcome = *outcome;
    pool.share(record.line.nowPath);
    if (record.line.now)
        shareStrings(*record.line.now, record.line.item.item);
    record.line.reason = reasonFrom(row.text(6));
    if (*outcome == ReceiptLine::Outcome::Failed && !record.line.error)
        record.line.error = Error::of(Error::Kind::Internal, QStringLiteral("the journal tells no reason"));
    return record;
}

Result<StepRecord> readStep(const Statement &row)
{
    const auto kind = stepKindFrom(row.text(3));
    const auto arguments = object(row.text(4));
    const auto result = row.isNull(6) ? QJsonObject() : object(row.text(6));
    if (!kind || !arguments || !result)
        return failure(damaged(QStringLiteral("step %1").arg(row.integer(0))));
    StepRecord step{.step = row.integer(0),
        .position = row.isNull(1) ? -1 : int(row.integer(1)),
        .account = AccountId(row.text(2)),
        .kind = *kind,
        .arguments = *arguments,
        .result = *result,
        .intendedAt = instant(row, 8),
        .handle = row.text(7)};
    const QString state = row.text(5);
    if (state == spelled(StepEnded::State::Done))
        step.state = StepRecord::State::Done;
    else if (state == spelled(StepEnded::State::Failed))
        step.state = StepRecord::State::Failed;
    else if (state == spelled(StepEnded::State::Unknown))
        step.state = StepRecord::State::Unknown;
    return step;
}

Result<Done> readItems(Database &database, BatchRecord &record)
{
    auto rows = database.prepare("SELECT position, account, entry, folder, name, outcome, reason, result, task"
                                 " FROM items WHERE batch = ? ORDER BY position");
    rows.bind(1, record.batch);
    StringPool pool;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return Done{};
        auto item = readItem(rows, qint64(record.items.size()), pool);
        if (!item)
            return failure(item.error());
        record.items.push_back(std::move(*item));
    }
}

/** What the steps of a finished item tell is in its line, but for folders it passed through. */
Result<Done> readSteps(Database &database, BatchRecord &record)
{
    auto rows = database.prepare("SELECT id, position, account, kind, arguments, state, result, handle, intended_at"
                                 " FROM steps WHERE batch = ?1 AND (position IS NULL OR instr(arguments, '\"passed\"')"
                                 " OR position IN (SELECT position FROM items WHERE batch = ?1 AND outcome IS NULL))"
                                 " ORDER BY id");
    rows.bind(1, record.batch);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return Done{};
        auto step = readStep(rows);
        if (!step)
            return failure(step.error());
        if (step->position >= int(record.items.size()))
            return failure(damaged(QStringLiteral("step %1").arg(step->step)));
        record.steps.push_back(std::move(*step));
    }
}

} // namespace

QJsonObject resultJson(const ReceiptLine &line)
{
    QJsonObject result;
    const auto add = [&result](const char *name, const auto &part) {
        if (part)
            result.insert(QLatin1String(name), toJson(*part));
    };
    add("now", line.now);
    add("replaced", line.replaced);
    add("replacedEntry", line.replacedEntry);
    add("was", line.was);
    add("entry", line.entry);
    add("version", line.version);
    add("passed", line.passed);
    add("error", line.error);
    if (!line.nowPath.isEmpty())
        result.insert(QStringLiteral("nowPath"), line.nowPath);
    if (line.check != ReceiptLine::Check::None)
        result.insert(QStringLiteral("check"), int(line.check));
    return result;
}

Receipt BatchRecord::receipt() const
{
    Receipt receipt{.kind = kind, .batch = batch, .startedAt = startedAt, .finishedAt = endedAt};
    receipt.lines.reserve(size_t(asked));
    for (size_t i = 0; i < items.size(); ++i) {
        ReceiptLine line = items[i].line;
        if (items[i].isOpen) {
            line.outcome = ReceiptLine::Outcome::Failed;
            line.error = Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("cut off before its outcome was known"));
        }
        (i < size_t(asked) ? receipt.lines : receipt.alongside).push_back(std::move(line));
    }
    return receipt;
}

Result<BatchRecord> readBatch(Database &database, qint64 batch)
{
    auto row = database.prepare("SELECT kind, started_at, ended_at, is_cancelled, asked, target, undoes,"
                                " (SELECT max(u.id) FROM batches u WHERE u.undoes = b.id)"
                                " FROM batches b WHERE id = ?");
    const auto found = row.bind(1, batch).step();
    if (!found)
        return failure(found.error());
    const auto target = *found ? object(row.text(5)) : std::nullopt;
    if (!target)
        return failure(damaged(QStringLiteral("batch %1").arg(batch)));
    BatchRecord record{.batch = batch,
        .kind = receiptKindFrom(row.text(0)),
        .startedAt = instant(row, 1),
        .endedAt = instant(row, 2),
        .isCancelled = row.integer(3) != 0,
        .asked = row.isNull(4) ? -1 : row.integer(4),
        .target = chosenFolderFrom(*target),
        .undoes = row.integer(6),
        .undoneBy = row.integer(7)};
    if (auto read = readItems(database, record); !read)
        return failure(read.error());
    if (auto read = readSteps(database, record); !read)
        return failure(read.error());
    if (record.asked < 0)
        record.asked = qint64(record.items.size());
    if (record.asked > qint64(record.items.size()))
        return failure(damaged(QStringLiteral("items of batch %1").arg(batch)));
    return record;
}

Result<std::vector<BatchSummary>> readHistory(Database &database, int most)
{
    auto rows = database.prepare("SELECT b.id, b.kind, b.started_at, b.ended_at, b.is_cancelled, b.undoes,"
                                 " (SELECT max(u.id) FROM batches u WHERE u.undoes = b.id),"
                                 " (SELECT i.entry FROM items i WHERE i.batch = b.id AND i.position = 0),"
                                 " coalesce(b.asked, (SELECT count(*) FROM items i WHERE i.batch = b.id)),"
                                 " (SELECT count(*) FROM items i WHERE i.batch = b.id AND i.outcome = 'restored'"
                                 "   AND i.position < coalesce(b.asked, 1 << 60)),"
                                 " (SELECT count(*) FROM items i WHERE i.batch = b.id AND i.outcome = 'failed'"
                                 "   AND i.position < coalesce(b.asked, 1 << 60))"
                                 " FROM batches b WHERE b.ended_at IS NOT NULL AND b.ended_at <> ? ORDER BY b.id DESC LIMIT ?");
    rows.bind(1, kBeingWritten).bind(2, qint64(most));
    std::vector<BatchSummary> history;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return history;
        const auto entry = object(rows.text(7));
        history.push_back({.batch = rows.integer(0),
            .kind = receiptKindFrom(rows.text(1)),
            .startedAt = instant(rows, 2),
            .endedAt = instant(rows, 3),
            .isCancelled = rows.integer(4) != 0,
            .firstName = entry ? entry->value(QStringLiteral("name")).toString() : QString(),
            .items = rows.integer(8),
            .restored = rows.integer(9),
            .failed = rows.integer(10),
            .undoes = rows.integer(5),
            .undoneBy = rows.integer(6)});
    }
}

} // namespace Unbin
