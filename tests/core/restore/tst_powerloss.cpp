// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/restore/resumedrill.h"
#include "tests/support/jobwait.h"

#include <QFile>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Shape = FakeProvider::Shape;
using State = Activity::State;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/** The journal as the disk holds it when the power goes: what is in the files, without the orderly end. */
struct DiskImage {
    explicit DiskImage(const QString &path)
        : path(path)
        , database(bytesOf(path))
        , log(bytesOf(path + QStringLiteral("-wal")))
    { }
    bool putBack() const
    {
        QFile::remove(path + QStringLiteral("-shm"));
        return write(path, database) && write(path + QStringLiteral("-wal"), log);
    }

    QString path;
    QByteArray database;
    QByteArray log;
};

/** Where ids are places, what was restored without a trace looks like a copy that stands there: it is told as one. */
QStringList liesButForCopies(Receipt receipt, const FakeProvider &drive)
{
    std::erase_if(receipt.lines, [&drive](const ReceiptLine &line) {
        return line.reason == ReceiptLine::Reason::AlreadyThere && !drive.isInBin(line.item.item.id);
    });
    return lies(receipt, drive);
}

enum class Loss {
    Lost, ///< the disk said that it had written what it had not
    Torn, ///< the last write is there in part, and nonsense for the rest
};

} // namespace

/** Power goes while a restore runs, and takes some of the journal along: more than a disk that keeps its word ever would. */
class TestPowerLoss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lostWritesLoseNoItem_data();
    void lostWritesLoseNoItem();
    void tornTailCostsNothingThatWasWritten();
};

void TestPowerLoss::lostWritesLoseNoItem_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<Loss>("loss");
    QTest::newRow("box, lost") << Shape::Box << Loss::Lost;
    QTest::newRow("box, torn") << Shape::Box << Loss::Torn;
    QTest::newRow("onedrive work, lost") << Shape::OneDriveWork << Loss::Lost;
    QTest::newRow("yandex, torn") << Shape::Yandex << Loss::Torn;
    QTest::newRow("local, lost") << Shape::Local << Loss::Lost;
}

void TestPowerLoss::lostWritesLoseNoItem()
{
    QFETCH(Shape, shape);
    QFETCH(Loss, loss);
    constexpr int kCuts = 6;
    int resumed = 0;
    for (int request = 10; request < 26; request += 5) {
        for (int cut = 0; cut < kCuts; ++cut) {
            ResumeDrill drill(shape);
            if (!drill.runUntilDeath(request, true, [&drill] { return drill.begin(); }))
                break;
            (void)waitFor(drill.bench.journal->history(1)); // what was noted is on its way
            DiskImage image(drill.journalPath());
            drill.bench.service.reset();
            drill.bench.journal.reset();
            const qsizetype kept = image.log.size() * cut / kCuts;
            if (loss == Loss::Torn)
                image.log.replace(kept, image.log.size() - kept, QByteArray(image.log.size() - kept, char(0xa5)));
            else
                image.log.truncate(kept);
            QVERIFY(image.putBack());

            const QByteArray where = QByteArray::number(request) + ", kept " + QByteArray::number(kept);
            Activity *ended = drill.takeUp();
            if (!ended) { // even its beginning is lost: then nothing is promised, and nothing was harmed
                QCOMPARE(contents(*drill.bench.drive), drill.before);
                continue;
            }
            if (ended->state() == State::Interrupted) {
                ended = drill.bench.service->goOn(ended, drill.bench.decider);
                ++resumed;
            }
            QVERIFY2(RestoreBench::waitFor(ended), where.constData());
            QVERIFY2(addsUp(*ended->receipt(), drill.items.size()), where.constData());
            const QStringList told = liesButForCopies(*ended->receipt(), *drill.bench.drive);
            QVERIFY2(told.isEmpty(), (where + '\n' + told.join(u'\n').toUtf8()).constData());
            QCOMPARE(contents(*drill.bench.drive), drill.before);
            QVERIFY2(ended->receipt()->count(Outcome::Failed) == 0, where.constData());
        }
    }
    QVERIFY(resumed > 1);
}

/** What had not been confirmed yet may be there in part; all that had been is read as if nothing had happened. */
void TestPowerLoss::tornTailCostsNothingThatWasWritten()
{
    for (const qsizetype garbage : {1, 24, 4096, 4120, 9000}) {
        ResumeDrill drill(Shape::Box);
        QVERIFY(drill.runUntilDeath(20, true, [&drill] { return drill.begin(); }));
        (void)waitFor(drill.bench.journal->history(1));
        const auto unfinished = [&drill] {
            auto journal = std::move(Journal::open(drill.journalPath())->journal);
            const auto open = journal->unfinished();
            return open.empty() ? std::nullopt : std::optional(waitFor(journal->read(open.front().batch)));
        };
        DiskImage image(drill.journalPath());
        drill.bench.service.reset();
        drill.bench.journal.reset();
        QVERIFY(image.putBack());
        const auto whole = unfinished();
        image.log.append(QByteArray(garbage, char(0x5a)));
        QVERIFY(image.putBack());
        const auto torn = unfinished();
        QVERIFY(whole && *whole && torn && *torn);
        QCOMPARE((*torn)->steps.size(), (*whole)->steps.size());
        QVERIFY(!(*torn)->steps.empty());
        for (size_t i = 0; i < (*torn)->steps.size(); ++i)
            QCOMPARE((*torn)->steps[i].state, (*whole)->steps[i].state);
        QCOMPARE((*torn)->items.size(), (*whole)->items.size());
    }
}

QTEST_GUILESS_MAIN(TestPowerLoss)
#include "tst_powerloss.moc"
