// SPDX-License-Identifier: GPL-3.0-or-later
// Restores from end to end: the engine over OneDrive, personal in one step, work and school in two.
#include "core/restore/batchrecord.h"
#include "core/restore/journalschema.h"
#include "tests/core/providers/onedrive/engineworld.h"

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Verb = ConflictChoice::Verb;
using DriveKind = EngineWorld::Kind;

class TestOneDriveEngine : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<EngineWorld> m_world;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }

    static void kinds()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("personal") << int(DriveKind::Personal);
        QTest::newRow("work") << int(DriveKind::Business);
    }
    void begin()
    {
        QFETCH(int, kind);
        m_world = std::make_unique<EngineWorld>(DriveKind(kind));
    }
    bool isWork() const { return !m_world->cloud.isPersonal; }
    /** A file in /Work that was deleted after the program saw it. */
    SandboxRef lostFile(const char *name, const QByteArray &content = "old")
    {
        const SandboxRef ref = m_world->cloud.file(m_world->work, text(name), content);
        m_world->look();
        m_world->lose(ref);
        return ref;
    }
    qsizetype restoresSent() const
    {
        return m_world->cloud.countSent("POST *restore") + m_world->cloud.countSent("POST *restore()");
    }
    qsizetype movesSent() const { return m_world->cloud.countSent("PATCH *"); }
    using StepKind = StepIntended::Kind;
    /** What the journal holds of a batch. */
    /** All that the journal holds; a batch that is read leaves out what its lines tell. */
    std::vector<StepKind> steps(qint64 batch)
    {
        std::vector<StepKind> kinds;
        (void)waitFor(m_world->journal->read(batch)); // by then everything is written
        const auto opened
            = Database::open(m_world->journalPath(), journalMigrations(), Database::Durability::Normal);
        if (!opened)
            return kinds;
        auto rows = opened->database->prepare("SELECT kind FROM steps WHERE batch = ? ORDER BY id");
        rows.bind(1, batch);
        for (auto row = rows.step(); row && *row; row = rows.step())
            kinds.push_back(stepKindFrom(rows.text(0)).value());
        return kinds;
    }

#define VERIFY_RECEIPT(receipt)                                                                                           \
    do {                                                                                                               \
        const QStringList lies = m_world->lies(receipt);                                                               \
        QVERIFY2(lies.isEmpty(), qPrintable(lies.join(u'\n')));                                                        \
    } while (false)

