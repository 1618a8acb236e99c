// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxnetwork.h"
#include "core/accounts/oauth/authorizationattempt.h"
#include "core/accounts/oauth/oauthtokensource.h"
#include "core/http/httpclient.h"
#include "tests/core/accounts/oauth/memorytokenstore.h"
#include "tests/core/accounts/oauth/practicelogin.h"
#include "tests/support/jobwait.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;
using Kind = Error::Kind;

namespace {

/** What a request came to, once it ended. */
struct Asked {
    QObject owner;
    QPointer<JobBase> job;
    std::optional<Result<HttpReply>> result;
};

/** An account that is signed in at a practice service, reached without sockets, at a time that stands still. */
struct TokenBench {
    explicit TokenBench(LoginStyle style = LoginStyle::Box)
        : login(style)
        , network(login.host)
        , client(network, login.clock, login.service)
    {
        tokens = signIn();
        store.kept = tokens;
        restart();
    }

    /** A new program over what is stored. */
    void restart()
    {
        http.reset();
        source = makeSource();
        source->adopt(store.kept.value_or(OAuthTokens{}), true);
        http = makeHttp(*source);
    }
    std::unique_ptr<OAuthTokenSource> makeSource()
    {
        return std::make_unique<OAuthTokenSource>(login.clock,
            std::unique_ptr<RefreshTools>(new RefreshTools{client, store, login.clock, lockFile}));
    }
    std::unique_ptr<HttpClient> makeHttp(TokenSource &with)
    {
        return std::make_unique<HttpClient>(network, with, login.clock,
            ServiceRules{.api = login.server.url("/api"), .maxAttempts = 1, .jitterSeed = 1});
    }

    /** What the browser does, without one. */
    OAuthTokens signIn()
    {
        const AuthorizationAttempt attempt(
            login.service, kApplication, {.redirect = QUrl(QString::fromLatin1(redirect()))});
        const SandboxResponse page = ask("/authorize", attempt.address().query(QUrl::FullyEncoded).toLatin1());
        const qsizetype from = page.body.indexOf("consent?") + 8;
        const QByteArray link = page.body.mid(from, page.body.indexOf('"', from) - from);
        const SandboxResponse back = ask("/consent", QByteArray(link).replace("&amp;", "&"));
        const QUrlQuery answer(QUrl::fromEncoded(back.header("Location")));
        const auto code = attempt.read(answer);
        const auto got = waitFor(client.exchange(kApplication, **code, attempt.redirect(), attempt.verifier()));
        return got.value_or(OAuthTokens{});
    }

    std::unique_ptr<Asked> get(HttpClient &with)
    {
        auto asked = std::make_unique<Asked>();
        asked->job = launch(with.send({.url = login.server.url("/api/users/me")}), &asked->owner,
            [one = asked.get()](Result<HttpReply> r) { one->result = std::move(r); });
        return asked;
    }
    int getNow()
    {
        const auto reply = waitFor(http->send({.url = login.server.url("/api/users/me")}));
        return reply ? reply->status : -int(reply.error().kind);
    }
    void outlive(std::chrono::seconds by) { login.clock.advance(by); }

    QByteArray redirect() const
    {
        return login.service.redirect.host == QLatin1String("localhost") ? QByteArray("http://localhost:7")
                                                                         : "http://127.0.0.1:53147/";
    }
    SandboxResponse ask(const QByteArray &path, const QByteArray &query)
    {
        return login.oauth.handle({.method = "GET", .path = path, .query = query});
    }

    PracticeLogin login;
    SandboxNetwork network;
    TokenClient client;
    MemoryTokenStore store;
    QString lockFile;
    OAuthTokens tokens;
    std::unique_ptr<OAuthTokenSource> source;
    std::unique_ptr<HttpClient> http;
};

SandboxFault onToken(SandboxFault fault)
{
    return std::move(fault).on("POST", "/token");
}

} // namespace

class TestOAuthTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGoodTokenIsNotRefreshed();
    void tenRequestsAtAnExpiredTokenAreOneRefresh();
    void tenRequestsAtARefusedTokenAreOneRefresh();
    void aTokenIsRenewedAheadOfItsEnd();
    void wrongClocksCostAtMostARefresh();
    void theNewRefreshTokenIsStoredBeforeTheAccessTokenIsUsed();
    void aKeychainThatFailsLeavesTheSessionWorkingAndIsTriedAgain();
    void aRefusedRefreshEndsTheSignInOnce();
    void whatPassesNeverEndsTheSignIn_data();
    void whatPassesNeverEndsTheSignIn();
    void aLostAnswerThatSpentTheTokenIsExplained();
    void aLostAnswerThatSpentNothingIsSurvived();
    void aSecondProgramDoesNotBurnTheToken();
    void programsTakeTurnsAtTheLock();
    void aDeadProgramsLockDoesNotHold();
    void theSignInLivesOnThroughManyRefreshes();
    void anotherResourceHasTokensOfItsOwn();
    void aRefusedResourceLeavesTheAccountSignedIn();
    void aServiceThatKeepsARefusedTokenEndsTheSignIn();
    void anEarlyRenewalThatIsRefusedLeavesTheOldTokenGoing();
    void aServiceThatTakesNoneOfItsTokensIsNotAskedForEver();
    void aPastedTokenIsGivenAsLongAsItIsTaken();
    void aNewSignInSetsWaitingRequestsFree();
    void whoeverGivesUpDoesNotStopTheRefresh();
    void theOwnerMayGoAtAnyMoment();
    void tokensAreRevoked();
};

void TestOAuthTokens::aGoodTokenIsNotRefreshed()
{
    TokenBench bench;
    QCOMPARE(bench.getNow(), 200);
    bench.outlive(50min);
    QCOMPARE(bench.getNow(), 200);
    bench.restart(); // nor on start
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 0);
}

void TestOAuthTokens::tenRequestsAtAnExpiredTokenAreOneRefresh()
{
    TokenBench bench;
    bench.outlive(2h);
    std::vector<std::unique_ptr<Asked>> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(bench.get(*bench.http));
    for (const auto &asked : all) {
        QTRY_VERIFY(asked->result);
        QVERIFY(*asked->result);
        QCOMPARE((*asked->result)->status, 200);
    }
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    QVERIFY(bench.store.kept->refresh != bench.tokens.refresh);
    QCOMPARE(bench.store.note, QByteArray());
}

