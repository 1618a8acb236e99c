// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/pacer.h"

#include "tests/support/manualclock.h"

#include <QTest>

#include <memory>
#include <optional>

using namespace Unbin;
using namespace std::chrono_literals;
using Priority = HttpRequest::Priority;
using std::chrono::milliseconds;

namespace {

/** What the pacer told one sender. */
class Sender final : public PacedSender
{
public:
    Sender(Pacer &pacer, Priority priority = Priority::Normal)
        : ticket(pacer.takeTicket(priority))
        , m_pacer(pacer)
    {
        m_pacer.enter(ticket, *this);
    }
    ~Sender() { m_pacer.leave(ticket); }

    void turnGranted() override
    {
        ++grants;
        if (onGrant)
            onGrant();
    }
    void turnDelayed(milliseconds wait) override { delay = wait; }
    void turnRefused(milliseconds wait) override { refusal = wait; }

    const Pacer::Ticket ticket;
    int grants = 0;
    std::optional<milliseconds> delay;
    std::optional<milliseconds> refusal;
    std::function<void()> onGrant;

private:
    Pacer &m_pacer;
};

/** A pacer on a manual clock. */
struct Line {
    explicit Line(Pacer::Limits limits = {})
        : pacer(clock, limits, 7)
    { }
    /** Lets the pacer decide at this moment. */
    void settle(milliseconds later = 0ms)
    {
        QCoreApplication::processEvents();
        clock.advance(later);
        QCoreApplication::processEvents();
    }
    ManualClock clock;
    Pacer pacer;
};

} // namespace

class TestPacer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void turnsComeFromTheEventLoopOnly();
    void noMoreThanTheLimitAreOutAtOnce();
    void leavingGivesThePlaceToTheNext();
    void laterInteractiveOvertakesNormalOvertakesBackground();
    void withinOnePriorityFirstComeFirstServed();
    void aRetryKeepsItsPlaceInLine();
    void turnsAreSpacedApart();
    void noTurnIsGrantedInsideAPause();
    void theLatestEndOfSeveralPausesCounts();
    void theQueueIsToldHowLongThePauseIs();
    void whoComesDuringAPauseIsToldToo();
    void aPauseLongerThanAnybodyWaitsEmptiesTheQueue();
    void aPauseBeyondADayIsNotBelieved();
    void refusalsWithoutWishPauseLongerEachTime();
    void refusalsOfOneBurstCountOnce();
    void anAcceptedRequestStartsTheGuessesAnew();
    void sendersMayDieInsideAnyCall();
    void leavingWithoutHavingEnteredIsHarmless();
    void anEarlierEndIsNotOversleptByALaterWakeUp();
};

void TestPacer::turnsComeFromTheEventLoopOnly()
{
    Line line;
    const Sender sender(line.pacer);
    QCOMPARE(sender.grants, 0);
    line.settle();
    QCOMPARE(sender.grants, 1);
}

void TestPacer::noMoreThanTheLimitAreOutAtOnce()
{
    Line line({.requestsAtOnce = 2});
    const Sender a(line.pacer);
    const Sender b(line.pacer);
    const Sender c(line.pacer);
    line.settle(1h);
    QCOMPARE(a.grants + b.grants, 2);
    QCOMPARE(c.grants, 0);
}

void TestPacer::leavingGivesThePlaceToTheNext()
{
    Line line({.requestsAtOnce = 1});
    auto out = std::make_unique<Sender>(line.pacer);
    auto queued = std::make_unique<Sender>(line.pacer);
    const Sender next(line.pacer);
    line.settle();
    QCOMPARE(out->grants, 1);
    queued.reset();
    line.settle();
    QCOMPARE(next.grants, 0);
    out.reset();
    QCOMPARE(next.grants, 0);
    line.settle();
    QCOMPARE(next.grants, 1);
}

void TestPacer::laterInteractiveOvertakesNormalOvertakesBackground()
{
    Line line({.requestsAtOnce = 1});
    QStringList order;
    auto first = std::make_unique<Sender>(line.pacer);
    line.settle();
    Sender background(line.pacer, Priority::Background);
    Sender normal(line.pacer, Priority::Normal);
    Sender interactive(line.pacer, Priority::Interactive);
    background.onGrant = [&] {
        order += QStringLiteral("background");
    };
    normal.onGrant = [&] {
        order += QStringLiteral("normal");
        line.pacer.leave(normal.ticket);
    };
    interactive.onGrant = [&] {
        order += QStringLiteral("interactive");
        line.pacer.leave(interactive.ticket);
    };
    first.reset();
    line.settle();
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("interactive normal background"));
}

