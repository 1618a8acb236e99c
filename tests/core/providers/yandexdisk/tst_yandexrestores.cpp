// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/trashedfolders.h"
#include "tests/core/providers/yandexdisk/yandexworld.h"

using namespace Unbin;
using namespace std::chrono_literals;
using Outcome = ReceiptLine::Outcome;
using Quirks = YandexQuirks;
using World = YandexWorld;

/** Whole restores at Yandex Disk, from the request to the receipt. */
class TestYandexRestores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /**
     * Ten minutes of work on 13,000 files. It says that it goes on and for how long already; the program is killed in the
     * middle of it, and the next one finds the work again by its handle, asks for nothing twice, and tells what came of it.
     */
    void aBigFolderTakesItsTimeAndSurvivesARestart()
    {
        World world(1s);
        world.quirks().operationTakes = 10min;
        for (int box = 0; box < 130; ++box) {
            const SandboxRef inner = world.YandexBench::folder(QStringLiteral("/Archive/Scans/Box %1").arg(box));
            for (int page = 0; page < 100; ++page)
                world.drive.addFile(inner, QStringLiteral("page %1.jpg").arg(page),
                    SandboxContent::madeUp(1000, quint32(page)), world.clock.now());
        }
        const SandboxRef scans = *world.drive.find(QStringLiteral("/Archive/Scans"));
        world.drive.trash(scans, world.clock.now());
        const auto isAtWork = [](const Activity *activity) {
            const Progress &progress = activity->progress();
            return progress.waiting == Progress::Waiting::Service && progress.since.isValid();
        };

        const QDateTime begun = world.clock.now();
        Activity *activity = world.begin({QStringLiteral("Scans")});
        QVERIFY(waitUntil([&] { return isAtWork(activity); }));
        QVERIFY(activity->progress().since >= begun && activity->progress().since < begun.addSecs(60));
        QCOMPARE(activity->progress().doneItems, 0);
        QCOMPARE(activity->progress().totalItems, 1);
        world.clock.jump(3min);
        QVERIFY(waitUntil([&] { return world.countSent("GET /disk/operations") > 3; }));
        QVERIFY(activity->state() == Activity::State::Running && isAtWork(activity)); // still, and it says so
        QVERIFY(!world.drive.isLive(scans));
        const QDateTime since = activity->progress().since;
        world.die();
        world.sent.clear();

        world.start();
        world.service->takeUpInterrupted();
        QCOMPARE(world.service->activities().size(), size_t(1));
        activity = world.service->activities().front();
        QVERIFY(waitUntil([&] { return isAtWork(activity) && world.countSent("GET /disk/operations") > 1; }));
        QCOMPARE(activity->state(), Activity::State::Planning); // finding out what became of it
        QVERIFY(qAbs(activity->progress().since.secsTo(since)) < 60); // since the first program gave the order
        QVERIFY(activity->progress().since.secsTo(world.clock.now()) >= 180);
        QVERIFY(!world.drive.isLive(scans));
        QCOMPARE(activity->progress().doneItems, 0);
        world.clock.jump(8min);

        const Receipt receipt = world.end(activity);
        QCOMPARE(receipt.lines.size(), size_t(1));
        QCOMPARE(receipt.lines[0].outcome, Outcome::Restored);
        QCOMPARE(receipt.lines[0].now->id.value(), QStringLiteral("disk:/Archive/Scans"));
        QCOMPARE(receipt.lines[0].nowPath, QStringLiteral("/Archive"));
        QVERIFY(receipt.finishedAt >= begun.addSecs(600)); // not before it was true
        QVERIFY(world.drive.isLive(scans));
        QCOMPARE(world.drive.children(scans).size(), size_t(130));
        QCOMPARE(world.drive.trashedCount(), 0);
        QCOMPARE(world.countSent("PUT"), 0); // asked for once, by the first program
        QVERIFY2(world.breaches().isEmpty(), qPrintable(world.breaches()));

        // What is on the disk tells the same.
        world.die();
        world.start();
        QVERIFY(world.journal->unfinished().empty());
        const auto history = waitFor(world.service->history(10));
        QVERIFY(history && history->size() == 1);
        QCOMPARE(history->front().restored, 1);
    }

    /** Through its old place under a name of its own, whatever is there; then to where it was wanted. */
    void elsewhereIsReachedUnderAPassingName()
    {
        for (const auto async : {Quirks::Async::Never, Quirks::Async::Always}) {
            World world;
            world.quirks().restoreAsync = world.quirks().moveAsync = async;
            world.quirks().operationTakes = 5s;
            world.trashedFile(QStringLiteral("/Work/a.txt"), "old");
            world.file(QStringLiteral("/Work/a.txt"), "new");
            world.YandexBench::folder(QStringLiteral("/Other"));
            const Receipt receipt = world.run({QStringLiteral("a.txt")}, QStringLiteral("/Other"));
            QCOMPARE(receipt.count(Outcome::Restored), 1);
            QCOMPARE(receipt.lines[0].now->id.value(), QStringLiteral("disk:/Other/a.txt"));
            QCOMPARE(world.held(), QStringLiteral("/\n  Other/\n    a.txt 3\n  Work/\n    a.txt 3\nbin\n"));
            const auto restored = std::find_if(world.queries.begin(), world.queries.end(),
                [](const QByteArray &query) { return query.contains("name=a.txt.unbin-"); });
            QVERIFY(restored != world.queries.end());
            QVERIFY2(world.yandex.breaches().isEmpty(), qPrintable(world.yandex.breaches().join(u'\n')));
        }
    }

    /** The move fails: the receipt says where it is, and trying again goes on from there. */
    void aFailedMoveNamesThePlaceAndGoesOn()
    {
        World world;
        world.trashedFile(QStringLiteral("/Work/a.txt"));
        world.YandexBench::folder(QStringLiteral("/Other"));
        world.host.faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move"));
        Activity *activity = world.begin({QStringLiteral("a.txt")}, QStringLiteral("/Other"));
        QVERIFY(waitUntil([&] { return activity->state() == Activity::State::Finished; }));
        const ReceiptLine line = activity->receipt()->lines[0];
        QCOMPARE(line.outcome, Outcome::Failed);
        QVERIFY(line.now);
        QCOMPARE(line.nowPath, QStringLiteral("/Work"));
        QVERIFY(line.isRenamed);
        QVERIFY(line.now->name.startsWith(QStringLiteral("a.txt.unbin-")));

        Activity *again = world.service->retryFailed(activity, world.decider);
        QVERIFY(waitUntil([&] { return again->state() == Activity::State::Finished; }));
        QCOMPARE(again->receipt()->count(Outcome::Restored), 1);
        QVERIFY(world.drive.find(QStringLiteral("/Other/a.txt")));
        QCOMPARE(world.countSent("PUT /disk/trash/resources/restore"), 1);
    }

    /** Nothing is overwritten: what is in the way lies in the bin afterwards. */
    void replacingPutsTheOtherIntoTheBinFirst()
    {
        World world;
        world.trashedFile(QStringLiteral("/Work/a.txt"), "the old one");
        world.file(QStringLiteral("/Work/a.txt"), "new");
        world.decider.always([](const Question &question) {
            Answer answer = defaultAnswer(question);
            for (ConflictChoice &choice : answer.conflicts)
                choice.verb = ConflictChoice::Verb::Replace;
            return answer;
        });
        const Receipt receipt = world.run({QStringLiteral("a.txt")});
        QCOMPARE(receipt.count(Outcome::Restored), 1);
        QVERIFY(receipt.lines[0].replacedEntry);
        QCOMPARE(world.held(), QStringLiteral("/\n  Work/\n    a.txt 11\nbin\n  a.txt 3 from /Work\n"));
        QVERIFY2(world.yandex.breaches().isEmpty(), qPrintable(world.yandex.breaches().join(u'\n')));
    }

    /** It may fail by itself, so nothing is planned with it: only the folder comes back. */
    void whatLiesInATrashedFolderIsNeverPlannedInBulk()
    {
        World world;
        world.quirks().childRestore = Quirks::ChildRestore::Works;
        world.trashedFolder(QStringLiteral("/Work/Plans"), 2);
        world.trashedFile(QStringLiteral("/Work/a.txt"));
        TrashedFolders *folders = world.providers->find(world.account)->trashedFolders();
        RestoreRequest request{.items = {{world.account, world.entry(QStringLiteral("a.txt"))}}};
        QVERIFY(waitFor(folders->list(world.entry(QStringLiteral("Plans")), [&](std::vector<TrashedItem> &&page) {
            for (TrashedItem &item : page)
                request.items.push_back({world.account, std::move(item)});
        })));
        QCOMPARE(request.items.size(), size_t(3));
        const Receipt receipt = world.end(world.service->restore(request, world.decider));
        QCOMPARE(receipt.lines[0].outcome, Outcome::Restored);
        for (const size_t child : {1, 2}) {
            QCOMPARE(receipt.lines[child].outcome, Outcome::Failed);
            QCOMPARE(receipt.lines[child].error->kind, Error::Kind::Unsupported);
        }
        QCOMPARE(world.countSent("PUT"), 1);
        QCOMPARE(world.held(),
            QStringLiteral("/\n  Work/\n    a.txt 7\nbin\n  Plans/ from /Work\n    0.txt 7\n    1.txt 7\n"));
    }

    /** Many entries, some of one name, under a service that locks and lags: each comes back once. */
    void aBatchComesBackOnceEach()
    {
        World world;
        world.quirks().binLag = 5s;
        world.quirks().lockedRequests = 3;
        QStringList names;
        for (int i = 0; i < 40; ++i) {
            names += QStringLiteral("%1.txt").arg(i);
            world.trashedFile(QStringLiteral("/Work/Part %1/").arg(i % 4) + names.last());
        }
        world.trashedFolder(QStringLiteral("/Work/Plans"), 3);
        names += QStringLiteral("Plans");
        const Receipt receipt = world.run(names);
        QCOMPARE(receipt.count(Outcome::Restored), 41);
        QCOMPARE(world.drive.trashedCount(), 0);
        QVERIFY2(world.yandex.breaches().isEmpty(), qPrintable(world.yandex.breaches().join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestYandexRestores)
#include "tst_yandexrestores.moc"
