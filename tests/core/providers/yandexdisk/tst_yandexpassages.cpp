// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/yandexdisk/yandexworld.h"

using namespace Unbin;
using namespace std::chrono_literals;
using Outcome = ReceiptLine::Outcome;
using Quirks = YandexQuirks;
using World = YandexWorld;

namespace {

/** A file whose two folders above are gone for good, another folder to restore it to, and neighbours that stay. */
void seed(World &world, const QStringList &names = {QStringLiteral("a.txt")})
{
    for (const QString &name : names)
        world.trashedFile(QStringLiteral("/Kept/Gone/Deep/") + name);
    world.drive.purge(*world.drive.find(QStringLiteral("/Kept/Gone")));
    world.YandexBench::folder(QStringLiteral("/Kept/Empty"));
    world.YandexBench::folder(QStringLiteral("/Other"));
}

const QString kOther = QStringLiteral("/Other");

} // namespace

/**
 * Elsewhere is reached through the old place, which the service makes again if it is gone. Nobody wished for those folders:
 * exactly they go again.
 */
class TestYandexPassages : public QObject
{
    Q_OBJECT

private:
    static void choose(World &world)
    {
        QFETCH(bool, isAsync);
        world.worksAsOperations(isAsync);
    }

private Q_SLOTS:
    void whatWasOnlyPassedThroughIsTakenAway_data() { World::addWays(); }
    void whatWasOnlyPassedThroughIsTakenAway()
    {
        World world(1s);
        choose(world);
        const QStringList names{QStringLiteral("a.txt"), QStringLiteral("b.txt"), QStringLiteral("c.txt")};
        seed(world, names);
        std::vector<TrashedItem> entered;
        QObject::connect(world.service.get(), &RestoreService::enteredBin, world.service.get(),
            [&entered](const AccountId &, const std::vector<TrashedItem> &items) {
                entered.insert(entered.end(), items.begin(), items.end());
            });
        const Receipt receipt = world.run(names, kOther);
        QCOMPARE(receipt.count(Outcome::Restored), 3);
        QCOMPARE(world.held(),
            QStringLiteral("/\n  Kept/\n    Empty/\n  Other/\n    a.txt 7\n    b.txt 7\n    c.txt 7\n"
                           "bin\n  Deep/ from /Kept/Gone\n  Gone/ from /Kept\n"));
        QCOMPARE(entered.size(), size_t(2)); // the window's list knows of them
        QVERIFY2(world.breaches().isEmpty(), qPrintable(world.breaches()));
    }

    /** They were empty before, and stay. */
    void whatWasThereBeforeStays_data() { World::addWays(); }
    void whatWasThereBeforeStays()
    {
        World world(1s);
        choose(world);
        world.trashedFile(QStringLiteral("/Kept/Deep/a.txt"));
        world.YandexBench::folder(kOther);
        QCOMPARE(world.run({QStringLiteral("a.txt")}, kOther).count(Outcome::Restored), 1);
        QCOMPARE(world.held(), QStringLiteral("/\n  Kept/\n    Deep/\n  Other/\n    a.txt 7\nbin\n"));
    }

    /** Somebody else's file came into it meanwhile: it is no longer ours to take away. */
    void whatSomebodyUsesMeanwhileStays_data() { World::addWays(); }
    void whatSomebodyUsesMeanwhileStays()
    {
        World world(1s);
        choose(world);
        seed(world);
        world.host.observe([&world](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (request.method == "POST")
                world.file(QStringLiteral("/Kept/Gone/theirs.txt"));
        });
        QCOMPARE(world.run({QStringLiteral("a.txt")}, kOther).count(Outcome::Restored), 1);
        QCOMPARE(world.held(),
            QStringLiteral("/\n  Kept/\n    Empty/\n    Gone/\n      theirs.txt 7\n  Other/\n    a.txt 7\n"
                           "bin\n  Deep/ from /Kept/Gone\n"));
    }

