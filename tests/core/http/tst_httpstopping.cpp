// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;
using Waiting = Progress::Waiting;

namespace {

/** Tokens that come only when the test lets them. */
class SlowTokens final : public TokenSource
{
public:
    class Held final : public Job<QByteArray>
    {
    public:
        Held(SlowTokens &source, const bool &isSlow)
            : m_source(source)
            , m_isSlow(isSlow)
        { }

    protected:
        void run() override
        {
            ++m_source.asked;
            if (!m_isSlow)
                succeed(kToken);
        }

    private:
        SlowTokens &m_source;
        const bool &m_isSlow;
    };
    JobPtr<QByteArray> token() override { return std::make_unique<Held>(*this, isSlow); }
    JobPtr<QByteArray> renew(const QByteArray &) override { return std::make_unique<Held>(*this, isRenewalSlow); }

    bool isSlow = false;
    bool isRenewalSlow = true;
    int asked = 0;
};

enum class Step { Queued, TokenWait, RenewalWait, Connecting, Sent, Reading, Dripping, RetryPause, AccountPause };
enum class End { Cancel, DeleteOwner, DeleteJob, DeleteClient };

constexpr std::array kSteps = {Step::Queued, Step::TokenWait, Step::RenewalWait, Step::Connecting, Step::Sent,
    Step::Reading, Step::Dripping, Step::RetryPause, Step::AccountPause};
constexpr std::array kStepNames = {"queued", "waiting for the token", "waiting for the renewal", "connecting", "sent",
    "reading", "dripping", "pausing alone", "pausing with all"};
constexpr std::array kEndNames = {"cancelled", "its owner deleted", "deleted", "its client deleted"};

/** One request brought to one step of its life, with a single place on the wire. */
struct Scene {
    Scene(Step step, bool isChange)
        : step(step)
        , bench([](ServiceRules &rules) {
            rules.requestsAtOnce = 1;
            rules.firstBackOff = 10s;
            rules.maxBackOff = 10s;
            rules.judge = [](const HttpRequest &request, const HttpReply &reply) {
                return reply.status == 409 ? Judgement{Judgement::Verdict::Retry, 30s}
                                           : standardJudgement(request, reply);
            };
        })
    {
        ServiceRules rules = bench.client->rules();
        HttpRequest request = isChange ? bench.change() : bench.get();
        if (step == Step::Connecting) { // the server never answers the first message of TLS
            rules.api.setScheme(QStringLiteral("https"));
            request.url.setScheme(QStringLiteral("https"));
        }
        client = std::make_unique<HttpClient>(bench.network, tokens, bench.clock, rules);
        prepare();
        if (step == Step::Queued)
            first = std::make_unique<PendingReply>(client->send(bench.get()));
        else
            tokens.isSlow = step == Step::TokenWait;
        pending = std::make_unique<PendingReply>(client->send(request));
    }

    void prepare()
    {
        FaultServer &server = bench.server;
        const QByteArray body(1000, 'x');
        switch (step) {
        case Step::Queued:
        case Step::Sent:
            return server.script({Answer::stall()});
        case Step::Reading:
            return server.script({Answer::json(body).stallingAfter(500)});
        case Step::Dripping:
            return server.script({Answer::json(body).dripping(1ms)});
        case Step::RenewalWait:
            return server.script({Answer::reply(401)});
        case Step::RetryPause:
            return server.script({Answer::json("{}", 409)});
        case Step::AccountPause:
            return server.script({Answer::reply(429, {}, {{"Retry-After", "30"}})});
        case Step::TokenWait:
        case Step::Connecting:
            return;
        }
    }

    bool isReached()
    {
        switch (step) {
        case Step::Queued:
            return bench.server.requestCount() == 1 && tokens.asked == 2;
        case Step::TokenWait:
            return tokens.asked == 1;
        case Step::RenewalWait:
            return bench.server.requestCount() == 1 && tokens.asked == 2;
        case Step::Connecting:
            return bench.server.connectionCount() == 1;
        case Step::Sent:
        case Step::Reading:
        case Step::Dripping:
            return bench.server.requestCount() == 1;
        case Step::RetryPause:
            return pending->waiting() == Waiting::Busy;
        case Step::AccountPause:
            return pending->waiting() == Waiting::RateLimit;
        }
        return false;
    }

    const Step step;
    HttpBench bench;
    SlowTokens tokens;
    std::unique_ptr<HttpClient> client;
    std::unique_ptr<PendingReply> first; ///< has the only place, when step is Queued
    std::unique_ptr<PendingReply> pending;
};

} // namespace

class TestHttpStopping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stoppedAtAnyStepItLeavesNothingBehind_data();
    void stoppedAtAnyStepItLeavesNothingBehind();
    void stoppedFromWithinAProgressReport_data();
    void stoppedFromWithinAProgressReport();
    void clientDeletedWhileRequestsAreQueuedEndsThem();
    void managerMayDieAfterEverybodyElse();
};

void TestHttpStopping::stoppedAtAnyStepItLeavesNothingBehind_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("isChange");
    for (size_t step = 0; step < kSteps.size(); ++step) {
        for (size_t end = 0; end < kEndNames.size(); ++end) {
            for (const bool isChange : {false, true})
                QTest::addRow("%s %s while %s", isChange ? "change" : "get", kEndNames[end], kStepNames[step])
                    << int(step) << int(end) << isChange;
        }
    }
}

