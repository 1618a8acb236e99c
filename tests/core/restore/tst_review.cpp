// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/review.h"
#include "tests/core/restore/restorebench.h"

#include <QPointer>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Reason = ReceiptLine::Reason;
using Verdict = ReviewRow::Verdict;

namespace {

/** Somebody who has the plan before them until the test lets it go. */
class Onlooker final : public Decider
{
public:
    JobPtr<Answer> ask(Question question) override { return readyJob(defaultAnswer(question)); }
    JobPtr<Done> review(PlanReview &review) override
    {
        shown = &review;
        auto job = std::make_unique<Look>();
        look = job.get();
        return job;
    }
    void run() { look->agree(); }

    class Look final : public Job<Done>
    {
    public:
        void agree() { succeed({}); }

    private:
        void run() override { }
    };
    QPointer<PlanReview> shown;
    QPointer<Look> look;
};

/** Three items of a folder, of which one has an identical and one another file in its way. */
struct ReviewScene {
    ReviewScene()
    {
        bench.service->setReviewFrom(3);
        plain = bench.drive->addTrashed(bench.root, QStringLiteral("plain.txt"), "plain");
        same = bench.drive->addTrashed(bench.root, QStringLiteral("same.txt"), "same");
        bench.drive->addFile(bench.root, QStringLiteral("same.txt"), "same");
        taken = bench.drive->addTrashed(bench.root, QStringLiteral("taken.txt"), "old");
        bench.drive->addFile(bench.root, QStringLiteral("taken.txt"), "new");
        activity = bench.service->restore(bench.request({plain, same, taken}), onlooker);
    }
    bool isShown() { return QTest::qWaitFor([this] { return onlooker.shown && !onlooker.shown->isBusy(); }); }
    const Receipt &run()
    {
        onlooker.run();
        if (!RestoreBench::waitFor(activity))
            qFatal("the restore did not end");
        return *activity->receipt();
    }
    PlanReview &plan() { return *onlooker.shown; }

    RestoreBench bench;
    Onlooker onlooker;
    TrashedItem plain;
    TrashedItem same;
    TrashedItem taken;
    Activity *activity = nullptr;
};

} // namespace

class TestReview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smallRestoreIsNotShown();
    void tellsVerdictsPlacesAndCosts();
    void runsAsShown();
    void newNameIsPlannedAtOnce();
    void takenNameGetsAFreeOne();
    void otherFolderIsPlannedAtOnce();
    void leftOutStaysAndCanComeBackIn();
    void identicalCanBeWantedTwice();
    void cancelledPlanMovesNothing();
    void activityMayDieWhileItIsShown();
};

void TestReview::smallRestoreIsNotShown()
{
    RestoreBench bench;
    Onlooker onlooker;
    bench.service->setReviewFrom(2);
    Activity *activity = bench.service->restore(
        bench.request({bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"))}), onlooker);
    QVERIFY(RestoreBench::waitFor(activity));
    QVERIFY(!onlooker.shown);
}

void TestReview::tellsVerdictsPlacesAndCosts()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    QCOMPARE(scene.bench.drive->changes(), 0);
    QCOMPARE(scene.plan().rowCount(), 3);
    QCOMPARE(scene.plan().row(0).verdict, Verdict::Goes);
    QCOMPARE(scene.plan().row(0).folderPath, QStringLiteral("/"));
    QCOMPARE(scene.plan().row(1).verdict, Verdict::AlreadyThere);
    QVERIFY(!scene.plan().row(1).isIncluded);
    QCOMPARE(scene.plan().row(2).name, QStringLiteral("taken (2).txt"));
    const ReviewTotals totals = scene.plan().totals();
    QCOMPARE(totals.included, 2);
    QCOMPARE(totals.left, 1);
    QCOMPARE(totals.calls, 2);
    QVERIFY(totals.time.count() >= 1);
}

void TestReview::runsAsShown()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    const Receipt &receipt = scene.run();
    QCOMPARE(receipt.count(Outcome::Restored), 2);
    QCOMPARE(receipt.lines[1].reason, Reason::AlreadyThere);
    QVERIFY(scene.bench.drive->find(QStringLiteral("/taken (2).txt")));
}

void TestReview::newNameIsPlannedAtOnce()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.plan().setName(0, QStringLiteral("other.txt"));
    QVERIFY(scene.isShown());
    QCOMPARE(scene.plan().row(0).name, QStringLiteral("other.txt"));
    scene.run();
    QVERIFY(scene.bench.drive->find(QStringLiteral("/other.txt")));
    QVERIFY(!scene.bench.drive->find(QStringLiteral("/plain.txt")));
}

