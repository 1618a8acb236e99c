// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QHash>
#include <QObject>

#include <vector>

namespace Unbin {

class ProviderSet;

/** The work of one activity at one account. */
class Lane
{
public:
    virtual ~Lane() = default;
    /** Items not yet started; what the order of lanes is decided by. */
    virtual qint64 remaining() const = 0;
    /** Starts one item that may run beside what is running; false if there is none now. */
    virtual bool startNext() = 0;
};

/**
 * Gives out the slots of each account: as many at once as its provider allows, and each free one to the lane with the
 * least left to do, so that a click overtakes a long batch. Folder trees that lock are kept apart: see mayTouch().
 */
class Scheduler : public QObject
{
    Q_OBJECT
public:
    explicit Scheduler(const ProviderSet &providers, QObject *parent = nullptr);

    void add(const AccountId &account, Lane *lane);
    void remove(Lane *lane);
    /** There may be something to start. Acts from the event loop. */
    void wake(const AccountId &account);

    /** What runs: one slot, and the folder that a folder restore locks (empty: none). */
    void began(const AccountId &account, const ItemId &locked);
    void ended(const AccountId &account, const ItemId &locked);
    /** A folder restore is under way in this account. */
    bool isTreeLocked(const AccountId &account) const;
    /** No folder restore that is under way locks this folder. */
    bool mayTouch(const AccountId &account, const ItemId &folder) const;

private:
    struct Account {
        std::vector<Lane *> lanes;
        int running = 0;
        std::vector<ItemId> locked;
        bool isWoken = false;
    };
    void pump(const AccountId &account);

    const ProviderSet &m_providers;
    QHash<AccountId, Account> m_accounts;
};

} // namespace Unbin
