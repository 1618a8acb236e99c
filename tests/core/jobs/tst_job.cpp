// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/steppedjob.h"

#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using State = JobBase::State;

class TestJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makingAndDroppingAJobDoesNothing();
    void nothingHappensInsideLaunch();
    void endComesOnceAndOnALaterTurn();
    void firstEndWinsAndLaterOnesAreDropped();
    void resultIsReadableWhenFinishedIsEmitted();
    void jobDeletesItselfAfterItsEnd();
    void progressIsReportedOnlyWhileRunningAndOnlyWhenItChanges();
    void childResultComesToItsHandler();
    void childrenCanBeStartedFromAHandler();
    void endingStopsTheOtherChildren();
    void handlerOfAFinishedChildIsDroppedWhenTheParentEndedFirst();
    void readyJobEndsOnALaterTurn();
    void failedJobFails();
    void mappedJobTurnsValueAndErrorAndPassesProgressOn();
    void mapMayTurnAnErrorIntoAValue();
    void valuesThatCannotBeCopiedPassThrough();
};

void TestJob::makingAndDroppingAJobDoesNothing()
{
    JobTrace trace;
    {
        const auto job = std::make_unique<SteppedJob>(trace);
        QCoreApplication::processEvents();
        QCOMPARE(job->state(), State::Ready);
    }
    QCOMPARE(trace.runs, 0);
    QCOMPARE(trace.destructions, 1);
}

void TestJob::nothingHappensInsideLaunch()
{
    Launched launched([](SteppedJob &job) { job.succeed(1); });
    QCOMPARE(launched.trace.runs, 0);
    QCOMPARE(launched.job->state(), State::Ready);
    QCOMPARE(launched.job->parent(), launched.owner.get());
    QTRY_COMPARE(launched.results.size(), size_t(1));
    QCOMPARE(launched.trace.runs, 1);
}

void TestJob::endComesOnceAndOnALaterTurn()
{
    Launched launched;
    QTRY_COMPARE(launched.trace.runs, 1);
    launched.job->succeed(7);
    QCOMPARE(launched.job->state(), State::Ending);
    QVERIFY(launched.results.empty());
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(*launched.results.front(), 7);
    QCOMPARE(launched.finishedSignals, 1);
}

void TestJob::firstEndWinsAndLaterOnesAreDropped()
{
    Launched launched;
    QTRY_COMPARE(launched.trace.runs, 1);
    launched.job->succeed(1);
    launched.job->succeed(2);
    launched.job->fail(Error::of(Kind::Internal));
    launched.job->cancel();
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(*launched.results.front(), 1);
}