void TestOAuthTokens::tenRequestsAtARefusedTokenAreOneRefresh()
{
    TokenBench bench;
    bench.login.oauth.expireAccessTokens(); // earlier than it said
    std::vector<std::unique_ptr<Asked>> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(bench.get(*bench.http));
    for (const auto &asked : all) {
        QTRY_VERIFY(asked->result);
        QCOMPARE((*asked->result)->status, 200);
    }
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

void TestOAuthTokens::aTokenIsRenewedAheadOfItsEnd()
{
    TokenBench bench;
    bench.outlive(59min);
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

void TestOAuthTokens::wrongClocksCostAtMostARefresh()
{
    for (const int days : {-4000, -1, 1, 4000}) {
        TokenBench bench;
        bench.login.clock.jumpTo(bench.login.clock.now().addDays(days));
        QCOMPARE(bench.getNow(), 200); // running: not even noticed
        QCOMPARE(bench.login.oauth.refreshCount(), 0);
        bench.restart();
        QCOMPARE(bench.getNow(), 200);
        QVERIFY(bench.login.oauth.refreshCount() <= 1);
        bench.outlive(2h); // really old, whatever the clock on the wall says
        bench.login.clock.jumpTo(bench.store.kept->issuedAt);
        bench.restart();
        QCOMPARE(bench.getNow(), 200);
    }
}

void TestOAuthTokens::theNewRefreshTokenIsStoredBeforeTheAccessTokenIsUsed()
{
    TokenBench bench;
    bench.outlive(2h);
    bench.store.isHeld = true;
    const auto asked = bench.get(*bench.http);
    QTRY_COMPARE(bench.store.heldCount(), 1);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    const qint64 before = bench.login.host.requestCount();
    QTest::qWait(0);
    QCOMPARE(bench.login.host.requestCount(), before);
    QVERIFY(!asked->result);
    QVERIFY(!bench.store.note.isEmpty());
    QVERIFY(bench.source->isBusy());
    bench.store.release();
    QTRY_VERIFY(asked->result);
    QCOMPARE((*asked->result)->status, 200);
    QVERIFY(bench.store.note.isEmpty());
    QVERIFY(!bench.source->isBusy());
}

void TestOAuthTokens::aKeychainThatFailsLeavesTheSessionWorkingAndIsTriedAgain()
{
    TokenBench bench;
    bench.outlive(2h);
    bench.store.writeFault = Error::of(Kind::KeychainFailed);
    std::optional<Error> trouble;
    QSignalSpy storing(bench.source.get(), &OAuthTokenSource::storing);
    connect(bench.source.get(), &OAuthTokenSource::storing, this, [&](const auto &error) { trouble = error; });
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(storing.count(), 1);
    QVERIFY(trouble);
    QVERIFY(bench.source->isBusy());
    bench.outlive(2h); // the old stored one must not be taken for another program's
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 2);
    bench.store.writeFault.reset();
    for (int i = 0; i < 100 && trouble; ++i) {
        bench.outlive(10s);
        QCoreApplication::processEvents();
    }
    QVERIFY(!trouble);
    QCOMPARE(bench.store.kept->refresh, bench.source->tokens().refresh);
    QVERIFY(!bench.source->isBusy());
    bench.restart();
    bench.outlive(2h);
    QCOMPARE(bench.getNow(), 200);
}

void TestOAuthTokens::aRefusedRefreshEndsTheSignInOnce()
{
    TokenBench bench;
    bench.login.oauth.endSignIns(QString::fromLatin1(kRobin));
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    std::vector<std::unique_ptr<Asked>> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(bench.get(*bench.http));
    for (const auto &asked : all) {
        QTRY_VERIFY(asked->result);
        QVERIFY(!*asked->result);
        QCOMPARE(asked->result->error().kind, Kind::SignInNeeded);
    }
    QCOMPARE(needed.count(), 1);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    QCOMPARE(bench.source->loss()->code, QStringLiteral("invalid_grant"));
    QCOMPARE(bench.store.kept->refresh, bench.tokens.refresh); // kept until replaced
    QVERIFY(bench.getNow() < 0);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

void TestOAuthTokens::whatPassesNeverEndsTheSignIn_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("drop before") << 0;
    QTest::newRow("gateway page") << 1;
    QTest::newRow("503") << 2;
    QTest::newRow("hotel") << 3;
    QTest::newRow("429") << 4;
    QTest::newRow("garbage") << 5;
}

void TestOAuthTokens::whatPassesNeverEndsTheSignIn()
{
    QFETCH(int, which);
    TokenBench bench(LoginStyle::Microsoft); // whose refresh tokens outlive a lost answer
    const auto fault = [which] {
        switch (which) {
        case 0:
            return SandboxFault::dropBefore();
        case 1:
            return SandboxFault::html(502);
        case 2:
            return SandboxFault::refuse(503);
        case 3:
            return SandboxFault::html(200);
        case 4:
            return SandboxFault::tooManyRequests("1");
        default:
            return SandboxFault::garbage();
        }
    };
    bench.login.host.faults().add(onToken(fault()).forever());
    bench.outlive(2h);
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    auto asked = bench.get(*bench.http);
    for (int i = 0; i < 200 && !asked->result; ++i) {
        bench.outlive(1s);
        QTest::qWait(0);
    }
    QVERIFY(asked->result);
    QVERIFY(!*asked->result);
    QVERIFY(asked->result->error().kind != Kind::SignInNeeded);
    QVERIFY(asked->result->error().kind != Kind::OutcomeUnknown); // the request itself was never sent
    QCOMPARE(needed.count(), 0);
    bench.login.host.faults().clear();
    bench.outlive(2min); // what a 429 asked for is waited out
    QCOMPARE(bench.getNow(), 200);
}

void TestOAuthTokens::aLostAnswerThatSpentTheTokenIsExplained()
{
    TokenBench bench(LoginStyle::Box);
    bench.login.host.faults().add(onToken(SandboxFault::dropAfter()));
    bench.outlive(2h);
    auto asked = bench.get(*bench.http);
    for (int i = 0; i < 20 && !asked->result; ++i) {
        bench.outlive(1s);
        QTest::qWait(0);
    }
    QVERIFY(asked->result);
    QCOMPARE(asked->result->error().kind, Kind::SignInNeeded);
    QCOMPARE(bench.source->loss()->code, QStringLiteral("answer-lost"));
}

void TestOAuthTokens::aLostAnswerThatSpentNothingIsSurvived()
{
    TokenBench bench(LoginStyle::Microsoft);
    bench.login.host.faults().add(onToken(SandboxFault::dropAfter()));
    bench.outlive(2h);
    auto asked = bench.get(*bench.http);
    for (int i = 0; i < 20 && !asked->result; ++i) {
        bench.outlive(1s);
        QTest::qWait(0);
    }
    QVERIFY(asked->result);
    QVERIFY(*asked->result);
    QCOMPARE((*asked->result)->status, 200);
    QCOMPARE(bench.store.note, QByteArray());
}

void TestOAuthTokens::aSecondProgramDoesNotBurnTheToken()
{
    TokenBench bench(LoginStyle::Box);
    const auto other = bench.makeSource();
    other->adopt(*bench.store.kept, true);
    const auto otherHttp = bench.makeHttp(*other);
    bench.outlive(2h);
    QCOMPARE(bench.getNow(), 200);
    const auto asked = bench.get(*otherHttp); // holds a refresh token that is spent by now
    QTRY_VERIFY(asked->result);
    QCOMPARE((*asked->result)->status, 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1); // took what the first had stored
    bench.outlive(2h);
    const auto later = bench.get(*otherHttp);
    QTRY_VERIFY(later->result);
    QCOMPARE((*later->result)->status, 200);
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 2);
}

