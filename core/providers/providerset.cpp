// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/providerset.h"

#include "core/providers/provider.h"

#include <algorithm>

namespace Unbin {

ProviderSet::ProviderSet(QObject *parent)
    : QObject(parent)
{
}

ProviderSet::~ProviderSet() = default;

Provider *ProviderSet::find(const AccountId &account) const
{
    const auto it = m_providers.find(account);
    return it == m_providers.end() ? nullptr : it->second.get();
}

void ProviderSet::add(const AccountId &account, std::unique_ptr<Provider> provider)
{
    Q_ASSERT(!find(account));
    m_providers.emplace(account, std::move(provider));
    m_order.push_back(account);
    Q_EMIT added(account);
}

void ProviderSet::remove(const AccountId &account)
{
    if (!find(account))
        return;
    Q_EMIT aboutToRemove(account);
    m_providers.erase(account);
    std::erase(m_order, account);
}

} // namespace Unbin
