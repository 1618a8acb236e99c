// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/localtrash/trashtree.h"

#include <QTest>

#include <unistd.h>

using namespace Unbin;

namespace {

Result<LiveItem> restore(
    Provider &provider, const TrashedItem &item, const QByteArray &folder = {}, const QString &name = {})
{
    const ItemId target = folder.isEmpty() ? ItemId() : LocalTrashProvider::liveId(folder);
    return waitFor(provider.restore({item, target, name}));
}

} // namespace

class TestTrashRestore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fileComesBackAsItWas()
    {
        TrashTree tree;
        tree.makeFolder("home/Letters");
        tree.addEntry("a.2.txt", tree.path("home/Letters/a%20b.txt"), "to whom it may concern");
        chmod(tree.path(tree.homeTrash("files/a.2.txt")).constData(), 0640);
        const auto provider = tree.provider();
        const auto restored = restore(*provider, listBin(*provider).item(QStringLiteral("a b.txt")));
        QVERIFY2(restored, why(restored));
        QCOMPARE(restored->name, QStringLiteral("a b.txt"));
        QCOMPARE(restored->parent, LocalTrashProvider::liveId(tree.path("home/Letters")));
        QCOMPARE(tree.read("home/Letters/a b.txt"), QByteArray("to whom it may concern"));
        const auto facts = tree.facts("home/Letters/a b.txt");
        QCOMPARE(facts->st_mode & 07777, 0640u);
        QCOMPARE(facts->st_mtim.tv_sec, 1'600'000'000);
        QCOMPARE(facts->st_mtim.tv_nsec, 123'456'789);
        QVERIFY(!tree.exists(tree.homeTrash("files/a.2.txt")));
        QVERIFY(!tree.exists(tree.homeTrash("info/a.2.txt.trashinfo")));
    }

    void folderComesBackWithAllInItAndLosesItsNotedSize()
    {
        TrashTree tree;
        tree.write(tree.homeTrash("files/photos/deep/er/p.jpg"), "jpg");
        tree.write(tree.homeTrash("info/photos.trashinfo"), "[Trash Info]\nPath=" + tree.path("home/photos") + "\n");
        tree.write(tree.homeTrash("directorysizes"), "1 1 other\n4096 1600000000 photos\n2 2 more%20yet\n");
        const auto provider = tree.provider();
        QVERIFY(restore(*provider, listBin(*provider).item(QStringLiteral("photos"))));
        QCOMPARE(tree.read("home/photos/deep/er/p.jpg"), QByteArray("jpg"));
        QCOMPARE(tree.read(tree.homeTrash("directorysizes")), QByteArray("1 1 other\n2 2 more%20yet\n"));
    }

    void anotherFolderAndNameAreHeeded()
    {
        TrashTree tree;
        tree.makeFolder("home/New");
        tree.addEntry("a.txt", tree.path("home/gone/a.txt"));
        const auto provider = tree.provider();
        const auto restored = restore(*provider, listBin(*provider).item(QStringLiteral("a.txt")),
            tree.path("home/New"), QStringLiteral("b.txt"));
        QVERIFY(restored);
        QCOMPARE(LocalTrashProvider::livePath(restored->id), tree.path("home/New/b.txt"));
        QVERIFY(tree.exists("home/New/b.txt"));
    }

    void refusedRestoreLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<QByteArray>("standing"); // what stands at the place
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("a file") << QByteArray("file") << Error::Kind::NameTaken;
        QTest::newRow("an empty folder") << QByteArray("folder") << Error::Kind::NameTaken;
        QTest::newRow("a dangling link") << QByteArray("link") << Error::Kind::NameTaken;
        QTest::newRow("no parent") << QByteArray("no parent") << Error::Kind::ParentMissing;
        QTest::newRow("a file as parent") << QByteArray("file as parent") << Error::Kind::ParentMissing;
    }
    void refusedRestoreLeavesEverythingAsItWas()
    {
        QFETCH(QByteArray, standing);
        QFETCH(Error::Kind, kind);
        TrashTree tree;
        tree.addEntry("a", tree.path("home/place/a"), "mine");
        tree.write(tree.homeTrash("files/dir/inner"), "x");
        tree.write(tree.homeTrash("info/dir.trashinfo"), "[Trash Info]\nPath=" + tree.path("home/place/a") + "\n");
        if (standing == "file")
            tree.write("home/place/a", "yours");
        else if (standing == "folder")
            tree.makeFolder("home/place/a");
        else if (standing == "link")
            tree.link("home/place/a", "/nowhere/at/all");
        else if (standing == "file as parent")
            tree.write("home/place", "no folder");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        const QByteArrayList before = tree.everythingBelow("home");
        QCOMPARE(listed.items.size(), size_t(2));
        for (const TrashedItem &item : listed.items) { // once a file, once a folder
            const auto restored = restore(*provider, item);
            QVERIFY(!restored);
            QCOMPARE(restored.error().kind, kind);
            if (kind == Error::Kind::NameTaken)
                QCOMPARE(
                    restored.error().conflictingItem, LocalTrashProvider::liveId(tree.path("home/place/a")).value());
        }
        QCOMPARE(tree.everythingBelow("home"), before);
    }

    void missingFolderMadeAnewTakesTheItem()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/place/below/a"), "mine");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        QCOMPARE(restore(*provider, item).error().kind, Error::Kind::ParentMissing);
        const auto facts = waitFor(provider->lookAtFolder(item.originalParent));
        QVERIFY(facts);
        QCOMPARE(facts->state, FolderFacts::State::Gone);
        ItemId parent;
        for (const Breadcrumb &crumb : facts->path) {
            if (crumb.id.isEmpty()) {
                const auto made = waitFor(provider->createFolder({parent, crumb.name}));
                QVERIFY(made);
                parent = made->id;
            } else {
                parent = crumb.id;
            }
        }
        QVERIFY(restore(*provider, item));
        QCOMPARE(tree.read("home/place/below/a"), QByteArray("mine"));
    }

    void entryThatSomebodyExchangedIsNotRestored()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "what the user saw");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        tree.write(tree.homeTrash("files/other"), "something else");
        rename(tree.path(tree.homeTrash("files/other")).constData(), tree.path(tree.homeTrash("files/a")).constData());
        QCOMPARE(restore(*provider, item).error().kind, Error::Kind::Changed);
        QCOMPARE(waitFor(provider->purge(item)).error().kind, Error::Kind::Changed);
        QCOMPARE(tree.read(tree.homeTrash("files/a")), QByteArray("something else"));
    }

    void infoIsReadAnewAndAnotherOriginIsNoticed()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"));
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        tree.write(tree.homeTrash("info/a.trashinfo"), "[Trash Info]\nPath=/etc/a\n");
        QCOMPARE(restore(*provider, item).error().kind, Error::Kind::Changed);
    }

    void orphanAndBrokenEntryComeBackOnlyToAChosenFolder()
    {
        TrashTree tree;
        tree.write(tree.homeTrash("files/orphan"), "1");
        tree.write(tree.homeTrash("files/broken"), "2");
        tree.write(tree.homeTrash("info/broken.trashinfo"), "nonsense");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        for (const QString &name : {QStringLiteral("orphan"), QStringLiteral("broken")}) {
            QCOMPARE(restore(*provider, listed.item(name)).error().kind, Error::Kind::ParentMissing);
            QVERIFY(restore(*provider, listed.item(name), tree.path("home")));
        }
        QCOMPARE(tree.read("home/orphan"), QByteArray("1"));
        QCOMPARE(tree.read("home/broken"), QByteArray("2"));
        QVERIFY(!tree.exists(tree.homeTrash("info/broken.trashinfo")));
    }

    void ghostLeftByAKillCanOnlyBeCleanedUp()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "x");
        // Killed between the two steps of a restore: the content is out, the .trashinfo is still there.
        rename(tree.path(tree.homeTrash("files/a")).constData(), tree.path("home/a").constData());
        const auto provider = tree.provider();
        const TrashedItem ghost = listBin(*provider).item(QStringLiteral("a"));
        QCOMPARE(ghost.restorability, Restorability::CleanUpOnly);
        QCOMPARE(restore(*provider, ghost, tree.path("home")).error().kind, Error::Kind::NotFound);
        QVERIFY(waitFor(provider->purge(ghost)));
        QVERIFY(!tree.exists(tree.homeTrash("info/a.trashinfo")));
        QCOMPARE(tree.read("home/a"), QByteArray("x"));
    }

    void ghostWhoseContentCameAfterAllIsNotCleanedUp()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "x");
        unlink(tree.path(tree.homeTrash("files/a")).constData());
        const auto provider = tree.provider();
        const TrashedItem ghost = listBin(*provider).item(QStringLiteral("a"));
        tree.write(tree.homeTrash("files/a"), "being trashed by somebody");
        QCOMPARE(waitFor(provider->purge(ghost)).error().kind, Error::Kind::Changed);
        QVERIFY(tree.exists(tree.homeTrash("info/a.trashinfo")));
    }

    void impossibleNamesAndPlacesAreRefused()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "x");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        for (const QString &name :
            {QStringLiteral("a/b"), QStringLiteral(".."), QString(256, u'x'), QString(QChar(0)) + QStringLiteral("x")})
            QCOMPARE(restore(*provider, item, tree.path("home"), name).error().kind, Error::Kind::NameInvalid);
        QCOMPARE(restore(*provider, item, tree.path(tree.homeTrash("files"))).error().kind, Error::Kind::Unsafe);
        QVERIFY(tree.exists(tree.homeTrash("files/a")));
    }

    void hostileNamesSurviveByteForByte_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("not UTF-8") << QByteArray("caf\xe9.txt");
        QTest::newRow("half a sequence") << QByteArray("x\xf0\x9f");
        QTest::newRow("encoded surrogate") << QByteArray("x\xed\xa0\x80y");
        QTest::newRow("line break") << QByteArray("a\nPath=/etc/passwd");
        QTest::newRow("bidi") << QByteArray("photo\xe2\x80\xaegpj.exe");
        QTest::newRow("percent") << QByteArray("100%20sure%");
        QTest::newRow("blanks around") << QByteArray(" a ");
        QTest::newRow("255 bytes") << QByteArray(255, 'x');
        QTest::newRow("option") << QByteArray("--help");
        QTest::newRow("255 bytes of umlauts") << QByteArray("\xc3\xa4").repeated(127) + "x";
        QTest::newRow("replacement character") << QByteArray("\xef\xbf\xbd");
    }
    void hostileNamesSurviveByteForByte()
    {
        QFETCH(QByteArray, name);
        TrashTree tree;
        tree.write("home/in/" + name, "content of it");
        const auto provider = tree.provider();
        std::vector<LiveItem> live;
        QVERIFY(waitFor(provider->listFolder(LocalTrashProvider::liveId(tree.path("home/in")),
            [&](std::vector<LiveItem> &&batch) { live = std::move(batch); })));
        QCOMPARE(live.size(), size_t(1));
        const auto trashed = waitFor(provider->trash(live.front()));
        QVERIFY2(trashed, why(trashed));
        QVERIFY(!tree.exists("home/in/" + name));
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.items.size(), size_t(1));
        QCOMPARE(listed.items.front().id, trashed->id);
        QCOMPARE(listed.items.front().name, live.front().name);
        QVERIFY(restore(*provider, listed.items.front()));
        QCOMPARE(tree.read("home/in/" + name), QByteArray("content of it"));
        const auto child
            = waitFor(provider->findChild(LocalTrashProvider::liveId(tree.path("home/in")), live.front().name));
        QVERIFY(child && *child);
    }

    void nameThatLostItsOddBytesInAStoreStillMeansTheItem()
    {
        TrashTree tree;
        tree.addEntry("x", tree.path("home/caf%E9"), "x");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QVERIFY(restore(*provider, listed.items.front(), tree.path("home"), QStringLiteral("caf\uFFFD")));
        QVERIFY(tree.exists("home/caf\xe9"));
    }

    void readOnlyFolderOfOursComesBackReadOnly()
    {
        TrashTree tree;
        tree.write(tree.homeTrash("files/sealed/inner"), "x");
        tree.write(tree.homeTrash("info/sealed.trashinfo"), "[Trash Info]\nPath=" + tree.path("home/sealed") + "\n");
        chmod(tree.path(tree.homeTrash("files/sealed")).constData(), 0555);
        const auto provider = tree.provider();
        const auto restored = restore(*provider, listBin(*provider).item(QStringLiteral("sealed")));
        QVERIFY2(restored, why(restored));
        QCOMPARE(tree.facts("home/sealed")->st_mode & 07777, 0555u);
        chmod(tree.path("home/sealed").constData(), 0755); // so that the test's folder can be removed
    }

    void folderThatForbidsWritingRefusesAndNothingChanges()
    {
        if (geteuid() == 0)
            QSKIP("root may write everywhere");
        TrashTree tree;
        tree.addEntry("a", tree.path("home/sealed/a"));
        tree.makeFolder("home/sealed", 0555);
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        const QByteArrayList before = tree.everythingBelow("home");
        QCOMPARE(restore(*provider, item).error().kind, Error::Kind::Forbidden);
        QCOMPARE(tree.everythingBelow("home"), before);
    }

    void twoRestoresOfOneNameLoseNothing()
    {
        TrashTree tree;
        for (int i = 0; i < 20; ++i)
            tree.addEntry("a" + QByteArray::number(i), tree.path("home/a"), "version " + QByteArray::number(i));
        const auto one = tree.provider();
        const auto other = tree.provider(); // as another process would: with nothing shared
        const Listed listed = listBin(*one);
        QObject owner;
        int restoredCount = 0;
        int refusedCount = 0;
        for (size_t i = 0; i < listed.items.size(); ++i) {
            launch((i % 2 ? one : other)->restore({listed.items[i], {}, {}}), &owner, [&](Result<LiveItem> result) {
                restoredCount += result.has_value();
                refusedCount += !result && result.error().kind == Error::Kind::NameTaken;
            });
        }
        QTRY_COMPARE(restoredCount + refusedCount, 20);
        QCOMPARE(restoredCount, 1);
        QCOMPARE(listBin(*one).items.size(), size_t(19));
    }

    void locateFollowsTheItem()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "x");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        const auto inBin = waitFor(provider->locate(item));
        QCOMPARE(inBin->state, Whereabouts::State::InBin);
        QCOMPARE(inBin->trashed->id, item.id);
        QVERIFY(restore(*provider, item));
        const auto live = waitFor(provider->locate(item));
        QCOMPARE(live->state, Whereabouts::State::Live);
        QCOMPARE(LocalTrashProvider::livePath(live->live->id), tree.path("home/a"));
        unlink(tree.path("home/a").constData());
        QCOMPARE(waitFor(provider->locate(item))->state, Whereabouts::State::Gone);
        tree.write("home/a", "somebody else's", 1'500'000'000);
        QCOMPARE(waitFor(provider->locate(item))->state, Whereabouts::State::Gone);
    }
};

QTEST_GUILESS_MAIN(TestTrashRestore)
#include "tst_trashrestore.moc"