void TestOAuthTokens::programsTakeTurnsAtTheLock()
{
    const QTemporaryDir folder;
    TokenBench bench(LoginStyle::Box);
    bench.lockFile = folder.filePath(QStringLiteral("refresh.lock"));
    bench.restart();
    bench.outlive(2h);
    QLockFile otherProgram(bench.lockFile);
    otherProgram.setStaleLockTime(0);
    QVERIFY(otherProgram.tryLock());
    const auto asked = bench.get(*bench.http);
    for (int i = 0; i < 10; ++i) {
        bench.outlive(1s);
        QTest::qWait(0);
    }
    QVERIFY(!asked->result);
    QCOMPARE(bench.login.oauth.refreshCount(), 0);
    otherProgram.unlock();
    bench.outlive(1s);
    QTRY_VERIFY(asked->result);
    QCOMPARE((*asked->result)->status, 200);
    QVERIFY(otherProgram.tryLock()); // and it is free again
}

void TestOAuthTokens::aDeadProgramsLockDoesNotHold()
{
    const QTemporaryDir folder;
    TokenBench bench(LoginStyle::Box);
    bench.lockFile = folder.filePath(QStringLiteral("refresh.lock"));
    QFile left(bench.lockFile);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("2147483646\nunbin\n" + QSysInfo::machineHostName().toUtf8() + '\n');
    left.close();
    bench.restart();
    bench.outlive(2h);
    QCOMPARE(bench.getNow(), 200);
}

