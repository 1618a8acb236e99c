// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/restore/restorebench.h"
#include "tests/support/jobwait.h"

#include <QSignalSpy>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Reason = ReceiptLine::Reason;
using Shape = FakeProvider::Shape;
using Verb = ConflictChoice::Verb;

class TestRestoreService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void restoresInPlaceWithoutAQuestion_data() { shapes(); }
    void restoresInPlaceWithoutAQuestion();
    void takenNameIsAskedOnceAndBothAreKept_data() { shapes(); }
    void takenNameIsAskedOnceAndBothAreKept();
    void missingFolderIsMadeAgainOnceForAll_data() { shapes(); }
    void missingFolderIsMadeAgainOnceForAll();
    void goesToTheChosenFolder_data() { shapes(); }
    void goesToTheChosenFolder();
    void sameContentAtThePlaceIsAlreadyThere();
    void twoOfOneNameNeverCollide();
    void replacedFileGoesToTheBinAndTheReceiptTells();
    void replacedFileComesBackIfTheRestoreFails();
    void failedMoveTellsWhereTheItemIsNow();
    void retryOfAFailedMoveOnlyMoves();
    void nameTakenMeanwhileIsAskedLate();
    void trashedFolderCanComeBackFirst();
    void cancelledQuestionMovesNothing();
    void nobodyIsAskedAboutAnOriginThatIsUnknownTwice();
    void undoTakesEverythingBack();
    void smallRequestOvertakesALargeOne();
    void neverMoreAtOnceThanTheServiceAllows();
    void deadTokenHoldsOnlyItsOwnAccount();
    void silentRenameIsTold();
    void goneAndRestoredByOthersIsSkipped();
    void purgeDeletesForGood();
    void forecastTellsWithoutChanging();
    void pausedActivityStartsNothing();

private:
    static void shapes()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("box") << Shape::Box;
        QTest::newRow("onedrive personal") << Shape::OneDrivePersonal;
        QTest::newRow("onedrive work") << Shape::OneDriveWork;
        QTest::newRow("yandex") << Shape::Yandex;
        QTest::newRow("local") << Shape::Local;
    }
};

void TestRestoreService::restoresInPlaceWithoutAQuestion()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const ItemId folder = bench.drive->addFolder(bench.root, QStringLiteral("Reports"));
    const TrashedItem one = bench.drive->addTrashed(folder, QStringLiteral("one.txt"));
    const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two.txt"));
    QSignalSpy left(bench.service.get(), &RestoreService::leftBin);

    const Receipt &receipt = bench.run(bench.request({one, two}));

    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.drive->tree(),
        QStringList({QStringLiteral("/Reports/"), QStringLiteral("/Reports/one.txt=content"),
            QStringLiteral("/two.txt=content")}));
    QCOMPARE(bench.drive->bin(), QStringList());
    QCOMPARE(receipt.lines[0].nowPath, QStringLiteral("/Reports"));
    QCOMPARE(receipt.lines[1].nowPath, QStringLiteral("/"));
    QCOMPARE(bench.decider.asked(), 0);
    QCOMPARE(bench.drive->changes(), 2);
    QCOMPARE(left.count(), 1);
}

void TestRestoreService::takenNameIsAskedOnceAndBothAreKept()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const TrashedItem old = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    const TrashedItem older = bench.drive->addTrashed(bench.root, QStringLiteral("b.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    bench.drive->addFile(bench.root, QStringLiteral("b.txt"), "new");
    bench.decider.then([](const Question &question) { return defaultAnswer(question); });

    const Receipt &receipt = bench.run(bench.request({old, older}));

    QCOMPARE(bench.decider.asked(), 1);
    QCOMPARE(bench.decider.questions[0].conflicts.size(), size_t(2));
    if (!bench.drive->caps.canRenameWhileRestoring) { // the name at home is needed first, so it can only be skipped
        QCOMPARE(receipt.count(Outcome::Skipped), 2);
        QCOMPARE(bench.drive->changes(), 0);
        return;
    }
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.drive->tree(),
        QStringList({QStringLiteral("/a (2).txt=old"), QStringLiteral("/a.txt=new"), QStringLiteral("/b (2).txt=old"),
            QStringLiteral("/b.txt=new")}));
    QVERIFY(receipt.lines[0].isRenamed);
}

