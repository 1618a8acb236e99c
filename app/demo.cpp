// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/practicetrash.h"
#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/practicedata.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/accounts/memorysecretstore.h"

#include <QTemporaryDir>

namespace Unbin {

namespace {

const QByteArray kBoxPrefix = QByteArrayLiteral("/box/2.0");
/** What a near server takes: long enough to see progress, short enough not to wait for. */
constexpr std::chrono::milliseconds kLatency{40};

} // namespace

/** The practice services behind their loopback door. */
class PracticeCloud
{
public:
    PracticeCloud()
        : m_data(m_clock.now())
        , m_box(m_clock)
        , m_host(m_clock)
        , m_server(m_host)
    {
        m_box.addAccount(PracticeTokens::robinAtWork, m_data.work());
        m_box.addAccount(PracticeTokens::robinAtHome, m_data.home());
        m_host.mount(kBoxPrefix, m_box);
        m_host.setLatency(kLatency);
    }

    bool listen() { return m_server.listen(); }
    QUrl boxApi() const { return m_server.url(kBoxPrefix); }

private:
    SystemClock m_clock;
    PracticeData m_data;
    BoxDialect m_box;
    SandboxHost m_host;
    SandboxServer m_server;
};

Result<std::unique_ptr<Demo>> Demo::make()
{
    auto directory = std::make_unique<QTemporaryDir>();
    if (!directory->isValid())
        return failure(Error::Kind::LocalIo, directory->errorString());
    auto profile = Profile::open(directory->filePath(QStringLiteral("profile")));
    if (!profile)
        return failure(profile.error());
    auto trash = makePracticeTrash(directory->path(), SystemClock().now());
    if (!trash)
        return failure(trash.error());
    auto cloud = std::make_unique<PracticeCloud>();
    if (!cloud->listen())
        return failure(Error::Kind::Unreachable, QStringLiteral("127.0.0.1"));
    Endpoints endpoints = Endpoints::standard();
    endpoints.box.api = cloud->boxApi();
    std::unique_ptr<Demo> demo(new Demo(std::move(directory), std::move(cloud)));
    demo->m_setup = {.profile = std::move(*profile),
        .endpoints = std::move(endpoints),
        .trash = std::move(*trash),
        .secrets = std::make_unique<MemorySecretStore>()};
    return demo;
}

Demo::Demo(std::unique_ptr<QTemporaryDir> directory, std::unique_ptr<PracticeCloud> cloud)
    : m_directory(std::move(directory))
    , m_cloud(std::move(cloud))
{ }

Demo::~Demo() = default;

void Demo::connectAccounts(AccountService &accounts)
{
    const ProviderId box(QStringLiteral("box"));
    const std::initializer_list<std::pair<const char *, QString>> practice = {
        {PracticeTokens::robinAtWork, QStringLiteral("Work")},
        {PracticeTokens::robinAtHome, QStringLiteral("Home")},
    };
    for (const auto &[token, label] : practice) {
        launch(accounts.connectWithToken(box, token), &accounts, [&accounts, label](const Result<Account> &account) {
            if (account)
                accounts.rename(account->id, label);
            else
                qWarning() << "the practice account can't be connected:" << account.error();
        });
    }
}

} // namespace Unbin
