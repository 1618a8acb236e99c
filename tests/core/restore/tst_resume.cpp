// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journalschema.h"
#include "tests/core/restore/resumedrill.h"
#include "tests/support/jobwait.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Shape = FakeProvider::Shape;
using State = Activity::State;
using Drill = ResumeDrill;

class TestResume : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesOnAfterDeathAtAnyRequest_data();
    void goesOnAfterDeathAtAnyRequest();
    void leftAsItIsTellsTheTruth_data() { goesOnAfterDeathAtAnyRequest_data(); }
    void leftAsItIsTellsTheTruth();
    void diesAgainAndAgainAndStillEnds();
    void goneFolderIsMadeAgainEvenIfItsNameIsForgotten();
    void purgeGoesOn();
    void undoGoesOn();
    void acceptedHandleIsFollowedAfterTheCrash();
    void waitsForTheAccountAndMayBeLeftMeanwhile();
    void olderJournalIsReadAndGoesOn();
    void damagedRowIsToldAndNothingIsSent();
    void pastBatchesCanBeRecalledAndUndone();
};

void TestResume::goesOnAfterDeathAtAnyRequest_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<int>("stride"); // every request at two services, which differ most; some at the others
    const auto add = [](const char *name, Shape shape) {
        const int stride = shape == Shape::Box || shape == Shape::Local ? 1 : 3;
        QTest::addRow("%s, before the effect", name) << shape << false << stride;
        QTest::addRow("%s, after the effect", name) << shape << true << stride;
    };
    add("box", Shape::Box);
    add("onedrive personal", Shape::OneDrivePersonal);
    add("onedrive work", Shape::OneDriveWork);
    add("yandex", Shape::Yandex);
    add("local", Shape::Local);
}

void TestResume::goesOnAfterDeathAtAnyRequest()
{
    QFETCH(Shape, shape);
    QFETCH(bool, isDone);
    QFETCH(int, stride);
    int resumed = 0;
    for (int i = isDone;; i += stride) {
        Drill drill(shape);
        const bool isDead = drill.runUntilDeath(i, isDone, [&drill] { return drill.begin(); });
        if (!isDead) {
            QVERIFY(i > 10);
            break;
        }
        const QString where = QStringLiteral("at %1").arg(i);
        QCOMPARE(contents(*drill.bench.drive), drill.before);
        const int sentBefore = drill.bench.drive->changes();
        Activity *cutOff = drill.takeUp();
        QCOMPARE(drill.bench.drive->changes(), sentBefore); // finding out changes nothing
        if (!cutOff)
            continue; // it died before anything was begun
        Activity *ended = cutOff;
        if (cutOff->state() == State::Interrupted) {
            ended = drill.bench.service->goOn(cutOff, drill.bench.decider);
            ++resumed;
        }
        QVERIFY2(RestoreBench::waitFor(ended), qPrintable(where));
        QVERIFY2(addsUp(*ended->receipt(), drill.items.size()), qPrintable(where));
        const QStringList told = lies(*ended->receipt(), *drill.bench.drive);
        QVERIFY2(told.isEmpty(), qPrintable(where + u'\n' + told.join(u'\n')));
        QCOMPARE(contents(*drill.bench.drive), drill.before);
        QVERIFY2(ended->receipt()->count(Outcome::Failed) == 0, qPrintable(where));
        QVERIFY(!drill.takeUp()); // nothing is open any more
    }
    QVERIFY(resumed > 1);
}

