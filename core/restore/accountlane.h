// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/restore/boxed.h"
#include "core/restore/scheduler.h"

#include <deque>
#include <functional>
#include <vector>

namespace Unbin {

/**
 * The items of one activity that wait for a slot at one account. Folders go first, since others may wait for them; where
 * folder restores lock their trees, one at a time and nothing beside it in the same folder.
 */
class AccountLane final : public Lane
{
public:
    struct Entry {
        int index = -1;
        ItemId folder; ///< it goes into; empty if not known yet
        bool isFolder = false;
    };
    /** Starts the job of this item; locked is to be told to Scheduler::began() and ended(). */
    using Start = std::function<void(int index, const ItemId &locked)>;

    AccountLane(AccountId account, Scheduler &scheduler, bool locksTrees, Start start);
    ~AccountLane() override;

    void add(Entry entry);
    /** Takes all that waits. */
    std::vector<int> takeAll();
    void setPaused(bool isPaused);
    /** The network is away: nothing starts but what probe() allows. */
    void setStalled(bool isStalled);
    bool isStalled() const { return m_isStalled; }
    /** One item may start, to see whether the network is back. */
    void probe();
    /** From now on everything of this account fails so. */
    void hold(Error why) { m_heldBy = std::move(why); }
    const Boxed<Error> &heldBy() const { return m_heldBy; }
    const AccountId &account() const { return m_account; }

    qint64 remaining() const override { return qint64(m_folders.size() + m_files.size()); }
    bool startNext() override;

private:
    bool startFolder();
    bool startFile();

    AccountId m_account;
    Scheduler &m_scheduler;
    bool m_locksTrees;
    Start m_start;
    std::deque<Entry> m_folders;
    std::deque<Entry> m_files;
    Boxed<Error> m_heldBy;
    bool m_isPaused = false;
    bool m_isStalled = false;
    bool m_mayProbe = false;
};

} // namespace Unbin