void TestRestoreService::missingFolderIsMadeAgainOnceForAll()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const ItemId above = bench.drive->addFolder(bench.root, QStringLiteral("A"));
    const ItemId folder = bench.drive->addFolder(above, QStringLiteral("B"));
    std::vector<TrashedItem> items;
    for (int i = 0; i < 5; ++i)
        items.push_back(bench.drive->addTrashed(folder, QStringLiteral("f%1").arg(i)));
    // Gone for good, while the entries stay: they lie in the bin by themselves.
    bench.drive->forgetFolder(folder);
    bench.decider.then(ScriptedDecider::all(Verb::Skip, ParentChoice::Verb::Recreate));

    const Receipt &receipt = bench.run(bench.request(items));

    QCOMPARE(bench.decider.asked(), 1);
    QCOMPARE(bench.decider.questions[0].missingParents.size(), size_t(1));
    QCOMPARE(bench.decider.questions[0].missingParents[0].items.size(), size_t(5));
    QCOMPARE(bench.decider.questions[0].missingParents[0].path, QStringLiteral("/A/B"));
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.drive->tree().filter(QStringLiteral("/A/B/f")).size(), 5);
    QVERIFY(bench.drive->count(QStringLiteral("createFolder")) <= 1);
}

void TestRestoreService::goesToTheChosenFolder()
{
    QFETCH(Shape, shape);
    RestoreBench bench(shape);
    const ItemId home = bench.drive->addFolder(bench.root, QStringLiteral("Home"));
    const ItemId chosen = bench.drive->addFolder(bench.root, QStringLiteral("Chosen"));
    const TrashedItem item = bench.drive->addTrashed(home, QStringLiteral("a.txt"));

    const Receipt &receipt = bench.run(bench.request({item}, chosen));

    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.drive->tree(),
        QStringList({QStringLiteral("/Chosen/"), QStringLiteral("/Chosen/a.txt=content"), QStringLiteral("/Home/")}));
    QCOMPARE(receipt.lines[0].nowPath, QStringLiteral("/Chosen"));
}

void TestRestoreService::sameContentAtThePlaceIsAlreadyThere()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "same");
    bench.drive->addFile(bench.root, QStringLiteral("A.TXT"), "same");
    const Receipt &receipt = bench.run(bench.request({item}));
    QCOMPARE(receipt.lines[0].reason, Reason::AlreadyThere);
    QCOMPARE(bench.drive->changes(), 0);
    QCOMPARE(bench.decider.asked(), 0);
}

void TestRestoreService::twoOfOneNameNeverCollide()
{
    RestoreBench bench;
    const TrashedItem older = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "older");
    const TrashedItem newer = bench.drive->addTrashed(bench.root, QStringLiteral("A.txt"), "newer");
    bench.decider.then([](const Question &question) { return defaultAnswer(question); });
    const Receipt &receipt = bench.run(bench.request({older, newer}));
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.decider.questions[0].conflicts.size(), size_t(1));
    QVERIFY(!bench.decider.questions[0].conflicts[0].inTheWay);
    QVERIFY(!bench.decider.questions[0].conflicts[0].canReplace);
    QCOMPARE(bench.drive->tree(), QStringList({QStringLiteral("/A.txt=newer"), QStringLiteral("/a (2).txt=older")}));
}

void TestRestoreService::replacedFileGoesToTheBinAndTheReceiptTells()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    bench.decider.then(ScriptedDecider::all(Verb::Replace));
    QSignalSpy entered(bench.service.get(), &RestoreService::enteredBin);
    const Receipt &receipt = bench.run(bench.request({item}));
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.drive->tree(), QStringList({QStringLiteral("/a.txt=old")}));
    QCOMPARE(bench.drive->bin(), QStringList({QStringLiteral("a.txt=new")}));
    QVERIFY(receipt.lines[0].replacedEntry);
    QCOMPARE(entered.count(), 1);
}

