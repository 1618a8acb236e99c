// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts over a real Secret Service (keychain-session), and on a bus that has none (keychain-session --none).
#include "core/accounts/keychainsecretstore.h"
#include "tests/core/accounts/accountsworld.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QTemporaryDir>

using namespace Unbin;
using State = AccountStatus::State;

namespace {

const QString kService = QStringLiteral("org.unbin.Test");

/** One run of a program with the keychain of this session, or without one. */
struct KeychainSession {
    explicit KeychainSession(AccountsWorld &world)
        : secrets(KeychainSecretStore::isAvailable()
                  ? std::unique_ptr<SecretStore>(std::make_unique<KeychainSecretStore>(kService))
                  : std::make_unique<MemorySecretStore>())
        , accounts({world.kind()}, *world.database, *secrets, providers,
              {.network = &world.login.network, .clock = &world.login.clock})
        , world(world)
    {
        accounts.start();
    }
    Result<Account> signIn()
    {
        auto job = accounts.connectInBrowser(kPractice, {.application = kApplication});
        QObject::connect(job.get(), &BrowserConnectJob::pageReady, &world.login.browser,
            [this](const SignInPage &page) { world.login.browser.open(page.address); });
        return waitFor(JobPtr<Account>(std::move(job)));
    }

    std::unique_ptr<SecretStore> secrets;
    ProviderSet providers;
    AccountService accounts;
    AccountsWorld &world;
};

/** What another program finds under our name. */
QByteArray found(const Account &account, const char *purpose)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"),
        {QStringLiteral("lookup"), QStringLiteral("server"), kService, QStringLiteral("user"),
            SecretKey{account.provider, account.id, QLatin1String(purpose)}.text()});
    return tool.waitForFinished() ? tool.readAllStandardOutput() : QByteArray("no secret-tool");
}

bool lockCollection()
{
    auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
        QStringLiteral("Lock"));
    call << QVariant::fromValue(
        QList<QDBusObjectPath>{QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))});
    return QDBusConnection::sessionBus().call(call).type() == QDBusMessage::ReplyMessage;
}

} // namespace

class TestKeychainAccounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secretsAreThereAfterARestartAndGoneAfterRemoval()
    {
        if (!KeychainSecretStore::isAvailable())
            QSKIP("for a session with a keychain");
        AccountsWorld world(LoginStyle::Box);
        Account account;
        {
            KeychainSession session(world);
            const auto connected = session.signIn();
            QVERIFY(connected);
            account = *connected;
            QVERIFY(account.hasStoredSecret);
            QVERIFY(!session.accounts.status(account.id).isForSessionOnly);
        }
        QVERIFY(found(account, "refresh").contains("\"client\":\"unbin-test\""));
        world.login.oauth.expireAccessTokens();
        {
            KeychainSession session(world);
            QTRY_COMPARE_WITH_TIMEOUT(session.accounts.status(account.id).state, State::SignedIn, 30'000);
            QVERIFY(waitFor(session.providers.find(account.id)->identify())); // refreshed, and stored anew
            QCOMPARE(world.login.oauth.refreshCount(), 1);
        }
        KeychainSession session(world);
        QTRY_COMPARE_WITH_TIMEOUT(session.accounts.status(account.id).state, State::SignedIn, 30'000);
        QVERIFY(waitFor(session.providers.find(account.id)->identify()));
        QCOMPARE(world.login.oauth.refreshCount(), 1);
        QVERIFY(waitFor(session.accounts.remove(account.id, true)));
        QCOMPARE(found(account, "refresh"), QByteArray());
        QCOMPARE(found(account, "session"), QByteArray());
    }

    void aLockedKeychainIsNoSignOut()
    {
        if (!KeychainSecretStore::isAvailable())
            QSKIP("for a session with a keychain");
        AccountsWorld world(LoginStyle::Box);
        const AccountId id = KeychainSession(world).signIn()->id;
        QVERIFY(lockCollection());
        KeychainSession session(world);
        QTRY_COMPARE_WITH_TIMEOUT(session.accounts.status(id).state, State::KeychainLocked, 60'000);
        QCOMPARE(session.accounts.status(id).error->code, QStringLiteral("locked"));
    }

    void withoutAKeychainTheProgramWorksAndSaysSo()
    {
        if (KeychainSecretStore::isAvailable())
            QSKIP("for a session without a keychain");
        AccountsWorld world(LoginStyle::Box);
        AccountId id;
        {
            KeychainSession session(world);
            QVERIFY(!session.accounts.areSecretsLasting());
            id = session.signIn()->id;
            QCOMPARE(session.accounts.status(id).state, State::SignedIn);
            QVERIFY(session.accounts.status(id).isForSessionOnly);
            world.login.oauth.expireAccessTokens();
            QVERIFY(waitFor(session.providers.find(id)->identify())); // refreshes in memory
        }
        KeychainSession session(world);
        QCOMPARE(session.accounts.status(id).state, State::SignInNeeded);
    }
};

QTEST_GUILESS_MAIN(TestKeychainAccounts)
#include "tst_keychainaccounts.moc"