    /** Between the look and the deletion: seen in the bin, it comes back. */
    void whatGotSomethingAtTheLastMomentComesBack()
    {
        World world(1s);
        world.quirks().deleteAsync = Quirks::Async::Never;
        seed(world);
        int looks = -1; // before the move
        world.host.observe([&world, &looks](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (request.method == "POST")
                looks = 0;
            const bool isLook = looks >= 0 && request.method == "GET" && request.query.contains("Deep");
            if (isLook && ++looks == 2) // where it stands, then what is in it
                world.file(QStringLiteral("/Kept/Gone/Deep/theirs.txt"));
        });
        QCOMPARE(world.run({QStringLiteral("a.txt")}, kOther).count(Outcome::Restored), 1);
        QVERIFY2(world.drive.find(QStringLiteral("/Kept/Gone/Deep/theirs.txt")), qPrintable(world.held()));
        QVERIFY(world.countSent("DELETE /disk/resources") > 0);
    }

    /** An empty folder of the user's that only stands where ours stood. */
    void aFolderOfAnotherNameIsNotOurs()
    {
        World world(1s);
        seed(world);
        world.host.observe([&world](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            const auto deep = world.drive.find(QStringLiteral("/Kept/Gone/Deep"));
            const bool isMoved = deep && world.drive.children(*deep).empty();
            if (request.method == "GET" && isMoved && !world.drive.find(QStringLiteral("/Kept/Mine")))
                world.drive.move(*world.drive.find(QStringLiteral("/Kept/Gone")), *world.drive.find(QStringLiteral("/Kept")),
                    QStringLiteral("Mine"), world.clock.now());
        });
        QCOMPARE(world.run({QStringLiteral("a.txt")}, kOther).count(Outcome::Restored), 1);
        QVERIFY2(world.drive.find(QStringLiteral("/Kept/Mine/Deep")), qPrintable(world.held()));
    }

    /** Half done it lies in a folder that we caused; going on takes it away after all. */
    void goingOnTakesAwayWhatTheFirstAttemptCaused_data() { World::addWays(); }
    void goingOnTakesAwayWhatTheFirstAttemptCaused()
    {
        World world(1s);
        choose(world);
        seed(world);
        world.host.faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move"));
        Activity *first = world.begin({QStringLiteral("a.txt")}, kOther);
        QCOMPARE(world.end(first).count(Outcome::Failed), 1);
        QVERIFY(world.drive.find(QStringLiteral("/Kept/Gone/Deep"))); // it holds the item
        QCOMPARE(world.end(world.service->retryFailed(first, world.decider)).count(Outcome::Restored), 1);
        QVERIFY2(!world.drive.find(QStringLiteral("/Kept/Gone")), qPrintable(world.held()));
        QVERIFY(world.drive.find(QStringLiteral("/Other/a.txt")));
    }

    /** Half done, it may also go back: under its own name, and what was made on the way goes with it. */
    void puttingBackLeavesEverythingAsItWas_data() { World::addWays(); }
    void puttingBackLeavesEverythingAsItWas()
    {
        World world(1s);
        choose(world);
        seed(world);
        world.host.faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move"));
        Activity *first = world.begin({QStringLiteral("a.txt")}, kOther);
        const Receipt half = world.end(first);
        QCOMPARE(half.count(Outcome::Failed), 1);
        QCOMPARE(half.lines[0].nowPath, QStringLiteral("/Kept/Gone/Deep"));
        QVERIFY(first->canPutBack());
        Activity *back = world.service->putBack(first);
        QVERIFY(back);
        QVERIFY(!first->canPutBack() && first->isPutBack());
        QCOMPARE(world.end(back).count(Outcome::Restored), 1);
        QCOMPARE(world.held(),
            QStringLiteral("/\n  Kept/\n    Empty/\n  Other/\n"
                           "bin\n  Deep/ from /Kept/Gone\n  Gone/ from /Kept\n  a.txt 7 from /Kept/Gone/Deep\n"));
        QVERIFY2(world.breaches().isEmpty(), qPrintable(world.breaches()));
        QVERIFY(!world.service->putBack(first)); // once
    }

