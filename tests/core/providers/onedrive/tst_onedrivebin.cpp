// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/onedrive/onedrivebench.h"

#include "core/providers/trashedfolders.h"

#include <QSignalSpy>

using namespace Unbin;
using Kind = Error::Kind;
using Where = Whereabouts::State;
using Quirks = OneDriveQuirks;
using Kinds = OneDriveDialect::Kind;

/** A personal drive's bin: the ledger behind it, whatever the service's pages look like. */
class TestOneDriveBin : public QObject
{
    Q_OBJECT

private:
    using Setting = std::function<void(Quirks &)>;

    std::unique_ptr<OneDriveBench> m_bench;
    SandboxRef m_work;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }
    qsizetype deltaCalls() const { return m_bench->countSent("GET *delta"); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<OneDriveBench>();
        m_work = m_bench->folder(text("Work"));
    }
    void cleanup() { m_bench.reset(); }

    void anEntryHasTheFactsFromWhenItLived()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"), "12345");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        QCOMPARE(item.id, m_bench->idOf(file));
        QCOMPARE(item.sizeBytes, 5); // the tombstone has none
        QCOMPARE(item.originalParent, m_bench->idOf(m_work)); // the tombstone says root
        QCOMPARE(item.originalPath, text("/Work"));
        QVERIFY(item.deletedAt.isValid());
        QVERIFY(item.isPurgeEstimated);
        QCOMPARE(item.purgeAt, item.deletedAt.addDays(30));
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void theLedgerFollowsTheDriveHoweverItIsTold_data()
    {
        QTest::addColumn<Setting>("setting");
        const auto row = [](const char *name, Setting setting) {
            QTest::newRow(name) << std::move(setting);
        };
        row("as usual", [](Quirks &) {});
        row("small pages", [](Quirks &q) { q.deltaPageSize = 2; });
        row("empty pages between", [](Quirks &q) {
            q.deltaPageSize = 2;
            q.pages = Quirks::Pages::EmptyBetween;
        });
        row("few tombstones a page", [](Quirks &q) { q.tombstonesPerPage = 1; });
        row("ids twice", [](Quirks &q) { q.repeatsEntries = true; });
        row("child before parent", [](Quirks &q) {
            q.childBeforeParent = true;
            q.deltaPageSize = 3;
        });
        row("foreign items", [](Quirks &q) { q.hasForeignItems = true; });
        row("no root", [](Quirks &q) { q.rootComesAlong = false; });
        row("empty facet", [](Quirks &q) { q.deletedState = {}; });
        row("another state", [](Quirks &q) { q.deletedState = "softDeleted"; });
        row("old parent", [](Quirks &q) { q.tombstoneParent = Quirks::TombstoneParent::Original; });
        row("another's parent", [](Quirks &q) { q.tombstoneParent = Quirks::TombstoneParent::Replacement; });
        row("no dates", [](Quirks &q) { q.tombstoneTimes = Quirks::TombstoneTimes::Missing; });
        row("year one", [](Quirks &q) { q.tombstoneTimes = Quirks::TombstoneTimes::YearOne; });
        row("folders alone", [](Quirks &q) {
            q.deletedFolderTellsContent = false;
            q.restoredFolderTellsContent = false;
        });
        row("case of drive ids", [](Quirks &q) { q.driveIdSpelling = Quirks::DriveIdSpelling::AlternatingCase; });
        row("lost zero", [](Quirks &q) { q.driveIdSpelling = Quirks::DriveIdSpelling::LosesZero; });
        row("case of item ids", [](Quirks &q) { q.itemIdsVaryInCase = true; });
        row("bare errors", [](Quirks &q) { q.errorShape = Quirks::ErrorShape::Bare; });
        row("empty codes", [](Quirks &q) { q.errorShape = Quirks::ErrorShape::EmptyCode; });
        row("throttled batches", [](Quirks &q) { q.batchThrottlesEvery = 2; });
    }
    void theLedgerFollowsTheDriveHoweverItIsTold()
    {
        QFETCH(Setting, setting);
        m_bench = std::make_unique<OneDriveBench>(Kinds::Personal, QString(), std::chrono::milliseconds(500));
        m_work = m_bench->folder(text("Work"));
        setting(m_bench->service.quirks());
        SandboxDrive &drive = m_bench->drive;
        const QDateTime now = m_bench->clock.now();
        const SandboxRef inner = m_bench->folder(text("Inner"), m_work);
        const SandboxRef deep = m_bench->folder(text("Deep"), inner);
        const SandboxRef a = m_bench->file(m_work, text("a.txt"));
        const SandboxRef b = m_bench->file(inner, text("b.txt"), "bb");
        m_bench->file(deep, text("c.txt"), "ccc");
        for (int i = 0; i < 7; ++i)
            m_bench->file(deep, text("file %1").arg(i), QByteArray(i, 'x'));
        const auto agree = [this] { // what a listing does not tell, the looks in the background that follow it do
            if (const auto items = m_bench->listBin(); !items)
                qWarning() << items.error();
            return m_bench->waitForLooks() && m_bench->ledger() == m_bench->truth();
        };
        QVERIFY2(agree(), qPrintable(m_bench->ledger().join(u'\n') + text("\n--\n") + m_bench->truth().join(u'\n')));
        m_bench->trash(b);
        QVERIFY2(agree(), "a file deleted");
        drive.move(deep, m_work, text("Deeper"), now);
        QVERIFY2(agree(), "a folder moved");
        m_bench->trash(m_work);
        QVERIFY2(agree(), "a tree deleted");
        drive.restore(m_work, SandboxDrive::root, text("Work"), now);
        QVERIFY2(agree(), "a tree restored");
        m_bench->trash(a);
        QVERIFY2(agree(), "another file deleted"); // with its folder at once it could not be told from what is inside
        drive.move(deep, SandboxDrive::root, text("Deepest"), now);
        m_bench->trash(m_work);
        QVERIFY2(agree(), qPrintable(m_bench->ledger().join(u'\n') + text("\n--\n") + m_bench->truth().join(u'\n')));
        drive.restore(a, SandboxDrive::root, text("a again"), now);
        drive.restore(b, deep, text("b.txt"), now);
        QVERIFY2(agree(), "restored elsewhere");
    }

    void aSecondListingAsksForChangesOnly()
    {
        m_bench->trashedFile(m_work, text("a.txt"));
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        const auto before = deltaCalls();
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        QCOMPARE(deltaCalls(), before + 1);
    }

    void theLedgerOutlivesTheProgram()
    {
        QTemporaryDir directory;
        m_bench = std::make_unique<OneDriveBench>(OneDriveBench::Kind::Personal, directory.path());
        const SandboxRef work = m_bench->folder(text("Work"));
        const SandboxRef file = m_bench->file(work, text("a.txt"), "12345");
        QCOMPARE(m_bench->binNames(), QStringList());
        m_bench->start();
        m_bench->trash(file); // while it did not run
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        QCOMPARE(m_bench->entry(text("a.txt")).sizeBytes, 5);
        m_bench->start();
        QVERIFY(m_bench->ledger().contains(text("bin a.txt from /Work"))); // without a request
    }

    void aRunThatIsCutOffGoesOnWhereItWas()
    {
        m_bench->service.quirks().deltaPageSize = 3;
        for (int i = 0; i < 12; ++i)
            m_bench->file(m_work, text("%1.txt").arg(i));
        m_bench->host.faults().add(SandboxFault::refuse(403).on("GET", "*delta*").after(3));
        VERIFY_FAILS(m_bench->listBin(), Kind::Forbidden);
        QCOMPARE(m_bench->binNames(), QStringList());
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aDroppedPageIsAskedForAgainLater()
    {
        m_bench->service.quirks().deltaPageSize = 3;
        for (int i = 0; i < 12; ++i)
            m_bench->file(m_work, text("%1.txt").arg(i));
        m_bench->host.faults().add(SandboxFault::dropBefore().on("GET", "*delta*").after(3).times(20));
        QVERIFY(!m_bench->listBin());
        m_bench->host.faults().clear();
        const auto before = deltaCalls();
        QCOMPARE(m_bench->binNames(), QStringList());
        QVERIFY2(
            deltaCalls() - before <= 3, "the run began anew"); // 14 entries are five pages, of which three were had
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aPlaceThatTheServiceForgotBeginsAnew_data()
    {
        QTest::addColumn<int>("resync");
        QTest::newRow("Location") << int(Quirks::Resync::Location);
        QTest::newRow("no Location") << int(Quirks::Resync::NoLocation);
        QTest::newRow("malformed Location") << int(Quirks::Resync::MalformedLocation);
    }
    void aPlaceThatTheServiceForgotBeginsAnew()
    {
        QFETCH(int, resync);
        m_bench->service.quirks().resync = Quirks::Resync(resync);
        m_bench->trashedFile(m_work, text("known.txt"));
        const SandboxRef missed = m_bench->file(m_work, text("missed.txt"));
        QCOMPARE(m_bench->binNames(), QStringList{text("known.txt")});
        m_bench->trash(missed);
        m_bench->service.expireDeltaLinks();
        QCOMPARE(m_bench->binNames(), (QStringList{text("known.txt"), text("missed.txt")}));
        QVERIFY(!m_bench->entry(text("missed.txt")).deletedAt.isValid()); // gone, nobody knows when
        QVERIFY(m_bench->entry(text("known.txt")).deletedAt.isValid());
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aServiceThatForgetsEveryTimeIsGivenUp()
    {
        QCOMPARE(m_bench->binNames(), QStringList());
        m_bench->host.faults().add(SandboxFault::answer(
            410, R"({"error":{"code":"resyncRequired","message":""}})", {{"Content-Type", "application/json"}})
                                       .on("GET", "*/delta")
                                       .forever());
        const qsizetype before = deltaCalls();
        QVERIFY(!m_bench->listBin());
        QVERIFY(deltaCalls() - before <= 5);
        m_bench->host.faults().clear();
        QCOMPARE(m_bench->binNames(), QStringList());
    }

    void pagesWithoutAnEndAreGivenUp_data()
    {
        QTest::addColumn<int>("pages");
        QTest::newRow("one link for ever") << int(Quirks::Pages::SameLink);
        QTest::newRow("empty for ever") << int(Quirks::Pages::EverEmpty);
    }
    void pagesWithoutAnEndAreGivenUp()
    {
        QFETCH(int, pages);
        const SandboxRef file = m_bench->file(m_work, text("a.txt"));
        QCOMPARE(m_bench->binNames(), QStringList());
        const QStringList before = m_bench->ledger();
        m_bench->trash(file);
        m_bench->service.quirks().pages = Quirks::Pages(pages);
        m_bench->service.quirks().deltaPageSize = 1;
        VERIFY_FAILS(m_bench->listBin(), Kind::BadResponse);
        QCOMPARE(m_bench->ledger(), before);
        m_bench->service.quirks() = {};
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void noLinkLeadsTheTokenAway()
    {
        const SandboxRef file = m_bench->file(m_work, text("a.txt"));
        m_bench->file(m_work, text("c.txt"));
        m_bench->file(m_work, text("b.txt"));
        QCOMPARE(m_bench->binNames(), QStringList());
        m_bench->trash(file);
        Quirks &quirks = m_bench->service.quirks();
        quirks.linkOrigin = "https://evil.test";
        VERIFY_FAILS(m_bench->listBin(), Kind::Unsafe); // the next deltaLink
        quirks.deltaPageSize = 1;
        VERIFY_FAILS(m_bench->listBin(), Kind::Unsafe); // a nextLink
        quirks.childrenPageSize = quirks.largestPage = 1;
        VERIFY_FAILS(waitFor(m_bench->provider->listFolder(m_bench->idOf(m_work), [](std::vector<LiveItem> &&) {})),
            Kind::Unsafe);
        quirks = {};
        quirks.linkOrigin = "https://evil.test"; // the Location of a 410 is passed over
        m_bench->service.expireDeltaLinks();
        VERIFY_FAILS(m_bench->listBin(), Kind::Unsafe); // and the run's own next link refused
        QCOMPARE(m_bench->service.tokensAstray(), 0);
        quirks = {};
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aTombstoneForWhatWasNeverSeenIsLookedAt()
    {
        QCOMPARE(m_bench->binNames(), QStringList());
        m_bench->trash(m_bench->file(m_work, text("brief.txt"), "12345")); // came and went between two looks
        QSignalSpy changed(m_bench->provider.get(), &Provider::binChanged);
        QCOMPARE(m_bench->binNames(), QStringList{text("brief.txt")});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->entry(text("brief.txt")).originalPath, text("/Work"), 20000);
        QCOMPARE(m_bench->entry(text("brief.txt")).sizeBytes, 5);
    }

    void entriesThatWerePurgedLeaveTheList()
    {
        m_bench->trashedFile(m_work, text("stays.txt"));
        const SandboxRef file = m_bench->trashedFile(m_work, text("goes.txt"));
        QCOMPARE(m_bench->binNames(), (QStringList{text("goes.txt"), text("stays.txt")}));
        m_bench->provider->itemsShown({m_bench->idOf(file)});
        QCOMPARE(waitFor(m_bench->provider->locate({.id = m_bench->idOf(file)}))->state, Where::InBin);
        QTRY_COMPARE(m_bench->network.openReplies(), 0);
        m_bench->drive.purge(file);
        m_bench->clock.jump(std::chrono::hours(25)); // looks hold for a day
        QSignalSpy changed(m_bench->provider.get(), &Provider::binChanged);
        m_bench->provider->itemsShown({m_bench->idOf(file)});
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, 20000);
        QCOMPARE(m_bench->binNames(), QStringList{text("stays.txt")});
    }

    void whoWatchesHearsOfChanges()
    {
        const SandboxRef file = m_bench->file(m_work, text("a.txt"));
        QCOMPARE(m_bench->binNames(), QStringList());
        QVERIFY(m_bench->provider->capabilities().watchesChanges);
        QSignalSpy changed(m_bench->provider.get(), &Provider::binChanged);
        m_bench->provider->setWatched(true);
        m_bench->trash(file);
        m_bench->clock.jump(std::chrono::minutes(4));
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, 20000);
        m_bench->provider->setWatched(false);
    }

    void lostTombstonesAreFoundByTheWeeklyRun()
    {
        m_bench->service.quirks().losesTombstones = true;
        std::vector<SandboxRef> files;
        for (int i = 0; i < 6; ++i)
            files.push_back(m_bench->file(m_work, text("%1.txt").arg(i)));
        QCOMPARE(m_bench->binNames(), QStringList());
        for (const SandboxRef file : files)
            m_bench->trash(file);
        QVERIFY(m_bench->binNames().size() < 6);
        m_bench->clock.jump(std::chrono::hours(24 * 8));
        QCOMPARE(m_bench->binNames().size(), 6);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void whatChangesWhileTheFirstRunGoesOnIsKnownAfterwards()
    {
        m_bench->service.quirks().deltaPageSize = 2;
        const SandboxRef early = m_bench->file(m_work, text("early.txt"));
        for (int i = 0; i < 6; ++i)
            m_bench->file(m_work, text("%1.txt").arg(i));
        const SandboxRef album = m_bench->folder(text("Album"), m_work);
        m_bench->file(album, text("inside.jpg"), "12345");
        m_bench->service.beforeFirstRunEnds([this, early, album] {
            m_bench->trash(early);
            m_bench->trash(album);
            m_bench->folder(text("New"));
        });
        const auto items = m_bench->listBin(); // without a look in the background
        QVERIFY(items);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
        QCOMPARE(items->size(), size_t(2));
        for (const TrashedItem &item : *items) {
            QCOMPARE(item.originalPath, text("/Work"));
            QCOMPARE(item.originalParent, m_bench->idOf(m_work));
            QVERIFY(item.kind == ItemKind::Folder || item.sizeBytes == 7);
        }
    }

    void aDriveThatMovesIsListedAnew()
    {
        m_bench->service.setMigrated(m_bench->drive, false);
        m_bench->start();
        m_bench->trashedFile(m_work, text("a.txt"));
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        const QDateTime deletedAt = m_bench->entry(text("a.txt")).deletedAt;
        m_bench->service.setMigrated(m_bench->drive, true);
        m_bench->clock.jump(std::chrono::hours(25)); // the drive is asked for its root again
        const QStringList names = m_bench->binNames();
        QVERIFY2(names.contains(text("a.txt")), qPrintable(names.join(u' ')));
        QCOMPARE(m_bench->entry(text("a.txt")).deletedAt, deletedAt);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void olderDeletionsAreSearchedFolderByFolder()
    {
        const SandboxRef inner = m_bench->folder(text("Inner"), m_work);
        m_bench->trash(m_bench->file(inner, text("old.txt"), "12345"));
        const SandboxRef gone = m_bench->folder(text("Gone"));
        m_bench->file(gone, text("inside.txt"));
        m_bench->trash(m_bench->file(gone, text("before.txt")));
        m_bench->trash(gone);
        QCOMPARE(m_bench->binNames(), QStringList()); // all of that was before
        OlderDeletions *older = m_bench->provider->olderDeletions();
        QVERIFY(older);
        QTRY_VERIFY(older->state().completeSince.isValid());
        QSignalSpy changed(m_bench->provider.get(), &Provider::binChanged);
        older->look();
        QVERIFY(older->state().isLooking);
        QTRY_VERIFY_WITH_TIMEOUT(!older->state().isLooking, 20000);
        QVERIFY2(older->state().isFinished, "did not end");
        QVERIFY(changed.count() > 0);
        const QStringList names = m_bench->binNames();
        QVERIFY(names.contains(text("old.txt")) && names.contains(text("Gone")));
        QVERIFY(!names.contains(text("inside.txt")));
        QCOMPARE(m_bench->entry(text("old.txt")).originalPath, text("/Work/Inner"));
        QCOMPARE(m_bench->entry(text("old.txt")).sizeBytes, 5);
    }

    void aSearchGoesOnWhereItWasStopped()
    {
        QTemporaryDir directory;
        m_bench = std::make_unique<OneDriveBench>(OneDriveBench::Kind::Personal, directory.path());
        for (int i = 0; i < 10; ++i)
            m_bench->trash(m_bench->file(m_bench->folder(text("F%1").arg(i)), text("%1.txt").arg(i)));
        QCOMPARE(m_bench->binNames(), QStringList());
        OlderDeletions *older = m_bench->provider->olderDeletions();
        older->look();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->countSent("GET *children") >= 3, 20000);
        older->stop();
        QVERIFY(!older->state().isLooking && !older->state().isFinished);
        const auto before = m_bench->countSent("GET *children");
        m_bench->start();
        QVERIFY(m_bench->listBin());
        older = m_bench->provider->olderDeletions();
        older->look();
        QTRY_VERIFY_WITH_TIMEOUT(older->state().isFinished, 20000);
        QVERIFY2(m_bench->countSent("GET *children") - before < 11, "it began anew");
        QCOMPARE(m_bench->binNames().size(), 10);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aServiceThatShowsNothingDeletedEndsTheSearch()
    {
        m_bench->service.quirks().scan = Quirks::Scan::Ignored;
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
        QCOMPARE(waitFor(m_bench->provider->locate({.id = m_bench->idOf(file)}))->state, Where::InBin); // verified
        OlderDeletions *older = m_bench->provider->olderDeletions();
        older->look();
        QTRY_VERIFY_WITH_TIMEOUT(!older->state().isLooking, 20000);
        QVERIFY(!older->state().canLook);
        QVERIFY(!older->state().isFinished);
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
    }

    void aFolderInTheBinCanBeLookedInto()
    {
        const SandboxRef inner = m_bench->folder(text("Inner"), m_work);
        const SandboxRef deep = m_bench->file(inner, text("deep.txt"), "12345");
        m_bench->trashedFile(m_work, text("before.txt")); // an entry of its own: not inside
        QVERIFY(m_bench->listBin());
        m_bench->trash(m_work);
        const TrashedItem entry = m_bench->entry(text("Work"));
        const auto look = [this](const TrashedItem &folder) {
            std::vector<TrashedItem> items;
            const auto end = waitFor(m_bench->provider->trashedFolders()->list(folder,
                [&items](std::vector<TrashedItem> &&page) { items.insert(items.end(), page.begin(), page.end()); }));
            return end ? Result<std::vector<TrashedItem>>(items) : failure(end.error());
        };
        VERIFY_OK(first, look(entry));
        QCOMPARE(first.size(), size_t(1));
        QCOMPARE(first[0].name, text("Inner"));
        QCOMPARE(first[0].remark, Remark::InsideTrashedFolder);
        VERIFY_OK(second, look(first[0]));
        QCOMPARE(second.size(), size_t(1));
        QCOMPARE(second[0].originalPath, text("/Work/Inner"));
        QCOMPARE(second[0].sizeBytes, 5);
        VERIFY_OK(live, waitFor(m_bench->provider->restore({.item = second[0], .folder = m_bench->provider->rootFolder()})));
        QVERIFY(m_bench->drive.isLive(deep));
        VERIFY_FAILS(look({.id = m_bench->idOf(deep)}), Kind::NotFound);
    }

    void identityNeedsNoRightToTheUser()
    {
        m_bench->service.quirks().mailIsNull = true;
        VERIFY_OK(facts, waitFor(m_bench->provider->identify()));
        QVERIFY(!facts.remoteId.isEmpty());
        QVERIFY(!facts.login.isEmpty());
        m_bench->host.faults().add(SandboxFault::refuse(403).on("GET", "*/me"));
        VERIFY_OK(poor, waitFor(m_bench->provider->identify()));
        QCOMPARE(poor.remoteId, facts.remoteId);
        QCOMPARE(poor.displayName, facts.displayName);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveBin)
#include "tst_onedrivebin.moc"
