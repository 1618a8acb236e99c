// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/box/boxbench.h"
#include "tests/core/providers/box/boxjson.h"

#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using Where = Whereabouts::State;

/** Restoring and making, with Box's oddities and with replies that get lost. */
class TestBoxChanges : public QObject
{
    Q_OBJECT

private:
    QString nameOf(SandboxRef ref) const { return m_bench->drive.name(ref); }

    std::unique_ptr<BoxBench> m_bench;
    SandboxRef m_work;
    SandboxRef m_other;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<BoxBench>();
        m_work = m_bench->folder(QStringLiteral("Work"));
        m_other = m_bench->folder(QStringLiteral("Other"));
    }
    void cleanup() { m_bench.reset(); }

    void aTakenNameNamesWhatTookItWhereBoxTells_data()
    {
        using Shape = BoxQuirks::ConflictShape;
        QTest::addColumn<int>("shape");
        QTest::addColumn<bool>("isNamed");
        QTest::newRow("array") << int(Shape::Array) << true;
        QTest::newRow("object") << int(Shape::Object) << true;
        QTest::newRow("string") << int(Shape::String) << false;
        QTest::newRow("null") << int(Shape::Null) << false;
        QTest::newRow("absent") << int(Shape::Absent) << false;
    }
    void aTakenNameNamesWhatTookItWhereBoxTells()
    {
        QFETCH(int, shape);
        QFETCH(bool, isNamed);
        auto &quirks = m_bench->box.quirks();
        quirks.restoreConflict = quirks.createConflict = quirks.moveConflict = BoxQuirks::ConflictShape(shape);
        quirks.statusAsString = true;
        const SandboxRef trashed = m_bench->trashedFile(m_work, QStringLiteral("a.txt"), "old");
        const SandboxRef inTheWay = m_bench->file(m_work, QStringLiteral("A.txt"), "new");
        const SandboxRef mover = m_bench->file(m_other, QStringLiteral("a.txt"), "other");
        const QString before = m_bench->drive.dump();
        const QString expected = isNamed ? m_bench->idOf(inTheWay).value() : QString();

        const auto restored = m_bench->restore(trashed);
        VERIFY_FAILS(restored, Kind::NameTaken);
        QCOMPARE(restored.error().conflictingItem, expected);
        const auto moved
            = waitFor(m_bench->provider.move(m_bench->liveOf(mover), {m_bench->idOf(m_work), QStringLiteral("a.txt")}));
        VERIFY_FAILS(moved, Kind::NameTaken);
        QCOMPARE(moved.error().conflictingItem, expected);
        const auto made = waitFor(m_bench->provider.createFolder({m_bench->idOf(m_work), QStringLiteral("a.txt")}));
        VERIFY_FAILS(made, Kind::NameTaken);
        QCOMPARE(made.error().conflictingItem, expected);
        QCOMPARE(m_bench->drive.dump(), before);
    }

    void aMissingFolderIsRecognisedWhateverBoxSays_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isTrashed");
        for (const int status : {403, 404, 409}) {
            for (const bool isTrashed : {false, true})
                QTest::addRow("%d %s", status, isTrashed ? "trashed" : "gone") << status << isTrashed;
        }
    }
    void aMissingFolderIsRecognisedWhateverBoxSays()
    {
        QFETCH(int, status);
        QFETCH(bool, isTrashed);
        m_bench->box.quirks().parentGoneStatus = status;
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        const TrashedItem item = m_bench->entryOf(file);
        QVERIFY(waitFor(m_bench->provider.lookAtFolder(item.originalParent))); // remembered as live
        if (isTrashed)
            m_bench->trash(m_work);
        else
            m_bench->purge(m_work);
        VERIFY_FAILS(waitFor(m_bench->provider.restore({.item = item})), Kind::ParentMissing);
        QCOMPARE(m_bench->whereIs(file), Where::InBin);

        const auto restored = waitFor(m_bench->provider.restore({.item = item, .folder = m_bench->idOf(m_other)}));
        QVERIFY(restored);
        QCOMPARE(restored->parent, m_bench->idOf(m_other));
    }

    void aTrashedFolderMayStandInTheWayOfAnother()
    {
        m_bench->box.quirks().trashedParent = BoxQuirks::TrashedParent::InTheWay;
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        const TrashedItem item = m_bench->entryOf(file);
        m_bench->trash(m_work);
        VERIFY_FAILS(
            waitFor(m_bench->provider.restore({.item = item, .folder = m_bench->idOf(m_other)})), Kind::ParentMissing);
        QCOMPARE(m_bench->whereIs(file), Where::InBin);
    }

    void aFallbackFolderThatIsGoneIsMissingToo()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        const TrashedItem item = m_bench->entryOf(file);
        m_bench->purge(m_work);
        m_bench->trash(m_other);
        VERIFY_FAILS(
            waitFor(m_bench->provider.restore({.item = item, .folder = m_bench->idOf(m_other)})), Kind::ParentMissing);
    }

    void aFolderWithoutRightsIsForbiddenNotMissing()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        m_bench->drive.setReadOnly(m_work, true);
        VERIFY_FAILS(m_bench->restore(file), Kind::Forbidden);
        QCOMPARE(m_bench->whereIs(file), Where::InBin);
    }

    void theReplyTellsWhereTheItemReallyIs()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        // Box ignores the folder while the original one lives.
        const auto restored
            = waitFor(m_bench->provider.restore({.item = m_bench->entryOf(file), .folder = m_bench->idOf(m_other)}));
        QVERIFY(restored);
        QCOMPARE(restored->parent, m_bench->idOf(m_work));
    }

    void anInvalidNameIsTheUsersToMend()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        VERIFY_FAILS(
            waitFor(m_bench->provider.restore({.item = m_bench->entryOf(file), .name = QStringLiteral("a/b")})),
            Kind::NameInvalid);
        VERIFY_FAILS(waitFor(m_bench->provider.restore(
                         {.item = m_bench->entryOf(file), .name = QString(256, QLatin1Char('x'))})),
            Kind::NameInvalid);
        QCOMPARE(m_bench->whereIs(file), Where::InBin);
        VERIFY_FAILS(
            waitFor(m_bench->provider.createFolder({m_bench->idOf(m_work), QStringLiteral("..")})), Kind::NameInvalid);
    }

    void linksLiveTheSameLife()
    {
        const SandboxRef link
            = m_bench->drive.addLink(m_work, QStringLiteral("Site"), QStringLiteral("https://site.example/"));
        const auto trashed = waitFor(m_bench->provider.trash(m_bench->liveOf(link)));
        QVERIFY(trashed);
        QCOMPARE(trashed->kind, ItemKind::Link);
        const auto restored = waitFor(m_bench->provider.restore({.item = *trashed, .name = QStringLiteral("Page")}));
        QVERIFY(restored);
        QCOMPARE(restored->kind, ItemKind::Link);
        const auto moved = waitFor(m_bench->provider.move(*restored, {m_bench->idOf(m_other), QStringLiteral("Home")}));
        QVERIFY(moved);
        QCOMPARE(nameOf(link), QStringLiteral("Home"));
        QCOMPARE(m_bench->drive.parent(link), m_other);
        const auto again = waitFor(m_bench->provider.trash(*moved));
        QVERIFY(again);
        QVERIFY(waitFor(m_bench->provider.purge(*again)));
        QCOMPARE(m_bench->whereIs(link), Where::Gone);
    }

    void aTrashedFileIsFoundWhetherBoxShowsItOrNot_data()
    {
        QTest::addColumn<BoxQuirks>("quirks");
        QTest::newRow("200, trashed") << BoxQuirks{.trashedFileIsFound = true};
        QTest::newRow("404, trashed") << BoxQuirks{.trashedFileIsFound = false};
        QTest::newRow("numbers") << BoxQuirks{.idsAsNumbers = true};
        QTest::newRow("not_found for not_trashed") << BoxQuirks{.notTrashedSaysNotFound = true};
    }
    void aTrashedFileIsFoundWhetherBoxShowsItOrNot()
    {
        QFETCH(BoxQuirks, quirks);
        m_bench->box.quirks() = quirks;
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        QCOMPARE(m_bench->whereIs(file), Where::InBin);
        QVERIFY(m_bench->restore(file));
        QCOMPARE(m_bench->whereIs(file), Where::Live);
        m_bench->trash(m_work); // inside of a trashed folder it is no entry of the bin
        QCOMPARE(m_bench->whereIs(file), Where::Gone);
        m_bench->purge(m_work);
        QCOMPARE(m_bench->whereIs(file), Where::Gone);
    }

    void aLockedTreeIsWaitedFor()
    {
        m_bench->box.quirks().lockedRequests = 3;
        const SandboxRef first = m_bench->folder(QStringLiteral("First"), m_work);
        const SandboxRef second = m_bench->folder(QStringLiteral("Second"), m_work);
        m_bench->trash(first);
        m_bench->trash(second);
        QVERIFY(m_bench->restore(first));
        QVERIFY(m_bench->restore(second));
        QCOMPARE(m_bench->countSent("POST " + m_bench->wirePath(second)), 4);
    }

    void aTreeThatStaysLockedIsBusy()
    {
        m_bench->box.quirks().lockedRequests = 1000;
        const SandboxRef first = m_bench->folder(QStringLiteral("First"), m_work);
        const SandboxRef second = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        m_bench->trash(first);
        QVERIFY(m_bench->restore(first));
        const auto restored = m_bench->restore(second);
        VERIFY_FAILS(restored, Kind::Busy);
        QVERIFY(restored.error().isRetryable());
        QVERIFY(m_bench->countSent("POST " + m_bench->wirePath(second)) <= 6);
        QCOMPARE(m_bench->whereIs(second), Where::InBin);
    }

    void aReservedNameIsWaitedFor()
    {
        m_bench->host.faults().add(
            SandboxFault::answer(409, quoted("{'code':'name_temporarily_reserved'}")).on("POST", "/folders").times(2));
        QVERIFY(waitFor(m_bench->provider.createFolder({m_bench->idOf(m_work), QStringLiteral("New")})));
        QCOMPARE(m_bench->countSent("POST /folders"), 3);
    }

    void aRateLimitIsSatOutAndTheChangeGoesOutOnce()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        m_bench->host.faults().add(SandboxFault::tooManyRequests("1").on("POST", "*").times(2));
        QVERIFY(m_bench->restore(file));
        QCOMPARE(m_bench->whereIs(file), Where::Live);
    }

    void aLostReplyIsUnknownAndSentOnce_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("dropped after") << 0 << true;
        QTest::newRow("dropped before") << 1 << false;
        QTest::newRow("garbage") << 2 << true;
        QTest::newRow("cut") << 3 << true;
        QTest::newRow("503") << 4 << false;
        QTest::newRow("gateway page") << 5 << false;
        QTest::newRow("accepted") << 6 << false;
    }
    void aLostReplyIsUnknownAndSentOnce()
    {
        QFETCH(int, fault);
        QFETCH(bool, isDone);
        const std::vector<SandboxFault> faults
            = {SandboxFault::dropAfter(), SandboxFault::dropBefore(), SandboxFault::garbage(), SandboxFault::cut(10),
                SandboxFault::refuse(503), SandboxFault::html(504), SandboxFault::answer(202)};
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        const TrashedItem item = m_bench->entryOf(file);
        m_bench->sent.clear();
        m_bench->host.faults().add(SandboxFault(faults[size_t(fault)]).on("POST", "*"));
        VERIFY_FAILS(waitFor(m_bench->provider.restore({.item = item})), Kind::OutcomeUnknown);
        QCOMPARE(m_bench->countChanges(), 1);
        QCOMPARE(m_bench->whereIs(file), isDone ? Where::Live : Where::InBin);
    }

    /** Who asks about a name after a surprise must not be told what was known before. */
    void afterASurpriseNamesAreLookedForAfresh()
    {
        const ItemId work = m_bench->idOf(m_work);
        const auto exists = [&](const QString &name) {
            const auto found = waitFor(m_bench->provider.findChild(work, name));
            return found && *found;
        };
        QVERIFY(!exists(QStringLiteral("Lost")));
        m_bench->host.faults().add(SandboxFault::dropAfter().on("POST", "/folders"));
        VERIFY_FAILS(waitFor(m_bench->provider.createFolder({work, QStringLiteral("Lost")})), Kind::OutcomeUnknown);
        QVERIFY(exists(QStringLiteral("Lost")));

        QVERIFY(!exists(QStringLiteral("Stranger")));
        m_bench->folder(QStringLiteral("Stranger"), m_work);
        VERIFY_FAILS(waitFor(m_bench->provider.createFolder({work, QStringLiteral("Stranger")})), Kind::NameTaken);
        QVERIFY(exists(QStringLiteral("Stranger")));

        const LiveItem folder = m_bench->liveOf(m_work);
        QVERIFY(waitFor(m_bench->provider.trash(folder)));
        VERIFY_FAILS(waitFor(m_bench->provider.findChild(work, QStringLiteral("Lost"))), Kind::NotFound);
    }

    void aReplyAboutAnotherItemTellsNothing()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        m_bench->host.faults().add(
            SandboxFault::answer(201, quoted("{'type':'file','id':'4711','name':'b'}")).on("POST", "*"));
        VERIFY_FAILS(m_bench->restore(file), Kind::OutcomeUnknown);
    }

    void aLongFolderRestoreIsWaitedForElevenMinutes()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Big"), m_work);
        m_bench->trash(folder);
        const TrashedItem item = m_bench->entryOf(folder);
        m_bench->box.quirks().restoreTakes = std::chrono::minutes(9);
        QObject owner;
        std::optional<Result<LiveItem>> end;
        const auto begin = [&] {
            end.reset();
            m_bench->sent.clear();
            launch(m_bench->provider.restore({.item = item}), &owner,
                [&end](Result<LiveItem> r) { end.emplace(std::move(r)); });
            QTRY_COMPARE(m_bench->countChanges(), 1);
        };
        begin();
        m_bench->clock.jump(std::chrono::minutes(9));
        QTRY_VERIFY(end);
        QVERIFY(*end);

        m_bench->trash(folder);
        m_bench->box.quirks().restoreTakes = std::chrono::minutes(20);
        m_bench->clock.jump(std::chrono::minutes(1)); // the first restore's lock is over
        begin();
        m_bench->clock.jump(std::chrono::minutes(11));
        QTRY_VERIFY(end);
        QVERIFY(!*end);
        QCOMPARE(kindName(end->error().kind), kindName(Kind::OutcomeUnknown));
        QCOMPARE(m_bench->countChanges(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBoxChanges)
#include "tst_boxchanges.moc"
