// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttokenstore.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/core/accounts/accountsworld.h"
#include "tests/support/scripteddecider.h"

#include <QSignalSpy>

using namespace Unbin;
using namespace std::chrono_literals;
using State = AccountStatus::State;

namespace {

struct Style {
    const char *name;
    LoginStyle style;
};
constexpr Style kStyles[]
    = {{"Box", LoginStyle::Box}, {"Microsoft", LoginStyle::Microsoft}, {"Yandex", LoginStyle::Yandex}};

bool isKept(AccountsWorld &world, const Account &account, const char *purpose)
{
    const auto kept = waitFor(world.secrets.kept.read({account.provider, account.id, QLatin1String(purpose)}));
    return kept && *kept;
}

} // namespace

class TestBrowserAccounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAccountIsThereAfterARestartAndRefreshes();
    void aSignInThatEndedIsToldAndCanBeRegained();
    void theSamePersonTwiceAndSomebodyElseAreRefused();
    void denyingLeavesNothing();
    void twoAccountsOfOneServiceNeverMix();
    void workWaitsForTheSignInAndGoesOn();
    void removingRevokesIfWantedAndForgetsEverySecret();
    void aPastedTokenAndTheBrowserMayTakeTurns();
    void theApplicationPeopleBroughtIsThereNextTime();
    void aKeychainThatFailsIsForThisSessionOnly();
    void aKeychainThatIsNotThereTodayIsNoSignOut();
    void orderAndColoursAreKept();
    void closingTheDialogEndsTheSignIn();
};

void TestBrowserAccounts::anAccountIsThereAfterARestartAndRefreshes()
{
    for (const Style &style : kStyles) {
        AccountsWorld world(style.style);
        AccountId id;
        {
            AccountsSession session(world);
            const auto account = session.signIn(kRobin);
            QVERIFY2(account, style.name);
            QCOMPARE(account->login, QString::fromLatin1(kRobin));
            QCOMPARE(account->signIn, Account::SignIn::Browser);
            QVERIFY(account->hasStoredSecret);
            id = account->id;
            QCOMPARE(session.state(id), State::SignedIn);
            QVERIFY(session.works(id));
        }
        world.login.oauth.expireAccessTokens();
        if (style.style == LoginStyle::Yandex)
            continue; // whose tokens die for good then
        AccountsSession session(world);
        QTRY_COMPARE(session.state(id), State::SignedIn);
        QVERIFY2(session.works(id), style.name);
        QCOMPARE(world.login.oauth.refreshCount(), 1);
        QCOMPARE(session.state(id), State::SignedIn);
    }
}

void TestBrowserAccounts::aSignInThatEndedIsToldAndCanBeRegained()
{
    for (const Style &style : kStyles) {
        AccountsWorld world(style.style);
        AccountsSession session(world);
        const AccountId id = session.signIn(kRobin)->id;
        session.accounts.rename(id, QStringLiteral("Work"));
        world.login.oauth.endSignIns(QString::fromLatin1(kRobin));
        QVERIFY(!session.works(id));
        QTRY_COMPARE(session.state(id), State::SignInNeeded);
        QCOMPARE(session.accounts.status(id).error->code, QStringLiteral("invalid_grant"));
        QSignalSpy regained(&session.accounts, &AccountService::accountRegained);
        QVERIFY2(session.signIn(kRobin, id), style.name);
        QCOMPARE(regained.count(), 1);
        QCOMPARE(session.state(id), State::SignedIn);
        QVERIFY(!session.accounts.status(id).error);
        QVERIFY(session.works(id));
        QCOMPARE(session.accounts.account(id)->label, QStringLiteral("Work"));
        const QUrlQuery asked(session.lastPage);
        QCOMPARE(asked.queryItemValue(QStringLiteral("login_hint"), QUrl::FullyDecoded),
            style.style == LoginStyle::Box ? QString() : QString::fromLatin1(kRobin));
    }
}

void TestBrowserAccounts::theSamePersonTwiceAndSomebodyElseAreRefused()
{
    AccountsWorld world(LoginStyle::Box);
    AccountsSession session(world);
    const AccountId robin = session.signIn(kRobin)->id;
    const auto twice = session.signIn(kRobin);
    QCOMPARE(twice.error().kind, Error::Kind::NameTaken);
    QVERIFY(session.works(robin));
    const auto other = session.signIn(kSascha, robin);
    QCOMPARE(other.error().kind, Error::Kind::Changed);
    QVERIFY(session.works(robin));
    QCOMPARE(session.accounts.accounts().size(), size_t(1));
    QCOMPARE(waitFor(session.providers.find(robin)->identify())->login, QString::fromLatin1(kRobin));
    QVERIFY(session.signIn(kSascha));
    QCOMPARE(session.accounts.accounts().size(), size_t(2));
}

