// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/box/boxbench.h"
#include "tests/core/providers/box/boxjson.h"

#include <QSignalSpy>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using Where = Whereabouts::State;

/** Moving, trashing, purging; and whether anything is lost when any request of all that fails. */
class TestBoxMoves : public QObject
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

    void aMoveSendsOnlyWhatChanges()
    {
        const LiveItem file = m_bench->liveOf(m_bench->file(m_work, QStringLiteral("a.txt")));
        m_bench->sent.clear();
        QVERIFY(waitFor(m_bench->provider.move(file, {file.parent, file.name})));
        QVERIFY(m_bench->sent.isEmpty());
    }

    void aFolderThatMustMoveAloneIsMovedThenRenamed()
    {
        m_bench->box.quirks().folderMoveMustBeAlone = true;
        const SandboxRef folder = m_bench->folder(QStringLiteral("Old"), m_work);
        const auto moved
            = waitFor(m_bench->provider.move(m_bench->liveOf(folder), {m_bench->idOf(m_other), QStringLiteral("New")}));
        QVERIFY(moved);
        QCOMPARE(moved->name, QStringLiteral("New"));
        QCOMPARE(moved->parent, m_bench->idOf(m_other));
        QCOMPARE(nameOf(folder), QStringLiteral("New"));
        QCOMPARE(m_bench->drive.parent(folder), m_other);
    }

    void aSplitMoveAvoidsTheOldNameAtTheNewPlace()
    {
        m_bench->box.quirks().folderMoveMustBeAlone = true;
        const SandboxRef folder = m_bench->folder(QStringLiteral("Old"), m_work);
        const SandboxRef stranger = m_bench->folder(QStringLiteral("old"), m_other);
        const auto moved
            = waitFor(m_bench->provider.move(m_bench->liveOf(folder), {m_bench->idOf(m_other), QStringLiteral("New")}));
        QVERIFY(moved);
        QCOMPARE(nameOf(folder), QStringLiteral("New"));
        QCOMPARE(m_bench->drive.parent(folder), m_other);
        QCOMPARE(nameOf(stranger), QStringLiteral("old"));
    }

    void aSplitMoveIntoATakenNameChangesNothing()
    {
        m_bench->box.quirks().folderMoveMustBeAlone = true;
        const SandboxRef folder = m_bench->folder(QStringLiteral("Old"), m_work);
        const SandboxRef inTheWay = m_bench->file(m_other, QStringLiteral("new"));
        const QString before = m_bench->drive.dump();
        const auto moved
            = waitFor(m_bench->provider.move(m_bench->liveOf(folder), {m_bench->idOf(m_other), QStringLiteral("New")}));
        VERIFY_FAILS(moved, Kind::NameTaken);
        QCOMPARE(moved.error().conflictingItem, m_bench->idOf(inTheWay).value());
        QCOMPARE(m_bench->drive.dump(), before);
    }

    void aMoveThatStopsHalfWayTellsWhereTheItemIs()
    {
        m_bench->box.quirks().folderMoveMustBeAlone = true;
        const SandboxRef folder = m_bench->folder(QStringLiteral("Old"), m_work);
        m_bench->host.faults().add(SandboxFault::refuse(403).on("PUT", "*").after(2));
        const auto moved
            = waitFor(m_bench->provider.move(m_bench->liveOf(folder), {m_bench->idOf(m_other), QStringLiteral("New")}));
        QVERIFY(!moved);
        QVERIFY2(moved.error().detail.contains(QStringLiteral("\"Old\" in ") + m_bench->idOf(m_other).value()),
            qPrintable(moved.error().detail));
        QCOMPARE(m_bench->drive.parent(folder), m_other);
        QCOMPARE(nameOf(folder), QStringLiteral("Old"));
    }

    void aMoveIntoAFolderThatIsGoneIsParentMissing()
    {
        const LiveItem file = m_bench->liveOf(m_bench->file(m_work, QStringLiteral("a.txt")));
        m_bench->trash(m_other);
        VERIFY_FAILS(waitFor(m_bench->provider.move(file, {m_bench->idOf(m_other), file.name})), Kind::ParentMissing);
    }

    void aMoveOfWhatIsGoneIsNotFound()
    {
        const SandboxRef ref = m_bench->file(m_work, QStringLiteral("a.txt"));
        const LiveItem file = m_bench->liveOf(ref);
        m_bench->trash(ref);
        VERIFY_FAILS(waitFor(m_bench->provider.move(file, {m_bench->idOf(m_other), file.name})), Kind::NotFound);
    }

    void aFolderDoesNotGoIntoItself()
    {
        const LiveItem work = m_bench->liveOf(m_work);
        const SandboxRef inner = m_bench->folder(QStringLiteral("Inner"), m_work);
        VERIFY_FAILS(waitFor(m_bench->provider.move(work, {m_bench->idOf(inner), work.name})), Kind::Unsupported);
    }

    void whatChangedSinceItWasSeenIsNotTrashed()
    {
        const SandboxRef ref = m_bench->file(m_work, QStringLiteral("a.txt"));
        const LiveItem file = m_bench->liveOf(ref);
        m_bench->drive.move(ref, m_other, QStringLiteral("b.txt"), m_bench->clock.now());
        VERIFY_FAILS(waitFor(m_bench->provider.trash(file)), Kind::Changed);
        QVERIFY(m_bench->drive.isLive(ref));
    }

    void anAccountWithoutABinIsFoundOutAndToldOf()
    {
        m_bench->box.quirks().deleteIsForGood = true;
        const LiveItem first = m_bench->liveOf(m_bench->file(m_work, QStringLiteral("a.txt")));
        const SandboxRef second = m_bench->file(m_work, QStringLiteral("b.txt"));
        QSignalSpy changed(&m_bench->provider, &Provider::capabilitiesChanged);
        QVERIFY(m_bench->provider.capabilities().canTrash);
        const auto trashed = waitFor(m_bench->provider.trash(first));
        VERIFY_FAILS(trashed, Kind::Unsupported);
        QCOMPARE(trashed.error().code, QStringLiteral("deleted_for_good"));
        QVERIFY(!m_bench->provider.capabilities().canTrash);
        QCOMPARE(changed.count(), 1);

        VERIFY_FAILS(waitFor(m_bench->provider.trash(m_bench->liveOf(second))), Kind::Unsupported);
        QVERIFY(m_bench->drive.isLive(second));
    }

    void aTrashedItemNobodyCanConfirmIsUnknown()
    {
        const SandboxRef ref = m_bench->file(m_work, QStringLiteral("a.txt"));
        const LiveItem file = m_bench->liveOf(ref);
        m_bench->host.faults().add(SandboxFault::refuse(500).on("GET", "*/trash").times(6));
        VERIFY_FAILS(waitFor(m_bench->provider.trash(file)), Kind::OutcomeUnknown);
        QCOMPARE(m_bench->whereIs(ref), Where::InBin);
        QVERIFY(m_bench->provider.capabilities().canTrash);
    }

    void aForbiddenPurgeLeavesTheEntry()
    {
        m_bench->box.quirks().purgeIsForbidden = true;
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        VERIFY_FAILS(waitFor(m_bench->provider.purge(m_bench->entryOf(file))), Kind::Forbidden);
        QCOMPARE(m_bench->whereIs(file), Where::InBin);
    }

    void aPurgeWhoseReplyIsLostIsUnknown()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, QStringLiteral("a.txt"));
        const TrashedItem item = m_bench->entryOf(file);
        m_bench->host.faults().add(SandboxFault::dropAfter().on("DELETE", "*"));
        m_bench->sent.clear();
        VERIFY_FAILS(waitFor(m_bench->provider.purge(item)), Kind::OutcomeUnknown);
        QCOMPARE(m_bench->countChanges(), 1);
        QCOMPARE(m_bench->whereIs(file), Where::Gone);
    }

    /** Whichever request fails, in whichever way: the end is told truly and the file still exists once. */
    void noFailingRequestLosesTheItem_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("dropped before") << 0;
        QTest::newRow("dropped after") << 1;
        QTest::newRow("garbage") << 2;
        QTest::newRow("500") << 3;
        QTest::newRow("403") << 4;
        QTest::newRow("404") << 5;
    }
    void noFailingRequestLosesTheItem()
    {
        QFETCH(int, fault);
        const std::vector<SandboxFault> faults
            = {SandboxFault::dropBefore(), SandboxFault::dropAfter(), SandboxFault::garbage(),
                SandboxFault::refuse(500), SandboxFault::answer(403, quoted("{'code':'forbidden'}")),
                SandboxFault::answer(404, quoted("{'code':'not_found'}"))};
        for (int passing = 0;; ++passing) {
            init();
            m_bench->box.quirks().folderMoveMustBeAlone = true;
            const SandboxRef folder = m_bench->folder(QStringLiteral("Old"), m_work);
            const SandboxRef file = m_bench->file(folder, QStringLiteral("a.txt"), "precious");
            const LiveItem live = m_bench->liveOf(folder);
            m_bench->host.faults().add(SandboxFault(faults[size_t(fault)]).on({}, "*").after(passing));

            auto trashed = waitFor(m_bench->provider.trash(live));
            if (trashed) {
                auto restored = waitFor(m_bench->provider.restore({.item = *trashed}));
                if (restored) {
                    const Place place{m_bench->idOf(m_other), QStringLiteral("New")};
                    const auto moved = waitFor(m_bench->provider.move(*restored, place));
                    QCOMPARE(m_bench->drive.find(QStringLiteral("/Other/New/a.txt")).has_value(),
                        moved.has_value() || m_bench->drive.find(QStringLiteral("/Other/New")).has_value());
                    if (moved)
                        QCOMPARE(nameOf(folder), QStringLiteral("New"));
                } else if (restored.error().kind != Kind::OutcomeUnknown) {
                    QCOMPARE(m_bench->whereIs(folder), Where::InBin);
                }
            } else if (trashed.error().kind != Kind::OutcomeUnknown && trashed.error().kind != Kind::Unsupported) {
                QVERIFY2(m_bench->drive.isLive(folder), qPrintable(QDebug::toString(trashed.error())));
            }
            QVERIFY(m_bench->drive.node(file)); // wherever it is
            if (m_bench->host.faults().pendingCount() > 0)
                break; // fewer requests than that: every one has failed once
            QVERIFY(passing < 40);
        }
    }
};

QTEST_GUILESS_MAIN(TestBoxMoves)
#include "tst_boxmoves.moc"