private Q_SLOTS:
    void cleanup() { m_world.reset(); }

    void aFileComesBackToItsPlace_data() { kinds(); }
    void aFileComesBackToItsPlace()
    {
        begin();
        const SandboxRef ref = lostFile("a.txt");
        const auto items = m_world->entries();
        m_world->cloud.sent.clear();
        const Receipt receipt = m_world->run(m_world->request(items));
        QVERIFY(receipt.isCompleteSuccess());
        VERIFY_RECEIPT(receipt);
        QCOMPARE(m_world->pathOf(ref), text("/Work/a.txt"));
        QCOMPARE(m_world->decider.asked(), 0);
        QCOMPARE(restoresSent(), 1);
        QCOMPARE(movesSent(), 0);
        QCOMPARE(m_world->list()->size(), size_t(0));
        QCOMPARE(steps(receipt.batch).size(), size_t(1));
    }

    void elsewhereTakesOneStepOrTwo_data() { kinds(); }
    void elsewhereTakesOneStepOrTwo()
    {
        begin();
        const SandboxRef ref = lostFile("a.txt");
        const auto items = m_world->entries();
        m_world->cloud.sent.clear();
        const Receipt receipt = m_world->run(m_world->requestTo(m_world->other, items));
        QVERIFY(receipt.isCompleteSuccess());
        VERIFY_RECEIPT(receipt);
        QCOMPARE(m_world->pathOf(ref), text("/Other/a.txt"));
        QCOMPARE(receipt.lines.front().now->parent, m_world->cloud.idOf(m_world->other));
        QCOMPARE(restoresSent(), 1);
        QCOMPARE(movesSent(), isWork() ? 1 : 0);
        const std::vector<StepKind> journaled = steps(receipt.batch);
        QVERIFY(journaled
            == (isWork() ? std::vector{StepKind::Restore, StepKind::Move} : std::vector{StepKind::Restore}));
        QCOMPARE(m_world->list()->size(), size_t(0));
    }

    void aFolderGoesElsewhereWithEverythingInside_data() { kinds(); }
    void aFolderGoesElsewhereWithEverythingInside()
    {
        begin();
        const SandboxRef album = m_world->cloud.folder(text("Album"), m_world->work);
        const SandboxRef inside = m_world->cloud.file(album, text("inside.jpg"));
        m_world->look();
        m_world->lose(album);
        const Receipt receipt = m_world->run(m_world->requestTo(m_world->other, m_world->entries()));
        QVERIFY(receipt.isCompleteSuccess());
        VERIFY_RECEIPT(receipt);
        QCOMPARE(m_world->pathOf(inside), text("/Other/Album/inside.jpg"));
    }

    void aTakenNameIsSettledAsWasAnswered_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<Verb>("verb");
        QTest::addColumn<bool>("isElsewhere");
        for (const auto &[name, kind] : {std::pair("personal", DriveKind::Personal), std::pair("work", DriveKind::Business)}) {
            for (const bool isElsewhere : {false, true}) {
                const char *where = isElsewhere ? "elsewhere" : "in place";
                QTest::addRow("%s, %s, keep both", name, where) << int(kind) << Verb::KeepBoth << isElsewhere;
                QTest::addRow("%s, %s, replace", name, where) << int(kind) << Verb::Replace << isElsewhere;
                QTest::addRow("%s, %s, skip", name, where) << int(kind) << Verb::Skip << isElsewhere;
            }
        }
    }
    void aTakenNameIsSettledAsWasAnswered()
    {
        QFETCH(Verb, verb);
        QFETCH(bool, isElsewhere);
        begin();
        const SandboxRef ref = lostFile("a.txt");
        const SandboxRef folder = isElsewhere ? m_world->other : m_world->work;
        const QString path = isElsewhere ? text("/Other/") : text("/Work/");
        const SandboxRef standing = m_world->cloud.file(folder, text("a.txt"), "new");
        m_world->decider.then(ScriptedDecider::all(verb));
        const auto items = m_world->entries();
        const Receipt receipt
            = m_world->run(isElsewhere ? m_world->requestTo(folder, items) : m_world->request(items));
        VERIFY_RECEIPT(receipt);
        QCOMPARE(m_world->decider.asked(), 1);
        QCOMPARE(m_world->decider.questions.front().conflicts.size(), size_t(1));
        switch (verb) {
        case Verb::KeepBoth:
            if (isWork() && !isElsewhere) { // it can't get another name before it is there: not offered, and so refused
                QVERIFY(!m_world->decider.questions.front().conflicts.front().canRename);
                QCOMPARE(receipt.count(Outcome::Failed), 1);
                QVERIFY(m_world->cloud.drive.isTrashedItself(ref));
                QCOMPARE(m_world->pathOf(standing), path + text("a.txt"));
                break;
            }
            QVERIFY(m_world->decider.questions.front().conflicts.front().canRename);
            QVERIFY(receipt.isCompleteSuccess());
            QVERIFY(receipt.lines.front().isRenamed);
            QCOMPARE(m_world->pathOf(ref), path + receipt.lines.front().now->name);
            QCOMPARE(m_world->pathOf(standing), path + text("a.txt"));
            break;
        case Verb::Replace:
            QVERIFY(receipt.isCompleteSuccess());
            QCOMPARE(m_world->pathOf(ref), path + text("a.txt"));
            QVERIFY(m_world->cloud.drive.isTrashedItself(standing)); // nothing is lost
            QVERIFY(receipt.lines.front().replacedEntry);
            break;
        case Verb::Skip:
            QCOMPARE(receipt.count(Outcome::Skipped), 1);
            QVERIFY(m_world->cloud.drive.isTrashedItself(ref));
            QCOMPARE(m_world->pathOf(standing), path + text("a.txt"));
            break;
        }
        QCOMPARE(m_world->contents(), (QByteArrayList{"new", "old"}));
    }

    /** A work drive restores to the old place only: if its name is taken there, it can't be passed through. */
    void aNameThatIsTakenOnTheWayIsNotRunOver_data() { kinds(); }
    void aNameThatIsTakenOnTheWayIsNotRunOver()
    {
        begin();
        const SandboxRef ref = lostFile("a.txt");
        const SandboxRef standing = m_world->cloud.file(m_world->work, text("a.txt"), "new");
        m_world->decider.alwaysDefault();
        const Receipt receipt = m_world->run(m_world->requestTo(m_world->other, m_world->entries()));
        VERIFY_RECEIPT(receipt);
        QCOMPARE(m_world->pathOf(standing), text("/Work/a.txt"));
        if (isWork()) {
            QCOMPARE(receipt.count(Outcome::Failed), 1);
            QCOMPARE(kindName(receipt.lines.front().error->kind), kindName(Error::Kind::NameTaken));
            QVERIFY(m_world->cloud.drive.isTrashedItself(ref));
        } else {
            QCOMPARE(m_world->pathOf(ref), text("/Other/a.txt"));
        }
        QCOMPARE(m_world->contents(), (QByteArrayList{"new", "old"}));
    }

    void aGoneFolderIsMadeAgainOrAnotherIsTaken_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("recreates"); // the site makes folders again by itself
        QTest::addColumn<bool>("isElsewhere");
        QTest::newRow("personal, made again") << int(DriveKind::Personal) << true << false;
        QTest::newRow("personal, elsewhere") << int(DriveKind::Personal) << true << true;
        QTest::newRow("work, made again by the site") << int(DriveKind::Business) << true << false;
        QTest::newRow("work, made again by us") << int(DriveKind::Business) << false << false;
        QTest::newRow("work, elsewhere through the site's own") << int(DriveKind::Business) << true << true;
    }
    void aGoneFolderIsMadeAgainOrAnotherIsTaken()
    {
        QFETCH(bool, recreates);
        QFETCH(bool, isElsewhere);
        begin();
        m_world->cloud.service.quirks().sharePointRecreatesParents = recreates;
        const SandboxRef gone = m_world->cloud.folder(text("Lost"), m_world->work);
        const SandboxRef ref = m_world->cloud.file(gone, text("a.txt"), "old");
        m_world->look();
        m_world->lose(ref);
        m_world->look(); // what leaves together is one entry, so the folder goes later
        m_world->cloud.drive.purge(gone);
        m_world->decider.alwaysDefault(); // make the old path again
        const auto items = m_world->entries();
        const Receipt receipt
            = m_world->run(isElsewhere ? m_world->requestTo(m_world->other, items) : m_world->request(items));
        VERIFY_RECEIPT(receipt);
        QVERIFY2(receipt.isCompleteSuccess(),
            receipt.lines.front().error ? qPrintable(receipt.lines.front().error->detail) : "");
        QCOMPARE(m_world->pathOf(ref), isElsewhere ? text("/Other/a.txt") : text("/Work/Lost/a.txt"));
        const auto left = m_world->list();
        QVERIFY(left && std::none_of(left->begin(), left->end(), [](const TrashedItem &item) { return item.name == u"a.txt"; }));
    }

    /** Restored, and then the move was refused: it is not in the bin any more, and the receipt says where it is. */
    void aSecondStepThatFailsLeavesAnHonestReceipt()
    {
        m_world = std::make_unique<EngineWorld>(DriveKind::Business);
        const SandboxRef ref = lostFile("a.txt");
        const auto items = m_world->entries();
        m_world->cloud.host.faults().add(SandboxFault::refuse(403).on("PATCH", "*").forever());
        Activity *activity
            = m_world->service->restore(m_world->requestTo(m_world->other, items), m_world->decider);
        QVERIFY(EngineWorld::waitForEnd(activity));
        const Receipt receipt = *activity->receipt();
        VERIFY_RECEIPT(receipt);
        QCOMPARE(receipt.count(Outcome::Failed), 1);
        const ReceiptLine &line = receipt.lines.front();
        QCOMPARE(line.nowPath, text("/Work"));
        QCOMPARE(line.now->id, m_world->cloud.idOf(ref));
        QCOMPARE(kindName(line.error->kind), kindName(Error::Kind::Forbidden));
        QCOMPARE(m_world->pathOf(ref), text("/Work/a.txt"));

        // Once more: what is out of the bin already only has to be moved.
        m_world->cloud.host.faults().clear();
        m_world->cloud.sent.clear();
        Activity *again = m_world->service->retryFailed(activity, m_world->decider);
        QVERIFY(again);
        QVERIFY(EngineWorld::waitForEnd(again));
        VERIFY_RECEIPT(*again->receipt());
        QCOMPARE(restoresSent(), 0);
    }

    /** Killed between the two steps: the next run finds it at the old place and takes it on, without a second restore. */
    void aCrashBetweenTheStepsIsGoneOnFrom_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("restored, unheard") << QByteArray("POST") << QByteArray("*restore()");
        QTest::newRow("moved, unheard") << QByteArray("PATCH") << QByteArray("*");
    }
    void aCrashBetweenTheStepsIsGoneOnFrom()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        m_world = std::make_unique<EngineWorld>(DriveKind::Business);
        const SandboxRef ref = lostFile("a.txt");
        const auto items = m_world->entries();
        const bool isDead = m_world->runUntilDeath(
            [&] { return m_world->service->restore(m_world->requestTo(m_world->other, items), m_world->decider); },
            [&](const SandboxRequest &request) {
                return request.method == method && matchesPattern(request.path, path);
            });
        QVERIFY(isDead);
        const bool isMoved = method == "PATCH";
        QCOMPARE(m_world->pathOf(ref), isMoved ? text("/Other/a.txt") : text("/Work/a.txt"));
        m_world->cloud.sent.clear();
        Activity *cutOff = m_world->takeUp();
        QVERIFY(cutOff);
        QCOMPARE(restoresSent() + movesSent(), 0); // finding out changes nothing
        Activity *ended = cutOff->state() == Activity::State::Interrupted
            ? m_world->service->goOn(cutOff, m_world->decider)
            : cutOff;
        QVERIFY(EngineWorld::waitForEnd(ended));
        VERIFY_RECEIPT(*ended->receipt());
        QVERIFY(ended->receipt()->isCompleteSuccess());
        QCOMPARE(m_world->pathOf(ref), text("/Other/a.txt"));
        QCOMPARE(restoresSent(), 0);
        QCOMPARE(movesSent(), isMoved ? 0 : 1);
        QCOMPARE(m_world->decider.asked(), 0);
        QVERIFY(!m_world->takeUp()); // nothing is open any more
    }

    void anUndoBringsEverythingBackIntoTheBin_data() { kinds(); }
    void anUndoBringsEverythingBackIntoTheBin()
    {
        begin();
        const SandboxRef ref = lostFile("a.txt");
        const SandboxRef standing = m_world->cloud.file(m_world->work, text("a.txt"), "new");
        m_world->decider.then(ScriptedDecider::all(Verb::Replace));
        Activity *done = m_world->service->restore(m_world->request(m_world->entries()), m_world->decider);
        QVERIFY(EngineWorld::waitForEnd(done));
        QVERIFY(done->canUndo());
        Activity *undo = m_world->service->undo(done);
        QVERIFY(undo);
        QVERIFY(EngineWorld::waitForEnd(undo));
        QVERIFY(undo->receipt()->isCompleteSuccess());
        QVERIFY(m_world->cloud.drive.isTrashedItself(ref));
        QCOMPARE(m_world->pathOf(standing), text("/Work/a.txt"));
        QCOMPARE(m_world->list()->size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestOneDriveEngine)
#include "tst_onedriveengine.moc"
