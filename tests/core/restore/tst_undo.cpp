// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/review.h"
#include "tests/core/restore/restorebench.h"

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Reason = ReceiptLine::Reason;
using Shape = FakeProvider::Shape;
using Verb = ConflictChoice::Verb;
using Verdict = ReviewRow::Verdict;

namespace {

/** Looks at the plan, edits it, then lets it run or not. */
class Reviewer final : public Decider
{
public:
    explicit Reviewer(std::function<bool(PlanReview &)> look)
        : m_look(std::move(look))
    { }
    JobPtr<Answer> ask(Question question) override { return readyJob(defaultAnswer(question)); }
    JobPtr<Done> review(PlanReview &review) override
    {
        ++shown;
        return m_look(review) ? readyJob(Done{}) : failedJob<Done>(Error::of(Error::Kind::Cancelled));
    }
    int shown = 0;

private:
    std::function<bool(PlanReview &)> m_look;
};

} // namespace

class TestUndo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bringsTheDriveBack_data();
    void bringsTheDriveBack();
    void leavesWhatChangedSinceUnlessToldOtherwise();
    void followsWhatWasMoved();
    void foldersMadeForItGoOnlyIfEmpty();
    void planIsShownAndMayBeGivenUp();
    void oneUnchangedItemNeedsNoSecondWord();
    void redoBringsTheUndoneBack_data() { bringsTheDriveBack_data(); }
    void redoBringsTheUndoneBack();
    void verificationConfirmsAndTellsWhatIsGone();
    void outageIsWaitedOutAndNothingIsLost();

private:
    static Activity *undo(RestoreBench &bench, Activity *done, Decider &decider)
    {
        Activity *undo = bench.service->undo(done, decider);
        return undo && RestoreBench::waitFor(undo) ? undo : nullptr;
    }
};

void TestUndo::bringsTheDriveBack_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::newRow("box") << Shape::Box;
    QTest::newRow("onedrive personal") << Shape::OneDrivePersonal;
    QTest::newRow("onedrive work") << Shape::OneDriveWork;
    QTest::newRow("yandex") << Shape::Yandex;
    QTest::newRow("local") << Shape::Local;
}

void TestUndo::bringsTheDriveBack()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const ItemId work = bench.drive->addFolder(bench.root, QStringLiteral("Work"));
    const TrashedItem replacing = bench.drive->addTrashed(work, QStringLiteral("r.txt"), "old");
    bench.drive->addFile(work, QStringLiteral("r.txt"), "new");
    const ItemId above = bench.drive->addFolder(work, QStringLiteral("A"));
    const ItemId lost = bench.drive->addFolder(above, QStringLiteral("B"));
    const TrashedItem deep = bench.drive->addTrashed(lost, QStringLiteral("deep.txt"), "deep");
    bench.drive->forgetFolder(lost);
    bench.drive->forgetFolder(above);
    const QStringList tree = bench.drive->tree();
    const QStringList bin = bench.drive->bin();
    bench.decider.then(ScriptedDecider::all(Verb::Replace));

    bench.run(bench.request({replacing, deep}));
    QVERIFY(bench.last->receipt()->isCompleteSuccess());
    Activity *undone = undo(bench, bench.last, bench.decider);
    QVERIFY(undone);

    QStringList binNow = bench.drive->bin();
    for (const ReceiptLine &folder : undone->receipt()->alongside) // made for it, in the bin now, and told
        QVERIFY(folder.entry && binNow.removeOne(folder.item.item.name + u'/'));
    QCOMPARE(binNow, bin);
    if (bench.drive->caps.parentGone == Capabilities::ParentGone::ServiceRecreates)
        return; // the service made the folders, not we: they stay, and nobody claims otherwise
    QCOMPARE(bench.drive->tree(), tree);
}

