// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/scheduler.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"

#include <algorithm>

namespace Unbin {

Scheduler::Scheduler(const ProviderSet &providers, QObject *parent)
    : QObject(parent)
    , m_providers(providers)
{ }

void Scheduler::add(const AccountId &account, Lane *lane)
{
    m_accounts[account].lanes.push_back(lane);
    wake(account);
}

void Scheduler::remove(Lane *lane)
{
    for (Account &account : m_accounts)
        std::erase(account.lanes, lane);
}

void Scheduler::wake(const AccountId &account)
{
    if (std::exchange(m_accounts[account].isWoken, true))
        return;
    QMetaObject::invokeMethod(
        this, [this, account] { pump(account); }, Qt::QueuedConnection);
}

void Scheduler::began(const AccountId &account, const ItemId &locked)
{
    Account &state = m_accounts[account];
    ++state.running;
    if (!locked.isEmpty())
        state.locked.push_back(locked);
}

void Scheduler::ended(const AccountId &account, const ItemId &locked)
{
    Account &state = m_accounts[account];
    --state.running;
    const auto found = std::find(state.locked.begin(), state.locked.end(), locked);
    if (!locked.isEmpty() && found != state.locked.end())
        state.locked.erase(found);
    wake(account);
}

bool Scheduler::isTreeLocked(const AccountId &account) const
{
    const auto found = m_accounts.constFind(account);
    return found != m_accounts.cend() && !found->locked.empty();
}

bool Scheduler::mayTouch(const AccountId &account, const ItemId &folder) const
{
    const auto found = m_accounts.constFind(account);
    return found == m_accounts.cend()
        || std::find(found->locked.begin(), found->locked.end(), folder) == found->locked.end();
}

void Scheduler::pump(const AccountId &account)
{
    m_accounts[account].isWoken = false;
    const Provider *provider = m_providers.find(account);
    if (!provider)
        return;
    const int atOnce = std::max(1, provider->capabilities().requestsAtOnce);
    bool isStarted = true;
    while (isStarted && m_accounts[account].running < atOnce) {
        std::vector<Lane *> lanes = m_accounts[account].lanes;
        std::stable_sort(
            lanes.begin(), lanes.end(), [](const Lane *a, const Lane *b) { return a->remaining() < b->remaining(); });
        isStarted = std::any_of(
            lanes.begin(), lanes.end(), [](Lane *lane) { return lane->remaining() > 0 && lane->startNext(); });
    }
}

} // namespace Unbin