void TestOAuthTokens::theSignInLivesOnThroughManyRefreshes()
{
    for (const LoginStyle style : {LoginStyle::Box, LoginStyle::Microsoft}) {
        TokenBench bench(style);
        for (int i = 0; i < 40; ++i) { // more than any refresh token lives, all together
            bench.outlive(std::chrono::hours(24 * 5));
            if (i % 7 == 0)
                bench.restart();
            QCOMPARE(bench.getNow(), 200);
        }
        QCOMPARE(bench.login.oauth.refreshCount(), 40);
    }
}

void TestOAuthTokens::anotherResourceHasTokensOfItsOwn()
{
    TokenBench bench(LoginStyle::Microsoft);
    const QString scope = QStringLiteral("https://practice-my.sharepoint.test/.default");
    BoxDialect sharePoint(bench.login.clock);
    bench.login.oauth.addResource(scope.toLatin1(), sharePoint);
    bench.login.host.mount("/sharepoint", sharePoint);
    TokenSource *other = bench.source->forResource(scope);
    QVERIFY(other);
    QCOMPARE(bench.source->forResource(scope), other);
    QCOMPARE(bench.login.oauth.refreshCount(), 0); // nothing is asked for before it is wanted
    HttpClient http(bench.network, *other, bench.login.clock,
        {.api = bench.login.server.url("/sharepoint"), .maxAttempts = 1, .jitterSeed = 1});
    for (int i = 0; i < 3; ++i) {
        const auto reply = waitFor(http.send({.url = bench.login.server.url("/sharepoint/users/me")}));
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(bench.getNow(), 200);
    }
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    QVERIFY(*waitFor(other->token()) != *waitFor(bench.source->token()));
    QCOMPARE(bench.store.kept->access, bench.source->tokens().access); // the account's own
    bench.restart();
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    QVERIFY(!TokenBench(LoginStyle::Box).source->forResource(scope));
}

void TestOAuthTokens::aRefusedResourceLeavesTheAccountSignedIn()
{
    TokenBench bench(LoginStyle::Microsoft);
    bench.login.oauth.rules().scopePrefixes.clear();
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    const auto token = waitFor(bench.source->forResource(QStringLiteral("https://elsewhere.test/.default"))->token());
    QVERIFY(!token);
    QCOMPARE(token.error().kind, Kind::Forbidden);
    QCOMPARE(needed.count(), 0);
    QCOMPARE(bench.getNow(), 200);
}

void TestOAuthTokens::aServiceThatKeepsARefusedTokenEndsTheSignIn()
{
    TokenBench bench(LoginStyle::Yandex);
    bench.login.api.forgetToken(bench.tokens.access); // the API has dropped it, the token endpoint does not know
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    QVERIFY(bench.getNow() < 0);
    QCOMPARE(needed.count(), 1);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

void TestOAuthTokens::anEarlyRenewalThatIsRefusedLeavesTheOldTokenGoing()
{
    TokenBench bench(LoginStyle::Yandex);
    bench.store.kept->application.secret.clear(); // the code went without; refreshing needs it (one reading)
    bench.restart();
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    bench.outlive(std::chrono::hours(24 * 100));
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1); // not again and again
    QCOMPARE(needed.count(), 0);
    bench.outlive(std::chrono::hours(24 * 300));
    QVERIFY(bench.getNow() < 0);
    QCOMPARE(needed.count(), 1);

    TokenBench withSecret(LoginStyle::Yandex);
    withSecret.outlive(std::chrono::hours(24 * 100));
    QCOMPARE(withSecret.getNow(), 200);
    QVERIFY(withSecret.store.kept->refresh != withSecret.tokens.refresh);
}

