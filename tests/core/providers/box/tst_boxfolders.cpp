// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/box/boxbench.h"
#include "tests/core/providers/box/boxjson.h"

#include <QTest>

using namespace Unbin;
using State = FolderFacts::State;
using Kind = Error::Kind;

/** What became of folders: paths, memory, freshness. */
class TestBoxFolders : public QObject
{
    Q_OBJECT

private:
    Result<FolderFacts> lookAt(SandboxRef folder)
    {
        return waitFor(m_bench->provider.lookAtFolder(m_bench->idOf(folder)));
    }
    void listBin()
    {
        std::vector<TrashedItem> items;
        QVERIFY(m_bench->listBin(items));
    }

    std::unique_ptr<BoxBench> m_bench;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<BoxBench>(); }
    void cleanup() { m_bench.reset(); }

    void aLiveFolderIsOneCall()
    {
        const SandboxRef year = m_bench->folder(QStringLiteral("2024"), m_bench->folder(QStringLiteral("Reports")));
        const auto facts = lookAt(year);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Live);
        QCOMPARE(facts->id, m_bench->idOf(year));
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/Reports/2024"));
        QCOMPARE(facts->path.size(), size_t(3));
        QCOMPARE(facts->path.front().id, m_bench->provider.rootFolder());
        QCOMPARE(m_bench->sent.size(), 1);

        const auto root = lookAt(SandboxDrive::root);
        QVERIFY(root);
        QCOMPARE(pathForPeople(root->path), QStringLiteral("/"));
    }

    void aFolderTellsWhetherThingsMayBePutIn()
    {
        const SandboxRef closed = m_bench->folder(QStringLiteral("Closed"));
        m_bench->drive.setReadOnly(closed, true);
        const auto facts = lookAt(closed);
        QVERIFY(facts);
        QVERIFY(!facts->canAddChildren);
        QCOMPARE(facts->state, State::Live);
    }

    void allWhoAskAtOnceShareOneRequest()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        QObject owner;
        int answers = 0;
        for (int i = 0; i < 20; ++i) {
            launch(m_bench->provider.lookAtFolder(m_bench->idOf(folder)), &owner,
                [&answers](const Result<FolderFacts> &facts) {
                    QVERIFY(facts);
                    QCOMPARE(facts->name, QStringLiteral("Work"));
                    ++answers;
                });
        }
        QTRY_COMPARE(answers, 20);
        QCOMPARE(m_bench->sent.size(), 1);
    }

    void whoStopsAskingStopsOnlyItself()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        QObject owner;
        std::optional<Result<FolderFacts>> answer;
        JobBase *first = launch(m_bench->provider.lookAtFolder(m_bench->idOf(folder)), &owner,
            [](const Result<FolderFacts> &facts) { QCOMPARE(facts.error().kind, Kind::Cancelled); });
        launch(m_bench->provider.lookAtFolder(m_bench->idOf(folder)), &owner,
            [&answer](Result<FolderFacts> facts) { answer.emplace(std::move(facts)); });
        QCoreApplication::processEvents();
        first->cancel();
        QTRY_VERIFY(answer);
        QVERIFY(*answer);
        QCOMPARE(m_bench->sent.size(), 1);
    }

    void aQuestionNobodyWaitsForIsDropped()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        m_bench->host.faults().add(SandboxFault::stall().on("GET", m_bench->wirePath(folder)));
        QObject owner;
        JobBase *job
            = launch(m_bench->provider.lookAtFolder(m_bench->idOf(folder)), &owner, [](const Result<FolderFacts> &) {});
        QTRY_COMPARE(m_bench->sent.size(), 1);
        job->cancel();
        QTRY_COMPARE(m_bench->network.openReplies(), 0);
        QVERIFY(lookAt(folder)); // asked anew, not joined to the dropped question
        QCOMPARE(m_bench->sent.size(), 2);
    }

    void answersLiveForAMinute()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        QVERIFY(lookAt(folder));
        QVERIFY(lookAt(folder));
        QCOMPARE(m_bench->sent.size(), 1);
        m_bench->clock.jump(std::chrono::seconds(61));
        m_bench->trash(folder);
        const auto facts = lookAt(folder);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Trashed);
    }

    void ourOwnChangesAreKnownAtOnce()
    {
        const SandboxRef work = m_bench->folder(QStringLiteral("Work"));
        const SandboxRef other = m_bench->folder(QStringLiteral("Other"));
        QVERIFY(lookAt(work));
        const LiveItem live = m_bench->liveOf(work);
        const auto moved = waitFor(m_bench->provider.move(live, {m_bench->idOf(other), QStringLiteral("Moved")}));
        QVERIFY(moved);
        QCOMPARE(pathForPeople(lookAt(work)->path), QStringLiteral("/Other/Moved"));
        const auto trashed = waitFor(m_bench->provider.trash(*moved));
        QVERIFY(trashed);
        QCOMPARE(lookAt(work)->state, State::Trashed);
        QVERIFY(waitFor(m_bench->provider.restore({.item = *trashed})));
        QCOMPARE(lookAt(work)->state, State::Live);
    }

    void aNewListingOfTheBinLooksAfresh()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        QCOMPARE(lookAt(folder)->state, State::Live);
        m_bench->trash(folder);
        listBin();
        QCOMPARE(lookAt(folder)->state, State::Trashed);
    }

    void failuresAreNotRemembered()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        m_bench->host.faults().add(SandboxFault::answer(200, "not JSON").on("GET", m_bench->wirePath(folder)));
        QCOMPARE(lookAt(folder).error().kind, Kind::BadResponse);
        QVERIFY(lookAt(folder));
    }

    void aFolderInTheBinTellsItsEntryAndItsPath()
    {
        const SandboxRef reports = m_bench->folder(QStringLiteral("Reports"));
        const SandboxRef year = m_bench->folder(QStringLiteral("2024"), reports);
        m_bench->trash(year);
        const auto facts = lookAt(year);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Trashed);
        QVERIFY(facts->trashed);
        QCOMPARE(facts->trashed->id, m_bench->idOf(year));
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/Reports/2024"));
        QCOMPARE(facts->path[1].id, m_bench->idOf(reports));
        QVERIFY(facts->path[2].id.isEmpty());
    }

    void aPathIsFollowedThroughTrashedParents()
    {
        const SandboxRef a = m_bench->folder(QStringLiteral("A"));
        const SandboxRef b = m_bench->folder(QStringLiteral("B"), a);
        const SandboxRef c = m_bench->folder(QStringLiteral("C"), b);
        m_bench->trash(c);
        m_bench->trash(b);
        const auto facts = lookAt(c);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Trashed);
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/A/B/C"));
        QCOMPARE(facts->path[1].id, m_bench->idOf(a));
        QVERIFY(facts->path[2].id.isEmpty());
        QVERIFY(facts->path[3].id.isEmpty());
    }

    void aFolderInsideATrashedOneIsTrashedWithoutAnEntry()
    {
        const SandboxRef a = m_bench->folder(QStringLiteral("A"));
        const SandboxRef b = m_bench->folder(QStringLiteral("B"), a);
        QVERIFY(lookAt(b)); // seen while it was live, so its name is known
        m_bench->trash(a);
        listBin();
        const auto facts = lookAt(b);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Trashed);
        QVERIFY(!facts->trashed);
        QCOMPARE(facts->name, QStringLiteral("B"));
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/A/B"));
    }

    void aGoneFolderKeepsTheNameThatTheBinTold()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Invoices"));
        m_bench->trashedFile(folder, QStringLiteral("a.txt"));
        listBin();
        m_bench->purge(folder);
        const auto facts = lookAt(folder);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Gone);
        QCOMPARE(facts->name, QStringLiteral("Invoices"));
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/Invoices"));
        QVERIFY(facts->path.back().id.isEmpty());
    }

    void aGoneFolderKeepsThePathItHad()
    {
        const SandboxRef reports = m_bench->folder(QStringLiteral("Reports"));
        const SandboxRef year = m_bench->folder(QStringLiteral("2024"), reports);
        QVERIFY(lookAt(year));
        m_bench->purge(year);
        m_bench->clock.jump(std::chrono::seconds(61));
        const auto facts = lookAt(year);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Gone);
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/Reports/2024"));
        QCOMPARE(facts->path[1].id, m_bench->idOf(reports));
        QVERIFY(facts->path[2].id.isEmpty());
    }

    void aFolderNobodyEverHeardOfIsGoneWithoutAName()
    {
        const auto facts = waitFor(m_bench->provider.lookAtFolder(ItemId(QStringLiteral("folder:999"))));
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Gone);
        QVERIFY(facts->name.isEmpty());
        QVERIFY(facts->path.empty());
    }

    void noAccessIsAState()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Secret"));
        m_bench->trashedFile(folder, QStringLiteral("a.txt"));
        listBin();
        m_bench->host.faults().add(
            SandboxFault::answer(403, quoted("{'code':'access_denied_insufficient_permissions'}"))
                .on("GET", m_bench->wirePath(folder)));
        const auto facts = lookAt(folder);
        QVERIFY(facts);
        QCOMPARE(facts->state, State::NoAccess);
        QCOMPARE(facts->name, QStringLiteral("Secret"));
        QVERIFY(!facts->canAddChildren);
    }

    void parentsThatGoRoundInACircleEnd()
    {
        const auto plant = [this](const char *folder, const char *parent) {
            m_bench->host.faults().add(SandboxFault::answer(404, quoted("{'code':'trashed'}"))
                                           .on("GET", QByteArray("/folders/") + folder)
                                           .forever());
            m_bench->host.faults().add(SandboxFault::answer(200,
                quoted(QByteArray("{'type':'folder','id':'") + folder + "','name':'F" + folder + "','parent':{'id':'"
                    + parent + "','name':'F" + parent + "'}}"))
                                           .on("GET", QByteArray("/folders/") + folder + "/trash")
                                           .forever());
        };
        plant("11", "12");
        plant("12", "11");
        const auto facts = waitFor(m_bench->provider.lookAtFolder(ItemId(QStringLiteral("folder:11"))));
        QVERIFY(facts);
        QCOMPARE(facts->state, State::Trashed);
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/F12/F11"));
        QCOMPARE(m_bench->sent.size(), 4);
    }

    void anUnreachableServiceIsAnErrorNotAState()
    {
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        m_bench->host.faults().add(SandboxFault::refuse(500).on("GET", m_bench->wirePath(folder)).forever());
        const auto facts = lookAt(folder);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, Kind::ServiceFailed);
    }

    void namesAreFoundInOneListing()
    {
        const SandboxRef work = m_bench->folder(QStringLiteral("Work"));
        for (int i = 0; i < 30; ++i)
            m_bench->file(work, QStringLiteral("%1.txt").arg(i));
        QObject owner;
        int found = 0;
        for (int i = 0; i < 30; ++i) {
            launch(m_bench->provider.findChild(m_bench->idOf(work), QStringLiteral("%1.TXT").arg(i)), &owner,
                [&found](const Result<std::optional<LiveItem>> &child) { found += child && *child ? 1 : 0; });
        }
        QTRY_COMPARE(found, 30);
        QCOMPARE(m_bench->sent.size(), 1);
    }

    void aNameTakenElsewhereIsSeenAfterTenSeconds()
    {
        const SandboxRef work = m_bench->folder(QStringLiteral("Work"));
        const auto isThere = [&] {
            const auto child = waitFor(m_bench->provider.findChild(m_bench->idOf(work), QStringLiteral("new.txt")));
            return child && *child;
        };
        QVERIFY(!isThere());
        m_bench->file(work, QStringLiteral("new.txt"));
        m_bench->clock.jump(std::chrono::seconds(11));
        QVERIFY(isThere());
    }

    void aNameInAFolderThatIsNotThereIsNotFound()
    {
        const SandboxRef work = m_bench->folder(QStringLiteral("Work"));
        m_bench->trash(work);
        const auto child = waitFor(m_bench->provider.findChild(m_bench->idOf(work), QStringLiteral("a")));
        QVERIFY(!child);
        QCOMPARE(child.error().kind, Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestBoxFolders)
#include "tst_boxfolders.moc"
