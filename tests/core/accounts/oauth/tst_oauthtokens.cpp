// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/accounts/oauth/tokenbench.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Unbin;
using namespace std::chrono_literals;
using Kind = Error::Kind;

class TestOAuthTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGoodTokenIsNotRefreshed();
    void tenRequestsAtAnExpiredTokenAreOneRefresh();
    void tenRequestsAtARefusedTokenAreOneRefresh();
    void aTokenIsRenewedAheadOfItsEnd();
    void theNewRefreshTokenIsStoredBeforeTheAccessTokenIsUsed();
    void aSecondProgramDoesNotBurnTheToken();
    void programsTakeTurnsAtTheLock();
    void aDeadProgramsLockDoesNotHold();
    void theSignInLivesOnThroughManyRefreshes();
    void anotherResourceHasTokensOfItsOwn();
    void aPastedTokenIsGivenAsLongAsItIsTaken();
    void aNewSignInSetsWaitingRequestsFree();
    void whoeverGivesUpDoesNotStopTheRefresh();
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

void TestOAuthTokens::theNewRefreshTokenIsStoredBeforeTheAccessTokenIsUsed()
{
    TokenBench bench;
    bench.outlive(2h);
    bench.store.isHeld = true;
    const auto asked = bench.get(*bench.http);
    QTRY_COMPARE(bench.store.heldCount(), 1);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
    const qint64 before = bench.login.host.requestCount();
    QCoreApplication::processEvents();
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
        QCoreApplication::processEvents();
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
