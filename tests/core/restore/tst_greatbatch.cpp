// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/restore/restorebench.h"
#include "tests/support/jobwait.h"

#include <QLoggingCategory>
#include <QTemporaryDir>

using namespace Unbin;

/** Batches so great that the journal hears of them in parts: begun whole, or not at all. */
class TestGreatBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isBegunInPartsAndReadAsOne();
    void aPartThatCanNotBeWrittenUndoesTheBeginning_data();
    void aPartThatCanNotBeWrittenUndoesTheBeginning();
    void deathBetweenPartsLeavesNothingToGoOnWith();

private:
    static constexpr int kItems = 8'500; // three parts

    struct Scene {
        Scene()
        {
            bench.drive->isLogging = false;
            bench.drive->caps.requestsAtOnce = 64;
            bench.service.reset();
            open();
            const ItemId folder = bench.drive->addFolder(bench.root, QStringLiteral("folder"));
            std::vector<TrashedItem> items;
            for (int i = 0; i < kItems; ++i)
                items.push_back(bench.drive->addTrashed(folder, QStringLiteral("item %1").arg(i)));
            request = bench.request(items);
        }
        void open()
        {
            bench.journal = std::move(Journal::open(folder.filePath(QStringLiteral("journal.db")))->journal);
            bench.service = std::make_unique<RestoreService>(bench.providers, *bench.journal, bench.clock);
        }
        /** Cancelled as soon as the beginning is written: how it goes on is other tests' matter. */
        Receipt runBriefly()
        {
            Activity *activity = bench.service->restore(request, bench.decider);
            QObject::connect(activity, &Activity::changed, activity, [activity] {
                if (activity->state() == Activity::State::Running)
                    activity->cancel();
            });
            return RestoreBench::waitFor(activity) ? *activity->receipt() : Receipt();
        }
        void close()
        {
            bench.service.reset();
            bench.journal.reset();
        }

        QTemporaryDir folder;
        RestoreBench bench;
        RestoreRequest request;
    };
    static bool isForgotten(Scene &scene)
    {
        scene.close();
        scene.open();
        const auto history = waitFor(scene.bench.journal->history(10));
        return scene.bench.journal->unfinished().empty() && history && history->empty();
    }
};

void TestGreatBatch::isBegunInPartsAndReadAsOne()
{
    Scene scene;
    const Receipt receipt = scene.runBriefly();
    QCOMPARE(receipt.lines.size(), size_t(kItems));
    scene.close();
    scene.open();
    QVERIFY(scene.bench.journal->unfinished().empty());
    const auto record = waitFor(scene.bench.journal->read(receipt.batch));
    QVERIFY(record);
    QCOMPARE(record->items.size(), size_t(kItems));
    QCOMPARE(record->asked, qint64(kItems));
    for (size_t i = 0; i < size_t(kItems); ++i)
        QCOMPARE(record->items[i].line.item.item.id, receipt.lines[i].item.item.id);
}

void TestGreatBatch::aPartThatCanNotBeWrittenUndoesTheBeginning_data()
{
    QTest::addColumn<int>("access");
    QTest::newRow("in the first part") << 20;
    QTest::newRow("in the second part") << 6'000;
    QTest::newRow("in the last part") << 8'400;
    QTest::newRow("the last word") << kItems + 8;
}

void TestGreatBatch::aPartThatCanNotBeWrittenUndoesTheBeginning()
{
    QFETCH(int, access);
    QLoggingCategory::setFilterRules(QStringLiteral("unbin.journal.warning=false"));
    Scene scene;
    const QStringList before = scene.bench.drive->tree();
    scene.bench.journal->failAccess(access);
    const Receipt receipt = scene.bench.run(scene.request);
    QCOMPARE(receipt.count(ReceiptLine::Outcome::Failed), qint64(kItems));
    QVERIFY(std::all_of(receipt.lines.begin(), receipt.lines.end(),
        [](const ReceiptLine &line) { return line.error && line.error->kind == Error::Kind::Storage; }));
    QCOMPARE(scene.bench.drive->tree(), before);
    QVERIFY(isForgotten(scene));
}

void TestGreatBatch::deathBetweenPartsLeavesNothingToGoOnWith()
{
    for (const int deadAfter : {1, 2, 3, 4}) { // commits of the beginning; the fourth is its last word
        Scene scene;
        const QString path = scene.folder.filePath(QStringLiteral("journal.db"));
        const QString left = scene.folder.filePath(QStringLiteral("left.db"));
        int instants = 0; // the writer's: two for each commit
        scene.bench.journal->setProbe([&] {
            if (++instants != 2 * deadAfter)
                return;
            for (const QString &part : {QString(), QStringLiteral("-wal")})
                QFile::copy(path + part, left + part);
        });
        const qint64 batch = scene.runBriefly().batch;
        scene.close();
        auto opened = Journal::open(left);
        QVERIFY(opened && opened->damagedFileMovedTo.isEmpty());
        const auto &unfinished = opened->journal->unfinished();
        QCOMPARE(unfinished.size(), size_t(deadAfter == 4));
        if (deadAfter == 4)
            QCOMPARE(unfinished.front().openItems, qint64(kItems));
        const auto history = waitFor(opened->journal->history(10));
        QVERIFY(history && history->empty());
        QVERIFY(opened->journal->newBatchNumber() >= batch + (deadAfter == 4));
    }
}

QTEST_GUILESS_MAIN(TestGreatBatch)
#include "tst_greatbatch.moc"
