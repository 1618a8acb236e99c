// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

namespace Unbin {

class Provider;

/** The running providers, one per account. Owns them. Main thread. */
class ProviderSet : public QObject
{
    Q_OBJECT
public:
    explicit ProviderSet(QObject *parent = nullptr);
    ~ProviderSet() override;

    /** Null if the account has none (signed out, removed). */
    Provider *find(const AccountId &account) const;
    /** In the order they were added. */
    std::vector<AccountId> accounts() const { return m_order; }

    void add(const AccountId &account, std::unique_ptr<Provider> provider);
    /** Announces, then destroys the provider. Jobs of the account must have been stopped by their owners, who listen to
        aboutToRemove. */
    void remove(const AccountId &account);

Q_SIGNALS:
    void added(const Unbin::AccountId &account);
    void aboutToRemove(const Unbin::AccountId &account);

private:
    std::unordered_map<AccountId, std::unique_ptr<Provider>> m_providers;
    std::vector<AccountId> m_order;
};

} // namespace Unbin