void TestReview::takenNameGetsAFreeOne()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.plan().setName(0, QStringLiteral("taken.txt"));
    QVERIFY(scene.isShown());
    QCOMPARE(scene.plan().row(0).name, QStringLiteral("taken (3).txt")); // (2) is promised to another row
    QVERIFY(scene.run().isCompleteSuccess() || scene.activity->receipt()->count(Outcome::Failed) == 0);
    QVERIFY(scene.bench.drive->find(QStringLiteral("/taken (3).txt")));
}

void TestReview::otherFolderIsPlannedAtOnce()
{
    ReviewScene scene;
    const ItemId other = scene.bench.drive->addFolder(scene.bench.root, QStringLiteral("Other"));
    QVERIFY(scene.isShown());
    scene.plan().setFolder({0, 2}, {scene.bench.account, other, QStringLiteral("/Other")});
    QVERIFY(scene.isShown());
    QCOMPARE(scene.plan().row(0).folderPath, QStringLiteral("/Other"));
    QCOMPARE(scene.plan().row(2).folderPath, QStringLiteral("/Other"));
    QCOMPARE(scene.run().count(Outcome::Failed), 0);
    QVERIFY(scene.bench.drive->find(QStringLiteral("/Other/plain.txt")));
}

void TestReview::leftOutStaysAndCanComeBackIn()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.plan().setIncluded({0, 2}, false);
    QVERIFY(scene.isShown());
    QCOMPARE(scene.plan().totals().included, 0);
    scene.plan().setIncluded({2}, true);
    QVERIFY(scene.isShown());
    QVERIFY(scene.plan().row(2).isIncluded);
    const Receipt &receipt = scene.run();
    QCOMPARE(receipt.lines[0].outcome, Outcome::Skipped);
    QCOMPARE(receipt.lines[0].reason, Reason::UserSkipped);
    QCOMPARE(receipt.lines[2].outcome, Outcome::Restored);
    QVERIFY(scene.bench.drive->isInBin(scene.plain.id));
}

void TestReview::identicalCanBeWantedTwice()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.plan().setIncluded({1}, true);
    QVERIFY(scene.isShown());
    QCOMPARE(scene.plan().row(1).verdict, Verdict::Goes);
    QCOMPARE(scene.plan().row(1).name, QStringLiteral("same (2).txt"));
    QVERIFY(scene.run().isCompleteSuccess());
}

void TestReview::cancelledPlanMovesNothing()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.onlooker.look->cancel();
    QVERIFY(RestoreBench::waitFor(scene.activity));
    QCOMPARE(scene.activity->end(), Activity::End::Cancelled);
    QCOMPARE(scene.bench.drive->changes(), 0);
    QVERIFY(addsUp(*scene.activity->receipt(), 3));
}

void TestReview::activityMayDieWhileItIsShown()
{
    ReviewScene scene;
    QVERIFY(scene.isShown());
    scene.plan().setName(0, QStringLiteral("other.txt"));
    scene.bench.service.reset();
    QVERIFY(!scene.onlooker.shown);
    QCoreApplication::processEvents();
    QCOMPARE(scene.bench.drive->changes(), 0);
}

QTEST_GUILESS_MAIN(TestReview)
#include "tst_review.moc"