void TestBrowserAccounts::denyingLeavesNothing()
{
    AccountsWorld world(LoginStyle::Microsoft);
    AccountsSession session(world);
    world.login.browser.decision = ScriptedBrowser::Decision::Deny;
    const auto account = session.signIn(kRobin);
    QCOMPARE(account.error().code, QStringLiteral("access_denied"));
    QVERIFY(session.accounts.accounts().empty());
    QVERIFY(session.providers.accounts().empty());
}

/** Both drives hold entries of the same ids: each account sees and changes its own only. */
void TestBrowserAccounts::twoAccountsOfOneServiceNeverMix()
{
    AccountsWorld world(LoginStyle::Box);
    SandboxDrive twin{{3, QStringLiteral("Toni"), QStringLiteral("toni@example.org")}, world.login.robin.numbering()};
    world.login.oauth.addPerson(twin);
    const QDateTime at = world.login.clock.now().addDays(-2);
    for (SandboxDrive *drive : {&world.login.robin, &twin}) {
        const SandboxRef file = drive->addFile(SandboxDrive::root, drive->owner().name + QStringLiteral(".txt"),
            SandboxContent::of(drive->owner().name.toUtf8()), at.addDays(-1));
        drive->trash(file, at);
    }
    AccountsSession session(world);
    const AccountId robin = session.signIn(kRobin)->id;
    const AccountId toni = session.signIn("toni@example.org")->id;
    const auto bin = [&session](const AccountId &id) {
        std::vector<TrashedItem> items;
        const auto listed = waitFor(session.providers.find(id)->listBin([&items](std::vector<TrashedItem> &&page) {
            items.insert(items.end(), page.begin(), page.end());
        }));
        return listed ? items : std::vector<TrashedItem>();
    };
    world.login.oauth.expireAccessTokens(); // both refresh at once
    const auto ofRobin = bin(robin);
    const auto ofToni = bin(toni);
    QCOMPARE(ofRobin.size(), size_t(1));
    QCOMPARE(ofToni.size(), size_t(1));
    QCOMPARE(ofRobin.front().id, ofToni.front().id);
    QCOMPARE(ofRobin.front().name, QStringLiteral("Robin.txt"));
    QCOMPARE(ofToni.front().name, QStringLiteral("Toni.txt"));
    QVERIFY(waitFor(session.providers.find(toni)->restore({.item = ofToni.front()})));
    QVERIFY(twin.find(QStringLiteral("/Toni.txt")));
    QVERIFY(!world.login.robin.find(QStringLiteral("/Robin.txt")));
    QVERIFY(waitFor(session.accounts.remove(toni)));
    QVERIFY(session.works(robin));
}

