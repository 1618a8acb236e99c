// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountservice.h"
#include "core/accounts/memorysecretstore.h"
#include "core/providers/providerset.h"
#include "tests/core/accounts/identityprovider.h"
#include "tests/support/jobwait.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

namespace {

const ProviderId kCloud{QStringLiteral("cloud")};
const ProviderId kHere{QStringLiteral("here")};

/** A keychain that lasts beyond one service, and fails when told to. */
class FaultySecretStore final : public SecretStore
{
public:
    std::optional<Error> fault;
    MemorySecretStore kept;
    int reads = 0;

    bool isLasting() const override { return true; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &key) override
    {
        ++reads;
        return fault ? failedJob<std::optional<QByteArray>>(*fault) : kept.read(key);
    }
    JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) override
    {
        return fault ? failedJob<Done>(*fault) : kept.write(key, secret);
    }
    JobPtr<Done> remove(const SecretKey &key) override
    {
        return fault ? failedJob<Done>(*fault) : kept.remove(key);
    }
};

Error keychainError(const char *code)
{
    return {.kind = Error::Kind::KeychainFailed, .code = QLatin1String(code)};
}

/** One run of the program's account side over stored data that outlives it. */
struct Session {
    explicit Session(Database &database, SecretStore &secrets)
        : accounts({{.id = kHere,
                        .name = QStringLiteral("Here"),
                        .needsToken = false,
                        .make =
                            [](const Account &, TokenSource *tokens) {
                                return std::make_unique<IdentityProvider>(tokens);
                            }},
                       {.id = kCloud,
                           .name = QStringLiteral("Cloud"),
                           .make =
                               [](const Account &, TokenSource *tokens) {
                                   return std::make_unique<IdentityProvider>(tokens);
                               }}},
            database, secrets, providers)
    {
        accounts.start();
    }

    Result<Account> connectAs(const char *token) { return waitFor(accounts.connectWithToken(kCloud, token)); }

    ProviderSet providers;
    AccountService accounts;
};

} // namespace

class TestAccountService : public QObject
{
    Q_OBJECT

    std::unique_ptr<Database> m_database;
    FaultySecretStore m_secrets;

private Q_SLOTS:
    void init()
    {
        m_database = std::move(Database::openInMemory(AccountService::migrations())->database);
        m_secrets.fault.reset();
        m_secrets.kept = {};
        m_secrets.reads = 0;
    }

    void theAccountWithoutTokenIsThereFromTheStart()
    {
        Session session(*m_database, m_secrets);
        QCOMPARE(session.accounts.accounts().size(), size_t(1));
        const AccountId here = session.accounts.accounts().front().id;
        QCOMPARE(session.accounts.status(here).state, AccountStatus::State::SignedIn);
        QVERIFY(session.providers.find(here));
        QTRY_VERIFY(session.accounts.status(here).facts);
        QVERIFY(!waitFor(session.accounts.remove(here)));
    }

    void aPastedTokenMakesAnAccountThatIsThereAfterARestart()
    {
        AccountId id;
        {
            Session session(*m_database, m_secrets);
            QSignalSpy added(&session.accounts, &AccountService::accountAdded);
            const auto account = session.connectAs(" token-of-robin\n");
            QVERIFY(account);
            QCOMPARE(account->label, QStringLiteral("ROBIN"));
            QCOMPARE(account->login, QStringLiteral("robin@example.org"));
            QCOMPARE(added.count(), 1);
            id = account->id;
            QCOMPARE(session.accounts.status(id).state, AccountStatus::State::SignedIn);
            QVERIFY(!session.accounts.status(id).isForSessionOnly);
        }
        Session session(*m_database, m_secrets);
        QTRY_COMPARE(session.accounts.status(id).state, AccountStatus::State::SignedIn);
        QTRY_VERIFY(session.accounts.status(id).facts);
        QCOMPARE(session.accounts.account(id)->label, QStringLiteral("ROBIN"));
    }

    void aRefusedTokenLeavesNothing()
    {
        Session session(*m_database, m_secrets);
        const auto account = session.connectAs("nonsense");
        QVERIFY(!account);
        QCOMPARE(account.error().kind, Error::Kind::SignInNeeded);
        QCOMPARE(session.accounts.accounts().size(), size_t(1));
        QCOMPARE(session.providers.accounts().size(), size_t(1));
    }

    void theSamePersonIsNotAddedTwice()
    {
        Session session(*m_database, m_secrets);
        QVERIFY(session.connectAs("token-of-robin"));
        const auto again = session.connectAs("token-of-robin");
        QVERIFY(!again);
        QCOMPARE(again.error().kind, Error::Kind::NameTaken);
        QVERIFY(session.connectAs("token-of-sascha"));
        QCOMPARE(session.accounts.accounts().size(), size_t(3));
    }

