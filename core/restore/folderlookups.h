// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/foldermemory.h"

#include <deque>

namespace Unbin {

class Provider;
class ProviderSet;

/**
 * Fetches what a memory needs, a few requests at once for each account. One look at each folder; one listing where many
 * names of a folder are in question, single look-ups where few are. What can't be fetched is noted in the memory, so
 * this job itself always succeeds.
 */
class FolderLookups final : public Job<Done>
{
public:
    /** All must outlive the job. */
    FolderLookups(FolderMemory::Needs needs, const Plan &plan, FolderMemory &memory, const ProviderSet &providers);

protected:
    void run() override;

private:
    using Request = std::function<void(Provider &)>;
    struct Queue {
        std::deque<Request> waiting;
        int underWay = 0;
    };

    void plan();
    void pump(const AccountId &account);
    void ended(const AccountId &account);
    void again(const AccountId &account, Request request);
    void lookAt(Provider &provider, const AccountKey &folder, int triesLeft = kTries);
    void look(Provider &provider, int folder, const QString &name, int triesLeft = kTries);
    void list(Provider &provider, int folder, int triesLeft = kTries);

    /** On one garbled reply a whole folder's items may hang: what only looks is asked for so often. */
    static constexpr int kTries = 3;

    FolderMemory::Needs m_needs;
    const Plan &m_plan;
    FolderMemory &m_memory;
    const ProviderSet &m_providers;
    QHash<AccountId, Queue> m_queues;
    int m_open = 0;
};

} // namespace Unbin