void TestJob::resultIsReadableWhenFinishedIsEmitted()
{
    Launched launched([](SteppedJob &job) { job.succeed(5); });
    int seen = 0;
    connect(launched.job, &JobBase::finished, this, [&] {
        QCOMPARE(launched.job->state(), State::Finished);
        seen = launched.results.empty() ? -1 : *launched.results.front();
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(seen, 5);
}

void TestJob::jobDeletesItselfAfterItsEnd()
{
    Launched launched([](SteppedJob &job) { job.fail(Error::of(Kind::NotFound)); });
    QTRY_COMPARE(launched.trace.destructions, 1);
    QCOMPARE(launched.results.front().error().kind, Kind::NotFound);
}

void TestJob::progressIsReportedOnlyWhileRunningAndOnlyWhenItChanges()
{
    Launched launched;
    QList<qint64> seen;
    connect(launched.job, &JobBase::progressChanged, this,
        [&](const Progress &progress) { seen += progress.doneItems; });
    launched.job->setProgress({.doneItems = 1});
    QTRY_COMPARE(launched.trace.runs, 1);
    launched.job->setProgress({.doneItems = 2});
    launched.job->setProgress({.doneItems = 2});
    launched.job->setProgress({.doneItems = 3});
    launched.job->succeed(0);
    launched.job->setProgress({.doneItems = 4});
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(seen, (QList<qint64>{2, 3}));
}

void TestJob::childResultComesToItsHandler()
{
    Launched launched([](SteppedJob &job) {
        job.then(readyJob(20), [&job](Result<int> value) { job.succeed(*value + 1); });
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(*launched.results.front(), 21);
}

void TestJob::childrenCanBeStartedFromAHandler()
{
    Launched launched([](SteppedJob &job) {
        auto sum = std::make_shared<int>(0);
        auto next = std::make_shared<std::function<void(int)>>();
        *next = [&job, sum, weak = std::weak_ptr(next)](int n) {
            job.then(readyJob(n), [&job, sum, next = weak.lock()](Result<int> value) {
                *sum += *value;
                *value == 0 ? job.succeed(*sum) : (*next)(*value - 1);
            });
        };
        (*next)(100);
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(*launched.results.front(), 5050);
}

void TestJob::endingStopsTheOtherChildren()
{
    JobTrace childTrace;
    bool isHandlerCalled = false;
    Launched launched([&](SteppedJob &job) {
        auto endless = std::make_unique<SteppedJob>(childTrace);
        job.then(JobPtr<int>(std::move(endless)), [&](Result<int>) { isHandlerCalled = true; });
        job.then(readyJob(1), [&job](Result<int>) { job.succeed(1); });
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(childTrace.releases, 1);
    QCOMPARE(childTrace.destructions, 1);
    QVERIFY(!isHandlerCalled);
}

void TestJob::handlerOfAFinishedChildIsDroppedWhenTheParentEndedFirst()
{
    bool isHandlerCalled = false;
    Launched launched([&](SteppedJob &job) {
        auto *child = job.then(readyJob(1), [&](Result<int>) { isHandlerCalled = true; });
        // Both children end on the same turn; the first to report ends the parent.
        Q_UNUSED(child)
        connect(child, &JobBase::destroyed, &job, [] {});
        job.succeed(3);
    });
    QTRY_VERIFY(launched.isOver());
    QVERIFY(!isHandlerCalled);
    QCOMPARE(*launched.results.front(), 3);
}

void TestJob::readyJobEndsOnALaterTurn()
{
    QObject owner;
    std::optional<Result<QString>> result;
    launch(readyJob(QStringLiteral("x")), &owner, [&](Result<QString> r) { result = std::move(r); });
    QVERIFY(!result);
    QTRY_VERIFY(result);
    QCOMPARE(**result, QStringLiteral("x"));
}

void TestJob::failedJobFails()
{
    QObject owner;
    std::optional<Result<QString>> result;
    launch(failedJob<QString>(Error::of(Kind::Busy, QStringLiteral("why"))), &owner,
        [&](Result<QString> r) { result = std::move(r); });
    QTRY_VERIFY(result);
    QCOMPARE(result->error().kind, Kind::Busy);
    QCOMPARE(result->error().detail, QStringLiteral("why"));
}

void TestJob::mappedJobTurnsValueAndErrorAndPassesProgressOn()
{
    JobTrace trace;
    auto inner = std::make_unique<SteppedJob>(trace);
    SteppedJob *child = inner.get();
    child->onRun = [child] {
        child->setProgress({.doneItems = 4});
        child->succeed(4);
    };
    QObject owner;
    std::optional<Result<QString>> result;
    auto *mapped = launch(mapJob<QString>(JobPtr<int>(std::move(inner)),
                              [](Result<int> value) -> Result<QString> { return QString::number(*value); }),
        &owner, [&](Result<QString> r) { result = std::move(r); });
    qint64 done = 0;
    connect(mapped, &JobBase::progressChanged, this,
        [&](const Progress &progress) { done = progress.doneItems; });
    QTRY_VERIFY(result);
    QCOMPARE(**result, QStringLiteral("4"));
    QCOMPARE(done, 4);
}

void TestJob::mapMayTurnAnErrorIntoAValue()
{
    QObject owner;
    std::optional<Result<int>> result;
    launch(mapJob<int>(failedJob<QString>(Error::of(Kind::NotFound)),
               [](Result<QString> value) -> Result<int> { return value ? 1 : 0; }),
        &owner, [&](Result<int> r) { result = std::move(r); });
    QTRY_VERIFY(result);
    QCOMPARE(**result, 0);
}

void TestJob::valuesThatCannotBeCopiedPassThrough()
{
    QObject owner;
    int seen = 0;
    launch(readyJob(std::make_unique<int>(9)), &owner, [&](Result<std::unique_ptr<int>> r) { seen = **r; });
    QTRY_COMPARE(seen, 9);
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