void TestResume::leftAsItIsTellsTheTruth()
{
    QFETCH(Shape, shape);
    QFETCH(bool, isDone);
    for (int i = 3 * isDone;; i += 4) {
        Drill drill(shape);
        if (!drill.runUntilDeath(i, isDone, [&drill] { return drill.begin(); }))
            break;
        Activity *cutOff = drill.takeUp();
        if (!cutOff)
            continue;
        const int sentBefore = drill.bench.drive->changes();
        drill.bench.service->leave(cutOff);
        QVERIFY(RestoreBench::waitFor(cutOff));
        QCOMPARE(drill.bench.drive->changes(), sentBefore);
        QVERIFY(addsUp(*cutOff->receipt(), drill.items.size()));
        const QStringList told = lies(*cutOff->receipt(), *drill.bench.drive);
        QVERIFY2(told.isEmpty(), qPrintable(QStringLiteral("at %1\n").arg(i) + told.join(u'\n')));
        QCOMPARE(contents(*drill.bench.drive), drill.before);
        QVERIFY(!drill.takeUp());
    }
}

void TestResume::diesAgainAndAgainAndStillEnds()
{
    Drill drill(Shape::Box);
    Activity *ended = nullptr;
    bool isDead = drill.runUntilDeath(9, true, [&drill] { return drill.begin(); });
    for (int round = 0; isDead && round < 40; ++round) {
        Activity *cutOff = drill.takeUp();
        QVERIFY(cutOff);
        if (cutOff->state() == State::Finished) {
            ended = cutOff;
            break;
        }
        isDead = drill.runUntilDeath(9 + round % 4, round % 2 == 0, [&] {
            ended = drill.bench.service->goOn(cutOff, drill.bench.decider);
            return ended;
        });
    }
    QVERIFY(ended && ended->state() == State::Finished);
    QCOMPARE(ended->receipt()->count(Outcome::Failed), 0);
    QVERIFY(addsUp(*ended->receipt(), drill.items.size()));
    QVERIFY(lies(*ended->receipt(), *drill.bench.drive).isEmpty());
    QCOMPARE(contents(*drill.bench.drive), drill.before);
}

/** Box tells of a folder that is gone by what its bin told earlier: a program that was started again heard nothing yet. */
void TestResume::goneFolderIsMadeAgainEvenIfItsNameIsForgotten()
{
    int resumed = 0;
    for (int i = 0;; ++i) {
        Drill drill(Shape::Box);
        for (TrashedItem &item : drill.items)
            item.originalPath.clear(); // nobody has asked yet for the paths that the list shows
        if (!drill.runUntilDeath(i, i % 2 == 0, [&drill] { return drill.begin(); }))
            break;
        drill.bench.drive->forgetLastPaths();
        Activity *ended = drill.takeUp();
        if (!ended)
            continue;
        if (ended->state() == State::Interrupted) {
            ended = drill.bench.service->goOn(ended, drill.bench.decider);
            ++resumed;
        }
        QVERIFY(RestoreBench::waitFor(ended));
        const QByteArray where = QByteArray::number(i);
        QVERIFY2(ended->receipt()->isCompleteSuccess(), where.constData());
        QVERIFY2(drill.bench.drive->tree().contains(QStringLiteral("/Work/Lost/l1.txt=l1")), where.constData());
    }
    QVERIFY(resumed > 1);
}

void TestResume::purgeGoesOn()
{
    for (const bool isDone : {false, true}) {
        Drill drill(Shape::Box);
        PurgeRequest request;
        for (int i = 0; i < 6; ++i) {
            request.items.push_back(
                {drill.bench.account, drill.bench.drive->addTrashed(drill.bench.root, QString::number(i))});
        }
        QVERIFY(drill.runUntilDeath(3, isDone, [&] { return drill.bench.service->purge(request); }));
        Activity *cutOff = drill.takeUp();
        QVERIFY(cutOff);
        QCOMPARE(cutOff->state(), State::Interrupted);
        QCOMPARE(cutOff->kind(), Receipt::Kind::Purge);
        Activity *ended = drill.bench.service->goOn(cutOff, drill.bench.decider);
        QVERIFY(RestoreBench::waitFor(ended));
        QCOMPARE(ended->receipt()->count(Outcome::Restored), 6);
        for (const AccountItem &item : request.items)
            QVERIFY(!drill.bench.drive->isInBin(item.item.id));
    }
}

