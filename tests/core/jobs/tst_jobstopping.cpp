// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/steppedjob.h"

#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using State = JobBase::State;

namespace {

/** A parent with one endless child and one endless grandchild. */
struct Family {
    Family()
        : parent([this](SteppedJob &job) {
            auto child = std::make_unique<SteppedJob>(childTrace);
            SteppedJob *running = child.get();
            running->onRun = [this, running] {
                running->then(JobPtr<int>(std::make_unique<SteppedJob>(grandchildTrace)),
                    [this](Result<int>) { ++handlersCalled; });
            };
            job.then(JobPtr<int>(std::move(child)), [this](Result<int>) { ++handlersCalled; });
        })
    { }
    JobTrace childTrace;
    JobTrace grandchildTrace;
    int handlersCalled = 0;
    Launched parent;
};

} // namespace

class TestJobStopping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cancelInReadyEndsWithoutRunning();
    void cancelWhileRunningEndsOnceAndLater();
    void cancelWhileEndingChangesNothing();
    void cancelTwiceEndsOnce();
    void cancelFromWithinRun();
    void cancelFromWithinAProgressHandler();
    void cancelReachesTheGrandchild();
    void deletingTheOwnerStopsSilentlyAtEveryStep_data();
    void deletingTheOwnerStopsSilentlyAtEveryStep();
    void deletingTheJobStopsSilentlyAtEveryStep_data();
    void deletingTheJobStopsSilentlyAtEveryStep();
    void deletingTheOwnerInsideTheHandler();
    void deletingTheChildFromOutsideLeavesTheParentRunning();
    void whatArrivesAfterTheEndIsDropped();
    void childBegunAfterTheEndNeverRuns();
    void overriddenCancelMaySettleFirst();
};

void TestJobStopping::cancelInReadyEndsWithoutRunning()
{
    Launched launched;
    launched.job->cancel();
    QVERIFY(launched.results.empty()); // never from inside cancel()
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.trace.runs, 0);
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(launched.results.front().error().kind, Kind::Cancelled);
}

void TestJobStopping::cancelWhileRunningEndsOnceAndLater()
{
    Launched launched;
    QTRY_COMPARE(launched.trace.runs, 1);
    launched.job->cancel();
    QCOMPARE(launched.trace.releases, 1);
    QVERIFY(launched.results.empty());
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(launched.results.front().error().kind, Kind::Cancelled);
}