void TestRestoreService::replacedFileComesBackIfTheRestoreFails()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    bench.decider.then(ScriptedDecider::all(Verb::Replace));
    bench.drive->faults = [&item](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb != QLatin1String("restore") || request.item != item.id)
            return std::nullopt;
        return FakeProvider::Fault{Error::of(Error::Kind::NoRoom)};
    };
    const Receipt &receipt = bench.run(bench.request({item}));
    QCOMPARE(receipt.lines[0].outcome, Outcome::Failed);
    QCOMPARE(receipt.lines[0].error->kind, Error::Kind::NoRoom);
    QVERIFY(receipt.lines[0].replaced && !receipt.lines[0].replacedEntry);
    QCOMPARE(bench.drive->tree(), QStringList({QStringLiteral("/a.txt=new")}));
    QCOMPARE(bench.drive->bin(), QStringList({QStringLiteral("a.txt=old")}));
}

void TestRestoreService::failedMoveTellsWhereTheItemIsNow()
{
    RestoreBench bench;
    const ItemId home = bench.drive->addFolder(bench.root, QStringLiteral("Home"));
    const ItemId chosen = bench.drive->addFolder(bench.root, QStringLiteral("Chosen"));
    const TrashedItem item = bench.drive->addTrashed(home, QStringLiteral("a.txt"));
    bench.drive->caps.canTrash = false;
    bench.drive->faults = [](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb != QLatin1String("move"))
            return std::nullopt;
        return FakeProvider::Fault{Error::of(Error::Kind::Forbidden)};
    };
    const Receipt &receipt = bench.run(bench.request({item}, chosen));
    const ReceiptLine &line = receipt.lines[0];
    QCOMPARE(line.outcome, Outcome::Failed);
    QCOMPARE(line.error->kind, Error::Kind::Forbidden);
    QVERIFY(line.now);
    QCOMPARE(line.now->parent, home);
    QCOMPARE(line.nowPath, QStringLiteral("/Home"));
    QVERIFY(!bench.last->canUndo());
}

void TestRestoreService::retryOfAFailedMoveOnlyMoves()
{
    RestoreBench bench;
    const ItemId home = bench.drive->addFolder(bench.root, QStringLiteral("Home"));
    const ItemId chosen = bench.drive->addFolder(bench.root, QStringLiteral("Chosen"));
    const TrashedItem item = bench.drive->addTrashed(home, QStringLiteral("a.txt"));
    bool isRefusing = true;
    bench.drive->faults = [&](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb != QLatin1String("move") || !isRefusing)
            return std::nullopt;
        return FakeProvider::Fault{Error::of(Error::Kind::Forbidden)};
    };
    bench.run(bench.request({item}, chosen));
    isRefusing = false;
    Activity *again = bench.service->retryFailed(bench.last, bench.decider);
    QVERIFY(again && RestoreBench::waitFor(again));
    QVERIFY(again->receipt()->isCompleteSuccess());
    QVERIFY(bench.drive->find(QStringLiteral("/Chosen/a.txt")));
    QCOMPARE(bench.drive->count(QStringLiteral("restore")), 1);
    QVERIFY(!bench.service->retryFailed(again, bench.decider));
}

void TestRestoreService::nameTakenMeanwhileIsAskedLate()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    const TrashedItem other = bench.drive->addTrashed(bench.root, QStringLiteral("b.txt"), "b");
    bench.drive->before = [&](const FakeProvider::Request &request) {
        if (request.verb == QLatin1String("restore") && !bench.drive->find(QStringLiteral("/a.txt")))
            bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "sudden");
    };
    bench.decider.then([](const Question &question) { return defaultAnswer(question); });
    const Receipt &receipt = bench.run(bench.request({item, other}));
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(bench.decider.asked(), 1);
    QVERIFY(bench.decider.questions[0].isLate);
    QCOMPARE(bench.decider.questions[0].conflicts.size(), size_t(1));
    QVERIFY(bench.decider.questions[0].conflicts[0].inTheWay);
    QVERIFY(bench.drive->find(QStringLiteral("/a (2).txt")));
}

