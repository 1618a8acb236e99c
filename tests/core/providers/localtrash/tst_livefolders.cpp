// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/movenoreplace.h"
#include "tests/core/providers/localtrash/trashtree.h"

#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Unbin;

namespace {

std::vector<LiveItem> childrenOf(Provider &provider, const ItemId &folder)
{
    std::vector<LiveItem> found;
    const auto summary = waitFor(provider.listFolder(folder,
        [&](std::vector<LiveItem> &&batch) { std::move(batch.begin(), batch.end(), std::back_inserter(found)); }));
    if (!summary || size_t(summary->items) != found.size())
        QTest::qFail("folder could not be listed", __FILE__, __LINE__);
    std::sort(found.begin(), found.end(), [](const LiveItem &a, const LiveItem &b) { return a.name < b.name; });
    return found;
}

} // namespace

class TestLiveFolders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void folderIsListedWithWhatPeopleNeed()
    {
        TrashTree tree;
        tree.write("home/dir/file", "12345", 1'500'000'000);
        tree.makeFolder("home/dir/sub");
        tree.link("home/dir/zlink", "/nowhere");
        const auto provider = tree.provider();
        const ItemId dir = LocalTrashProvider::liveId(tree.path("home/dir"));
        const auto found = childrenOf(*provider, dir);
        QCOMPARE(found.size(), size_t(3));
        QCOMPARE(found[0].sizeBytes, 5);
        QCOMPARE(found[0].parent, dir);
        QCOMPARE(found[0].modifiedAt.toSecsSinceEpoch(), 1'500'000'000);
        QCOMPARE(found[1].kind, ItemKind::Folder);
        QVERIFY(found[1].canAddChildren);
        QCOMPARE(found[2].kind, ItemKind::Link);
        QCOMPARE(childrenOf(*provider, provider->rootFolder()).size(), size_t(2)); // .local and dir
    }

    void listingWhatIsNoFolderSaysNotFound()
    {
        TrashTree tree;
        tree.write("home/file", "x");
        const auto provider = tree.provider();
        for (const QByteArray &path : {QByteArray("home/file"), QByteArray("home/none"), QByteArray("home/file/x")}) {
            const ItemId id = LocalTrashProvider::liveId(tree.path(path));
            QCOMPARE(
                waitFor(provider->listFolder(id, [](std::vector<LiveItem> &&) {})).error().kind, Error::Kind::NotFound);
            QCOMPARE(waitFor(provider->findChild(id, QStringLiteral("x"))).error().kind, Error::Kind::NotFound);
        }
        QCOMPARE(
            waitFor(provider->listFolder(ItemId(QStringLiteral("123")), [](std::vector<LiveItem> &&) {})).error().kind,
            Error::Kind::NotFound);
    }

    void liveFolderHasCrumbsFromTheRoot()
    {
        TrashTree tree;
        tree.makeFolder("home/a/b");
        const auto provider = tree.provider();
        const auto facts = waitFor(provider->lookAtFolder(LocalTrashProvider::liveId(tree.path("home/a/b"))));
        QCOMPARE(facts->state, FolderFacts::State::Live);
        QCOMPARE(facts->name, QStringLiteral("b"));
        QCOMPARE(facts->path.size(), size_t(3));
        QCOMPARE(facts->path[0].id, provider->rootFolder());
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/a/b"));
        const auto root = waitFor(provider->lookAtFolder(provider->rootFolder()));
        QCOMPARE(pathForPeople(root->path), QStringLiteral("/"));
    }

    void goneFolderTellsItsDeepestLiveAncestor()
    {
        TrashTree tree;
        tree.makeFolder("home/a");
        const auto provider = tree.provider();
        const auto facts = waitFor(provider->lookAtFolder(LocalTrashProvider::liveId(tree.path("home/a/gone/too"))));
        QCOMPARE(facts->state, FolderFacts::State::Gone);
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/a/gone/too"));
        QCOMPARE(facts->path.size(), size_t(4));
        QCOMPARE(facts->path[1].id, LocalTrashProvider::liveId(tree.path("home/a")));
        QVERIFY(facts->path[2].id.isEmpty());
        QVERIFY(facts->path[3].id.isEmpty());
    }

    void trashedFolderIsFoundAsTheEntryItBecame()
    {
        TrashTree tree;
        tree.write(tree.homeTrash("files/dir.2/inner"), "x");
        tree.write(tree.homeTrash("info/dir.2.trashinfo"), "[Trash Info]\nPath=" + tree.path("home/dir") + "\n");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        const ItemId id = LocalTrashProvider::liveId(tree.path("home/dir"));
        const auto facts = waitFor(provider->lookAtFolder(id));
        QCOMPARE(facts->state, FolderFacts::State::Trashed);
        QCOMPARE(facts->trashed->id, listed.items.front().id);
        const auto below = waitFor(provider->lookAtFolder(LocalTrashProvider::liveId(tree.path("home/dir/inner"))));
        QCOMPARE(below->state, FolderFacts::State::Gone);
        QVERIFY(waitFor(provider->restore({*facts->trashed, {}, {}})));
        QCOMPARE(waitFor(provider->lookAtFolder(id))->state, FolderFacts::State::Live);
        QVERIFY(!rename(tree.path("home/dir").constData(), tree.path("home/elsewhere").constData()));
        QCOMPARE(waitFor(provider->lookAtFolder(id))->state, FolderFacts::State::Gone); // the memory is not believed
    }

    void childIsFoundByItsExactBytes()
    {
        TrashTree tree;
        tree.write("home/na\xc3\xafve", "precomposed");
        tree.link("home/dangling", "/nowhere");
        const auto provider = tree.provider();
        const auto find = [&](const QString &name) {
            return waitFor(provider->findChild(provider->rootFolder(), name));
        };
        QVERIFY(find(QStringLiteral("na\u00efve"))->has_value());
        QVERIFY(!find(QStringLiteral("nai\u0308ve"))->has_value());
        QVERIFY(!find(QStringLiteral("NA\u00efVE"))->has_value());
        QVERIFY(find(QStringLiteral("dangling"))->has_value());
        QVERIFY(!find(QString(300, u'x'))->has_value());
        QVERIFY(!find(QStringLiteral(".."))->has_value());
    }

    void foldersAreMadeOneLevelAtATime()
    {
        TrashTree tree;
        tree.write("home/taken", "x");
        const auto provider = tree.provider();
        const auto made = waitFor(provider->createFolder({provider->rootFolder(), QStringLiteral("new")}));
        QVERIFY2(made, why(made));
        QCOMPARE(made->kind, ItemKind::Folder);
        QVERIFY(S_ISDIR(tree.facts("home/new")->st_mode));
        const auto create = [&](const ItemId &parent, const QString &name) {
            return waitFor(provider->createFolder({parent, name})).error();
        };
        QCOMPARE(create(provider->rootFolder(), QStringLiteral("taken")).kind, Error::Kind::NameTaken);
        QCOMPARE(create(provider->rootFolder(), QStringLiteral("new")).conflictingItem, made->id.value());
        QCOMPARE(create(provider->rootFolder(), QStringLiteral("a/b")).kind, Error::Kind::NameInvalid);
        QCOMPARE(create(LocalTrashProvider::liveId(tree.path("home/no")), QStringLiteral("x")).kind,
            Error::Kind::ParentMissing);
    }

    void moveRenamesAndNeverReplaces()
    {
        TrashTree tree;
        tree.write("home/a", "a");
        tree.write("home/b", "b");
        tree.makeFolder("home/dir");
        const auto provider = tree.provider();
        const auto found = childrenOf(*provider, provider->rootFolder());
        const LiveItem a = found[1];
        QCOMPARE(a.name, QStringLiteral("a"));
        const auto taken = waitFor(provider->move(a, {provider->rootFolder(), QStringLiteral("b")}));
        QCOMPARE(taken.error().kind, Error::Kind::NameTaken);
        QCOMPARE(tree.read("home/b"), QByteArray("b"));
        const auto moved
            = waitFor(provider->move(a, {LocalTrashProvider::liveId(tree.path("home/dir")), QStringLiteral("c")}));
        QVERIFY2(moved, why(moved));
        QCOMPARE(moved->name, QStringLiteral("c"));
        QCOMPARE(tree.read("home/dir/c"), QByteArray("a"));
        QCOMPARE(waitFor(provider->move(a, {provider->rootFolder(), QStringLiteral("d")})).error().kind,
            Error::Kind::NotFound);
        const auto same = waitFor(provider->move(*moved, {moved->parent, moved->name}));
        QVERIFY2(same, why(same));
    }

    void fileSystemsWithoutFlagsDoNotReplaceEither()
    {
        TrashTree tree;
        tree.write("file", "file");
        tree.write("dir/inner", "inner");
        tree.write("taken", "taken");
        tree.makeFolder("empty");
        const int folder = open(tree.path({}).constData(), O_PATH | O_DIRECTORY);
        const auto move = [&](const char *from, const char *to) {
            return LocalTrash::moveNoReplaceWithoutFlags({folder, from}, {folder, to});
        };
        for (const char *from : {"file", "dir"}) {
            for (const char *to : {"taken", "empty"})
                QCOMPARE(move(from, to), EEXIST);
        }
        QCOMPARE(tree.read("taken"), QByteArray("taken"));
        QCOMPARE(move("file", "file2"), 0);
        QCOMPARE(move("dir", "dir2"), 0);
        QCOMPARE(move("dir2", "dir2/itself"), EINVAL);
        QCOMPARE(move("none", "x"), ENOENT);
        close(folder);
        QVERIFY(!tree.exists("file"));
        QVERIFY(!tree.exists("dir"));
        QVERIFY(!tree.exists("dir2/itself"));
        QCOMPARE(tree.read("file2"), QByteArray("file"));
        QCOMPARE(tree.read("dir2/inner"), QByteArray("inner"));
    }

    void identityIsStable()
    {
        TrashTree tree;
        const auto one = waitFor(tree.provider()->identify());
        const auto other = waitFor(tree.provider()->identify());
        QVERIFY(one);
        QCOMPARE(one->remoteId, other->remoteId);
        QVERIFY(!one->remoteId.contains(QSysInfo::machineHostName()));
        QVERIFY(!one->displayName.isEmpty());
        QVERIFY(one->totalBytes > 0 && one->usedBytes > 0 && one->usedBytes <= one->totalBytes);
    }
};

QTEST_GUILESS_MAIN(TestLiveFolders)
#include "tst_livefolders.moc"