void TestPacer::withinOnePriorityFirstComeFirstServed()
{
    Line line({.requestsAtOnce = 1});
    QList<int> order;
    std::vector<std::unique_ptr<Sender>> senders;
    for (int i = 0; i < 20; ++i) {
        senders.push_back(std::make_unique<Sender>(line.pacer));
        senders.back()->onGrant = [&, i] {
            order += i;
            line.pacer.leave(senders[size_t(i)]->ticket);
        };
    }
    line.settle();
    QList<int> expected(20);
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(order, expected);
}

void TestPacer::aRetryKeepsItsPlaceInLine()
{
    Line line({.requestsAtOnce = 1});
    Sender early(line.pacer);
    const Sender late(line.pacer);
    line.settle();
    line.pacer.leave(early.ticket);
    line.pacer.enter(early.ticket, early);
    line.settle();
    QCOMPARE(early.grants, 2);
    QCOMPARE(late.grants, 0);
}

void TestPacer::turnsAreSpacedApart()
{
    Line line({.requestsAtOnce = 8, .spacing = 100ms});
    const Sender a(line.pacer);
    const Sender b(line.pacer);
    const Sender c(line.pacer);
    line.settle();
    QCOMPARE(a.grants + b.grants + c.grants, 1);
    line.settle(99ms);
    QCOMPARE(b.grants, 0);
    line.settle(1ms);
    QCOMPARE(b.grants, 1);
    QCOMPARE(c.grants, 0);
    line.settle(100ms);
    QCOMPARE(c.grants, 1);
}

void TestPacer::noTurnIsGrantedInsideAPause()
{
    Line line;
    line.pacer.pause(10s);
    const Sender background(line.pacer, Priority::Background);
    const Sender interactive(line.pacer, Priority::Interactive);
    for (int i = 0; i < 10; ++i) {
        line.settle(1s);
        QCOMPARE(background.grants + interactive.grants, 0);
    }
    line.settle(10ms);
    QCOMPARE(background.grants + interactive.grants, 2);
}

void TestPacer::theLatestEndOfSeveralPausesCounts()
{
    Line line;
    line.pacer.pause(10s);
    line.pacer.pause(3s);
    const Sender sender(line.pacer);
    line.settle(9s);
    QCOMPARE(sender.grants, 0);
    line.settle(1100ms);
    QCOMPARE(sender.grants, 1);
}

void TestPacer::theQueueIsToldHowLongThePauseIs()
{
    Line line({.requestsAtOnce = 1});
    const Sender out(line.pacer);
    const Sender queued(line.pacer);
    line.settle();
    QVERIFY(!queued.delay);
    line.pacer.pause(41s);
    line.settle();
    QVERIFY(queued.delay);
    QVERIFY(*queued.delay >= 41s && *queued.delay < 42s);
    QVERIFY(!out.delay); // it has its turn
}

void TestPacer::whoComesDuringAPauseIsToldToo()
{
    Line line;
    line.pacer.pause(41s);
    line.settle(40s);
    const Sender late(line.pacer);
    line.settle();
    QVERIFY(late.delay);
    QVERIFY(*late.delay >= 1s && *late.delay < 2s);
}

void TestPacer::aPauseLongerThanAnybodyWaitsEmptiesTheQueue()
{
    Line line({.requestsAtOnce = 1, .longestWait = 1min});
    auto out = std::make_unique<Sender>(line.pacer);
    const Sender queued(line.pacer);
    line.settle();
    line.pacer.pause(1h);
    const Sender late(line.pacer);
    line.settle();
    QVERIFY(queued.refusal && late.refusal);
    QVERIFY(*queued.refusal >= 1h);
    out.reset();
    line.settle(2h);
    QCOMPARE(queued.grants + late.grants, 0); // out of the queue for good

    line.pacer.pause(1h);
    line.settle(1h - 30s);
    const Sender patient(line.pacer);
    line.settle();
    QVERIFY(patient.delay && !patient.refusal);
    line.settle(31s);
    QCOMPARE(patient.grants, 1);
}

