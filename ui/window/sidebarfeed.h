// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/catalog/binrefresher.h"
#include "ui/views/sidebarmodel.h"

#include <QObject>

namespace Unbin {

/** Keeps the sidebar's rows true to the accounts, their bins' counts and how they are. */
class SidebarFeed : public QObject
{
    Q_OBJECT
public:
    /** All must outlive the feed. */
    SidebarFeed(AccountService &accounts, ProviderSet &providers, Catalog &catalog, BinRefresher &refresher,
        SidebarModel &model, QObject *parent = nullptr);

    /** What the sidebar says of an account in this state; a plain function. */
    static SidebarAccount describe(const Account &account, const QString &iconName, const AccountStatus &status,
        const BinState &bin, bool canBrowse);

private:
    SidebarAccount describe(const AccountId &id) const;
    void add(const AccountId &id);
    void updateCounts();

    AccountService &m_accounts;
    ProviderSet &m_providers;
    Catalog &m_catalog;
    BinRefresher &m_refresher;
    SidebarModel &m_model;
};

} // namespace Unbin
