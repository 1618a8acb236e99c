// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/governor.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <optional>

using namespace Unbin;

using Time = Governor::Time;

namespace {

/** A service that takes so many requests in any window of time, and closes for a while when there is one more. */
struct Service {
    int limit = 20;
    Time window{1000};
    Time pause{1000};

    std::optional<Time> refuse(Time now)
    {
        if (now < closedUntil)
            return closedUntil - now;
        while (!recent.empty() && recent.front() <= now - window)
            recent.pop_front();
        if (int(recent.size()) >= limit) {
            closedUntil = now + pause;
            return pause;
        }
        recent.push_back(now);
        return std::nullopt;
    }

    std::deque<Time> recent;
    Time closedUntil{-1};
};

struct Outcome {
    double share = 0; // of what the limit allows
    int refusals = 0; // bursts of them
    int tooEarly = 0; // sent although told to wait
};

/** Everybody always wants to send; four may be under way; a reply takes 50 ms. Time is counted, not waited for. */
Outcome simulate(Service service, Time length)
{
    constexpr Time kLatency{50};
    Governor governor(4, 4, Time(0));
    struct Flight {
        Time sent;
        Time back;
        std::optional<Time> refused;
    };
    std::deque<Flight> out;
    Outcome outcome;
    Time forbiddenUntil{0};
    qint64 accepted = 0;
    for (Time now{0}; now < length; now += Time(1)) {
        while (!out.empty() && out.front().back <= now) {
            const Flight flight = out.front();
            out.pop_front();
            if (!flight.refused) {
                ++accepted;
                governor.noteAccepted(now, kLatency, true);
                continue;
            }
            if (flight.sent >= forbiddenUntil || forbiddenUntil == Time(0)) {
                ++outcome.refusals;
                governor.noteRefused(now, *flight.refused);
            }
            forbiddenUntil = std::max(forbiddenUntil, now + *flight.refused);
        }
        while (int(out.size()) < 4 && now >= forbiddenUntil && now >= governor.nextSend()) {
            outcome.tooEarly += now < forbiddenUntil;
            governor.noteSent(now, true);
            out.push_back({now, now + kLatency, service.refuse(now + kLatency / 2)});
        }
    }
    const double allowed = double(service.limit) * double(length.count()) / double(service.window.count());
    outcome.share = double(accepted) / allowed;
    return outcome;
}

} // namespace

class TestGovernor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasNoPaceBeforeTheFirstRefusal();
    void keepsTheSpacing();
    void learnsTheLimit_data();
    void learnsTheLimit();
    void tellsOfALongerWindow();
    void someLookingAroundBeforeTheWorkIsNotMistakenForTheLimit();
    void refusalsForNoReasonDoNotStrangle();
    void growsWhileItHelps();
    void shrinksWhenRepliesSlowDown();
    void slowWorkAfterQuickLooksKeepsItsCompany();
    void heedsWhatTheServiceSays();
    void refusedBeforeAnythingWasSent();
};

void TestGovernor::hasNoPaceBeforeTheFirstRefusal()
{
    Governor governor(4, 4, Time(0));
    for (int i = 0; i < 100; ++i) {
        governor.noteSent(Time(i), true);
        QVERIFY(governor.nextSend() <= Time(i));
    }
    QCOMPARE(governor.ratePerSecond(), 0);
}

void TestGovernor::keepsTheSpacing()
{
    Governor governor(4, 4, Time(250));
    governor.noteSent(Time(1000), false);
    QCOMPARE(governor.nextSend(), Time(1250));
    governor.noteSent(Time(5000), false); // idle meanwhile: nothing was saved up
    QCOMPARE(governor.nextSend(), Time(5250));
}

void TestGovernor::learnsTheLimit_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("pause");
    QTest::addColumn<double>("share");
    QTest::newRow("20 a second") << 20 << 1000 << 1000 << 0.95;
    QTest::newRow("10 a second") << 10 << 1000 << 1000 << 0.95;
    QTest::newRow("50 a second") << 50 << 1000 << 1000 << 0.95;
    QTest::newRow("2 a second") << 2 << 1000 << 1000 << 0.94;
    QTest::newRow("100 in ten seconds") << 100 << 10000 << 5000 << 0.85;
    QTest::newRow("40 a second, long pauses") << 40 << 1000 << 5000 << 0.88;
    QTest::newRow("1000 a minute") << 1000 << 60000 << 10000 << 0.85;
}

void TestGovernor::learnsTheLimit()
{
    QFETCH(int, limit);
    QFETCH(int, window);
    QFETCH(int, pause);
    QFETCH(double, share);
    const Outcome outcome = simulate({limit, Time(window), Time(pause)}, std::chrono::minutes(5));
    qInfo("%.1f %% of the limit, %d refusals", 100 * outcome.share, outcome.refusals);
    QVERIFY2(outcome.share >= share, qPrintable(QString::number(outcome.share)));
    QVERIFY2(outcome.refusals < 40, qPrintable(QString::number(outcome.refusals)));
    QCOMPARE(outcome.tooEarly, 0);
}

