// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/boxed.h"
#include "core/restore/plan.h"

#include <vector>

namespace Unbin {

class ProviderSet;

/** What a second look at a live item saw. */
struct Recheck {
    enum class State : quint8 {
        Same, ///< where it was, as it was
        Changed, ///< where it was, with other content
        Moved, ///< live, but elsewhere or under another name; its content may have changed as well
        InBin, ///< somebody put it into the bin
        Gone,
        Unseen, ///< it could not be looked at
    };
    State state = State::Unseen;
    Boxed<LiveItem> live; ///< as it is now, where it is not Same
    Boxed<TrashedItem> entry; ///< InBin
};

struct ExpectedItem {
    AccountId account;
    LiveItem item;
};

/** Hash, else size and time: false only if the two are known to differ. Folders are the same however full. */
bool isSameContent(const LiveItem &before, const LiveItem &now);

/**
 * Looks at many live items again, cheaply: one listing for a folder that many of them should stand in, one look for each
 * of the others. Reads only; what can't be seen is Unseen, never an error. Ends with one state per item, in their order.
 */
class RecheckJob final : public Job<std::vector<Recheck>>
{
public:
    /** The providers must outlive the job. */
    RecheckJob(std::vector<ExpectedItem> items, const ProviderSet &providers);

protected:
    void run() override;

private:
    struct Task {
        std::vector<size_t> items; // of one folder; one alone is looked at by itself
        bool isListed = false;
    };
    void startSome();
    void list(const Task &task);
    void locate(size_t index);
    void ended();
    void compare(size_t index, const LiveItem &found);

    std::vector<ExpectedItem> m_items;
    const ProviderSet &m_providers;
    std::vector<Recheck> m_found;
    std::vector<Task> m_tasks; // the one to be begun next is the last
    int m_running = 0;
};

} // namespace Unbin
