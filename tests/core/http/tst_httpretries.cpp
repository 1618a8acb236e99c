// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;
using Method = HttpRequest::Method;
using Priority = HttpRequest::Priority;
using Waiting = Progress::Waiting;

namespace {

Answer limited(const QByteArray &retryAfter, int status = 429)
{
    return Answer::reply(status, {}, {{"Retry-After", retryAfter}});
}

/** Hands out "first", then what renewals made of it. */
class RenewableTokens final : public TokenSource
{
public:
    JobPtr<QByteArray> token() override
    {
        ++asked;
        return readyJob(current);
    }
    JobPtr<QByteArray> renew(const QByteArray &refused) override
    {
        refusals += refused;
        if (renewError)
            return failedJob<QByteArray>(*renewError);
        current = "second";
        return readyJob(current);
    }
    QByteArray current = "first";
    QList<QByteArray> refusals;
    std::optional<Error> renewError;
    int asked = 0;
};

} // namespace

class TestHttpRetries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingGoesOutWhileTheServiceAsksForSilence_data();
    void nothingGoesOutWhileTheServiceAsksForSilence();
    void refusalWithoutWishIsTriedAgainAfterOurOwnPause();
    void refusalIsDeliveredWhenAttemptsAreUsedUp();
    void absurdWishEndsAtOnceAndForEverybody();
    void deliveredRefusalOfAChangeStillPausesTheAccount();
    void brokenServiceIsAskedAgainForReadingOnly_data();
    void brokenServiceIsAskedAgainForReadingOnly();
    void judgedRetryRepeatsAChangeAndSaysBusy();
    void judgedRetryBeyondTheLongestWaitEndsAsRateLimited();
    void deadTokenIsRenewedOnceAndTheRequestSentOnceMore_data();
    void deadTokenIsRenewedOnceAndTheRequestSentOnceMore();
    void tokenRefusedTwiceIsDelivered();
    void failedRenewalEndsWithItsError();
    void challengesOfEveryKindAreDelivered_data();
    void challengesOfEveryKindAreDelivered();
    void tokenIsAskedForAnewAfterALongQueue();
    void interactiveOvertakesWaitingRequests();
    void unreachableServiceIsReportedAsNetworkWait();
};

void TestHttpRetries::nothingGoesOutWhileTheServiceAsksForSilence_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("seconds") << QByteArray("41");
    QTest::newRow("date") << QByteArray("Thu, 12 Mar 2026 14:00:41 GMT");
    QTest::newRow("old date") << QByteArray("Thursday, 12-Mar-26 14:00:41 GMT");
}

void TestHttpRetries::nothingGoesOutWhileTheServiceAsksForSilence()
{
    QFETCH(QByteArray, retryAfter);
    HttpBench bench;
    HttpBench elsewhere; // to know that a request would have arrived by now
    bench.server.script({limited(retryAfter)});
    PendingReply refused(bench.client->send(bench.change()));
    QTRY_COMPARE(refused.waiting(), Waiting::RateLimit);
    QVERIFY(refused.waitingFor() > 40s && refused.waitingFor() < 42s);

    HttpRequest urgent = bench.get();
    urgent.priority = Priority::Interactive;
    PendingReply other(bench.client->send(urgent));
    QTRY_COMPARE(other.waiting(), Waiting::RateLimit);
    bench.clock.advance(41s - 1ms);
    QVERIFY(elsewhere.send(elsewhere.get()));
    QCOMPARE(bench.server.requestCount(), 1);

    bench.clock.advance(100ms);
    QTRY_VERIFY(refused.result && other.result);
    QVERIFY2(*refused.result, describe(*refused.result));
    QCOMPARE(refused.waiting(), Waiting::No);
    QCOMPARE(bench.server.requestCount(), 3);
    QCOMPARE(bench.server.requests().last().method, QByteArray("POST"));
}

void TestHttpRetries::refusalWithoutWishIsTriedAgainAfterOurOwnPause()
{
    HttpBench bench([](ServiceRules &rules) {
        rules.firstBackOff = 10s;
        rules.maxBackOff = 60s;
    });
    bench.server.script({Answer::reply(429), Answer::reply(429)});
    PendingReply reply(bench.client->send(bench.change()));
    QTRY_COMPARE(reply.waiting(), Waiting::RateLimit);
    const auto firstPause = reply.waitingFor();
    QVERIFY(firstPause >= 5s && firstPause <= 15100ms);
    bench.clock.advance(firstPause);
    QTRY_COMPARE(bench.server.requestCount(), 2);
    QTRY_COMPARE(reply.waiting(), Waiting::RateLimit);
    QVERIFY(reply.waitingFor() >= 10s && reply.waitingFor() <= 30100ms); // doubled
    bench.clock.advance(reply.waitingFor());
    QTRY_VERIFY(reply.result);
    QCOMPARE((*reply.result)->status, 200);
    QCOMPARE(bench.server.requestCount(), 3);
}

