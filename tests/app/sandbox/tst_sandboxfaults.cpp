// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxfaults.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxlimiter.h"
#include "tests/app/sandbox/boxworld.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

/** Which request a fault hits, what it does to the answer, and who broke the rate limit. */
class TestSandboxFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternsMatchWholePaths_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *pattern, bool fits) {
            QTest::addRow("%s", pattern) << QByteArray(pattern) << fits;
        };
        row("*", true);
        row("/folders/12/trash", true);
        row("/folders/*/trash", true);
        row("/folders/*", true);
        row("*trash", true);
        row("/f*s/*2*", true);
        row("/folders/12", false);
        row("/folders/*/items", false);
        row("folders*", false);
        row("", false);
    }
    void patternsMatchWholePaths()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(bool, fits);
        QCOMPARE(matchesPattern("/folders/12/trash", pattern), fits);
    }

    void hitsTheNthMatchingRequest()
    {
        SandboxFaults faults;
        faults.add(SandboxFault::refuse(503).on("POST", "/files/*").after(1).times(2));
        const SandboxRequest get{.method = "GET", .path = "/files/1"};
        const SandboxRequest post{.method = "POST", .path = "/files/1"};
        QVERIFY(!faults.take(get));
        QVERIFY(!faults.take(post));
        QVERIFY(!faults.take(get));
        QVERIFY(faults.take(post));
        QCOMPARE(faults.pendingCount(), 1);
        QVERIFY(faults.take(post));
        QVERIFY(!faults.take(post));
        QCOMPARE(faults.pendingCount(), 0);
    }

    void faultsForEverAreNotPending()
    {
        SandboxFaults faults;
        faults.add(SandboxFault::html(500).forever());
        for (int i = 0; i < 10; ++i)
            QVERIFY(faults.take({.method = "GET", .path = "/x"}));
        QCOMPARE(faults.pendingCount(), 0);
    }

    void refusalsSpeakTheServicesLanguage()
    {
        BoxWorld world;
        SandboxHost host(world.clock);
        host.mount("/box", world.box);
        host.faults().add(SandboxFault::tooManyRequests("Thu, 12 Mar 2026 14:00:30 GMT"));
        host.faults().add(SandboxFault::refuse(503));
        host.faults().add(SandboxFault::html(500));
        host.faults().add(SandboxFault::garbage());
        const SandboxRequest request{
            .method = "GET", .path = "/box/users/me", .headers = {{"Authorization", "Bearer robin"}}};
        const SandboxDelivery limited = host.exchange(request);
        QCOMPARE(limited.response.status, 429);
        QCOMPARE(limited.response.header("retry-after"), "Thu, 12 Mar 2026 14:00:30 GMT");
        QVERIFY(host.exchange(request).response.body.contains("\"code\":\"unavailable\""));
        const SandboxDelivery html = host.exchange(request);
        QVERIFY(html.response.header("Content-Type").startsWith("text/html"));
        const SandboxDelivery garbage = host.exchange(request);
        QCOMPARE(garbage.response.status, 200);
        QCOMPARE(garbage.response.header("Content-Type"), "application/json");
        QVERIFY(QJsonDocument::fromJson(garbage.response.body).isNull());
        QVERIFY(garbage.isFault);
        QVERIFY(!host.exchange(request).isFault);
    }

    void theLimitCountsWhoAsksTooSoon()
    {
        SandboxLimiter limiter;
        limiter.setLimit({.requests = 2, .window = 1s, .retryAfter = 3s});
        QVERIFY(!limiter.refuse("a", 0ms));
        QVERIFY(!limiter.refuse("a", 10ms));
        QVERIFY(!limiter.refuse("b", 10ms)); // each account for itself
        QCOMPARE(limiter.refuse("a", 20ms), 3s);
        QCOMPARE(limiter.violations(), 0);
        QCOMPARE(limiter.refuse("a", 2500ms), 1s);
        QCOMPARE(limiter.violations(), 1);
        QVERIFY(!limiter.refuse("a", 3020ms));
        QCOMPARE(limiter.refusals(), 2);
    }

    void theLimitIsAnswered429()
    {
        BoxWorld world;
        SandboxHost host(world.clock);
        host.mount("/box", world.box);
        host.limiter().setLimit({.requests = 1, .window = 1s, .retryAfter = 2s});
        const SandboxRequest request{
            .method = "GET", .path = "/box/users/me", .headers = {{"Authorization", "Bearer robin"}}};
        QCOMPARE(host.exchange(request).response.status, 200);
        const SandboxDelivery refused = host.exchange(request);
        QCOMPARE(refused.response.status, 429);
        QCOMPARE(refused.response.header("Retry-After"), "2");
        world.clock.advance(2s);
        QCOMPARE(host.exchange(request).response.status, 200);
        QCOMPARE(host.limiter().violations(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"
