// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include "app/signinoffers.h"
#include "core/providers/box/boxprovider.h"
#include "core/providers/localtrash/localtrashprovider.h"
#include "core/providers/onedrive/onedriveprovider.h"
#include "core/providers/yandexdisk/yandexdiskprovider.h"

#include <QCoreApplication>
#include <QDir>

namespace Unbin {

Result<std::unique_ptr<Program>> Program::make(Setup setup)
{
    auto accounts
        = Database::open(setup.profile->accountsPath(), AccountService::migrations(), Database::Durability::Full);
    if (!accounts)
        return failure(accounts.error());
    auto journal = Journal::open(setup.profile->journalPath());
    if (!journal)
        return failure(journal.error());
    std::unique_ptr<Program> program(
        new Program(std::move(setup), std::move(accounts->database), std::move(journal->journal)));
    for (const QString &moved : {accounts->damagedFileMovedTo, journal->damagedFileMovedTo}) {
        if (!moved.isEmpty())
            program->m_damagedFiles += moved;
    }
    return program;
}

Program::Program(Setup setup, std::unique_ptr<Database> accounts, std::unique_ptr<Journal> journal)
    : m_clock(std::move(setup.clock))
    , m_profile(std::move(setup.profile))
    , m_settings(m_profile->settingsPath(), QSettings::IniFormat)
    , m_secrets(std::move(setup.secrets))
    , m_database(std::move(accounts))
    , m_journal(std::move(journal))
    , m_accounts(std::make_unique<AccountService>(kinds(setup), *m_database, *m_secrets, m_providers,
          SignInTools{.network = &m_network, .clock = m_clock.get(), .lockFolder = m_profile->directory()}))
    , m_catalog(*m_clock)
    , m_store(m_profile->catalogPath(), m_catalog, *m_clock)
    , m_refresher(m_providers, m_catalog, *m_clock)
    , m_restores(m_providers, *m_journal, *m_clock)
{
    connectServices();
}

Program::~Program() = default;

/** One line of registration for each provider. */
std::vector<ProviderInfo> Program::kinds(const Setup &setup)
{
    const auto local = [this, trash = setup.trash](const Account &, TokenSource *) {
        return std::make_unique<LocalTrashProvider>(trash, *m_clock);
    };
    const auto box = [this, api = setup.endpoints.box.api](const Account &, TokenSource *tokens) {
        return std::make_unique<BoxProvider>(m_network, *tokens, *m_clock, api);
    };
    const auto onedrive = [this, api = setup.endpoints.onedrive.api](const Account &account, TokenSource *tokens) {
        return std::make_unique<OneDriveProvider>(m_network, *tokens, *m_clock, api, m_profile->ledgerPath(account.id));
    };
    const auto yandex = [this, api = setup.endpoints.yandex.api](const Account &, TokenSource *tokens) {
        return std::make_unique<YandexDiskProvider>(m_network, *tokens, *m_clock, api);
    };
    return {
        {.id = ProviderId(QStringLiteral("localtrash")),
            .name
            = QCoreApplication::translate("Program", "This Computer", "name of the account for the desktop's trash"),
            .iconName = QStringLiteral("computer"),
            .needsToken = false,
            .make = local},
        {.id = ProviderId(QStringLiteral("box")),
            .name = QStringLiteral("Box"),
            .iconName = QStringLiteral("box"),
            .tokenHelpAddress = QStringLiteral("https://app.box.com/developers/console"),
            .make = box,
            .signIn = boxSignInOffer(setup.endpoints.box)},
        {.id = ProviderId(QStringLiteral("onedrive")),
            .name = QStringLiteral("OneDrive"),
            .iconName = QStringLiteral("onedrive"),
            .tokenHelpAddress = QStringLiteral("https://developer.microsoft.com/graph/graph-explorer"),
            .make = onedrive,
            .signIn = oneDriveSignInOffer(setup.endpoints.onedrive)},
        {.id = ProviderId(QStringLiteral("yandex")),
            .name = QStringLiteral("Yandex Disk"),
            .iconName = QStringLiteral("yandex"),
            .tokenHelpAddress = QStringLiteral("https://yandex.com/dev/disk/poligon"),
            .make = yandex,
            .signIn = yandexSignInOffer(setup.endpoints.yandex, AccountService::deviceId(*m_database))},
    };
}

void Program::connectServices()
{
    QObject::connect(&m_store, &CatalogStore::loaded, &m_refresher, &BinRefresher::start);
    QObject::connect(&m_restores, &RestoreService::leftBin, &m_catalog, &Catalog::remove);
    QObject::connect(&m_restores, &RestoreService::enteredBin, &m_catalog, &Catalog::add);
    QObject::connect(m_accounts.get(), &AccountService::accountRemoved, &m_catalog, &Catalog::removeAccount);
    QObject::connect(m_accounts.get(), &AccountService::accountRemoved, &m_catalog, [this](const AccountId &account) {
        QDir(m_profile->ledgerPath(account)).removeRecursively(); // what was known of that drive
    });
    QObject::connect(m_accounts.get(), &AccountService::accountRegained, &m_refresher, &BinRefresher::refresh);
    m_restores.awaitSignIns();
    QObject::connect(m_accounts.get(), &AccountService::accountRegained, &m_restores, &RestoreService::resumeAccount);
    QObject::connect(&m_restores, &RestoreService::signInNeeded, m_accounts.get(), &AccountService::doubt);
}

void Program::start()
{
    m_accounts->start();
    m_store.load();
    m_restores.takeUpInterrupted();
}

} // namespace Unbin