void TestHttpRetries::refusalIsDeliveredWhenAttemptsAreUsedUp()
{
    HttpBench bench;
    bench.server.setDefault(limited("0"));
    const auto result = bench.send(bench.change());
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, 429);
    QCOMPARE(bench.server.requestCount(), bench.client->rules().maxAttempts);
}

void TestHttpRetries::absurdWishEndsAtOnceAndForEverybody()
{
    HttpBench bench;
    bench.server.script({Answer::reply(429, {}, {{"Retry-After", "99999999999"}, {"X-Request-Id", "r-7"}})});
    const auto refused = bench.send(bench.change());
    QCOMPARE(errorKind(refused), Kind::RateLimited);
    QCOMPARE(refused.error().httpStatus, 429);
    QCOMPARE(refused.error().requestId, QStringLiteral("r-7"));
    QVERIFY(refused.error().retryAfter > bench.client->rules().longestWait);

    const auto next = bench.send(bench.get());
    QCOMPARE(errorKind(next), Kind::RateLimited);
    QVERIFY(next.error().retryAfter > bench.client->rules().longestWait);
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpRetries::deliveredRefusalOfAChangeStillPausesTheAccount()
{
    HttpBench bench;
    bench.server.script({limited("30", 503)});
    const auto result = bench.send(bench.change());
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, 503); // it may have been made all the same: never sent again
    QCOMPARE(bench.server.requestCount(), 1);
    PendingReply next(bench.client->send(bench.get()));
    QTRY_COMPARE(next.waiting(), Waiting::RateLimit);
}

void TestHttpRetries::brokenServiceIsAskedAgainForReadingOnly_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isAskedAgain");
    for (const int status : {500, 502, 503, 504}) {
        QTest::addRow("GET %d", status) << Method::Get << status << true;
        QTest::addRow("OPTIONS %d", status) << Method::Options << status << true;
        QTest::addRow("POST %d", status) << Method::Post << status << false;
        QTest::addRow("DELETE %d", status) << Method::Delete << status << false;
    }
}

void TestHttpRetries::brokenServiceIsAskedAgainForReadingOnly()
{
    QFETCH(Method, method);
    QFETCH(int, status);
    QFETCH(bool, isAskedAgain);
    HttpBench bench;
    bench.server.script({Answer::json("{}", status), Answer::json("{}", status)});
    HttpRequest request = bench.change(method);
    const auto result = bench.send(request);
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, isAskedAgain ? 200 : status);
    QCOMPARE(bench.server.requestCount(), isAskedAgain ? 3 : 1);
}

void TestHttpRetries::judgedRetryRepeatsAChangeAndSaysBusy()
{
    HttpBench bench([](ServiceRules &rules) {
        rules.judge = [](const HttpRequest &, const HttpReply &reply) {
            return reply.status == 409 ? Judgement{Judgement::Verdict::Retry, 3s} : Judgement{};
        };
    });
    bench.server.script({Answer::json("{}", 409)});
    PendingReply locked(bench.client->send(bench.change()));
    QTRY_COMPARE(locked.waiting(), Waiting::Busy);
    QCOMPARE(locked.waitingFor(), 3s);
    // Nobody else has to wait.
    QVERIFY(bench.send(bench.get()));
    bench.clock.advance(3s);
    QTRY_VERIFY(locked.result);
    QCOMPARE((*locked.result)->status, 200);
    QCOMPARE(bench.server.requestCount(), 3);
    QCOMPARE(bench.server.requests().last().body, QByteArray(R"({"name":"x"})"));
}

void TestHttpRetries::judgedRetryBeyondTheLongestWaitEndsAsRateLimited()
{
    HttpBench bench([](ServiceRules &rules) {
        rules.judge = [](const HttpRequest &, const HttpReply &) {
            return Judgement{Judgement::Verdict::Retry, 1h};
        };
    });
    const auto result = bench.send(bench.change());
    QCOMPARE(errorKind(result), Kind::RateLimited);
    QCOMPARE(result.error().retryAfter, std::optional<std::chrono::milliseconds>(1h));
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpRetries::deadTokenIsRenewedOnceAndTheRequestSentOnceMore_data()
{
    QTest::addColumn<Method>("method");
    for (const Method method : {Method::Get, Method::Post, Method::Delete})
        QTest::newRow(methodName(method).constData()) << method;
}

void TestHttpRetries::deadTokenIsRenewedOnceAndTheRequestSentOnceMore()
{
    QFETCH(Method, method);
    HttpBench bench;
    RenewableTokens tokens;
    HttpClient client(bench.network, tokens, bench.clock, bench.client->rules());
    bench.server.script({Answer::reply(401)});
    const auto result = bench.run(client.send(bench.change(method)));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, 200);
    QCOMPARE(tokens.refusals, QList<QByteArray>{"first"});
    QCOMPARE(bench.server.requestCount(), 2);
    QCOMPARE(bench.server.requests().at(0).header("Authorization"), QByteArray("Bearer first"));
    QCOMPARE(bench.server.requests().at(1).header("Authorization"), QByteArray("Bearer second"));
    QCOMPARE(bench.server.requests().at(1).body, bench.server.requests().at(0).body);
}

