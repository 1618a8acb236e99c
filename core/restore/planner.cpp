// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/planner.h"

#include "core/restore/folderlookups.h"

#include <algorithm>

namespace Unbin {

namespace {

/** Items settled in one turn of the event loop: a few milliseconds. */
constexpr size_t kSlice = 500;

} // namespace

Planner::Planner(std::vector<int> items, Plan &plan, FolderMemory &memory, const ProviderSet &providers)
    : m_open(std::move(items))
    , m_known(plan.size())
    , m_plan(plan)
    , m_memory(memory)
    , m_providers(providers)
    , m_items(plan, memory, providers)
{
    // Of several trashed versions of one file the newest gets the name.
    std::stable_sort(m_open.begin(), m_open.end(),
        [&plan](int a, int b) { return plan.item(a).item.deletedAt > plan.item(b).item.deletedAt; });
}

void Planner::run()
{
    slice();
}

void Planner::slice()
{
    const size_t end = std::min(m_open.size(), m_next + kSlice);
    for (; m_next < end; ++m_next) {
        const int index = m_open[m_next];
        if (m_plan.items[size_t(index)].stage != PlannedItem::Stage::Unplanned)
            continue;
        if (m_items.settle(index)) {
            m_settled.push_back(index);
            if (m_plan.items[size_t(index)].stage == PlannedItem::Stage::Done)
                freeWaiting(index);
        } else {
            m_unsettled.push_back(index);
        }
    }
    if (m_next < m_open.size())
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isRunning())
                    slice();
            },
            Qt::QueuedConnection);
    else
        roundEnded();
}

void Planner::roundEnded()
{
    takeNewcomers();
    m_open = std::exchange(m_unsettled, {});
    m_next = 0;
    if (m_open.empty()) {
        succeed(std::move(m_settled));
        return;
    }
    then(JobPtr<Done>(std::make_unique<FolderLookups>(m_memory.takeNeeds(), m_plan, m_memory, m_providers)),
        [this](Result<Done>) { slice(); });
}

/** Folders that have to come back first joined while their children were settled. */
void Planner::takeNewcomers()
{
    for (; m_known < m_plan.size(); ++m_known)
        m_unsettled.push_back(m_known);
}

/** Nothing will bring this folder back: those that waited for it are planned without it. */
void Planner::freeWaiting(int parent)
{
    const auto freed = m_plan.freeWaiting(parent);
    m_unsettled.insert(m_unsettled.end(), freed.begin(), freed.end());
}

} // namespace Unbin
