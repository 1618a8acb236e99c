// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/sidebarfeed.h"

#include "core/catalog/catalog.h"
#include "core/providers/providerset.h"
#include "ui/base/errortext.h"

namespace Unbin {

SidebarFeed::SidebarFeed(AccountService &accounts, ProviderSet &providers, Catalog &catalog, BinRefresher &refresher,
    SidebarModel &model, QObject *parent)
    : QObject(parent)
    , m_accounts(accounts)
    , m_providers(providers)
    , m_catalog(catalog)
    , m_refresher(refresher)
    , m_model(model)
{
    const auto update = [this](const AccountId &id) {
        if (m_accounts.account(id))
            m_model.updateAccount(describe(id));
    };
    connect(&m_accounts, &AccountService::accountAdded, this, &SidebarFeed::add);
    connect(&m_accounts, &AccountService::accountRemoved, &m_model, &SidebarModel::removeAccount);
    connect(&m_accounts, &AccountService::accountChanged, this, update);
    connect(&m_providers, &ProviderSet::added, this, [this, update](const AccountId &id) {
        update(id);
        connect(m_providers.find(id), &Provider::capabilitiesChanged, this, [update, id] { update(id); });
    });
    connect(&m_refresher, &BinRefresher::stateChanged, this, update);
    connect(&m_refresher, &BinRefresher::stateChanged, this, &SidebarFeed::updateCounts);
    connect(&m_catalog, &Catalog::changed, this, &SidebarFeed::updateCounts);
    connect(&m_accounts, &AccountService::orderChanged, this, [this] {
        std::vector<AccountId> order;
        for (const Account &account : m_accounts.accounts())
            order.push_back(account.id);
        m_model.setOrder(order);
    });
    for (const Account &account : m_accounts.accounts())
        add(account.id);
}

void SidebarFeed::add(const AccountId &id)
{
    m_model.addAccount(describe(id));
    updateCounts();
}

void SidebarFeed::updateCounts()
{
    for (const Account &account : m_accounts.accounts()) {
        const qint64 count = m_catalog.count(account.id);
        const bool isUnknown = count == 0 && !m_refresher.state(account.id).finishedAt.isValid();
        m_model.setCount(account.id, isUnknown ? -1 : count);
    }
    m_model.setTotalCount(m_catalog.count());
}

SidebarAccount SidebarFeed::describe(const AccountId &id) const
{
    const Account account = *m_accounts.account(id);
    const ProviderInfo *kind = m_accounts.kind(account.provider);
    const Provider *provider = m_providers.find(id);
    return describe(account, kind ? kind->iconName : QStringLiteral("account"), m_accounts.status(id),
        m_refresher.state(id), provider && provider->capabilities().canBrowse);
}

SidebarAccount SidebarFeed::describe(
    const Account &account, const QString &iconName, const AccountStatus &status, const BinState &bin, bool canBrowse)
{
    SidebarAccount shown{.id = account.id,
        .label = account.label,
        .iconName = iconName,
        .canBrowse = canBrowse,
        .colour = account.colour};
    switch (status.state) {
    case AccountStatus::State::Starting:
        shown.status = tr("Signing in…", "sidebar, state of an account");
        return shown;
    case AccountStatus::State::SignInNeeded:
        shown.status = tr("Signed out", "sidebar, state of an account");
        shown.isTroubled = true;
        shown.needsSignIn = true;
        shown.canBrowse = false;
        return shown;
    case AccountStatus::State::KeychainLocked:
        shown.status = status.error && status.error->code == QLatin1String("absent")
            ? tr("Keychain is missing", "sidebar, state of an account")
            : tr("Keychain is locked", "sidebar, state of an account");
        shown.isTroubled = true;
        return shown;
    case AccountStatus::State::SignedIn:
        break;
    }
    const std::optional<Error> error = bin.phase == BinState::Phase::Failed ? bin.error : status.error;
    if (error && error->kind == Error::Kind::Unreachable) {
        shown.status = tr("Unreachable", "sidebar, state of an account");
        shown.isTroubled = true;
    } else if (bin.phase == BinState::Phase::Failed) {
        shown.status = tr("Bin could not be read", "sidebar, state of an account");
        shown.isTroubled = true;
    } else if (status.isForSessionOnly) {
        shown.status = tr("For this session only", "sidebar, state of an account: its token is not stored");
    }
    return shown;
}

} // namespace Unbin
