// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/restoreservice.h"

#include "core/providers/providerset.h"
#include "core/restore/forecastjob.h"
#include "core/restore/purgeactivity.h"
#include "core/restore/restoreactivity.h"
#include "core/restore/scheduler.h"
#include "core/restore/undoactivity.h"
#include "core/restore/versionactivity.h"

#include <algorithm>

namespace Unbin {

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
    std::vector<std::unique_ptr<BatchActivity>> activities; // before the scheduler goes
};

RestoreService::RestoreService(ProviderSet &providers, Journal &journal, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(providers, journal, clock))
{
    connect(&providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        for (const auto &activity : d->activities)
            activity->dropAccount(account);
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
    return begin(
        std::make_unique<VersionActivity>(std::move(request), Receipt::Kind::Versions, d->workshop, nullptr));
}

Activity *RestoreService::retryFailed(Activity *finished, Decider &decider)
{
    if (!finished->receipt() || finished->receipt()->count(ReceiptLine::Outcome::Failed) == 0)
        return nullptr;
    const Receipt &receipt = *finished->receipt();
    switch (receipt.kind) {
    case Receipt::Kind::Restore: {
        const auto *restore = qobject_cast<RestoreActivity *>(finished);
        return begin(std::make_unique<RestoreActivity>(receipt, restore->target(), decider, d->workshop, nullptr));
    }
    case Receipt::Kind::Purge: {
        std::vector<AccountItem> items;
        for (const ReceiptLine &line : receipt.lines) {
            if (line.outcome == ReceiptLine::Outcome::Failed)
                items.push_back(line.item);
        }
        return begin(std::make_unique<PurgeActivity>(items, d->workshop, nullptr));
    }
    case Receipt::Kind::Undo: {
        auto lines = UndoActivity::leftOver(receipt);
        return lines.empty() ? nullptr : begin(std::make_unique<UndoActivity>(std::move(lines), d->workshop, nullptr));
    }
    case Receipt::Kind::Versions:
    case Receipt::Kind::UndoVersions: {
        const auto *versions = qobject_cast<VersionActivity *>(finished);
        return begin(
            std::make_unique<VersionActivity>(versions->failedRequest(), receipt.kind, d->workshop, nullptr));
    }
    }
    Q_UNREACHABLE();
    return nullptr;
}

Activity *RestoreService::undo(Activity *finished)
{
    if (!finished->canUndo())
        return nullptr;
    if (auto *versions = qobject_cast<VersionActivity *>(finished)) {
        VersionRequest request = versions->undoRequest();
        versions->markUndone();
        return begin(std::make_unique<VersionActivity>(
            std::move(request), Receipt::Kind::UndoVersions, d->workshop, nullptr));
    }
    if (auto *restore = qobject_cast<RestoreActivity *>(finished))
        restore->markUndone();
    return begin(std::make_unique<UndoActivity>(UndoActivity::undoable(*finished->receipt()), d->workshop, nullptr));
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
    for (const auto &activity : d->activities)
        activity->resumeAccount(account);
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
    const auto found = std::find_if(d->activities.begin(), d->activities.end(),
        [finished](const auto &activity) { return activity.get() == finished; });
    if (found == d->activities.end() || finished->state() != Activity::State::Finished)
        return;
    Q_EMIT aboutToRemove(finished);
    // Whoever dismisses may stand in one of its signals.
    BatchActivity *dismissed = found->release();
    d->activities.erase(found);
    dismissed->setParent(this);
    dismissed->deleteLater();
}

bool RestoreService::isBusy() const
{
    return std::any_of(d->activities.begin(), d->activities.end(),
        [](const auto &activity) { return activity->state() != Activity::State::Finished; });
}

} // namespace Unbin
