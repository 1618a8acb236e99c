// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/accounts/browserconnectjob.h"
#include "core/accounts/memorysecretstore.h"
#include "core/providers/box/boxprovider.h"
#include "core/providers/providerset.h"
#include "tests/core/accounts/oauth/practicelogin.h"
#include "tests/support/jobwait.h"

#include <QTest>
#include <QTimer>

namespace Unbin {

/** A keychain that lasts as long as the test, and fails when told to. */
class LastingSecretStore final : public SecretStore
{
public:
    MemorySecretStore kept;
    std::optional<Error> fault;

    bool isLasting() const override { return true; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &key) override
    {
        return fault ? failedJob<std::optional<QByteArray>>(*fault) : kept.read(key);
    }
    JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) override
    {
        return fault ? failedJob<Done>(*fault) : kept.write(key, secret);
    }
    JobPtr<Done> remove(const SecretKey &key) override { return fault ? failedJob<Done>(*fault) : kept.remove(key); }
};

inline const ProviderId kPractice{QStringLiteral("practice")};

/** A practice service with sign-in pages, what is stored of accounts there, and time that runs while one waits. */
struct AccountsWorld {
    explicit AccountsWorld(LoginStyle style)
        : login(style)
        , database(std::move(Database::openInMemory(AccountService::migrations())->database))
    {
        QObject::connect(&ticks, &QTimer::timeout, &ticks, [this] { login.clock.advance(std::chrono::milliseconds(10)); });
        ticks.start(std::chrono::milliseconds(1));
    }
    ProviderInfo kind(const OAuthApplication &application = kApplication)
    {
        return {.id = kPractice,
            .name = QStringLiteral("Practice"),
            .make =
                [this](const Account &, TokenSource *tokens) {
                    return std::make_unique<BoxProvider>(
                        login.network, *tokens, login.clock, login.server.url("/api"));
                },
            .signIn = SignInOffer{.service = login.service, .application = application}};
    }

    PracticeLogin login;
    std::unique_ptr<Database> database;
    LastingSecretStore secrets;
    QTimer ticks;
};

/** One run of the program's account side. */
struct AccountsSession {
    explicit AccountsSession(AccountsWorld &in)
        : world(in)
        , accounts({in.kind()}, *in.database, in.secrets, providers,
              {.network = &in.login.network, .clock = &in.login.clock})
    {
        accounts.start();
    }

    /** The whole way through the browser, as somebody. again: empty for a new account. */
    Result<Account> signIn(const char *login, const AccountId &again = {}, SignInWish wish = {.application = kApplication})
    {
        auto job = again.isEmpty() ? accounts.connectInBrowser(kPractice, wish) : accounts.signInAgainInBrowser(again, wish);
        world.login.browser.login = QString::fromLatin1(login);
        QObject::connect(job.get(), &BrowserConnectJob::pageReady, &world.login.browser,
            [this](const SignInPage &page) {
                lastPage = page.address;
                world.login.browser.open(page.address);
            });
        return waitFor(JobPtr<Account>(std::move(job)));
    }
    AccountStatus::State state(const AccountId &id) const { return accounts.status(id).state; }
    /** Whether the service takes the account's requests now. */
    bool works(const AccountId &id) { return waitFor(providers.find(id)->identify()).has_value(); }

    AccountsWorld &world;
    ProviderSet providers;
    AccountService accounts;
    QUrl lastPage;
};

} // namespace Unbin