void TestBrowserAccounts::workWaitsForTheSignInAndGoesOn()
{
    AccountsWorld world(LoginStyle::Box);
    const QDateTime at = world.login.clock.now().addDays(-2);
    for (int i = 0; i < 30; ++i) {
        const SandboxRef file = world.login.robin.addFile(SandboxDrive::root, QStringLiteral("f%1.txt").arg(i),
            SandboxContent::of("content"), at.addDays(-1));
        world.login.robin.trash(file, at);
    }
    AccountsSession session(world);
    const AccountId id = session.signIn(kRobin)->id;
    auto journal = std::move(Journal::openInMemory()->journal);
    RestoreService restores(session.providers, *journal, world.login.clock);
    restores.awaitSignIns();
    connect(&session.accounts, &AccountService::accountRegained, &restores, &RestoreService::resumeAccount);
    connect(&restores, &RestoreService::signInNeeded, &session.accounts, &AccountService::doubt);

    RestoreRequest request;
    QVERIFY(waitFor(session.providers.find(id)->listBin([&](std::vector<TrashedItem> &&page) {
        for (TrashedItem &item : page)
            request.items.push_back({id, std::move(item)});
    })));
    QCOMPARE(request.items.size(), size_t(30));
    int restored = 0;
    world.login.host.observe([&](const QByteArray &, const SandboxRequest &asked, const SandboxDelivery &) {
        if (asked.method == "POST" && asked.path.startsWith("/files/") && ++restored == 10)
            world.login.oauth.endSignIns(QString::fromLatin1(kRobin));
    });
    ScriptedDecider decider;
    Activity *activity = restores.restore(std::move(request), decider);
    QTRY_COMPARE_WITH_TIMEOUT(activity->progress().waiting, Progress::Waiting::SignIn, 30'000);
    QCOMPARE(session.state(id), State::SignInNeeded);
    QVERIFY(!activity->receipt());

    QVERIFY(session.signIn(kRobin, id));
    QTRY_COMPARE_WITH_TIMEOUT(activity->state(), Activity::State::Finished, 30'000);
    QCOMPARE(activity->receipt()->count(ReceiptLine::Outcome::Restored), 30);
    QCOMPARE(world.login.robin.trashedCount(), 0);
    QCOMPARE(session.state(id), State::SignedIn);
}

void TestBrowserAccounts::removingRevokesIfWantedAndForgetsEverySecret()
{
    for (const Style &style : kStyles) {
        AccountsWorld world(style.style);
        AccountsSession session(world);
        const Account account = *session.signIn(kRobin);
        QVERIFY(isKept(world, account, "refresh"));
        QVERIFY(isKept(world, account, "session"));
        const bool canRevoke = style.style != LoginStyle::Microsoft;
        QCOMPARE(session.accounts.canRevoke(account.id), canRevoke);
        QVERIFY2(waitFor(session.accounts.remove(account.id, true)), style.name);
        QCOMPARE(world.login.oauth.revokeCount(), canRevoke ? 1 : 0);
        for (const char *purpose : {"refresh", "session", "access"})
            QVERIFY(!isKept(world, account, purpose));
        QVERIFY(AccountsSession(world).accounts.accounts().empty());
    }
    AccountsWorld world(LoginStyle::Box);
    AccountsSession session(world);
    const Account kept = *session.signIn(kRobin);
    QVERIFY(waitFor(session.accounts.remove(kept.id)));
    QCOMPARE(world.login.oauth.revokeCount(), 0);
    const Account unreachable = *session.signIn(kRobin);
    world.login.host.faults().add(SandboxFault::refuse(503).on("POST", "/revoke").forever());
    const auto removed = waitFor(session.accounts.remove(unreachable.id, true));
    QCOMPARE(removed.error().code, QStringLiteral("not-revoked"));
    QVERIFY(!isKept(world, unreachable, "refresh"));
    QVERIFY(session.accounts.accounts().empty());
}

void TestBrowserAccounts::aPastedTokenAndTheBrowserMayTakeTurns()
{
    AccountsWorld world(LoginStyle::Box);
    world.login.api.addAccount("developer-token", world.login.robin);
    world.login.api.addAccount("later-token", world.login.robin);
    AccountId id;
    {
        AccountsSession session(world);
        id = waitFor(session.accounts.connectWithToken(kPractice, "developer-token"))->id;
        world.login.api.expireToken("developer-token");
        QVERIFY(!session.works(id));
        QTRY_COMPARE(session.state(id), State::SignInNeeded);
        QVERIFY(session.signIn(kRobin, id));
        QVERIFY(session.works(id));
    }
    {
        AccountsSession session(world);
        QTRY_COMPARE(session.state(id), State::SignedIn);
        QVERIFY(session.works(id));
        QVERIFY(waitFor(session.accounts.signInAgainWithToken(id, "later-token")));
        QVERIFY(!session.accounts.canRevoke(id));
    }
    AccountsSession session(world);
    QTRY_COMPARE(session.state(id), State::SignedIn);
    QVERIFY(session.works(id));
    const Account account = *session.accounts.account(id);
    QVERIFY(waitFor(session.accounts.remove(id)));
    for (const char *purpose : {"refresh", "session", "access"})
        QVERIFY(!isKept(world, account, purpose));
}

void TestBrowserAccounts::theApplicationPeopleBroughtIsThereNextTime()
{
    AccountsWorld world(LoginStyle::Box);
    world.login.oauth.addApplication("mine", "my-secret");
    const OAuthApplication mine{QStringLiteral("mine"), "my-secret"};
    {
        AccountsSession session(world);
        QCOMPARE(*waitFor(session.accounts.application(kPractice)), kApplication);
        QVERIFY(session.signIn(kRobin, {}, {.application = mine}));
        QTRY_COMPARE(*waitFor(session.accounts.application(kPractice)), mine);
    }
    AccountsSession session(world); // and the account goes on with the application it was issued to
    const AccountId id = session.accounts.accounts().front().id;
    QCOMPARE(*waitFor(session.accounts.application(kPractice)), mine);
    world.login.oauth.expireAccessTokens();
    QTRY_COMPARE(session.state(id), State::SignedIn);
    QVERIFY(session.works(id));
}

void TestBrowserAccounts::aKeychainThatFailsIsForThisSessionOnly()
{
    AccountsWorld world(LoginStyle::Box);
    AccountsSession session(world);
    world.secrets.fault = Error{.kind = Error::Kind::KeychainFailed, .code = QStringLiteral("locked")};
    const AccountId fresh = session.signIn(kRobin)->id;
    QVERIFY(session.accounts.status(fresh).isForSessionOnly);
    QVERIFY(session.works(fresh));

    world.secrets.fault.reset();
    const AccountId id = session.signIn(kSascha)->id;
    QVERIFY(!session.accounts.status(id).isForSessionOnly);
    world.secrets.fault = Error{.kind = Error::Kind::KeychainFailed, .code = QStringLiteral("absent")};
    world.login.oauth.expireAccessTokens();
    QVERIFY(session.works(id)); // while running: goes on, and says so
    QVERIFY(session.accounts.status(id).isForSessionOnly);
    QCOMPARE(session.accounts.status(id).error->kind, Error::Kind::KeychainFailed);
    QVERIFY(session.accounts.isBusy());
    world.secrets.fault.reset();
    for (int i = 0; i < 100 && session.accounts.status(id).isForSessionOnly; ++i) {
        world.login.clock.advance(10s);
        QCoreApplication::processEvents();
    }
    QVERIFY(!session.accounts.status(id).isForSessionOnly);
    QVERIFY(!session.accounts.status(id).error);
}

void TestBrowserAccounts::aKeychainThatIsNotThereTodayIsNoSignOut()
{
    AccountsWorld world(LoginStyle::Box);
    const AccountId id = AccountsSession(world).signIn(kRobin)->id;
    MemorySecretStore none;
    ProviderSet providers;
    AccountService accounts({world.kind()}, *world.database, none, providers,
        {.network = &world.login.network, .clock = &world.login.clock});
    accounts.start();
    QCOMPARE(accounts.status(id).state, State::KeychainLocked);
    QCOMPARE(accounts.status(id).error->code, QStringLiteral("absent"));
    AccountsSession tomorrow(world);
    QTRY_COMPARE(tomorrow.state(id), State::SignedIn);
}

void TestBrowserAccounts::orderAndColoursAreKept()
{
    AccountsWorld world(LoginStyle::Box);
    AccountId robin;
    AccountId sascha;
    {
        AccountsSession session(world);
        robin = session.signIn(kRobin)->id;
        sascha = session.signIn(kSascha)->id;
        session.accounts.setColour(robin, 4);
        session.accounts.setColour(sascha, 99);
        QSignalSpy changed(&session.accounts, &AccountService::orderChanged);
        session.accounts.reorder({sascha, robin});
        QCOMPARE(changed.count(), 1);
    }
    const auto accounts = AccountsSession(world).accounts.accounts();
    QCOMPARE(accounts.at(0).id, sascha);
    QCOMPARE(accounts.at(1).id, robin);
    QCOMPARE(accounts.at(0).colour, 0);
    QCOMPARE(accounts.at(1).colour, 4);
}

void TestBrowserAccounts::closingTheDialogEndsTheSignIn()
{
    AccountsWorld world(LoginStyle::Box);
    AccountsSession session(world);
    world.login.browser.decision = ScriptedBrowser::Decision::LookOnly;
    QUrl page;
    {
        QObject dialog;
        auto job = session.accounts.connectInBrowser(kPractice, {.application = kApplication});
        connect(job.get(), &BrowserConnectJob::pageReady, &dialog, [&page](const SignInPage &ready) { page = ready.address; });
        launch(JobPtr<Account>(std::move(job)), &dialog, [](const Result<Account> &) { QFAIL("the dialog is gone"); });
        QTRY_VERIFY(!page.isEmpty());
    }
    world.login.browser.decision = ScriptedBrowser::Decision::Allow;
    world.login.browser.open(page); // too late: nobody is at the door
    QTRY_VERIFY(world.login.browser.isDone);
    QCOMPARE(world.login.browser.status, 0);
    QCOMPARE(world.login.oauth.exchangeCount(), 0);
    QVERIFY(session.accounts.accounts().empty());
}

QTEST_GUILESS_MAIN(TestBrowserAccounts)
#include "tst_browseraccounts.moc"