void TestResume::undoGoesOn()
{
    for (const Shape shape : {Shape::Box, Shape::Local}) {
        for (int i = 0;; ++i) {
            Drill drill(shape);
            const QStringList tree = drill.bench.drive->tree();
            const QStringList bin = drill.bench.drive->bin();
            Activity *done = drill.begin();
            QVERIFY(RestoreBench::waitFor(done));
            if (!drill.runUntilDeath(i, i % 2 == 0, [&] { return drill.bench.service->undo(done); }))
                break;
            Activity *cutOff = drill.takeUp();
            if (!cutOff)
                continue;
            Activity *ended = cutOff->state() == State::Interrupted
                ? drill.bench.service->goOn(cutOff, drill.bench.decider)
                : cutOff;
            QVERIFY(RestoreBench::waitFor(ended));
            const QByteArray where = QByteArray::number(i);
            QVERIFY2(ended->receipt()->count(Outcome::Failed) == 0, where.constData());
            QCOMPARE(Drill::withoutMade(*drill.bench.drive), bin);
            QStringList treeNow = drill.bench.drive->tree();
            if (shape == Shape::Local) // that service makes missing folders by itself, and tells nobody
                treeNow.removeOne(QStringLiteral("/Work/Lost/"));
            QCOMPARE(treeNow, tree);
        }
    }
}

void TestResume::acceptedHandleIsFollowedAfterTheCrash()
{
    Drill drill(Shape::Yandex);
    const TrashedItem item = drill.bench.drive->addTrashed(drill.bench.root, QStringLiteral("slow.txt"));
    drill.bench.drive->handleOf = [](const FakeProvider::Request &request) {
        return request.verb == QLatin1String("restore") ? QStringLiteral("operation/7") : QString();
    };
    const auto begin = [&] { return drill.bench.service->restore(drill.bench.request({item}), drill.bench.decider); };
    int lookUps = 0;
    for (bool isRestoring = false; !isRestoring; ++lookUps) {
        QVERIFY(drill.runUntilDeath(lookUps, true, begin));
        isRestoring = drill.bench.drive->count(QStringLiteral("restore")) > 0;
        if (!isRestoring)
            drill.open();
    }
    Activity *cutOff = drill.takeUp();
    QVERIFY(cutOff);
    QCOMPARE(drill.bench.drive->followed, QStringList({QStringLiteral("operation/7")}));
    QCOMPARE(cutOff->state(), State::Finished); // it had been done: nothing is left to offer
    QVERIFY(cutOff->receipt()->isCompleteSuccess());
    QCOMPARE(drill.bench.drive->count(QStringLiteral("restore")), 1);
}

void TestResume::waitsForTheAccountAndMayBeLeftMeanwhile()
{
    Drill drill(Shape::Box);
    QVERIFY(drill.runUntilDeath(14, false, [&drill] { return drill.begin(); }));
    drill.bench.providers.remove(drill.bench.account);
    drill.open();
    drill.bench.service->takeUpInterrupted();
    Activity *cutOff = drill.bench.service->activities().front();
    QTRY_COMPARE(cutOff->progress().waiting, Progress::Waiting::SignIn);
    drill.bench.service->leave(cutOff);
    QVERIFY(RestoreBench::waitFor(cutOff));
    QVERIFY(addsUp(*cutOff->receipt(), drill.items.size()));
    QVERIFY(std::any_of(
        cutOff->receipt()->lines.begin(), cutOff->receipt()->lines.end(), [](const ReceiptLine &line) {
            return line.error && line.error->kind == Error::Kind::OutcomeUnknown; // it says that it does not know
        }));
}

