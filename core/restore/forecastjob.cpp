// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/forecastjob.h"

#include "core/restore/planner.h"

namespace Unbin {

ForecastJob::ForecastJob(const AccountItem &item, const ProviderSet &providers)
    : m_providers(providers)
    , m_plan(RestoreRequest{.items = {item}})
    , m_memory(m_plan, providers)
{ }

void ForecastJob::run()
{
    auto planner = std::make_unique<Planner>(std::vector<int>{0}, m_plan, m_memory, m_providers);
    then(JobPtr<std::vector<int>>(std::move(planner)), [this](Result<std::vector<int>>) { succeed(read()); });
}

Forecast ForecastJob::read()
{
    const PlannedItem &planned = m_plan.items.front();
    const ReceiptLine &line = m_plan.line(0);
    Forecast forecast{.folderPath = line.item.item.originalPath};
    switch (planned.stage) {
    case PlannedItem::Stage::Asking:
        return readObstacle(*planned.obstacle);
    case PlannedItem::Stage::Ready:
        forecast.kind = Forecast::Kind::InPlace;
        forecast.folderPath = m_plan.folders[size_t(planned.folder)].path;
        return forecast;
    case PlannedItem::Stage::Done:
        if (line.reason == ReceiptLine::Reason::AlreadyThere)
            forecast.kind = Forecast::Kind::AlreadyThere;
        else if (line.item.item.restorability == Restorability::CleanUpOnly)
            forecast.kind = Forecast::Kind::CleanUpOnly;
        else if (line.item.item.restorability == Restorability::NotNow)
            forecast.kind = Forecast::Kind::NotNow;
        return forecast;
    case PlannedItem::Stage::Unplanned:
    case PlannedItem::Stage::WaitsForParent:
    case PlannedItem::Stage::Running:
        return forecast;
    }
    Q_UNREACHABLE();
    return forecast;
}

Forecast ForecastJob::readObstacle(const Obstacle &obstacle)
{
    const AccountItem &item = m_plan.item(0);
    Forecast forecast{.folderPath = item.item.originalPath};
    if (obstacle.kind == Obstacle::Kind::NameTaken) {
        forecast.kind = Forecast::Kind::NameTaken;
        forecast.folderPath = m_plan.folders[size_t(m_plan.items.front().folder)].path;
        forecast.inTheWay = obstacle.inTheWay;
        return forecast;
    }
    if (obstacle.missing.isEmpty()) {
        forecast.kind = Forecast::Kind::NeedsFolder;
        return forecast;
    }
    const Result<FolderFacts> *facts = m_memory.facts({item.account, obstacle.missing});
    const bool isTrashed = facts && *facts && (*facts)->state == FolderFacts::State::Trashed;
    forecast.kind = isTrashed ? Forecast::Kind::ParentTrashed : Forecast::Kind::ParentMissing;
    return forecast;
}

} // namespace Unbin