void TestRestoreService::trashedFolderCanComeBackFirst()
{
    RestoreBench bench;
    const ItemId folder = bench.drive->addFolder(bench.root, QStringLiteral("Album"));
    const TrashedItem item = bench.drive->addTrashed(folder, QStringLiteral("a.jpg"));
    bench.drive->trashNow(folder);
    bench.decider.then(ScriptedDecider::all(Verb::Skip, ParentChoice::Verb::RestoreParent));
    const Receipt &receipt = bench.run(bench.request({item}));
    QVERIFY(bench.decider.questions[0].missingParents[0].canRestoreParent);
    QVERIFY(receipt.isCompleteSuccess());
    QVERIFY(bench.drive->find(QStringLiteral("/Album/a.jpg")));
    QCOMPARE(receipt.lines.size(), size_t(1));
    QCOMPARE(receipt.alongside.size(), size_t(1));
    QCOMPARE(receipt.alongside[0].outcome, Outcome::Restored);
}

void TestRestoreService::cancelledQuestionMovesNothing()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    const TrashedItem other = bench.drive->addTrashed(bench.root, QStringLiteral("b.txt"), "b");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    bench.decider.thenCancel();
    const Receipt &receipt = bench.run(bench.request({item, other}));
    QCOMPARE(bench.last->end(), Activity::End::Cancelled);
    QCOMPARE(bench.drive->changes(), 0);
    QVERIFY(addsUp(receipt, 2));
    QCOMPARE(receipt.lines[1].reason, Reason::Cancelled);
}

void TestRestoreService::nobodyIsAskedAboutAnOriginThatIsUnknownTwice()
{
    RestoreBench bench(Shape::Local);
    const ItemId chosen = bench.drive->addFolder(bench.root, QStringLiteral("Chosen"));
    TrashedItem homeless = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"));
    homeless.restorability = Restorability::ChosenFolderOnly;
    homeless.remark = Remark::OriginUnknown;
    TrashedItem hollow = bench.drive->addTrashed(bench.root, QStringLiteral("b.txt"));
    hollow.restorability = Restorability::CleanUpOnly;
    bench.decider.then([chosen](const Question &question) -> Result<Answer> {
        Answer answer;
        for (const MissingParent &row : question.missingParents) {
            if (!row.isOriginUnknown || row.remark != Remark::OriginUnknown)
                return failure(Error::Kind::Internal);
            answer.missingParents.push_back({ParentChoice::Verb::OtherFolder, chosen, QStringLiteral("/Chosen")});
        }
        return answer;
    });
    const Receipt &receipt = bench.run(bench.request({homeless, hollow}));
    QCOMPARE(bench.decider.asked(), 1);
    QCOMPARE(receipt.lines[0].outcome, Outcome::Restored);
    QCOMPARE(receipt.lines[1].error->kind, Error::Kind::Unsupported);
    QVERIFY(bench.drive->find(QStringLiteral("/Chosen/a.txt")));
}

void TestRestoreService::undoTakesEverythingBack()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    const ItemId folder = bench.drive->addFolder(bench.root, QStringLiteral("F"));
    const TrashedItem inside = bench.drive->addTrashed(folder, QStringLiteral("in.txt"));
    const TrashedItem album = bench.drive->trashNow(folder);
    const QStringList tree = bench.drive->tree();
    const QStringList bin = bench.drive->bin();
    bench.decider.then(ScriptedDecider::all(Verb::Replace));
    QVERIFY(bench.run(bench.request({inside, item, album})).isCompleteSuccess());
    QVERIFY(bench.last->canUndo());

    Activity *undo = bench.service->undo(bench.last);
    QVERIFY(undo && RestoreBench::waitFor(undo));

    QCOMPARE(undo->kind(), Receipt::Kind::Undo);
    QVERIFY(undo->receipt()->isCompleteSuccess());
    QCOMPARE(bench.drive->tree(), tree);
    QCOMPARE(bench.drive->bin(), bin);
    QVERIFY(!bench.last->canUndo());
    QVERIFY(!bench.service->undo(bench.last));
}