void TestPacer::aPauseBeyondADayIsNotBelieved()
{
    Line line;
    line.pacer.pause(std::chrono::hours(24 * 365));
    line.settle(24h + 1s);
    QCOMPARE(line.pacer.pauseLeft(), 0ms);
    const Sender sender(line.pacer);
    line.settle();
    QCOMPARE(sender.grants, 1);
}

void TestPacer::refusalsWithoutWishPauseLongerEachTime()
{
    Line line({.backOff = {.first = 1s, .longest = 8s}});
    Sender sender(line.pacer);
    milliseconds longest{0};
    for (const milliseconds expected : {1000ms, 2000ms, 4000ms, 8000ms, 8000ms}) {
        line.settle();
        line.pacer.pauseByOwnGuess(sender.ticket);
        const auto left = line.pacer.pauseLeft();
        QVERIFY2(left >= expected / 2 && left <= expected * 3 / 2 + 10ms, qPrintable(QString::number(left.count())));
        longest = std::max(longest, left);
        line.pacer.leave(sender.ticket);
        line.clock.advance(left);
        line.pacer.enter(sender.ticket, sender);
    }
    QVERIFY(longest > 4s);
}

void TestPacer::refusalsOfOneBurstCountOnce()
{
    Line line({.requestsAtOnce = 4, .backOff = {.first = 1s, .longest = 60s}});
    const Sender a(line.pacer);
    const Sender b(line.pacer);
    const Sender c(line.pacer);
    line.settle();
    line.pacer.pauseByOwnGuess(a.ticket);
    const auto left = line.pacer.pauseLeft();
    line.pacer.pauseByOwnGuess(b.ticket);
    line.pacer.pauseByOwnGuess(c.ticket);
    QCOMPARE(line.pacer.pauseLeft(), left);
}

void TestPacer::anAcceptedRequestStartsTheGuessesAnew()
{
    Line line({.backOff = {.first = 1s, .longest = 60s}});
    Sender sender(line.pacer);
    for (int i = 0; i < 5; ++i) {
        line.settle();
        line.pacer.pauseByOwnGuess(sender.ticket);
        line.pacer.leave(sender.ticket);
        line.clock.advance(line.pacer.pauseLeft());
        line.pacer.enter(sender.ticket, sender);
    }
    line.settle();
    line.pacer.noteAccepted(sender.ticket);
    line.pacer.pauseByOwnGuess(sender.ticket);
    QVERIFY(line.pacer.pauseLeft() <= 1510ms);
}

void TestPacer::sendersMayDieInsideAnyCall()
{
    Line line({.requestsAtOnce = 1});
    auto doomed = std::make_unique<Sender>(line.pacer);
    auto other = std::make_unique<Sender>(line.pacer);
    const Sender last(line.pacer);
    doomed->onGrant = [&] {
        other.reset();
        line.pacer.leave(doomed->ticket);
    };
    line.settle();
    QCOMPARE(doomed->grants, 1);
    QCOMPARE(last.grants, 1);
}

void TestPacer::leavingWithoutHavingEnteredIsHarmless()
{
    Line line({.requestsAtOnce = 1});
    const Sender sender(line.pacer);
    line.pacer.leave(line.pacer.takeTicket(Priority::Interactive));
    line.settle();
    line.pacer.leave(sender.ticket);
    line.pacer.leave(sender.ticket);
    const Sender a(line.pacer);
    const Sender b(line.pacer);
    line.settle();
    QCOMPARE(a.grants + b.grants, 1);
}

void TestPacer::anEarlierEndIsNotOversleptByALaterWakeUp()
{
    // Spacing of an hour is waited for; then everybody leaves, and a shorter pause must still wake the pacer
    // in time.
    Line line({.requestsAtOnce = 4, .spacing = 1min});
    const Sender a(line.pacer);
    auto b = std::make_unique<Sender>(line.pacer);
    line.settle();
    b.reset();
    line.settle(50s);
    line.pacer.pause(2s);
    const Sender c(line.pacer);
    line.settle(11s);
    QCOMPARE(a.grants, 1);
    QCOMPARE(c.grants, 1);
}

QTEST_GUILESS_MAIN(TestPacer)
#include "tst_pacer.moc"
