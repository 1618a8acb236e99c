// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/restore/restorebench.h"

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

QTEST_GUILESS_MAIN(TestRestoreService)
#include "tst_restoreservice.moc"