void TestRestoreService::smallRequestOvertakesALargeOne()
{
    RestoreBench bench;
    bench.drive->caps.requestsAtOnce = 1;
    std::vector<TrashedItem> many;
    for (int i = 0; i < 50; ++i)
        many.push_back(bench.drive->addTrashed(bench.root, QStringLiteral("many%1").arg(i)));
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one"));
    Activity *large = bench.service->restore(bench.request(many), bench.decider);
    Activity *small = nullptr;
    qint64 largeDone = -1;
    bench.drive->before = [&](const FakeProvider::Request &request) {
        if (request.verb == QLatin1String("restore") && !small) {
            small = bench.service->restore(bench.request({one}), bench.decider);
            connect(small, &Activity::finished, small, [&] { largeDone = large->progress().doneItems; });
        }
    };
    QVERIFY(RestoreBench::waitFor(large));
    QVERIFY(small && small->receipt()->isCompleteSuccess());
    QVERIFY2(largeDone >= 0 && largeDone < 25, qPrintable(QString::number(largeDone)));
}

void TestRestoreService::neverMoreAtOnceThanTheServiceAllows()
{
    RestoreBench bench;
    bench.drive->caps.requestsAtOnce = 3;
    std::vector<TrashedItem> items;
    for (int i = 0; i < 30; ++i)
        items.push_back(bench.drive->addTrashed(bench.root, QStringLiteral("f%1").arg(i)));
    Activity *first = bench.service->restore(bench.request({items.begin(), items.begin() + 20}), bench.decider);
    Activity *second = bench.service->restore(bench.request({items.begin() + 20, items.end()}), bench.decider);
    QVERIFY(RestoreBench::waitFor(first));
    QVERIFY(RestoreBench::waitFor(second));
    QCOMPARE(bench.drive->mostAtOnce, 3);
    QVERIFY(bench.drive->count(QStringLiteral("listFolder")) <= 4); // each to plan, and to look again
    QCOMPARE(bench.drive->count(QStringLiteral("findChild")), 0);
}

void TestRestoreService::deadTokenHoldsOnlyItsOwnAccount()
{
    RestoreBench bench;
    const AccountId other(QStringLiteral("b"));
    FakeProvider *elsewhere = bench.addAccount(other, Shape::Local);
    RestoreRequest request;
    for (int i = 0; i < 20; ++i) {
        const QString name = QStringLiteral("f%1").arg(i);
        request.items.push_back({bench.account, bench.drive->addTrashed(bench.root, name)});
        request.items.push_back({other, elsewhere->addTrashed(bench.root, name)});
    }
    bench.drive->faults = [](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb != QLatin1String("restore"))
            return std::nullopt;
        return FakeProvider::Fault{Error::of(Error::Kind::SignInNeeded)};
    };
    const Receipt &receipt = bench.run(std::move(request));
    QCOMPARE(receipt.count(Outcome::Restored), 20);
    QCOMPARE(receipt.count(Outcome::Failed), 20);
    QVERIFY(bench.drive->count(QStringLiteral("restore")) <= bench.drive->caps.requestsAtOnce);
}

void TestRestoreService::silentRenameIsTold()
{
    RestoreBench bench(Shape::Yandex);
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    bench.drive->before = [&](const FakeProvider::Request &request) {
        if (request.verb == QLatin1String("restore"))
            bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "sudden");
    };
    const Receipt &receipt = bench.run(bench.request({item}));
    QCOMPARE(receipt.lines[0].outcome, Outcome::Restored);
    QVERIFY(receipt.lines[0].isRenamed);
    QCOMPARE(receipt.lines[0].now->name, QStringLiteral("a.txt (1)"));
}