void TestResume::olderJournalIsReadAndGoesOn()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    QVERIFY(QFile::copy(QStringLiteral(UNBIN_TEST_DATA "/journal-v1.db"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    auto opened = Journal::open(path);
    QVERIFY(opened);
    QVERIFY(opened->damagedFileMovedTo.isEmpty());
    const auto unfinished = opened->journal->unfinished();
    QCOMPARE(unfinished.size(), size_t(1));
    const auto record = waitFor(opened->journal->read(unfinished.front().batch));
    QVERIFY(record);
    QCOMPARE(record->asked, 3);
    QCOMPARE(record->steps.size(), size_t(1)); // what the other one did is in its line
    QVERIFY(record->steps.back().isOpen());
    QVERIFY(!record->items.front().isOpen);
    QCOMPARE(record->items.front().line.now->name, QStringLiteral("one.txt"));
    QVERIFY(record->items.back().isOpen);
    const auto history = waitFor(opened->journal->history(10));
    QVERIFY(history);
    QCOMPARE(history->size(), size_t(1));
    QCOMPARE(history->front().restored, 1);
}

void TestResume::damagedRowIsToldAndNothingIsSent()
{
    Drill drill(Shape::Box);
    QVERIFY(drill.runUntilDeath(14, false, [&drill] { return drill.begin(); }));
    drill.open();
    drill.bench.journal.reset();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    {
        auto opened = Journal::open(path);
        BatchBegun begun{.batch = opened->journal->newBatchNumber(), .at = QDateTime::currentDateTimeUtc()};
        begun.items.push_back({{drill.bench.account, drill.items.front()}, {}, {}});
        QVERIFY(waitFor(opened->journal->write(begun)));
    }
    {
        auto database = Database::open(path, journalMigrations(), Database::Durability::Full);
        QVERIFY(database->database->execute("UPDATE items SET entry = '{\"id\": 7, \"kind\": \"file\"}'"));
    }
    drill.bench.service.reset();
    drill.bench.journal = std::move(Journal::open(path)->journal);
    drill.bench.service
        = std::make_unique<RestoreService>(drill.bench.providers, *drill.bench.journal, drill.bench.clock);
    const size_t asked = drill.bench.drive->log.size();
    drill.bench.service->takeUpInterrupted();
    Activity *cutOff = drill.bench.service->activities().front();
    QVERIFY(RestoreBench::waitFor(cutOff));
    QCOMPARE(cutOff->end(), Activity::End::Failed);
    QCOMPARE(cutOff->error()->kind, Error::Kind::Storage);
    QCOMPARE(drill.bench.drive->log.size(), asked);
}

void TestResume::pastBatchesCanBeRecalledAndUndone()
{
    Drill drill(Shape::Box);
    const QStringList tree = drill.bench.drive->tree();
    const QStringList bin = drill.bench.drive->bin();
    QVERIFY(RestoreBench::waitFor(drill.begin()));
    const QStringList treeAfter = drill.bench.drive->tree();
    drill.open(); // another run of the program
    const auto history = waitFor(drill.bench.service->history(10));
    QVERIFY(history);
    QCOMPARE(history->size(), size_t(1));
    QCOMPARE(history->front().restored, qint64(drill.items.size()));
    Activity *past = drill.bench.service->recall(history->front());
    QVERIFY(RestoreBench::waitFor(past));
    QVERIFY(past->canUndo());
    Activity *undo = drill.bench.service->undo(past, drill.bench.decider);
    QVERIFY(RestoreBench::waitFor(undo));
    QCOMPARE(drill.bench.drive->tree(), tree);
    QCOMPARE(Drill::withoutMade(*drill.bench.drive), bin);
    QVERIFY(!past->canUndo());

    drill.open(); // and yet another: redo from the journal
    const auto later = waitFor(drill.bench.service->history(10));
    QCOMPARE(later->size(), size_t(2));
    QCOMPARE(later->back().undoneBy, later->front().batch);
    Activity *undone = drill.bench.service->recall(later->front());
    QVERIFY(RestoreBench::waitFor(undone));
    QVERIFY(undone->canUndo());
    Activity *redo = drill.bench.service->undo(undone, drill.bench.decider);
    QVERIFY(RestoreBench::waitFor(redo));
    QVERIFY(redo->receipt()->isCompleteSuccess());
    QCOMPARE(drill.bench.drive->tree(), treeAfter);
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
