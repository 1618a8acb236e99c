// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/restoreservice.h"

#include "core/providers/providerset.h"
#include "core/restore/forecastjob.h"
#include "core/restore/purgeactivity.h"
#include "core/restore/recordedactivity.h"
#include "core/restore/restoreactivity.h"
#include "core/restore/scheduler.h"
#include "core/restore/undoactivity.h"
#include "core/restore/versionactivity.h"

#include <algorithm>

namespace Unbin {

namespace {

/** What a batch of versions wished for, of this run or an earlier one. */
std::vector<VersionOrder> versionOrdersOf(const Activity *activity)
{
    if (const auto *versions = qobject_cast<const VersionActivity *>(activity))
        return versions->orders();
    const auto *past = qobject_cast<const RecordedActivity *>(activity);
    return past ? past->versionOrders() : std::vector<VersionOrder>();
}

} // namespace

class RestoreService::Private
{
public:
    Private(ProviderSet &providers, Journal &journal, Clock &clock)
        : scheduler(providers)
        , workshop{providers, journal, clock, scheduler}
    { }

    Scheduler scheduler;
    Workshop workshop;
    bool awaitsSignIns = false;
    std::vector<std::unique_ptr<Activity>> activities; // before the scheduler goes
};

RestoreService::RestoreService(ProviderSet &providers, Journal &journal, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(providers, journal, clock))
{
    connect(&providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        for (const auto &activity : d->activities) {
            if (auto *batch = qobject_cast<BatchActivity *>(activity.get()))
                batch->dropAccount(account);
            else if (auto *past = qobject_cast<RecordedActivity *>(activity.get()))
                past->dropAccount(account);
        }
    });
}

RestoreService::~RestoreService() = default;

Activity *RestoreService::begin(std::unique_ptr<BatchActivity> activity)
{
    BatchActivity *begun = activity.get();
    connect(begun, &BatchActivity::leftBin, this, &RestoreService::leftBin);
    connect(begun, &BatchActivity::enteredBin, this, &RestoreService::enteredBin);
    connect(begun, &BatchActivity::folderChanged, this, &RestoreService::folderChanged);
    connect(begun, &BatchActivity::signInNeeded, this, &RestoreService::signInNeeded);
    if (d->awaitsSignIns)
        begun->awaitSignIns();
    d->activities.push_back(std::move(activity));
    begun->start();
    Q_EMIT added(begun);
    return begun;
}

Activity *RestoreService::restore(RestoreRequest request, Decider &decider)
{
    return begin(std::make_unique<RestoreActivity>(std::move(request), decider, d->workshop, nullptr));
}

Activity *RestoreService::purge(PurgeRequest request)
{
    return begin(std::make_unique<PurgeActivity>(request.items, d->workshop, nullptr));
}

Activity *RestoreService::changeVersions(VersionRequest request)
{
    return begin(std::make_unique<VersionActivity>(std::move(request), d->workshop, nullptr));
}

Activity *RestoreService::retryFailed(Activity *finished, Decider &decider)
{
    if (!finished->receipt() || finished->receipt()->count(ReceiptLine::Outcome::Failed) == 0)
        return nullptr;
    const Receipt &receipt = *finished->receipt();
    switch (receipt.kind) {
    case Receipt::Kind::Restore: {
        finished->setPutBack(true); // what is half done is the new one's from now on
        return begin(std::make_unique<RestoreActivity>(receipt, finished->target(), decider, d->workshop, nullptr));
    }
    case Receipt::Kind::Purge: {
        std::vector<AccountItem> items;
        for (const ReceiptLine &line : receipt.lines) {
            if (line.outcome == ReceiptLine::Outcome::Failed)
                items.push_back(line.item);
        }
        return begin(std::make_unique<PurgeActivity>(items, d->workshop, nullptr));
    }
    case Receipt::Kind::Undo:
        return UndoActivity::hasLeftOver(receipt) ? begin(UndoActivity::again(receipt, nullptr, d->workshop)) : nullptr;
    case Receipt::Kind::Versions:
    case Receipt::Kind::UndoVersions: {
        VersionRequest request = failedRequestOf(receipt, versionOrdersOf(finished));
        if (request.orders.empty())
            return nullptr;
        return begin(receipt.kind == Receipt::Kind::Versions
                ? std::make_unique<VersionActivity>(std::move(request), d->workshop, nullptr)
                : std::make_unique<VersionActivity>(std::move(request), qint64(0), d->workshop, nullptr));
    }
    }
    Q_UNREACHABLE();
    return nullptr;
}

Activity *RestoreService::undo(Activity *finished)
{
    return beginUndo(finished, nullptr);
}

Activity *RestoreService::undo(Activity *finished, Decider &decider)
{
    return beginUndo(finished, &decider);
}

