// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/workerjob.h"

#include <QSemaphore>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;

namespace {

/** A worker that waits for the test at a gate, shared with its thread. */
struct Gate {
    QSemaphore arrived;
    QSemaphore open;
    std::atomic<bool> wasStopped = false;
};

} // namespace

class TestWorkerJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultComesFromAnotherThread();
    void deliveriesAndProgressArriveInOrderBeforeTheResult();
    void cancelTellsTheWorkerAndDoesNotWaitForIt();
    void deletingTheOwnerTellsTheWorker();
    void deliveriesAfterTheEndAreDropped();
    void unstartedWorkIsNeverDone();
    void cancelledBeforeItsTurnInThePoolEndsAtOnce();

private:
    void cleanup() { QThreadPool::globalInstance()->waitForDone(); }
};

void TestWorkerJob::resultComesFromAnotherThread()
{
    QObject owner;
    std::optional<Result<QThread *>> result;
    launch(workerJob<QThread *>(
               [](const WorkerContext &) -> Result<QThread *> { return QThread::currentThread(); }),
        &owner, [&](Result<QThread *> r) {
            QCOMPARE(QThread::currentThread(), qApp->thread());
            result = std::move(r);
        });
    QTRY_VERIFY(result);
    QVERIFY(**result != QThread::currentThread());
}

void TestWorkerJob::deliveriesAndProgressArriveInOrderBeforeTheResult()
{
    QObject owner;
    QStringList seen;
    auto seenByWorker = &seen; // only touched on this thread, inside deliver()
    auto *job = launch(workerJob<int>([seenByWorker](const WorkerContext &context) -> Result<int> {
        for (int i = 0; i < 3; ++i) {
            context.deliver([seenByWorker, i] { *seenByWorker += QString::number(i); });
            context.setProgress({.doneItems = i + 1});
        }
        return 3;
    }),
        &owner, [&](Result<int>) { seen += QStringLiteral("end"); });
    connect(job, &JobBase::progressChanged, this,
        [&](const Progress &progress) { seen += QStringLiteral("p%1").arg(progress.doneItems); });
    QTRY_VERIFY(seen.contains(QStringLiteral("end")));
    QCOMPARE(seen.join(QLatin1Char(' ')), QStringLiteral("0 p1 1 p2 2 p3 end"));
}

void TestWorkerJob::cancelTellsTheWorkerAndDoesNotWaitForIt()
{
    auto gate = std::make_shared<Gate>();
    QObject owner;
    std::optional<Result<int>> result;
    auto *job = launch(workerJob<int>([gate](const WorkerContext &context) -> Result<int> {
        gate->arrived.release();
        gate->open.acquire();
        gate->wasStopped = context.isStopped();
        return 1;
    }),
        &owner, [&](Result<int> r) { result = std::move(r); });
    QTRY_COMPARE(gate->arrived.available(), 1);
    job->cancel();
    QTRY_VERIFY(result); // although the worker still stands at the gate
    QCOMPARE(result->error().kind, Kind::Cancelled);
    gate->open.release();
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(gate->wasStopped);
}

void TestWorkerJob::deletingTheOwnerTellsTheWorker()
{
    auto gate = std::make_shared<Gate>();
    auto owner = std::make_unique<QObject>();
    int calls = 0;
    launch(workerJob<int>([gate](const WorkerContext &context) -> Result<int> {
        gate->arrived.release();
        gate->open.acquire();
        gate->wasStopped = context.isStopped();
        return 1;
    }),
        owner.get(), [&](Result<int>) { ++calls; });
    QTRY_COMPARE(gate->arrived.available(), 1);
    owner.reset();
    gate->open.release();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(gate->wasStopped);
    QCOMPARE(calls, 0);
}

void TestWorkerJob::deliveriesAfterTheEndAreDropped()
{
    auto gate = std::make_shared<Gate>();
    auto delivered = std::make_shared<std::atomic<int>>(0);
    QObject owner;
    bool hasEnded = false;
    auto *job = launch(workerJob<int>([gate, delivered](const WorkerContext &context) -> Result<int> {
        context.deliver([delivered] { ++*delivered; }); // on its way when the job ends
        gate->arrived.release();
        gate->open.acquire();
        context.deliver([delivered] { ++*delivered; }); // sent after the end
        context.setProgress({.doneItems = 1});
        return 1;
    }),
        &owner, [&](Result<int>) { hasEnded = true; });
    // Let the worker start without letting its first delivery in: wait on the semaphore, not on the event
    // loop.
    while (!job->isRunning())
        QCoreApplication::processEvents();
    gate->arrived.acquire();
    job->cancel();
    gate->open.release();
    QThreadPool::globalInstance()->waitForDone();
    QTRY_VERIFY(hasEnded);
    QCoreApplication::processEvents();
    QCOMPARE(delivered->load(), 0);
}

void TestWorkerJob::unstartedWorkIsNeverDone()
{
    auto isDone = std::make_shared<std::atomic<bool>>(false);
    {
        const auto job = workerJob<int>([isDone](const WorkerContext &) -> Result<int> {
            *isDone = true;
            return 1;
        });
        QCoreApplication::processEvents();
    }
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(!*isDone);
}

void TestWorkerJob::cancelledBeforeItsTurnInThePoolEndsAtOnce()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    auto gate = std::make_shared<Gate>();
    QObject owner;
    int ended = 0;
    launch(workerJob<int>(
               [gate](const WorkerContext &) -> Result<int> {
                   gate->arrived.release();
                   gate->open.acquire();
                   return 1;
               },
               &pool),
        &owner, [&](Result<int>) { ++ended; });
    QTRY_COMPARE(gate->arrived.available(), 1);
    auto sawStop = std::make_shared<std::atomic<bool>>(false);
    auto *queued = launch(workerJob<int>(
                              [sawStop](const WorkerContext &context) -> Result<int> {
                                  *sawStop = context.isStopped();
                                  return 2;
                              },
                              &pool),
        &owner, [&](Result<int> r) {
            ++ended;
            QCOMPARE(r.error().kind, Kind::Cancelled);
        });
    QTRY_VERIFY(queued->isRunning());
    queued->cancel();
    QTRY_COMPARE(ended, 1);
    gate->open.release();
    QTRY_COMPARE(ended, 2);
    pool.waitForDone();
    QVERIFY(*sawStop); // a function that starts late is told before it does anything
}

QTEST_GUILESS_MAIN(TestWorkerJob)
#include "tst_workerjob.moc"
