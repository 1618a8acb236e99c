// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/onedrive/onedrivebench.h"

#include <QSignalSpy>

using namespace Unbin;
using Kind = Error::Kind;
using Where = Whereabouts::State;
using Quirks = OneDriveQuirks;

/** Restoring on a personal drive, and what is done to live things, with replies that get lost. */
class TestOneDriveRestore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OneDriveBench> m_bench;
    SandboxRef m_work;
    SandboxRef m_other;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }
    Result<LiveItem> restore(const RestoreOrder &order) { return waitFor(m_bench->provider->restore(order)); }
    qsizetype restoresSent() const { return m_bench->countSent("POST *restore"); }
    Where whereIs(SandboxRef ref)
    {
        const auto where = waitFor(m_bench->provider->locate({.id = m_bench->idOf(ref)}));
        return where ? where->state : Where(-1);
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<OneDriveBench>();
        m_work = m_bench->folder(text("Work"));
        m_other = m_bench->folder(text("Other"));
    }
    void cleanup() { m_bench.reset(); }

    void nameAndFolderGoInOneCall()
    {
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        VERIFY_OK(live, restore({.item = item, .folder = m_bench->idOf(m_other), .name = text("b.txt")}));
        QCOMPARE(live.id, m_bench->idOf(file));
        QCOMPARE(live.name, text("b.txt"));
        QCOMPARE(live.parent, m_bench->idOf(m_other));
        QCOMPARE(restoresSent(), 1);
        QCOMPARE(m_bench->countSent("PATCH *"), 0);
        QCOMPARE(m_bench->ledger(), m_bench->truth());

        VERIFY_OK(entry, waitFor(m_bench->provider->trash(live))); // undone
        QCOMPARE(entry.id, item.id);
        QCOMPARE(entry.originalPath, text("/Other"));
        QCOMPARE(m_bench->ledger(), m_bench->truth());
        QVERIFY(m_bench->listBin()); // and the service's own word for it changes nothing
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void theRootIsNamedByItsRealId()
    {
        m_bench->trashedFile(m_work, text("a.txt"));
        VERIFY_OK(live,
            restore({.item = m_bench->entry(text("a.txt")), .folder = m_bench->provider->rootFolder()}));
        QCOMPARE(live.parent, m_bench->provider->rootFolder());
        VERIFY_OK(moved, waitFor(m_bench->provider->move(live, {m_bench->idOf(m_work), live.name})));
        VERIFY_OK(back, waitFor(m_bench->provider->move(moved, {m_bench->provider->rootFolder(), live.name})));
        QCOMPARE(back.parent, m_bench->provider->rootFolder());
    }

    void aMissingFolderIsFoundOutBeforeAnythingIsSent_data()
    {
        QTest::addColumn<bool>("isTrashed");
        QTest::newRow("in the bin") << true;
        QTest::newRow("purged") << false;
    }
    void aMissingFolderIsFoundOutBeforeAnythingIsSent()
    {
        QFETCH(bool, isTrashed);
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        m_bench->trash(m_work);
        if (!isTrashed)
            m_bench->drive.purge(m_work);
        VERIFY_FAILS(restore({.item = item}), Kind::ParentMissing);
        QCOMPARE(restoresSent(), 0);
        QCOMPARE(whereIs(file), Where::InBin);
        VERIFY_OK(live, restore({.item = item, .folder = m_bench->idOf(m_other)}));
        QCOMPARE(live.parent, m_bench->idOf(m_other));
    }

    void whateverAMissingFolderIsCalledLaterItIsMissing_data()
    {
        QTest::addColumn<int>("reading");
        QTest::newRow("404") << int(Quirks::GoneParent::NotFound);
        QTest::newRow("400") << int(Quirks::GoneParent::BadRequest);
    }
    /** The folder goes between our look and our call: a race that can only be explained afterwards. */
    void whateverAMissingFolderIsCalledLaterItIsMissing()
    {
        QFETCH(int, reading);
        m_bench->service.quirks().restoreWithoutParent = Quirks::GoneParent(reading);
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        TrashedItem item = m_bench->entry(text("a.txt"));
        item.originalParent = {}; // unknown: nothing can be looked at before
        m_bench->trash(m_work);
        m_bench->drive.purge(m_work);
        const auto restored = restore({.item = item});
        QVERIFY(!restored);
        if (Quirks::GoneParent(reading) == Quirks::GoneParent::NotFound)
            QCOMPARE(kindName(restored.error().kind), kindName(Kind::ParentMissing));
        QCOMPARE(whereIs(file), Where::InBin);
    }

    void aTakenNameIsRefusedOrTheReplyTellsTheNewOne()
    {
        m_bench->trashedFile(m_work, text("a.txt"), "old");
        m_bench->file(m_work, text("A.txt"), "new");
        const TrashedItem item = m_bench->entry(text("a.txt"));
        const QString before = m_bench->drive.dump();
        VERIFY_FAILS(restore({.item = item}), Kind::NameTaken);
        QCOMPARE(m_bench->drive.dump(), before);
        m_bench->service.quirks().restoreClash = Quirks::Clash::Rename;
        VERIFY_OK(live, restore({.item = item}));
        QVERIFY(live.name != text("a.txt"));
        QCOMPARE(m_bench->drive.name(*m_bench->drive.childNamed(m_work, live.name)), live.name);
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void anAnswerWithoutABodyIsLookedAt()
    {
        m_bench->service.quirks().restoreAnswers204 = true;
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        VERIFY_OK(live, restore({.item = m_bench->entry(text("a.txt"))}));
        QCOMPARE(live.id, m_bench->idOf(file));
        QCOMPARE(live.parent, m_bench->idOf(m_work));
    }

    void aLostReplyIsSettledByALook_data()
    {
        QTest::addColumn<bool>("wasDone");
        QTest::newRow("done") << true;
        QTest::newRow("not done") << false;
    }
    void aLostReplyIsSettledByALook()
    {
        QFETCH(bool, wasDone);
        const SandboxRef file = m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        if (wasDone)
            m_bench->host.faults().add(SandboxFault::dropAfter().on("POST", "*/restore"));
        else
            m_bench->host.faults().add(SandboxFault::refuse(504).on("POST", "*/restore"));
        const auto restored = restore({.item = item});
        QCOMPARE(restoresSent(), 1); // never twice
        if (wasDone) {
            QVERIFY(restored);
            QCOMPARE(restored->parent, m_bench->idOf(m_work));
        } else {
            VERIFY_FAILS(restored, Kind::OutcomeUnknown);
            QCOMPARE(whereIs(file), Where::InBin);
        }
        QVERIFY(m_bench->listBin());
        QCOMPARE(m_bench->ledger(), m_bench->truth());
    }

    void whatIsNotDeletedIsNotFound_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 403, 405})
            QTest::addRow("%d", status) << status;
    }
    void whatIsNotDeletedIsNotFound()
    {
        QFETCH(int, status);
        m_bench->service.quirks().notDeletedStatus = status;
        m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        VERIFY_OK(live, restore({.item = item}));
        VERIFY_FAILS(restore({.item = item}), Kind::NotFound);
        QVERIFY(m_bench->provider->capabilities().canRestore); // that refusal was not about the drive
    }

    void aDriveThatKnowsNoRestoreIsReadOnlyFromThenOn()
    {
        m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        QSignalSpy changed(m_bench->provider.get(), &Provider::capabilitiesChanged);
        m_bench->host.faults().add(SandboxFault::answer(501,
            "{\"error\":{\"code\":\"notSupported\",\"message\":\"\"}}", {{"Content-Type", "application/json"}})
                                       .on("POST", "*/restore"));
        VERIFY_FAILS(restore({.item = item}), Kind::Unsupported);
        QVERIFY(!m_bench->provider->capabilities().canRestore);
        QCOMPARE(changed.count(), 1);
        VERIFY_FAILS(restore({.item = item}), Kind::Unsupported);
        QCOMPARE(restoresSent(), 1);
        QVERIFY(m_bench->provider->webBinAddress().startsWith(text("https://")));
    }

    void namesThatTheServiceRefusesAreTheUsersToMend()
    {
        m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        VERIFY_FAILS(restore({.item = item, .name = text("a:b")}), Kind::NameInvalid);
        VERIFY_FAILS(waitFor(m_bench->provider->createFolder({m_bench->idOf(m_work), text("a|b")})), Kind::NameInvalid);
    }

    void aChangedFileIsNotOverrun()
    {
        const SandboxRef file = m_bench->file(m_work, text("a.txt"));
        const LiveItem seen = m_bench->live(m_work, text("a.txt"));
        QVERIFY(!seen.etag.isEmpty());
        m_bench->drive.setContent(file, SandboxContent::of("new"), m_bench->clock.now());
        VERIFY_FAILS(waitFor(m_bench->provider->trash(seen)), Kind::Changed);
        VERIFY_FAILS(waitFor(m_bench->provider->move(seen, {m_bench->idOf(m_other), seen.name})), Kind::Changed);
        QVERIFY(m_bench->drive.isLive(file));
    }

    void notebooksAndShortcutsAreNoFolders()
    {
        m_bench->drive.addLink(m_work, text("Notes"), {}, m_bench->clock.now());
        m_bench->drive.addLink(m_work, text("Shared"), text("https://else.example"), m_bench->clock.now());
        std::vector<LiveItem> items;
        VERIFY_OK(summary, waitFor(m_bench->provider->listFolder(m_bench->idOf(m_work), [&](std::vector<LiveItem> &&page) {
            items.insert(items.end(), page.begin(), page.end());
        })));
        QCOMPARE(items.size(), size_t(2));
        for (const LiveItem &item : items)
            QVERIFY(item.kind != ItemKind::Folder);
    }

    void pathsAreWalkedOnceAndRemembered()
    {
        const SandboxRef deep = m_bench->folder(text("50% #1+?"), m_bench->folder(text("In ner"), m_work));
        VERIFY_OK(facts, waitFor(m_bench->provider->lookAtFolder(m_bench->idOf(deep))));
        QCOMPARE(pathForPeople(facts.path), text("/Work/In ner/50% #1+?"));
        QCOMPARE(facts.path.size(), size_t(4));
        QCOMPARE(facts.path.front().id, m_bench->provider->rootFolder());
        QCOMPARE(facts.path[1].id, m_bench->idOf(m_work));
        const auto before = m_bench->sent.size();
        VERIFY_OK(again, waitFor(m_bench->provider->lookAtFolder(m_bench->idOf(deep))));
        QCOMPARE(m_bench->sent.size(), before);
    }

    void aFolderInTheBinIsNamedWithItsEntry()
    {
        m_bench->trashedFile(m_work, text("a.txt"));
        const TrashedItem item = m_bench->entry(text("a.txt"));
        m_bench->trash(m_work);
        QVERIFY(m_bench->listBin());
        VERIFY_OK(facts, waitFor(m_bench->provider->lookAtFolder(item.originalParent)));
        QCOMPARE(facts.state, FolderFacts::State::Trashed);
        QCOMPARE(facts.name, text("Work"));
        QVERIFY(facts.trashed);
        QCOMPARE(pathForPeople(facts.path), text("/Work"));
    }
};

QTEST_GUILESS_MAIN(TestOneDriveRestore)
#include "tst_onedriverestore.moc"
