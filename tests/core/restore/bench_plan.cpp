// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/foldermemory.h"
#include "core/restore/planner.h"
#include "tests/core/restore/restorebench.h"
#include "tests/support/jobwait.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace Unbin;

namespace {

constexpr int kItems = 50'000;
constexpr int kFolders = 500;

qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').at(1).toLongLong() * 4096;
}

std::vector<TrashedItem> fill(FakeProvider &drive, const ItemId &root)
{
    std::vector<TrashedItem> items;
    for (int f = 0; f < kFolders; ++f) {
        const ItemId folder = drive.addFolder(root, QStringLiteral("folder %1").arg(f));
        for (int i = 0; i < kItems / kFolders; ++i)
            items.push_back(drive.addTrashed(folder, QStringLiteral("item %1.txt").arg(i)));
    }
    return items;
}

} // namespace

/** The bars of DESIGN.md section 7 for a restore of 50,000 items, without network. */
class BenchPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plansFiftyThousandItemsInTwoSeconds();
    void restoresFiftyThousandItemsInFlatMemory();
};

void BenchPlan::plansFiftyThousandItemsInTwoSeconds()
{
    RestoreBench bench;
    Plan plan(bench.request(fill(*bench.drive, bench.root)));
    FolderMemory memory(plan, bench.providers);
    std::vector<int> all(kItems);
    std::iota(all.begin(), all.end(), 0);
    QElapsedTimer timer;
    timer.start();
    const auto settled
        = waitFor(JobPtr<std::vector<int>>(std::make_unique<Planner>(all, plan, memory, bench.providers)));
    const qint64 elapsed = timer.elapsed();
    QVERIFY(settled);
    QCOMPARE(settled->size(), size_t(kItems));
    QVERIFY(std::all_of(plan.items.begin(), plan.items.end(),
        [](const PlannedItem &item) { return item.stage == PlannedItem::Stage::Ready; }));
    QCOMPARE(bench.drive->log.size(), size_t(2 * kFolders)); // one look and one listing for each folder
    qInfo("planned %d items in %lld ms", kItems, elapsed);
    QVERIFY2(elapsed < 2000, qPrintable(QString::number(elapsed)));
}

void BenchPlan::restoresFiftyThousandItemsInFlatMemory()
{
    RestoreBench bench;
    RestoreRequest request = bench.request(fill(*bench.drive, bench.root));
    bench.drive->isLogging = false;
    bench.drive->caps.requestsAtOnce = 64; // steps share an fsync, which is not what is measured
    QTemporaryDir folder; // a journal in memory would be measured too
    bench.service.reset();
    bench.journal = std::move(Journal::open(folder.filePath(QStringLiteral("journal.db")))->journal);
    bench.service = std::make_unique<RestoreService>(bench.providers, *bench.journal, bench.clock);
    const qint64 before = residentBytes();
    Activity *activity = bench.service->restore(std::move(request), bench.decider);
    qint64 most = before;
    QObject::connect(activity, &Activity::changed, activity, [&most] { most = std::max(most, residentBytes()); });
    QElapsedTimer timer;
    timer.start();
    QVERIFY(RestoreBench::waitFor(activity));
    QVERIFY(activity->receipt()->isCompleteSuccess());
    const double megabytes = double(most - before) / 1e6;
    qInfo("restored %d items in %lld ms, %.1f MB above idle", kItems, timer.elapsed(), megabytes);
    QVERIFY2(megabytes < 60, qPrintable(QString::number(megabytes)));
}

QTEST_GUILESS_MAIN(BenchPlan)
#include "bench_plan.moc"