Activity *RestoreService::beginUndo(Activity *finished, Decider *decider)
{
    const bool isUndo = finished->kind() == Receipt::Kind::Undo;
    if (!finished->canUndo() || (isUndo && !decider))
        return nullptr;
    finished->setUndone(true);
    const Receipt &receipt = *finished->receipt();
    if (receipt.kind == Receipt::Kind::Versions) {
        VersionRequest request = undoRequestOf(receipt, versionOrdersOf(finished), d->workshop.providers);
        return begin(std::make_unique<VersionActivity>(std::move(request), receipt.batch, d->workshop, nullptr));
    }
    Activity *begun = isUndo ? begin(RestoreActivity::redo(receipt, *decider, d->workshop))
                             : begin(std::make_unique<UndoActivity>(receipt, decider, d->workshop, nullptr));
    connect(begun, &Activity::finished, finished, [begun, finished] {
        const bool hasDone = begun->receipt() && begun->receipt()->count(ReceiptLine::Outcome::Restored) > 0;
        finished->setUndone(hasDone); // given up before anything happened: it can still be undone
    });
    return begun;
}

Activity *RestoreService::putBack(Activity *finished)
{
    if (!finished->canPutBack())
        return nullptr;
    finished->setPutBack(true);
    Activity *begun = begin(std::make_unique<UndoActivity>(
        UndoActivity::halfDoneOf(*finished->receipt()), nullptr, d->workshop, nullptr));
    connect(begun, &Activity::finished, finished, [begun, finished] {
        const bool hasDone = begun->receipt() && begun->receipt()->count(ReceiptLine::Outcome::Restored) > 0;
        finished->setPutBack(hasDone);
    });
    return begun;
}

Activity *RestoreService::recorded(qint64 batch, Receipt::Kind kind, qint64 items)
{
    auto activity = std::make_unique<RecordedActivity>(batch, kind, items, d->workshop, nullptr);
    RecordedActivity *added = activity.get();
    connect(added, &RecordedActivity::enteredBin, this, &RestoreService::enteredBin);
    d->activities.push_back(std::move(activity));
    added->start();
    Q_EMIT this->added(added);
    return added;
}

void RestoreService::takeUpInterrupted()
{
    for (const Journal::Unfinished &batch : d->workshop.journal.unfinished())
        recorded(batch.batch, batch.kind, batch.items);
}

Activity *RestoreService::goOn(Activity *interrupted, Decider &decider)
{
    auto *recorded = qobject_cast<RecordedActivity *>(interrupted);
    if (!recorded || recorded->state() != Activity::State::Interrupted)
        return nullptr;
    BatchRecord record = recorded->handOver();
    remove(recorded);
    switch (record.kind) {
    case Receipt::Kind::Restore:
        return begin(std::make_unique<RestoreActivity>(record, decider, d->workshop, nullptr));
    case Receipt::Kind::Purge:
        return begin(std::make_unique<PurgeActivity>(record, d->workshop, nullptr));
    case Receipt::Kind::Undo:
        return begin(std::make_unique<UndoActivity>(std::move(record), d->workshop, nullptr));
    case Receipt::Kind::Versions:
    case Receipt::Kind::UndoVersions:
        return begin(std::make_unique<VersionActivity>(record, d->workshop, nullptr));
    }
    Q_UNREACHABLE();
    return nullptr;
}

void RestoreService::leave(Activity *interrupted)
{
    if (auto *recorded = qobject_cast<RecordedActivity *>(interrupted))
        recorded->leave();
}

JobPtr<std::vector<BatchSummary>> RestoreService::history(int most)
{
    return d->workshop.journal.history(most);
}

Activity *RestoreService::recall(const BatchSummary &past)
{
    const auto known = std::find_if(d->activities.begin(), d->activities.end(),
        [&past](const auto &activity) { return activity->batch() == past.batch; });
    return known != d->activities.end() ? known->get() : recorded(past.batch, past.kind, past.items);
}

void RestoreService::setReviewFrom(int items)
{
    d->workshop.reviewFrom = items;
}

JobPtr<Forecast> RestoreService::forecast(const AccountItem &item)
{
    return std::make_unique<ForecastJob>(item, d->workshop.providers);
}

void RestoreService::awaitSignIns()
{
    d->awaitsSignIns = true;
}

void RestoreService::resumeAccount(const AccountId &account)
{
    for (const auto &activity : d->activities) {
        if (auto *batch = qobject_cast<BatchActivity *>(activity.get()))
            batch->resumeAccount(account);
    }
}

std::vector<Activity *> RestoreService::activities() const
{
    std::vector<Activity *> all;
    all.reserve(d->activities.size());
    for (const auto &activity : d->activities)
        all.push_back(activity.get());
    return all;
}

void RestoreService::dismiss(Activity *finished)
{
    if (finished->state() == Activity::State::Finished)
        remove(finished);
}

void RestoreService::remove(Activity *activity)
{
    const auto found = std::find_if(d->activities.begin(), d->activities.end(),
        [activity](const auto &owned) { return owned.get() == activity; });
    if (found == d->activities.end())
        return;
    Q_EMIT aboutToRemove(activity);
    // Whoever dismisses may stand in one of its signals.
    Activity *removed = found->release();
    d->activities.erase(found);
    removed->setParent(this);
    removed->deleteLater();
}

bool RestoreService::isBusy() const
{
    return std::any_of(d->activities.begin(), d->activities.end(),
        [](const auto &activity) {
            const bool isRecorded = qobject_cast<RecordedActivity *>(activity.get()) != nullptr;
            return activity->state() != Activity::State::Finished && !isRecorded; // those wait, or only look
        });
}

} // namespace Unbin