void TestJobStopping::cancelWhileEndingChangesNothing()
{
    Launched launched([](SteppedJob &job) {
        job.succeed(1);
        QCOMPARE(job.state(), State::Ending);
        job.cancel();
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QVERIFY(launched.results.front());
}

void TestJobStopping::cancelTwiceEndsOnce()
{
    Launched launched;
    QTRY_COMPARE(launched.trace.runs, 1);
    launched.job->cancel();
    launched.job->cancel();
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.finishedSignals, 1);
}

void TestJobStopping::cancelFromWithinRun()
{
    Launched launched([](SteppedJob &job) {
        job.cancel();
        job.succeed(1);
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(launched.results.front().error().kind, Kind::Cancelled);
}

void TestJobStopping::cancelFromWithinAProgressHandler()
{
    int reports = 0;
    Launched launched([](SteppedJob &job) {
        job.setProgress({.doneItems = 1});
        job.setProgress({.doneItems = 2});
        job.succeed(1);
    });
    connect(launched.job, &JobBase::progressChanged, this, [&] {
        ++reports;
        launched.job->cancel();
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(reports, 1);
    QCOMPARE(launched.results.front().error().kind, Kind::Cancelled);
}

void TestJobStopping::cancelReachesTheGrandchild()
{
    Family family;
    QTRY_COMPARE(family.grandchildTrace.runs, 1);
    family.parent.job->cancel();
    QCOMPARE(family.childTrace.releases, 1); // at once, not when the objects die
    QCOMPARE(family.grandchildTrace.releases, 1);
    QTRY_VERIFY(family.parent.isOver());
    QCOMPARE(family.childTrace.destructions, 1);
    QCOMPARE(family.grandchildTrace.destructions, 1);
    QCOMPARE(family.handlersCalled, 0);
    QCOMPARE(family.parent.results.size(), size_t(1));
}

enum class Moment { Ready, Running, ChildRunning, Ending };
static void addMoments()
{
    QTest::addColumn<int>("moment");
    QTest::newRow("before it runs") << int(Moment::Ready);
    QTest::newRow("as it runs") << int(Moment::Running);
    QTest::newRow("while its grandchild runs") << int(Moment::ChildRunning);
    QTest::newRow("while it is ending") << int(Moment::Ending);
}

static bool isReached(const Family &family, Moment moment)
{
    switch (moment) {
    case Moment::Ready:
        return true;
    case Moment::Running:
        return family.parent.trace.runs == 1;
    case Moment::ChildRunning:
        return family.grandchildTrace.runs == 1;
    case Moment::Ending:
        if (family.parent.trace.runs == 1)
            family.parent.job->succeed(1);
        return family.parent.job->state() == State::Ending;
    }
    return false;
}

void TestJobStopping::deletingTheOwnerStopsSilentlyAtEveryStep_data()
{
    addMoments();
}

void TestJobStopping::deletingTheOwnerStopsSilentlyAtEveryStep()
{
    QFETCH(int, moment);
    Family family;
    while (!isReached(family, Moment(moment)))
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    family.parent.owner.reset();
    QVERIFY(family.parent.isOver());
    QCoreApplication::processEvents();
    QCOMPARE(family.parent.trace.destructions, 1);
    QVERIFY(family.parent.results.empty());
    QCOMPARE(family.handlersCalled, 0);
    QCOMPARE(family.childTrace.destructions, family.parent.trace.runs);
}

void TestJobStopping::deletingTheJobStopsSilentlyAtEveryStep_data()
{
    addMoments();
}

void TestJobStopping::deletingTheJobStopsSilentlyAtEveryStep()
{
    QFETCH(int, moment);
    Family family;
    while (!isReached(family, Moment(moment)))
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    delete family.parent.job.data();
    QCoreApplication::processEvents();
    QVERIFY(family.parent.results.empty());
    QCOMPARE(family.parent.finishedSignals, 0);
    QCOMPARE(family.handlersCalled, 0);
}

void TestJobStopping::deletingTheOwnerInsideTheHandler()
{
    auto owner = std::make_unique<QObject>();
    JobTrace trace;
    auto job = std::make_unique<SteppedJob>(trace);
    job->onRun = [self = job.get()] {
        self->succeed(1);
    };
    int calls = 0;
    launch(JobPtr<int>(std::move(job)), owner.get(), [&](Result<int>) {
        ++calls;
        owner.release()->deleteLater();
    });
    QTRY_COMPARE(trace.destructions, 1);
    QCOMPARE(calls, 1);
}

void TestJobStopping::deletingTheChildFromOutsideLeavesTheParentRunning()
{
    Family family;
    QTRY_COMPARE(family.grandchildTrace.runs, 1);
    delete family.parent.job->findChild<JobBase *>(QString(), Qt::FindDirectChildrenOnly);
    QCoreApplication::processEvents();
    QVERIFY(family.parent.job->isRunning());
    family.parent.job->succeed(2);
    QTRY_VERIFY(family.parent.isOver());
    QCOMPARE(*family.parent.results.front(), 2);
}

void TestJobStopping::whatArrivesAfterTheEndIsDropped()
{
    Launched launched([](SteppedJob &job) {
        job.succeed(1);
        job.succeed(2);
        job.setProgress({.doneItems = 9});
    });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.size(), size_t(1));
    QCOMPARE(*launched.results.front(), 1);
}

void TestJobStopping::childBegunAfterTheEndNeverRuns()
{
    JobTrace childTrace;
    int handlersCalled = 0;
    Launched launched([&](SteppedJob &job) {
        job.setProgress({.doneItems = 1}); // whoever listens cancels
        job.then(JobPtr<int>(std::make_unique<SteppedJob>(childTrace)), [&](Result<int>) { ++handlersCalled; });
    });
    connect(launched.job, &JobBase::progressChanged, this, [&] { launched.job->cancel(); });
    QTRY_VERIFY(launched.isOver());
    QCOMPARE(launched.results.front().error().kind, Kind::Cancelled);
    QCOMPARE(childTrace.runs, 0);
    QCOMPARE(childTrace.destructions, 1);
    QCOMPARE(handlersCalled, 0);
}

namespace {

/** Settles what is under way before it ends as cancelled, as a restore job does. */
class SettlingJob final : public Job<int>
{
public:
    using Job<int>::then;
    bool isSettled = false;

protected:
    void run() override { }
    void onCancel() override
    {
        then(readyJob(1), [this](Result<int>) {
            isSettled = true;
            fail(Error::of(Kind::Cancelled));
        });
    }
};

} // namespace

void TestJobStopping::overriddenCancelMaySettleFirst()
{
    QObject owner;
    std::optional<Result<int>> result;
    auto made = std::make_unique<SettlingJob>();
    QPointer<SettlingJob> job(made.get());
    bool wasSettled = false;
    connect(job, &JobBase::finished, this, [&] { wasSettled = job->isSettled; });
    launch(JobPtr<int>(std::move(made)), &owner, [&](Result<int> r) { result = std::move(r); });
    QTRY_VERIFY(job->isRunning());
    job->cancel();
    QVERIFY(job->isRunning());
    QTRY_VERIFY(result);
    QCOMPARE(result->error().kind, Kind::Cancelled);
    QVERIFY(wasSettled);
}

QTEST_GUILESS_MAIN(TestJobStopping)
#include "tst_jobstopping.moc"
