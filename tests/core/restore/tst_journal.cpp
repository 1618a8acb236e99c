// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journal.h"
#include "core/restore/journalschema.h"
#include "tests/support/jobwait.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

class TestJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatAnEarlierRunLeftOpen();
    void numbersAreNeverGivenTwice();
    void whatWasHandedOverIsWrittenAtTheEnd();
    void stepsOfOneBatchAreReadAsWritten();
    void failedGroupLeavesNothingBehind();
    void newerFileIsRefusedAndLeftAlone();

private:
    static std::unique_ptr<Journal> open(const QString &path)
    {
        auto opened = Journal::open(path);
        return opened ? std::move(opened->journal) : nullptr;
    }
    static BatchBegun batch(qint64 number, int items)
    {
        BatchBegun begun{.batch = number, .kind = Receipt::Kind::Restore, .at = at()};
        for (int i = 0; i < items; ++i) {
            TrashedItem item{.id = ItemId(QString::number(i)), .name = QStringLiteral("item %1").arg(i)};
            begun.items.push_back({{AccountId(QStringLiteral("a")), item}, {}});
        }
        return begun;
    }
    static StepIntended step(qint64 number, qint64 batch)
    {
        return {.step = number, .batch = batch, .position = 0, .account = AccountId(QStringLiteral("a")), .at = at()};
    }
    static QDateTime at() { return QDateTime::fromMSecsSinceEpoch(1'770'000'000'000, Qt::UTC); }
    QString path() const
    {
        return m_folder.filePath(QStringLiteral("%1.db").arg(QLatin1String(QTest::currentTestFunction())));
    }

    QTemporaryDir m_folder;
};

void TestJournal::tellsWhatAnEarlierRunLeftOpen()
{
    {
        auto journal = open(path());
        QVERIFY(journal->unfinished().empty());
        const qint64 done = journal->newBatchNumber();
        QVERIFY(waitFor(journal->write(batch(done, 2))));
        journal->note(BatchEnded{done, false, at()});
        const qint64 open = journal->newBatchNumber();
        journal->note(batch(open, 3));
        ItemEnded ended{open, 1, {}};
        journal->note(std::move(ended));
        const qint64 sent = journal->newStepNumber();
        journal->note(step(sent, open));
        const qint64 replied = journal->newStepNumber();
        journal->note(step(replied, open));
        journal->note(StepEnded{replied, StepEnded::State::Done, {}, at()});
    }
    auto journal = open(path());
    QCOMPARE(journal->unfinished().size(), size_t(1));
    const Journal::Unfinished &left = journal->unfinished().front();
    QCOMPARE(left.items, 3);
    QCOMPARE(left.openItems, 2);
    QCOMPARE(left.openSteps, 1);
    QCOMPARE(left.kind, Receipt::Kind::Restore);
    QCOMPARE(left.startedAt, at());
}

void TestJournal::numbersAreNeverGivenTwice()
{
    qint64 lastBatch = 0;
    qint64 lastStep = 0;
    for (int run = 0; run < 3; ++run) {
        auto journal = open(path());
        const qint64 number = journal->newBatchNumber();
        QVERIFY(number > lastBatch);
        QVERIFY(waitFor(journal->write(batch(number, 1))));
        lastBatch = number;
        const qint64 stepNumber = journal->newStepNumber();
        QVERIFY(stepNumber > lastStep);
        QVERIFY(waitFor(journal->write(step(stepNumber, number))));
        lastStep = stepNumber;
    }
}

void TestJournal::whatWasHandedOverIsWrittenAtTheEnd()
{
    {
        auto journal = open(path());
        for (int i = 0; i < 100; ++i)
            journal->note(batch(journal->newBatchNumber(), 1));
    }
    QCOMPARE(open(path())->unfinished().size(), size_t(100));
}

void TestJournal::stepsOfOneBatchAreReadAsWritten()
{
    {
        auto journal = open(path());
        const qint64 number = journal->newBatchNumber();
        journal->note(batch(number, 1));
        StepIntended intended = step(journal->newStepNumber(), number);
        intended.kind = StepIntended::Kind::Move;
        intended.arguments.insert(QStringLiteral("name"), QStringLiteral("žluť.txt"));
        journal->note(intended);
        journal->note(StepEnded{intended.step, StepEnded::State::Unknown, {}, at()});
    }
    auto database = Database::open(path(), journalMigrations(), Database::Durability::Full);
    QVERIFY(database);
    auto row = database->database->prepare("SELECT kind, arguments, state, ended_at FROM steps");
    QVERIFY(row.step().value_or(false));
    QCOMPARE(row.text(0), QStringLiteral("move"));
    QCOMPARE(row.text(1), QStringLiteral("{\"name\":\"žluť.txt\"}"));
    QCOMPARE(row.text(2), QStringLiteral("unknown"));
    QCOMPARE(row.integer(3), at().toMSecsSinceEpoch());
}

void TestJournal::failedGroupLeavesNothingBehind()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("not written")));
    {
        auto journal = open(path());
        journal->failAccess(3);
        const auto written = waitFor(journal->write(batch(journal->newBatchNumber(), 5)));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Storage);
        QVERIFY(waitFor(journal->write(batch(journal->newBatchNumber(), 2))));
    }
    auto journal = open(path());
    QCOMPARE(journal->unfinished().size(), size_t(1));
    QCOMPARE(journal->unfinished().front().items, 2);
}

void TestJournal::newerFileIsRefusedAndLeftAlone()
{
    {
        Database::Migrations newer = journalMigrations();
        newer.push_back("CREATE TABLE later (id INTEGER)");
        QVERIFY(Database::open(path(), newer, Database::Durability::Full));
    }
    const auto opened = Journal::open(path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