void TestOAuthTokens::aServiceThatTakesNoneOfItsTokensIsNotAskedForEver()
{
    TokenBench bench(LoginStyle::Microsoft);
    bench.login.host.faults().add(SandboxFault::refuse(401).on("GET", "/users/me").forever());
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    for (int i = 0; i < 10; ++i)
        bench.getNow();
    QCOMPARE(needed.count(), 1);
    QVERIFY(bench.login.oauth.refreshCount() <= 5);
}

void TestOAuthTokens::aPastedTokenIsGivenAsLongAsItIsTaken()
{
    ManualClock clock;
    OAuthTokenSource source(clock, nullptr);
    QSignalSpy needed(&source, &TokenSource::signInNeeded);
    QCOMPARE(waitFor(source.token()).error().kind, Kind::SignInNeeded);
    QCOMPARE(needed.count(), 0); // never there, hence not lost
    source.adopt({.access = "pasted"}, true);
    QCOMPARE(*waitFor(source.token()), QByteArray("pasted"));
    QVERIFY(!source.forResource(QStringLiteral("x")));
    QCOMPARE(waitFor(source.renew("pasted")).error().kind, Kind::SignInNeeded);
    QVERIFY(!waitFor(source.renew("pasted")));
    QCOMPARE(needed.count(), 1);
    source.adopt({.access = "anew"}, true);
    QCOMPARE(*waitFor(source.renew("pasted")), QByteArray("anew"));
}

void TestOAuthTokens::aNewSignInSetsWaitingRequestsFree()
{
    TokenBench bench(LoginStyle::Box);
    bench.outlive(2h);
    bench.login.host.faults().add(onToken(SandboxFault::stall()));
    const auto asked = bench.get(*bench.http);
    QTRY_VERIFY(bench.login.oauth.refreshCount() == 1);
    bench.source->adopt(bench.signIn(), true);
    QTRY_VERIFY(asked->result);
    QCOMPARE((*asked->result)->status, 200);
}

void TestOAuthTokens::whoeverGivesUpDoesNotStopTheRefresh()
{
    TokenBench bench(LoginStyle::Box);
    bench.outlive(2h);
    bench.store.isHeld = true;
    auto asked = bench.get(*bench.http);
    QTRY_COMPARE(bench.store.heldCount(), 1);
    asked.reset();
    bench.store.release();
    QTRY_VERIFY(!bench.source->isBusy());
    QVERIFY(bench.store.kept->refresh != bench.tokens.refresh);
    QCOMPARE(bench.getNow(), 200);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

/** After n turns of the event loop everything goes; what is stored must open the next session, or the note tells why not. */
void TestOAuthTokens::theOwnerMayGoAtAnyMoment()
{
    bool hasFinished = false;
    for (int turns = 0; !hasFinished; ++turns) {
        QVERIFY(turns < 500);
        TokenBench bench(LoginStyle::Box);
        bench.outlive(2h);
        auto asked = bench.get(*bench.http);
        for (int i = 0; i < turns; ++i)
            QCoreApplication::sendPostedEvents(), QCoreApplication::processEvents(QEventLoop::AllEvents, 0);
        hasFinished = asked->result.has_value();
        asked.reset();
        const QByteArray note = bench.store.note;
        bench.restart();
        if (bench.getNow() != 200) {
            QVERIFY(!note.isEmpty());
            QCOMPARE(bench.source->loss()->code, QStringLiteral("answer-lost"));
        }
    }
}

void TestOAuthTokens::tokensAreRevoked()
{
    for (const LoginStyle style : {LoginStyle::Box, LoginStyle::Yandex}) {
        TokenBench bench(style);
        QVERIFY(waitFor(bench.client.revoke(bench.tokens)));
        QCOMPARE(bench.login.oauth.revokeCount(), 1);
        QVERIFY(bench.getNow() < 0);
    }
    TokenBench microsoft(LoginStyle::Microsoft);
    QCOMPARE(waitFor(microsoft.client.revoke(microsoft.tokens)).error().kind, Kind::Unsupported);
}

QTEST_GUILESS_MAIN(TestOAuthTokens)
#include "tst_oauthtokens.moc"
