// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong with tokens: who survives it, and who must sign in again.
#include "tests/core/accounts/oauth/tokenbench.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Unbin;
using namespace std::chrono_literals;
using Kind = Error::Kind;

class TestOAuthTroubles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongClocksCostAtMostARefresh();
    void aKeychainThatFailsLeavesTheSessionWorkingAndIsTriedAgain();
    void aRefusedRefreshEndsTheSignInOnce();
    void whatPassesNeverEndsTheSignIn_data();
    void whatPassesNeverEndsTheSignIn();
    void aLostAnswerThatSpentTheTokenIsExplained();
    void aLostAnswerThatSpentNothingIsSurvived();
    void aRefusedResourceLeavesTheAccountSignedIn();
    void aServiceThatKeepsARefusedTokenEndsTheSignIn();
    void anEarlyRenewalThatIsRefusedLeavesTheOldTokenGoing();
    void aServiceThatTakesNoneOfItsTokensIsNotAskedForEver();
    void theOwnerMayGoAtAnyMoment();
};

void TestOAuthTroubles::wrongClocksCostAtMostARefresh()
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

void TestOAuthTroubles::aKeychainThatFailsLeavesTheSessionWorkingAndIsTriedAgain()
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

void TestOAuthTroubles::aRefusedRefreshEndsTheSignInOnce()
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

void TestOAuthTroubles::whatPassesNeverEndsTheSignIn_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("drop before") << 0;
    QTest::newRow("gateway page") << 1;
    QTest::newRow("503") << 2;
    QTest::newRow("hotel") << 3;
    QTest::newRow("429") << 4;
    QTest::newRow("garbage") << 5;
}

void TestOAuthTroubles::whatPassesNeverEndsTheSignIn()
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
        QCoreApplication::processEvents();
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

void TestOAuthTroubles::aLostAnswerThatSpentTheTokenIsExplained()
{
    TokenBench bench(LoginStyle::Box);
    bench.login.host.faults().add(onToken(SandboxFault::dropAfter()));
    bench.outlive(2h);
    auto asked = bench.get(*bench.http);
    for (int i = 0; i < 300 && !asked->result; ++i) {
        bench.outlive(1s);
        QCoreApplication::processEvents();
    }
    QVERIFY(asked->result);
    QCOMPARE(asked->result->error().kind, Kind::SignInNeeded);
    QCOMPARE(bench.source->loss()->code, QStringLiteral("answer-lost"));
}

void TestOAuthTroubles::aLostAnswerThatSpentNothingIsSurvived()
{
    TokenBench bench(LoginStyle::Microsoft);
    bench.login.host.faults().add(onToken(SandboxFault::dropAfter()));
    bench.outlive(2h);
    auto asked = bench.get(*bench.http);
    for (int i = 0; i < 300 && !asked->result; ++i) {
        bench.outlive(1s);
        QCoreApplication::processEvents();
    }
    QVERIFY(asked->result);
    QVERIFY(*asked->result);
    QCOMPARE((*asked->result)->status, 200);
    QCOMPARE(bench.store.note, QByteArray());
}

void TestOAuthTroubles::aRefusedResourceLeavesTheAccountSignedIn()
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

void TestOAuthTroubles::aServiceThatKeepsARefusedTokenEndsTheSignIn()
{
    TokenBench bench(LoginStyle::Yandex);
    bench.login.api.forgetToken(bench.tokens.access); // the API has dropped it, the token endpoint does not know
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    QVERIFY(bench.getNow() < 0);
    QCOMPARE(needed.count(), 1);
    QCOMPARE(bench.login.oauth.refreshCount(), 1);
}

void TestOAuthTroubles::anEarlyRenewalThatIsRefusedLeavesTheOldTokenGoing()
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

void TestOAuthTroubles::aServiceThatTakesNoneOfItsTokensIsNotAskedForEver()
{
    TokenBench bench(LoginStyle::Microsoft);
    bench.login.host.faults().add(SandboxFault::refuse(401).on("GET", "/users/me").forever());
    QSignalSpy needed(bench.source.get(), &TokenSource::signInNeeded);
    for (int i = 0; i < 10; ++i)
        bench.getNow();
    QCOMPARE(needed.count(), 1);
    QVERIFY(bench.login.oauth.refreshCount() <= 5);
}

void TestOAuthTroubles::theOwnerMayGoAtAnyMoment()
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

QTEST_GUILESS_MAIN(TestOAuthTroubles)
#include "tst_oauthtroubles.moc"