void TestUndo::leavesWhatChangedSinceUnlessToldOtherwise()
{
    for (const bool isIncluded : {false, true}) {
        RestoreBench bench;
        const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one.txt"), "one");
        const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two.txt"), "two");
        bench.run(bench.request({one, two}));
        bench.drive->writeNow(bench.last->receipt()->lines[1].now->id, "edited since");
        Reviewer reviewer([isIncluded](PlanReview &review) {
            if (review.row(0).verdict != Verdict::Unchanged || !review.row(0).isIncluded)
                qFatal("the first row is unchanged");
            if (review.row(1).verdict != Verdict::Changed || review.row(1).isIncluded)
                qFatal("the second row is changed and left alone");
            review.setIncluded({1}, isIncluded);
            return true;
        });
        Activity *undone = undo(bench, bench.last, reviewer);
        QVERIFY(undone);
        QCOMPARE(reviewer.shown, 1);
        const auto &lines = undone->receipt()->lines;
        QCOMPARE(lines[0].outcome, Outcome::Restored);
        QCOMPARE(lines[1].outcome, isIncluded ? Outcome::Restored : Outcome::Skipped);
        if (!isIncluded)
            QCOMPARE(lines[1].reason, Reason::ChangedSince);
        QCOMPARE(bench.drive->tree(),
            isIncluded ? QStringList() : QStringList({QStringLiteral("/two.txt=edited since")}));
    }
}

void TestUndo::followsWhatWasMoved()
{
    RestoreBench bench;
    const ItemId other = bench.drive->addFolder(bench.root, QStringLiteral("Other"));
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one.txt"), "one");
    const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two.txt"), "two");
    bench.run(bench.request({one, two}));
    bench.drive->moveNow(bench.last->receipt()->lines[0].now->id, other, QStringLiteral("renamed.txt"));
    bench.drive->trashNow(bench.last->receipt()->lines[1].now->id);
    Reviewer reviewer([](PlanReview &review) {
        return review.row(0).verdict == Verdict::Moved && review.row(1).verdict == Verdict::AlreadyGone
            && review.totals().calls == 1;
    });
    Activity *undone = undo(bench, bench.last, reviewer);
    QVERIFY(undone);
    QCOMPARE(undone->receipt()->lines[0].outcome, Outcome::Restored);
    QCOMPARE(undone->receipt()->lines[1].reason, Reason::GoneBefore);
    QCOMPARE(bench.drive->tree(), QStringList({QStringLiteral("/Other/")}));
    QCOMPARE(bench.drive->bin().size(), 2);
}

void TestUndo::foldersMadeForItGoOnlyIfEmpty()
{
    RestoreBench bench;
    const ItemId a = bench.drive->addFolder(bench.root, QStringLiteral("A"));
    const ItemId b = bench.drive->addFolder(bench.root, QStringLiteral("B"));
    const TrashedItem inA = bench.drive->addTrashed(a, QStringLiteral("a.txt"));
    const TrashedItem inB = bench.drive->addTrashed(b, QStringLiteral("b.txt"));
    bench.drive->forgetFolder(a);
    bench.drive->forgetFolder(b);
    bench.decider.alwaysDefault();
    bench.run(bench.request({inA, inB}));
    QVERIFY(bench.last->receipt()->isCompleteSuccess());
    bench.drive->addFile(*bench.drive->find(QStringLiteral("/B")), QStringLiteral("by somebody else.txt"));
    Activity *undone = undo(bench, bench.last, bench.decider);
    QVERIFY(undone);
    QCOMPARE(bench.drive->tree(),
        QStringList({QStringLiteral("/B/"), QStringLiteral("/B/by somebody else.txt=content")}));
    const auto &folders = undone->receipt()->alongside;
    QCOMPARE(folders.size(), size_t(2));
    QCOMPARE(std::count_if(folders.begin(), folders.end(),
                 [](const ReceiptLine &line) { return line.reason == Reason::NotEmpty; }),
        1);
}

void TestUndo::planIsShownAndMayBeGivenUp()
{
    RestoreBench bench;
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one.txt"));
    const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two.txt"));
    bench.run(bench.request({one, two}));
    const QStringList tree = bench.drive->tree();
    Reviewer no([](PlanReview &) { return false; });
    Activity *undone = undo(bench, bench.last, no);
    QVERIFY(undone);
    QCOMPARE(undone->end(), Activity::End::Cancelled);
    QCOMPARE(bench.drive->tree(), tree);
    QVERIFY(bench.last->canUndo()); // nothing was done, so it can be asked for again
    QVERIFY(undo(bench, bench.last, bench.decider));
    QCOMPARE(bench.drive->tree(), QStringList());
    QVERIFY(!bench.last->canUndo());
}