void TestRestoreService::goneAndRestoredByOthersIsSkipped()
{
    RestoreBench bench;
    const TrashedItem gone = bench.drive->addTrashed(bench.root, QStringLiteral("gone.txt"));
    const TrashedItem back = bench.drive->addTrashed(bench.root, QStringLiteral("back.txt"));
    bool isDone = false;
    bench.drive->before = [&](const FakeProvider::Request &request) {
        if (request.verb != QLatin1String("restore") || std::exchange(isDone, true))
            return;
        bench.drive->purgeNow(gone.id);
        bench.drive->restoreNow(back.id);
    };
    const Receipt &receipt = bench.run(bench.request({gone, back}));
    QCOMPARE(receipt.lines[0].reason, Reason::GoneBefore);
    QCOMPARE(receipt.lines[1].reason, Reason::AlreadyThere);
    QVERIFY(receipt.lines[1].now);
    QVERIFY(addsUp(receipt, 2));
}

void TestRestoreService::purgeDeletesForGood()
{
    RestoreBench bench;
    const TrashedItem one = bench.drive->addTrashed(bench.root, QStringLiteral("one"));
    const TrashedItem two = bench.drive->addTrashed(bench.root, QStringLiteral("two"));
    QSignalSpy left(bench.service.get(), &RestoreService::leftBin);
    bench.drive->failRequest(1, {Error::of(Error::Kind::OutcomeUnknown), true});
    Activity *purge = bench.service->purge({{{bench.account, one}, {bench.account, two}}});
    QVERIFY(RestoreBench::waitFor(purge));
    QVERIFY(purge->receipt()->isCompleteSuccess());
    QCOMPARE(bench.drive->bin(), QStringList());
    QVERIFY(!purge->canUndo());
    QCOMPARE(bench.drive->count(QStringLiteral("purge")), 2);
    QVERIFY(left.count() >= 1);
}

void TestRestoreService::forecastTellsWithoutChanging()
{
    RestoreBench bench;
    const TrashedItem free = bench.drive->addTrashed(bench.root, QStringLiteral("free.txt"));
    const TrashedItem taken = bench.drive->addTrashed(bench.root, QStringLiteral("taken.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("taken.txt"), "new");
    const ItemId folder = bench.drive->addFolder(bench.root, QStringLiteral("F"));
    const TrashedItem orphan = bench.drive->addTrashed(folder, QStringLiteral("orphan.txt"));
    bench.drive->trashNow(folder);
    const auto kindOf = [&bench](const TrashedItem &item) {
        const auto forecast = waitFor(bench.service->forecast({bench.account, item}));
        return forecast ? forecast->kind : Forecast::Kind::Unknown;
    };
    QCOMPARE(kindOf(free), Forecast::Kind::InPlace);
    QCOMPARE(kindOf(taken), Forecast::Kind::NameTaken);
    QCOMPARE(kindOf(orphan), Forecast::Kind::ParentTrashed);
    QCOMPARE(bench.drive->changes(), 0);
}

void TestRestoreService::pausedActivityStartsNothing()
{
    RestoreBench bench;
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"));
    Activity *activity = bench.service->restore(bench.request({item}), bench.decider);
    activity->setPaused(true);
    QTRY_COMPARE(activity->state(), Activity::State::Running);
    QCoreApplication::processEvents();
    QCOMPARE(bench.drive->changes(), 0);
    activity->setPaused(false);
    QVERIFY(RestoreBench::waitFor(activity));
    QVERIFY(activity->receipt()->isCompleteSuccess());
    bench.service->dismiss(activity);
    QVERIFY(bench.service->activities().empty());
}

QTEST_GUILESS_MAIN(TestRestoreService)
#include "tst_restoreservice.moc"