    /** Its own name is taken there: it goes back under the other one. */
    void aTakenNameIsNoReasonNotToGoBack()
    {
        World world(1s);
        world.trashedFile(QStringLiteral("/Work/a.txt"), "old");
        world.file(QStringLiteral("/Work/a.txt"), "newer");
        world.YandexBench::folder(kOther);
        world.host.faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move"));
        Activity *first = world.begin({QStringLiteral("a.txt")}, kOther);
        QCOMPARE(world.end(first).count(Outcome::Failed), 1);
        QCOMPARE(world.end(world.service->putBack(first)).count(Outcome::Restored), 1);
        QCOMPARE(world.drive.trashedCount(), 1);
        QVERIFY(world.drive.find(QStringLiteral("/Work/a.txt")));
        QVERIFY2(world.held().contains(QStringLiteral("a.txt.unbin-")), qPrintable(world.held()));
    }

    void cancellingTakesThemAwayToo()
    {
        World world(1s);
        seed(world);
        Activity *activity = world.begin({QStringLiteral("a.txt")}, kOther);
        world.host.observe([activity](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (request.method == "POST")
                activity->cancel();
        });
        const Receipt receipt = world.end(activity);
        QCOMPARE(activity->end(), Activity::End::Cancelled);
        QCOMPARE(receipt.count(Outcome::Restored), 1); // it was under way
        QVERIFY2(!world.drive.find(QStringLiteral("/Kept/Gone")), qPrintable(world.held()));
    }

    /** Killed at the i-th request, for every i: taken up again, the folders go, the item arrives, and only once. */
    void aCrashAtEveryRequestIsSurvived_data() { World::addWays(); }
    void aCrashAtEveryRequestIsSurvived()
    {
        QFETCH(bool, isAsync);
        for (int fatal = 0;; ++fatal) {
            World world(1s);
            choose(world);
            seed(world);
            int requests = 0;
            bool isDead = false;
            Activity *activity = world.begin({QStringLiteral("a.txt")}, kOther);
            world.host.observe([&](const QByteArray &, const SandboxRequest &, const SandboxDelivery &) {
                isDead = isDead || requests++ == fatal;
            });
            QVERIFY(waitUntil([&] { return isDead || activity->state() == Activity::State::Finished; }));
            if (!isDead) {
                QVERIFY(fatal > 8);
                return;
            }
            world.die();
            world.start();
            world.service->takeUpInterrupted();
            if (!world.service->activities().empty()) { // else nothing had been begun
                activity = world.service->activities().front();
                QVERIFY(waitUntil([&] {
                    return activity->state() == Activity::State::Finished
                        || activity->state() == Activity::State::Interrupted;
                }));
                if (activity->state() == Activity::State::Interrupted)
                    activity = world.service->goOn(activity, world.decider);
                const Receipt receipt = world.end(activity);
                QVERIFY2(receipt.count(Outcome::Restored) == 1,
                    qPrintable(QStringLiteral("%1: %2 %3").arg(fatal).arg(
                        QString::fromUtf8(toJsonText(receipt, [](const AccountId &) { return QString(); })), world.held())));
                QVERIFY2(!world.drive.find(QStringLiteral("/Kept/Gone")),
                    qPrintable(QStringLiteral("%1: %2").arg(fatal).arg(world.held())));
                QVERIFY(world.drive.find(QStringLiteral("/Other/a.txt")));
            }
            QVERIFY(world.drive.find(QStringLiteral("/Kept/Empty")));
            // Who dies before the answer arrives can't know that the service is at work; it is told with 423.
            const QStringList broken = world.yandex.breaches().filter(QStringLiteral("is in an operation"));
            QCOMPARE(world.yandex.breaches().size(), isAsync ? broken.size() : 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestYandexPassages)
#include "tst_yandexpassages.moc"