void TestGovernor::tellsOfALongerWindow()
{
    Governor governor(4, 4, Time(0));
    for (int i = 0; i < 20; ++i) {
        governor.noteSent(Time(i * 10), true);
        governor.noteAccepted(Time(i * 10 + 5), Time(5), true);
    }
    governor.noteRefused(Time(210), Time(1000));
    const double first = governor.ratePerSecond();
    governor.noteSent(Time(1215), true);
    governor.noteRefused(Time(1220), Time(1000)); // at once again
    QVERIFY(governor.ratePerSecond() < first * 0.95);
    QVERIFY(governor.nextSend() >= Time(2220));
}

/** Planning asks now and then; the limit is met once the work itself begins. */
void TestGovernor::someLookingAroundBeforeTheWorkIsNotMistakenForTheLimit()
{
    Governor governor(4, 4, Time(100));
    const auto ask = [&governor](int at) {
        governor.noteSent(Time(at), true);
        governor.noteAccepted(Time(at + 50), Time(50), true);
    };
    for (int i = 0; i < 7; ++i)
        ask(i * 800);
    for (int i = 0; i < 8; ++i)
        ask(5600 + i * 100);
    governor.noteSent(Time(6400), true);
    governor.noteRefused(Time(6450), Time(1000));
    QVERIFY2(governor.ratePerSecond() > 7.6, qPrintable(QString::number(governor.ratePerSecond())));
    QVERIFY(governor.ratePerSecond() < 8);
}

/** Somebody else's traffic, or a service in trouble: one request in 300 is refused, at any pace. */
void TestGovernor::refusalsForNoReasonDoNotStrangle()
{
    Governor governor(4, 4, Time(100));
    Time now{0};
    for (int i = 1; i <= 30'000; ++i) {
        now = std::max(now, governor.nextSend());
        governor.noteSent(now, true);
        if (i % 300 == 0)
            governor.noteRefused(now + Time(50), Time(1000));
        else
            governor.noteAccepted(now + Time(50), Time(50), true);
    }
    const double perSecond = 30e6 / double(now.count());
    qInfo("%.1f a second, %.1f in the end", perSecond, governor.ratePerSecond());
    QVERIFY2(perSecond > 4, qPrintable(QString::number(perSecond)));
    QVERIFY2(governor.ratePerSecond() > 3, qPrintable(QString::number(governor.ratePerSecond())));
}

void TestGovernor::growsWhileItHelps()
{
    Governor governor(2, 8, Time(0));
    for (int i = 0; i < 100; ++i) {
        governor.noteSent(Time(i * 10), true);
        governor.noteAccepted(Time(i * 10 + 9), Time(50), true);
    }
    QCOMPARE(governor.requestsAtOnce(), 8);
    Governor idle(2, 8, Time(0));
    for (int i = 0; i < 100; ++i)
        idle.noteAccepted(Time(i * 1000), Time(50), false); // nobody waits: more would not help
    QCOMPARE(idle.requestsAtOnce(), 2);
}

void TestGovernor::shrinksWhenRepliesSlowDown()
{
    Governor governor(8, 8, Time(0));
    for (int i = 0; i < 20; ++i)
        governor.noteAccepted(Time(i * 10), Time(50), true);
    for (int i = 0; i < 200; ++i)
        governor.noteAccepted(Time(1000 + i * 10), Time(900), true);
    QVERIFY(governor.requestsAtOnce() < 8);
    QVERIFY(governor.requestsAtOnce() >= 1);
}

/** Restores take longer than looks, and always have: that is no reason to send them one by one, paced or not. */
void TestGovernor::slowWorkAfterQuickLooksKeepsItsCompany()
{
    Governor governor(4, 4, Time(0));
    for (int i = 0; i < 20; ++i) {
        governor.noteSent(Time(i * 100), true);
        governor.noteAccepted(Time(i * 100 + 15), Time(15), true);
    }
    governor.noteRefused(Time(2100), Time(1000));
    for (int i = 0; i < 60; ++i)
        governor.noteAccepted(Time(3200 + i * 100), Time(280), true);
    QCOMPARE(governor.requestsAtOnce(), 4);
    for (int i = 0; i < 500; ++i)
        governor.noteAccepted(Time(10'000 + i * 100), Time(900), true);
    QCOMPARE(governor.requestsAtOnce(), 4); // back again
}

void TestGovernor::heedsWhatTheServiceSays()
{
    Governor governor(4, 4, Time(0));
    for (int i = 0; i < 50; ++i) {
        governor.noteSent(Time(i * 10), true);
        governor.noteAccepted(Time(i * 10 + 5), Time(5), true);
    }
    governor.noteQuota(Time(500), 1'000'000, Time(60'500)); // plenty
    QCOMPARE(governor.ratePerSecond(), 0);
    governor.noteQuota(Time(500), 60, Time(60'500));
    QCOMPARE(qRound(governor.ratePerSecond()), 1);
    governor.noteQuota(Time(500), 0, Time(9000));
    QCOMPARE(governor.nextSend(), Time(9000));
    governor.noteQuota(Time(500), -3, Time(10)); // nonsense changes nothing
    QCOMPARE(governor.nextSend(), Time(9000));
}

void TestGovernor::refusedBeforeAnythingWasSent()
{
    Governor governor(4, 4, Time(0));
    governor.noteRefused(Time(100), Time(1000));
    QVERIFY(governor.nextSend() >= Time(1100));
    QCOMPARE(governor.ratePerSecond(), 0);
}

QTEST_APPLESS_MAIN(TestGovernor)
#include "tst_governor.moc"
