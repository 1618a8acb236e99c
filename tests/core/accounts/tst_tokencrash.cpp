// SPDX-License-Identifier: GPL-3.0-or-later
// Killed between receiving a rotated token and storing it: this executable also plays the program that is killed.
#include "tests/core/accounts/accountsworld.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Unbin;

namespace {

/** A keychain in files, for two processes of a test. May stop for ever before it stores a refresh token. */
class FileSecretStore final : public SecretStore
{
public:
    explicit FileSecretStore(QString folder, bool stopsBeforeStoring = false)
        : m_folder(std::move(folder))
        , m_stopsBeforeStoring(stopsBeforeStoring)
    { }

    bool isLasting() const override { return true; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &key) override
    {
        QFile file(path(key));
        if (!file.open(QIODevice::ReadOnly))
            return readyJob<std::optional<QByteArray>>(std::nullopt);
        return readyJob<std::optional<QByteArray>>(file.readAll());
    }
    JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) override
    {
        if (m_stopsBeforeStoring && key.purpose == QLatin1String("refresh")) {
            std::puts("received");
            std::fflush(stdout);
            return std::make_unique<Never>();
        }
        QFile file(path(key));
        if (!file.open(QIODevice::WriteOnly) || file.write(secret) != secret.size())
            return failedJob<Done>(Error::of(Error::Kind::KeychainFailed));
        return readyJob(Done{});
    }
    JobPtr<Done> remove(const SecretKey &key) override
    {
        QFile::remove(path(key));
        return readyJob(Done{});
    }

private:
    class Never final : public Job<Done>
    {
    protected:
        void run() override { }
    };
    QString path(const SecretKey &key) const
    {
        return m_folder + u'/' + QString::fromLatin1(key.text().toUtf8().toHex());
    }

    QString m_folder;
    bool m_stopsBeforeStoring;
};

/** One run of a program over a profile in a folder. */
struct Run {
    Run(const QString &folder, const OAuthService &service, const QUrl &api, bool stopsBeforeStoring)
        : secrets(folder, stopsBeforeStoring)
        , database(std::move(Database::open(folder + QStringLiteral("/accounts.db"), AccountService::migrations(),
              Database::Durability::Full)->database))
        , accounts({{.id = kPractice,
                       .name = QStringLiteral("Practice"),
                       .make =
                           [this, api](const Account &, TokenSource *tokens) {
                               return std::make_unique<BoxProvider>(network, *tokens, clock, api);
                           },
                       .signIn = SignInOffer{.service = service, .application = kApplication}}},
              *database, secrets, providers, {.network = &network, .clock = &clock, .lockFolder = folder})
    {
        accounts.start();
    }

    SystemClock clock;
    QNetworkAccessManager network;
    FileSecretStore secrets;
    std::unique_ptr<Database> database;
    ProviderSet providers;
    AccountService accounts;
};

OAuthService serviceOf(LoginStyle style, const QUrl &base)
{
    const auto below = [&base](const char *path) { return QUrl(base.toString() + QLatin1String(path)); };
    const OAuthAddresses addresses{.authorize = below("/authorize"), .token = below("/token"), .revoke = {}};
    return style == LoginStyle::Box ? boxSignIn(addresses, 0) : oneDriveSignIn(addresses, 0);
}

/** The program that will be killed: signs in with what is stored, which needs a refresh. */
int playVictim(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto style = arguments.at(3) == QLatin1String("box") ? LoginStyle::Box : LoginStyle::Microsoft;
    Run run(arguments.at(2), serviceOf(style, QUrl(arguments.at(4))), QUrl(arguments.at(5)), true);
    return QCoreApplication::exec();
}

} // namespace

class TestTokenCrash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKillBeforeTheNewTokenIsStoredIsSurvivedOrExplained_data()
    {
        QTest::addColumn<bool>("isSingleUse");
        QTest::newRow("single use: explained") << true;
        QTest::newRow("old one lives: survived") << false;
    }

    void aKillBeforeTheNewTokenIsStoredIsSurvivedOrExplained()
    {
        QFETCH(bool, isSingleUse);
        const QTemporaryDir folder;
        PracticeLogin login(isSingleUse ? LoginStyle::Box : LoginStyle::Microsoft);
        const QUrl api = login.server.url("/api");
        const auto signIn = [&](Run &run, const AccountId &again) {
            auto job = again.isEmpty()
                ? run.accounts.connectInBrowser(kPractice, {.application = kApplication})
                : run.accounts.signInAgainInBrowser(again, {.application = kApplication});
            connect(job.get(), &BrowserConnectJob::pageReady, &login.browser,
                [&login](const SignInPage &page) { login.browser.open(page.address); });
            return waitFor(JobPtr<Account>(std::move(job)));
        };
        AccountId id;
        {
            Run first(folder.path(), login.service, api, false);
            id = signIn(first, {})->id;
        }
        login.oauth.expireAccessTokens();

        QProcess victim;
        QByteArray said;
        connect(&victim, &QProcess::readyReadStandardOutput, this,
            [&] { said += victim.readAllStandardOutput(); });
        victim.start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("--victim"), folder.path(), isSingleUse ? QStringLiteral("box") : QStringLiteral("microsoft"),
                login.server.url("/login").toString(), api.toString()});
        QTRY_VERIFY_WITH_TIMEOUT(said.contains("received"), 60'000);
        QCOMPARE(login.oauth.refreshCount(), 1);
        victim.kill(); // SIGKILL
        QTRY_COMPARE(victim.state(), QProcess::NotRunning);
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

        Run next(folder.path(), login.service, api, false); // its lock was left behind, too
        if (!isSingleUse) {
            QTRY_VERIFY_WITH_TIMEOUT(next.accounts.status(id).facts, 30'000);
            QCOMPARE(next.accounts.status(id).state, AccountStatus::State::SignedIn);
            return;
        }
        QTRY_COMPARE_WITH_TIMEOUT(next.accounts.status(id).state, AccountStatus::State::SignInNeeded, 30'000);
        QCOMPARE(next.accounts.status(id).error->code, QStringLiteral("answer-lost"));
        QVERIFY(signIn(next, id));
        QCOMPARE(next.accounts.status(id).state, AccountStatus::State::SignedIn);
        QVERIFY(waitFor(next.providers.find(id)->identify()));
    }
};

int main(int argc, char *argv[])
{
    if (argc == 6 && qstrcmp(argv[1], "--victim") == 0)
        return playVictim(argc, argv);
    QCoreApplication application(argc, argv);
    TestTokenCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tokencrash.moc"
