// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/onedrive/onedrivebench.h"

#include <QSignalSpy>

using namespace Unbin;
using Kind = Error::Kind;
using Where = Whereabouts::State;
using Quirks = OneDriveQuirks;

/** A work drive's bin: the site's, over Graph and SharePoint. */
class TestOneDriveWork : public QObject
{
    Q_OBJECT

private:
    using Setting = std::function<void(Quirks &)>;

    std::unique_ptr<OneDriveBench> m_bench;
    SandboxRef m_work;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }
    Quirks &quirks() { return m_bench->service.quirks(); }
    SandboxRef trashed(const char *name, const QByteArray &content = "content")
    {
        const SandboxRef ref = m_bench->file(m_work, text(name), content);
        m_bench->trash(ref);
        return ref;
    }
    Result<LiveItem> restore(const TrashedItem &item) { return waitFor(m_bench->provider->restore({.item = item})); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<OneDriveBench>(OneDriveBench::Kind::Business);
        m_work = m_bench->folder(text("Work"));
    }
    void cleanup() { m_bench.reset(); }

    void theSitesBinIsListedFromWhereItIs_data()
    {
        QTest::addColumn<Setting>("setting");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char *name, Setting setting, const char *path) {
            QTest::newRow(name) << std::move(setting) << QByteArray(path);
        };
        row("v1.0", [](Quirks &) {}, "GET /v1.0/sites/*recycleBin/items");
        row("beta", [](Quirks &q) { q.siteBin = Quirks::SiteBin::BetaOnly; }, "GET /beta/sites/*recycleBin/items");
        for (const int status : {400, 404, 501})
            row(qPrintable(QStringLiteral("SharePoint, %1").arg(status)),
                [status](Quirks &q) {
                    q.siteBin = Quirks::SiteBin::Nowhere;
                    q.siteBinMissingStatus = status;
                },
                "GET *_api/web/RecycleBin");
        row("other kinds", [](Quirks &q) { q.listsOtherKinds = true; }, "GET /v1.0/sites/*");
        row("pages", [](Quirks &q) { q.largestPage = 2; }, "GET /v1.0/sites/*");
        row("server-relative, sizes as text",
            [](Quirks &q) {
                q.siteBin = Quirks::SiteBin::Nowhere;
                q.dirNamesAreServerRelative = true;
                q.sharePointSizesAreText = true;
                q.leafNamesAreEncoded = true;
                q.listsOtherKinds = true;
            },
            "GET *_api/web/RecycleBin");
    }
    void theSitesBinIsListedFromWhereItIs()
    {
        QFETCH(Setting, setting);
        QFETCH(QByteArray, path);
        setting(quirks());
        trashed("50% #1.txt", "12345");
        trashed("b.txt");
        const SandboxRef folder = m_bench->folder(text("Folder"), m_work);
        m_bench->file(folder, text("inside.txt"));
        m_bench->trash(folder);
        m_bench->trash(m_bench->file(SandboxDrive::root, text("top.txt")));
        QCOMPARE(m_bench->binNames(),
            (QStringList{text("50% #1.txt"), text("Folder"), text("b.txt"), text("top.txt")}));
        QVERIFY2(m_bench->countSent(path) > 0, m_bench->sent.join('\n').constData());
        const TrashedItem item = m_bench->entry(text("50% #1.txt"));
        QCOMPARE(item.sizeBytes, 5);
        QCOMPARE(item.originalPath, text("/Work"));
        QCOMPARE(item.originalParent, m_bench->idOf(m_work));
        QCOMPARE(item.deletedBy, text("Robin Sample"));
        QVERIFY(item.isPurgeEstimated && item.purgeAt == item.deletedAt.addDays(93));
        QCOMPARE(m_bench->entry(text("Folder")).kind, ItemKind::Folder);
        QCOMPARE(m_bench->entry(text("top.txt")).originalParent, m_bench->provider->rootFolder());
        QVERIFY(m_bench->provider->capabilities().tellsWhoDeleted);
        QCOMPARE(m_bench->countSent("GET *delta"), 0); // nobody needs the ledger here
        VERIFY_OK(live, restore(item));
        QCOMPARE(live.name, text("50% #1.txt"));
        QCOMPARE(live.parent, m_bench->idOf(m_work));
    }

    void theSiteGetsATokenOfItsOwnAndOnlyWhenNeeded()
    {
        trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        QCOMPARE(m_bench->countSent("*_api*"), 0);
        VERIFY_OK(live, restore(item));
        const QUrl site(QString::fromLatin1(m_bench->service.siteUrl(m_bench->drive)));
        QCOMPARE(m_bench->tokens.scopes.first(), text("https://") + site.host() + text("/.default"));
        QCOMPARE(m_bench->service.tokensAstray(), 0);
        QCOMPARE(m_bench->countSent("POST *restore()"), 1);
    }

    void aRestoreNeedsTheSite()
    {
        m_bench->tokens.hasSite = false; // a pasted token
        trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        QCOMPARE(item.originalPath, text("/Work"));
        const Capabilities can = m_bench->provider->capabilities();
        QVERIFY(!can.canRestore && !can.canPurge && !can.canTrash);
        VERIFY_FAILS(restore(item), Kind::Unsupported);
        const QString web = m_bench->provider->webBinAddress();
        QVERIFY2(web.startsWith(QString::fromLatin1(m_bench->service.siteUrl(m_bench->drive))), qPrintable(web));
    }

    void whereNobodyTellsTheBinTheLedgerDoes()
    {
        m_bench->tokens.hasSite = false;
        quirks().siteBin = Quirks::SiteBin::Nowhere;
        const SandboxRef file = m_bench->file(m_work, text("a.txt"), "12345");
        QCOMPARE(m_bench->binNames(), QStringList());
        m_bench->trash(file);
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")}); // its tombstone has no name
        QCOMPARE(m_bench->entry(text("a.txt")).sizeBytes, 5);
        QVERIFY(!m_bench->provider->capabilities().canRestore);
        QVERIFY(m_bench->provider->capabilities().watchesChanges);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void aTenantThatForbidsSharePointMakesTheDriveReadOnly()
    {
        quirks().sharePointIsForbidden = true;
        const SandboxRef file = trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        QVERIFY(m_bench->provider->capabilities().canRestore); // not known yet
        QSignalSpy lost(m_bench->provider.get(), &Provider::signInNeeded);
        VERIFY_FAILS(restore(item), Kind::Forbidden);
        QVERIFY(!m_bench->provider->capabilities().canRestore);
        QCOMPARE(lost.count(), 0); // the account itself is fine
        QVERIFY(m_bench->drive.isTrashedItself(file));
    }

    void aTakenNameIsSeenBeforeAnythingIsSent()
    {
        trashed("a.txt", "old");
        const SandboxRef there = m_bench->file(m_work, text("a.txt"), "new");
        const QString before = m_bench->drive.dump();
        const auto restored = restore(m_bench->entry(text("a.txt")));
        VERIFY_FAILS(restored, Kind::NameTaken);
        QCOMPARE(restored.error().conflictingItem, m_bench->idOf(there).value());
        QCOMPARE(m_bench->countSent("POST *"), m_bench->countSent("POST *$batch"));
        QCOMPARE(m_bench->drive.dump(), before);
    }

    void aGoneFolderIsMadeAgainOrItsLackIsLearned_data()
    {
        QTest::addColumn<bool>("recreates");
        QTest::addColumn<bool>("isV3");
        QTest::newRow("made again") << true << true;
        QTest::newRow("refused") << false << true;
        QTest::newRow("refused, other form of errors") << false << false;
    }
    void aGoneFolderIsMadeAgainOrItsLackIsLearned()
    {
        QFETCH(bool, recreates);
        QFETCH(bool, isV3);
        quirks().sharePointRecreatesParents = recreates;
        quirks().sharePointErrorsAreODataV3 = isV3;
        using Gone = Capabilities::ParentGone;
        trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        m_bench->drive.purge(m_work);
        QCOMPARE(m_bench->provider->capabilities().parentGone, Gone::ServiceRecreates);
        const auto restored = restore(item);
        if (recreates) {
            QVERIFY(restored);
            QVERIFY(m_bench->drive.find(text("/Work/a.txt")));
            return;
        }
        VERIFY_FAILS(restored, Kind::ParentMissing);
        QCOMPARE(m_bench->provider->capabilities().parentGone, Gone::NeedsFolder);
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
    }

    void aLostReplyIsSettledByLooking_data()
    {
        QTest::addColumn<bool>("wasDone");
        QTest::newRow("done") << true;
        QTest::newRow("not done") << false;
    }
    void aLostReplyIsSettledByLooking()
    {
        QFETCH(bool, wasDone);
        const SandboxRef file = trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        if (wasDone)
            m_bench->host.faults().add(SandboxFault::dropAfter().on("POST", "*restore()"));
        else
            m_bench->host.faults().add(SandboxFault::refuse(504).on("POST", "*restore()"));
        const auto restored = restore(item);
        QCOMPARE(m_bench->countSent("POST *restore()"), 1);
        if (wasDone)
            QVERIFY(restored && restored->id == m_bench->idOf(file));
        else
            VERIFY_FAILS(restored, Kind::OutcomeUnknown);
        VERIFY_OK(where, waitFor(m_bench->provider->locate(item)));
        QCOMPARE(where.state, wasDone ? Where::Live : Where::InBin);
    }

    void whatWeTrashIsFoundAmongEntriesOfOneName()
    {
        trashed("a.txt", "1");
        trashed("a.txt", "22");
        m_bench->file(m_work, text("a.txt"), "333");
        VERIFY_OK(entry, waitFor(m_bench->provider->trash(m_bench->live(m_work, text("a.txt")))));
        QCOMPARE(entry.sizeBytes, 3);
        VERIFY_OK(live, restore(entry));
        QCOMPARE(live.sizeBytes, 3);
    }

    void aFolderInTheBinIsFoundByItsPath()
    {
        trashed("a.txt");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        m_bench->trash(m_work);
        QVERIFY(m_bench->listBin());
        VERIFY_OK(facts, waitFor(m_bench->provider->lookAtFolder(item.originalParent)));
        QCOMPARE(facts.state, FolderFacts::State::Trashed);
        QVERIFY(facts.trashed);
        QCOMPARE(facts.trashed->name, text("Work"));
        QCOMPARE(pathForPeople(facts.path), text("/Work"));
        VERIFY_OK(later, waitFor(m_bench->provider->lookAtFolder(m_bench->entry(text("a.txt")).originalParent)));
        QCOMPARE(later.state, FolderFacts::State::Trashed);
    }

    void kindsAreToldOnceTheSiteHasLetUsIn()
    {
        const SandboxRef folder = m_bench->folder(text("v1.2"), m_work);
        m_bench->trash(folder);
        trashed("README");
        trashed("a.txt");
        QCOMPARE(m_bench->entry(text("v1.2")).kind, ItemKind::File); // by its looks
        VERIFY_OK(live, restore(m_bench->entry(text("a.txt"))));
        QCOMPARE(m_bench->countSent("GET *_api*"), 0);
        VERIFY_OK(list, m_bench->listBin());
        QCOMPARE(m_bench->entry(text("v1.2")).kind, ItemKind::Folder);
        QCOMPARE(m_bench->entry(text("README")).kind, ItemKind::File);
    }

    void purgingHitsOneEntry()
    {
        trashed("a.txt", "1");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        trashed("a.txt", "22");
        VERIFY_OK(done, waitFor(m_bench->provider->purge(item)));
        QCOMPARE(m_bench->entry(text("a.txt")).sizeBytes, 2);
        VERIFY_FAILS(waitFor(m_bench->provider->purge(item)), Kind::NotFound);
        QCOMPARE(m_bench->binNames(), QStringList{text("a.txt")});
    }

    void noLinkLeadsEitherTokenAway()
    {
        for (int i = 0; i < 5; ++i)
            trashed(qPrintable(text("%1.txt").arg(i)));
        quirks().largestPage = 2;
        quirks().linkOrigin = "https://evil.test";
        VERIFY_FAILS(m_bench->listBin(), Kind::Unsafe);
        quirks().siteBin = Quirks::SiteBin::Nowhere;
        m_bench->start();
        (void)m_bench->listBin();
        QCOMPARE(m_bench->service.tokensAstray(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveWork)
#include "tst_onedrivework.moc"