void TestHttpStopping::stoppedAtAnyStepItLeavesNothingBehind()
{
    QFETCH(int, step);
    QFETCH(int, end);
    QFETCH(bool, isChange);
    Scene scene(kSteps[size_t(step)], isChange);
    QTRY_VERIFY(scene.isReached());
    const int requestsBefore = scene.bench.server.requestCount();

    const QPointer<Job<HttpReply>> job = scene.pending->running;
    QVERIFY(job);
    switch (End(end)) {
    case End::Cancel:
        job->cancel();
        QVERIFY(!scene.pending->result); // never from inside
        QTRY_VERIFY(scene.pending->result);
        QCOMPARE(errorKind(*scene.pending->result), Kind::Cancelled);
        QTRY_VERIFY(!job);
        break;
    case End::DeleteOwner:
        scene.pending.reset();
        QVERIFY(!job);
        break;
    case End::DeleteJob:
        delete job.data();
        break;
    case End::DeleteClient:
        scene.client.reset();
        QTRY_VERIFY(scene.pending->result);
        QCOMPARE(errorKind(*scene.pending->result), Kind::Cancelled);
        QTRY_VERIFY(!job);
        break;
    }
    // Its connection is closed, nothing waits in its name, and nothing more goes out, however long one waits.
    scene.first.reset();
    // (Qt keeps a connection that still shakes hands for two minutes; nothing is ever sent over it.)
    const bool isUnused = scene.step == Step::RetryPause || scene.step == Step::AccountPause
        || scene.step == Step::RenewalWait || scene.step == Step::Connecting;
    QTRY_COMPARE(scene.bench.server.openCount(), isUnused ? 1 : 0);
    scene.bench.clock.advance(1h);
    HttpBench elsewhere;
    QVERIFY(elsewhere.send(elsewhere.get()));
    QCOMPARE(scene.bench.server.requestCount(), requestsBefore);

    // The one place on the wire is free again.
    if (!scene.client || scene.step == Step::Connecting)
        return;
    scene.tokens.isSlow = false;
    const auto next = scene.bench.run(scene.client->send(scene.bench.get()));
    QVERIFY2(next, describe(next));
}

void TestHttpStopping::stoppedFromWithinAProgressReport_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<Waiting>("when");
    for (size_t end = 0; end < kEndNames.size(); ++end) {
        QTest::addRow("%s when the pause begins", kEndNames[end]) << int(end) << Waiting::RateLimit;
        QTest::addRow("%s when its turn comes", kEndNames[end]) << int(end) << Waiting::No;
    }
}

void TestHttpStopping::stoppedFromWithinAProgressReport()
{
    QFETCH(int, end);
    QFETCH(Waiting, when);
    HttpBench bench;
    bench.server.script({Answer::reply(429, {}, {{"Retry-After", "30"}})});
    auto pending = std::make_unique<PendingReply>(bench.client->send(bench.change()));
    const QPointer<Job<HttpReply>> job = pending->running;
    bool isPausing = false;
    bool isStopped = false;
    connect(job, &JobBase::progressChanged, this, [&](const Progress &progress) {
        isPausing = progress.waiting == Waiting::RateLimit;
        if (isStopped || progress.waiting != when)
            return;
        isStopped = true;
        switch (End(end)) {
        case End::Cancel:
            return job->cancel();
        case End::DeleteOwner:
            return pending.reset();
        case End::DeleteJob:
            delete job.data();
            return;
        case End::DeleteClient:
            return bench.client.reset();
        }
    });
    QTRY_VERIFY(isPausing || isStopped);
    bench.clock.advance(1h);
    QTRY_VERIFY(isStopped);
    QTRY_VERIFY(!job);
    HttpBench elsewhere;
    QVERIFY(elsewhere.send(elsewhere.get()));
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpStopping::clientDeletedWhileRequestsAreQueuedEndsThem()
{
    HttpBench bench([](ServiceRules &rules) { rules.requestsAtOnce = 2; });
    bench.server.setDefault(Answer::stall());
    std::vector<std::unique_ptr<PendingReply>> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(std::make_unique<PendingReply>(bench.client->send(bench.change())));
    const auto unsent = bench.client->send(bench.get());
    QTRY_COMPARE(bench.server.requestCount(), 2);
    bench.client.reset();
    QTRY_VERIFY(std::all_of(all.begin(), all.end(), [](const auto &pending) { return pending->result.has_value(); }));
    for (const auto &pending : all)
        QCOMPARE(errorKind(*pending->result), Kind::Cancelled);
    QCOMPARE(bench.server.requestCount(), 2);
}

void TestHttpStopping::managerMayDieAfterEverybodyElse()
{
    FaultServer server;
    server.setDefault(Answer::stall());
    auto network = std::make_unique<QNetworkAccessManager>();
    ManualClock clock;
    FixedTokenSource tokens{kToken};
    {
        HttpClient client(*network, tokens, clock, quickRules(server.base()));
        PendingReply pending(client.send({.method = HttpRequest::Method::Post, .url = server.url()}));
        QTRY_COMPARE(server.requestCount(), 1);
    }
    network.reset();
    QTRY_COMPARE(server.openCount(), 0);
}

QTEST_GUILESS_MAIN(TestHttpStopping)
#include "tst_httpstopping.moc"