    void withoutKeychainTheAccountLivesForTheSessionAndSaysSo()
    {
        m_secrets.fault = keychainError("absent");
        AccountId id;
        {
            Session session(*m_database, m_secrets);
            id = session.connectAs("token-of-robin")->id;
            QCOMPARE(session.accounts.status(id).state, AccountStatus::State::SignedIn);
            QVERIFY(session.accounts.status(id).isForSessionOnly);
        }
        Session session(*m_database, m_secrets);
        QCOMPARE(session.accounts.status(id).state, AccountStatus::State::SignInNeeded);
        QCOMPARE(m_secrets.reads, 0);
    }

    void aLockedKeychainIsNotASignOut()
    {
        AccountId id;
        {
            Session session(*m_database, m_secrets);
            id = session.connectAs("token-of-robin")->id;
        }
        m_secrets.fault = keychainError("locked");
        Session session(*m_database, m_secrets);
        QTRY_COMPARE(session.accounts.status(id).state, AccountStatus::State::KeychainLocked);
        m_secrets.fault.reset();
        session.accounts.unlock(id);
        QTRY_COMPARE(session.accounts.status(id).state, AccountStatus::State::SignedIn);
    }

    void aSecretThatIsGoneAsksToSignIn()
    {
        AccountId id;
        {
            Session session(*m_database, m_secrets);
            id = session.connectAs("token-of-robin")->id;
        }
        m_secrets.kept = {};
        Session session(*m_database, m_secrets);
        QTRY_COMPARE(session.accounts.status(id).state, AccountStatus::State::SignInNeeded);
        QVERIFY(session.providers.find(id));
    }

    void aDeadTokenShowsOnThatAccountOnlyAndANewOneMendsIt()
    {
        Session session(*m_database, m_secrets);
        const AccountId robin = session.connectAs("token-of-robin")->id;
        const AccountId sascha = session.connectAs("token-of-sascha")->id;
        Q_EMIT session.providers.find(robin)->signInNeeded();
        QCOMPARE(session.accounts.status(robin).state, AccountStatus::State::SignInNeeded);
        QCOMPARE(session.accounts.status(sascha).state, AccountStatus::State::SignedIn);

        const auto other = waitFor(session.accounts.signInAgainWithToken(robin, "token-of-sascha"));
        QVERIFY(!other);
        QCOMPARE(other.error().kind, Error::Kind::Changed);
        QCOMPARE(session.accounts.status(robin).state, AccountStatus::State::SignInNeeded);

        session.accounts.rename(robin, QStringLiteral("Work"));
        QSignalSpy regained(&session.accounts, &AccountService::accountRegained);
        QVERIFY(waitFor(session.accounts.signInAgainWithToken(robin, "token-of-robin")));
        QCOMPARE(regained.count(), 1);
        QCOMPARE(session.accounts.status(robin).state, AccountStatus::State::SignedIn);
        QCOMPARE(session.accounts.account(robin)->label, QStringLiteral("Work"));
        QCOMPARE(session.accounts.accounts().size(), size_t(3));
    }

    void removingForgetsAccountAndSecret()
    {
        Session session(*m_database, m_secrets);
        const Account account = *session.connectAs("token-of-robin");
        const SecretKey key{account.provider, account.id, QStringLiteral("access")};
        QVERIFY(*waitFor(m_secrets.kept.read(key)));
        QSignalSpy removed(&session.accounts, &AccountService::accountRemoved);
        QVERIFY(waitFor(session.accounts.remove(account.id)));
        QCOMPARE(removed.count(), 1);
        QVERIFY(!*waitFor(m_secrets.kept.read(key)));
        QVERIFY(!session.providers.find(account.id));
        QCOMPARE(Session(*m_database, m_secrets).accounts.accounts().size(), size_t(1));
    }

    void removingTellsWhenTheSecretStays()
    {
        Session session(*m_database, m_secrets);
        const AccountId id = session.connectAs("token-of-robin")->id;
        m_secrets.fault = keychainError("locked");
        const auto removed = waitFor(session.accounts.remove(id));
        QVERIFY(!removed);
        QCOMPARE(removed.error().kind, Error::Kind::KeychainFailed);
        QVERIFY(!session.accounts.account(id));
    }

    void aNewLabelIsKept()
    {
        AccountId id;
        {
            Session session(*m_database, m_secrets);
            id = session.connectAs("token-of-robin")->id;
            session.accounts.rename(id, QStringLiteral("  Attic  "));
            session.accounts.rename(id, QStringLiteral("   "));
        }
        QCOMPARE(Session(*m_database, m_secrets).accounts.account(id)->label, QStringLiteral("Attic"));
    }

    void givingUpWhileConnectingLeavesNothing()
    {
        Session session(*m_database, m_secrets);
        {
            QObject dialog;
            launch(session.accounts.connectWithToken(kCloud, "token-of-robin"), &dialog,
                [](const Result<Account> &) { QFAIL("the dialog is gone"); });
            QCoreApplication::processEvents();
        }
        QCoreApplication::processEvents();
        QCOMPARE(session.accounts.accounts().size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestAccountService)
#include "tst_accountservice.moc"