void TestHttpRetries::tokenRefusedTwiceIsDelivered()
{
    HttpBench bench;
    RenewableTokens tokens;
    HttpClient client(bench.network, tokens, bench.clock, bench.client->rules());
    bench.server.setDefault(Answer::reply(401));
    const auto result = bench.run(client.send(bench.change()));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, 401);
    QCOMPARE(bench.server.requestCount(), 2);
    QCOMPARE(tokens.refusals.size(), 1);
}

void TestHttpRetries::failedRenewalEndsWithItsError()
{
    HttpBench bench;
    RenewableTokens tokens;
    tokens.renewError = Error::of(Kind::SignInNeeded);
    HttpClient client(bench.network, tokens, bench.clock, bench.client->rules());
    bench.server.setDefault(Answer::reply(401));
    QCOMPARE(errorKind(bench.run(client.send(bench.get()))), Kind::SignInNeeded);
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpRetries::challengesOfEveryKindAreDelivered_data()
{
    QTest::addColumn<QByteArray>("challenge");
    for (const char *challenge : {"Bearer realm=\"Service\", error=\"invalid_token\"", "Basic realm=\"x\"", "Negotiate",
             "Digest realm=\"x\", nonce=\"y\"", "NTLM", "Newfangled"})
        QTest::newRow(challenge) << QByteArray(challenge);
}

void TestHttpRetries::challengesOfEveryKindAreDelivered()
{
    QFETCH(QByteArray, challenge);
    HttpBench bench;
    RenewableTokens tokens;
    HttpClient client(bench.network, tokens, bench.clock, bench.client->rules());
    const Answer refusal = Answer::reply(401, R"({"code":"unauthorized"})", {{"WWW-Authenticate", challenge}});
    bench.server.script({refusal, refusal});
    const auto result = bench.run(client.send(bench.change()));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, 401);
    QCOMPARE(result->body, QByteArray(R"({"code":"unauthorized"})"));
    QCOMPARE(bench.server.requestCount(), 2);
}

void TestHttpRetries::tokenIsAskedForAnewAfterALongQueue()
{
    HttpBench bench;
    RenewableTokens tokens;
    HttpClient client(bench.network, tokens, bench.clock, bench.client->rules());
    bench.server.script({limited("600")});
    PendingReply first(client.send(bench.get()));
    QTRY_COMPARE(first.waiting(), Waiting::RateLimit);
    const int askedBefore = tokens.asked;
    tokens.current = "renewed meanwhile";
    tokens.current.replace(' ', '-');
    bench.clock.advance(601s);
    QTRY_VERIFY(first.result);
    QVERIFY(tokens.asked > askedBefore);
    QCOMPARE(bench.server.requests().last().header("Authorization"), QByteArray("Bearer renewed-meanwhile"));
}

void TestHttpRetries::interactiveOvertakesWaitingRequests()
{
    HttpBench bench([](ServiceRules &rules) { rules.requestsAtOnce = 1; });
    bench.server.script({limited("10")});
    PendingReply first(bench.client->send(bench.get(QStringLiteral("/first"))));
    QTRY_COMPARE(first.waiting(), Waiting::RateLimit);
    HttpRequest background = bench.get(QStringLiteral("/background"));
    background.priority = Priority::Background;
    HttpRequest interactive = bench.get(QStringLiteral("/interactive"));
    interactive.priority = Priority::Interactive;
    PendingReply slow(bench.client->send(background));
    PendingReply quick(bench.client->send(interactive));
    QTRY_COMPARE(quick.waiting(), Waiting::RateLimit);
    bench.clock.advance(11s);
    QTRY_VERIFY(first.result && slow.result && quick.result);
    QByteArrayList targets;
    for (const FaultServer::Request &request : bench.server.requests())
        targets += request.target;
    QCOMPARE(targets, (QByteArrayList{"/first", "/interactive", "/first", "/background"}));
}

void TestHttpRetries::unreachableServiceIsReportedAsNetworkWait()
{
    HttpBench bench([](ServiceRules &rules) {
        rules.firstBackOff = 10s;
        rules.maxBackOff = 60s;
    });
    bench.server.stopListening();
    PendingReply reply(bench.client->send(bench.get()));
    QTRY_COMPARE(reply.waiting(), Waiting::Network);
    QVERIFY(reply.waitingFor() >= 5s);
    PendingReply change(bench.client->send(bench.change()));
    QTRY_VERIFY(change.result);
    QCOMPARE(errorKind(*change.result), Kind::Unreachable); // certainly not sent
}

QTEST_GUILESS_MAIN(TestHttpRetries)
#include "tst_httpretries.moc"
