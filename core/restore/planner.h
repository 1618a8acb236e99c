// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/itemplanner.h"

#include <vector>

namespace Unbin {

/**
 * Takes items out of the stage Unplanned: decides what is known, fetches what is missing for all of them together, and
 * so on until nothing is missing. Works in slices, so that the main thread stays free; costs are linear in items and
 * folders. Reads only; a network that fails makes items fail, never the job. Ends with the items it settled: those it was
 * given, folders that joined, and those that waited for one that won't come.
 */
class Planner final : public Job<std::vector<int>>
{
public:
    /** All must outlive the job, which changes plan and memory while it runs. */
    Planner(std::vector<int> items, Plan &plan, FolderMemory &memory, const ProviderSet &providers);

protected:
    void run() override;

private:
    void slice();
    void roundEnded();
    void takeNewcomers();
    void freeWaiting(int parent);

    std::vector<int> m_open; // in the order in which names are given: newest deletion first
    std::vector<int> m_unsettled;
    std::vector<int> m_settled;
    size_t m_next = 0;
    int m_known; // items of the plan that were met
    Plan &m_plan;
    FolderMemory &m_memory;
    const ProviderSet &m_providers;
    ItemPlanner m_items;
};

} // namespace Unbin