void TestUndo::oneUnchangedItemNeedsNoSecondWord()
{
    RestoreBench bench;
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one.txt"));
    bench.run(bench.request({one}));
    Reviewer reviewer([](PlanReview &) { return false; });
    Activity *undone = undo(bench, bench.last, reviewer);
    QVERIFY(undone);
    QCOMPARE(reviewer.shown, 0);
    QVERIFY(undone->receipt()->isCompleteSuccess());
}

void TestUndo::redoBringsTheUndoneBack()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one.txt"), "one");
    const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("two.txt"), "new");
    bench.decider.then(ScriptedDecider::all(Verb::Replace));
    bench.run(bench.request({one, two}));
    const QStringList tree = bench.drive->tree();
    Activity *undone = undo(bench, bench.last, bench.decider);
    QVERIFY(undone);
    QVERIFY(undone->canUndo());
    Activity *redone = undo(bench, undone, bench.decider);
    QVERIFY(redone);
    QVERIFY(redone->receipt()->isCompleteSuccess());
    QCOMPARE(bench.drive->tree(), tree);
    QVERIFY(redone->canUndo()); // and so on
}

void TestUndo::verificationConfirmsAndTellsWhatIsGone()
{
    RestoreBench bench;
    std::vector<TrashedItem> items;
    for (int i = 0; i < 20; ++i)
        items.push_back(bench.drive->addTrashed(bench.root, QString::number(i)));
    bool isTaken = false;
    bench.drive->before = [&](const FakeProvider::Request &request) {
        const bool isSecondLook = request.verb == QLatin1String("listFolder")
            && bench.drive->count(QStringLiteral("restore")) == 20;
        if (isSecondLook && !std::exchange(isTaken, true)) {
            bench.drive->trashNow(*bench.drive->find(QStringLiteral("/3")));
            bench.drive->moveNow(*bench.drive->find(QStringLiteral("/4")), bench.root, QStringLiteral("four"));
        }
    };
    const Receipt &receipt = bench.run(bench.request(items));
    QVERIFY(isTaken);
    QCOMPARE(std::count_if(receipt.lines.begin(), receipt.lines.end(),
                 [](const ReceiptLine &line) { return line.check == ReceiptLine::Check::Confirmed; }),
        18);
    QCOMPARE(receipt.lines[3].outcome, Outcome::Failed);
    QCOMPARE(receipt.lines[3].error->kind, Error::Kind::Changed);
    QCOMPARE(receipt.lines[4].outcome, Outcome::Restored);
    QCOMPARE(receipt.lines[4].now->name, QStringLiteral("four"));
    QVERIFY(lies(receipt, *bench.drive).isEmpty());
    QVERIFY(bench.drive->count(QStringLiteral("listFolder")) <= 2);
    QVERIFY(bench.drive->count(QStringLiteral("locate")) <= 2);
}

/** The network goes at the i-th request, with or without the effect, stays away for a while, and comes back. */
void TestUndo::outageIsWaitedOutAndNothingIsLost()
{
    for (const bool isDone : {false, true}) {
        for (const int i : {0, 2, 5}) {
            RestoreBench bench;
            std::vector<TrashedItem> items;
            for (int n = 0; n < 5; ++n)
                items.push_back(bench.drive->addTrashed(bench.root, QString::number(n)));
            const QStringList before = contents(*bench.drive);
            int seen = -4; // the planning
            int refused = 0;
            bench.drive->faults
                = [&](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
                const bool isChange = request.verb == QLatin1String("restore");
                if (++seen <= i || refused >= 3)
                    return std::nullopt;
                if (refused++ == 0 && isChange)
                    return FakeProvider::Fault{Error::of(Error::Kind::OutcomeUnknown), isDone};
                if (bench.drive->count(QStringLiteral("restore")) == 0)
                    return std::nullopt; // while planning, an item fails and says so
                return FakeProvider::Fault{Error::of(Error::Kind::Unreachable)};
            };
            const Receipt &receipt = bench.run(bench.request(items));
            QVERIFY(addsUp(receipt, items.size()));
            const QByteArray where = QByteArray::number(i);
            const QStringList told = lies(receipt, *bench.drive);
            QVERIFY2(told.isEmpty(), qPrintable(told.join(u'\n')));
            QVERIFY2(receipt.isCompleteSuccess(), where.constData());
            QCOMPARE(contents(*bench.drive), before);
        }
    }
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
