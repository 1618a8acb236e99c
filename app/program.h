// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/endpoints.h"
#include "app/profile.h"
#include "core/accounts/accountservice.h"
#include "core/accounts/secretstore.h"
#include "core/catalog/binrefresher.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogstore.h"
#include "core/domain/clock.h"
#include "core/providers/localtrash/localtrashconfig.h"
#include "core/providers/providerset.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"

#include <QNetworkAccessManager>
#include <QSettings>

#include <memory>

namespace Unbin {

/**
 * The services of a running program, made in the order they need each other and wired to each other: everything but
 * the window. Main thread.
 */
class Program
{
public:
    struct Setup {
        std::unique_ptr<Profile> profile;
        Endpoints endpoints;
        LocalTrashConfig trash;
        std::unique_ptr<SecretStore> secrets;
        std::unique_ptr<Clock> clock = std::make_unique<SystemClock>();
    };

    /** Fails with Storage if accounts or journal can't be opened (written by a newer version, no room): nothing is
        restored without a journal. */
    static Result<std::unique_ptr<Program>> make(Setup setup);
    ~Program();

    /** Brings the accounts to life, shows what was known last time, then lists the bins. Call once. */
    void start();

    /** Damaged files of ours that were moved aside when this program was made; new ones were begun. */
    const QStringList &damagedFiles() const { return m_damagedFiles; }
    /** Below the profile: where the window keeps fetched contents while it lives. */
    QString contentsPath() const { return m_profile->contentsPath(); }

    AccountService &accounts() { return *m_accounts; }
    ProviderSet &providers() { return m_providers; }
    Catalog &catalog() { return m_catalog; }
    BinRefresher &refresher() { return m_refresher; }
    RestoreService &restores() { return m_restores; }
    Journal &journal() { return *m_journal; }
    Clock &clock() { return *m_clock; }
    QSettings &settings() { return m_settings; }

private:
    Program(Setup setup, std::unique_ptr<Database> accounts, std::unique_ptr<Journal> journal);
    std::vector<ProviderInfo> kinds(const Setup &setup);
    void connectServices();

    // Made from the top, destroyed from the bottom: each may use what stands above it.
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<Profile> m_profile;
    QSettings m_settings;
    QNetworkAccessManager m_network;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Journal> m_journal;
    ProviderSet m_providers;
    std::unique_ptr<AccountService> m_accounts;
    Catalog m_catalog;
    CatalogStore m_store;
    BinRefresher m_refresher;
    RestoreService m_restores;
    QStringList m_damagedFiles;
};

} // namespace Unbin
