// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localids.h"
#include "tests/core/providers/localtrash/trashtree.h"

#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Unbin;

namespace {

/** A live item as a listing would tell it. */
LiveItem live(const TrashTree &tree, Provider &provider, const QByteArray &relative)
{
    const QByteArray path = tree.path(relative);
    const auto found = waitFor(provider.findChild(
        LocalTrashProvider::liveId(LocalTrash::parentOf(path)), LocalTrash::decodeName(LocalTrash::nameOf(path))));
    if (!found || !*found)
        QTest::qFail(relative.constData(), __FILE__, __LINE__);
    return found && *found ? **found : LiveItem();
}

} // namespace

class TestTrashing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void trashedItemIsTheEntryThatBringsItBack()
    {
        TrashTree tree;
        tree.write("home/dir/a b.txt", "content", 1'500'000'000);
        const auto provider = tree.provider();
        const auto trashed = waitFor(provider->trash(live(tree, *provider, "home/dir/a b.txt")));
        QVERIFY2(trashed, why(trashed));
        QCOMPARE(trashed->name, QStringLiteral("a b.txt"));
        QCOMPARE(trashed->originalPath, QStringLiteral("/dir"));
        QVERIFY(trashed->deletedAt.isValid());
        QVERIFY(!tree.exists("home/dir/a b.txt"));
        const QByteArray info = tree.read(tree.homeTrash("info/a b.txt.trashinfo"));
        QVERIFY(info.startsWith("[Trash Info]\nPath=" + tree.path("home/dir/a%20b.txt") + "\nDeletionDate=2"));
        QCOMPARE(tree.facts(tree.homeTrash("info/a b.txt.trashinfo"))->st_mode & 0777, 0600u);
        QVERIFY(waitFor(provider->restore({*trashed, {}, {}})));
        QCOMPARE(tree.read("home/dir/a b.txt"), QByteArray("content"));
        QCOMPARE(tree.facts("home/dir/a b.txt")->st_mtim.tv_sec, 1'500'000'000);
    }

    void takenNamesAreNumberedOrphansAndGhostsIncluded()
    {
        TrashTree tree;
        tree.write("home/a.txt", "new");
        tree.addEntry("a.txt", "/x/a.txt");
        tree.write(tree.homeTrash("files/a.2.txt"), "orphan");
        tree.write(tree.homeTrash("info/a.3.txt.trashinfo"), "ghost");
        const auto provider = tree.provider();
        QVERIFY(waitFor(provider->trash(live(tree, *provider, "home/a.txt"))));
        QCOMPARE(tree.read(tree.homeTrash("files/a.4.txt")), QByteArray("new"));
        QCOMPARE(tree.read(tree.homeTrash("files/a.2.txt")), QByteArray("orphan"));
        QVERIFY(!tree.exists(tree.homeTrash("info/a.2.txt.trashinfo"))); // what was tried is taken away again
        QCOMPARE(tree.read(tree.homeTrash("info/a.3.txt.trashinfo")), QByteArray("ghost"));
    }

    void manyTrashingOneNameAtOnceLoseNothing()
    {
        TrashTree tree;
        for (int i = 0; i < 30; ++i)
            tree.write("home/" + QByteArray::number(i) + "/same", QByteArray::number(i));
        const auto one = tree.provider();
        const auto other = tree.provider();
        QObject owner;
        int count = 0;
        for (int i = 0; i < 30; ++i) {
            launch((i % 2 ? one : other)->trash(live(tree, *one, "home/" + QByteArray::number(i) + "/same")), &owner,
                [&](Result<TrashedItem> result) { count += result.has_value(); });
        }
        QTRY_COMPARE(count, 30);
        const Listed listed = listBin(*one);
        QCOMPARE(listed.items.size(), size_t(30));
        for (const TrashedItem &item : listed.items)
            QVERIFY(waitFor(one->restore({item, {}, {}})));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(tree.read("home/" + QByteArray::number(i) + "/same"), QByteArray::number(i));
    }

    void danglingLinkIsTrashedAsALink()
    {
        TrashTree tree;
        tree.link("home/link", "/nowhere/at/all");
        const auto provider = tree.provider();
        const auto trashed = waitFor(provider->trash(live(tree, *provider, "home/link")));
        QVERIFY2(trashed, why(trashed));
        QCOMPARE(trashed->kind, ItemKind::Link);
        QVERIFY(S_ISLNK(tree.facts(tree.homeTrash("files/link"))->st_mode));
    }

    void trashItselfAndWhatIsInItOrAboveItIsRefused()
    {
        TrashTree tree;
        tree.addEntry("a", "/x/a");
        const auto provider = tree.provider();
        const QByteArrayList before = tree.everythingBelow("home");
        for (const QByteArray &path :
            {tree.homeTrash(), tree.homeTrash("files/a"), QByteArray("home/.local"), tree.homeTrash("info")})
            QCOMPARE(waitFor(provider->trash(live(tree, *provider, path))).error().kind, Error::Kind::Unsafe);
        QCOMPARE(tree.everythingBelow("home"), before);
    }

    void itemThatIsAnotherOneByNowIsNotTrashed()
    {
        TrashTree tree;
        tree.write("home/a", "seen");
        const auto provider = tree.provider();
        const LiveItem item = live(tree, *provider, "home/a");
        tree.write("home/b", "exchanged");
        rename(tree.path("home/b").constData(), tree.path("home/a").constData());
        QCOMPARE(waitFor(provider->trash(item)).error().kind, Error::Kind::Changed);
        QCOMPARE(tree.read("home/a"), QByteArray("exchanged"));
        unlink(tree.path("home/a").constData());
        QCOMPARE(waitFor(provider->trash(item)).error().kind, Error::Kind::NotFound);
        QVERIFY(listBin(*provider).items.empty());
    }

    void purgeRemovesTheWholeTreeAndNothingBehindLinks()
    {
        TrashTree tree;
        tree.write("home/keep/inner", "keep");
        tree.write(tree.homeTrash("files/d/a/b/c"), "x");
        tree.link(tree.homeTrash("files/d/link"), tree.path("home/keep"));
        tree.makeFolder(tree.homeTrash("files/d/sealed"), 0700);
        tree.write(tree.homeTrash("files/d/sealed/inner"), "x");
        chmod(tree.path(tree.homeTrash("files/d/sealed")).constData(), 0);
        tree.write(tree.homeTrash("info/d.trashinfo"), "[Trash Info]\nPath=/x/d\n");
        tree.write(tree.homeTrash("directorysizes"), "4096 1600000000 d\n");
        tree.addEntry("other", "/x/other");
        const auto provider = tree.provider();
        const auto done = waitFor(provider->purge(listBin(*provider).item(QStringLiteral("d"))));
        QVERIFY2(done, why(done));
        QVERIFY(!tree.exists(tree.homeTrash("files/d")));
        QVERIFY(!tree.exists(tree.homeTrash("info/d.trashinfo")));
        QCOMPARE(tree.read(tree.homeTrash("directorysizes")), QByteArray());
        QCOMPARE(tree.read("home/keep/inner"), QByteArray("keep"));
        QCOMPARE(listBin(*provider).names(), QStringList{QStringLiteral("other")});
    }

    void partlyDeletedFolderKeepsItsEntryAndSaysSo()
    {
        if (geteuid() == 0)
            QSKIP("nothing resists root; see tst_trashvolumes for a mount in the way");
        TrashTree tree;
        tree.write(tree.homeTrash("files/d/inner"), "x");
        tree.write(tree.homeTrash("info/d.trashinfo"), "[Trash Info]\nPath=/x/d\n");
        chmod(tree.path(tree.homeTrash("files")).constData(), 0500);
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("d"));
        const auto done = waitFor(provider->purge(item));
        chmod(tree.path(tree.homeTrash("files")).constData(), 0700);
        QCOMPARE(done.error().code, QStringLiteral("PartlyDeleted"));
        QVERIFY(tree.exists(tree.homeTrash("info/d.trashinfo")));
        QCOMPARE(listBin(*provider).item(QStringLiteral("d")).remark, Remark::PartlyDeleted);
        QVERIFY(waitFor(provider->purge(item)));
        QVERIFY(listBin(*provider).items.empty());
    }

    void verdictOfAStoppedPurgeIsHonest()
    {
        TrashTree tree;
        for (int i = 0; i < 3000; ++i)
            tree.write(tree.homeTrash("files/d/" + QByteArray::number(i)), "x");
        tree.write(tree.homeTrash("info/d.trashinfo"), "[Trash Info]\nPath=/x/d\n");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("d"));
        QObject owner;
        std::optional<Result<Done>> result;
        auto *job = launch(provider->purge(item), &owner, [&](Result<Done> r) { result = std::move(r); });
        QObject::connect(job, &JobBase::progressChanged, job, [job](const Progress &) { job->cancel(); });
        QTRY_VERIFY(result.has_value());
        const bool isThere = tree.exists(tree.homeTrash("files/d"));
        QCOMPARE(result->has_value(), !isThere);
        QCOMPARE(tree.exists(tree.homeTrash("info/d.trashinfo")), isThere);
        if (isThere)
            QCOMPARE(listBin(*provider).item(QStringLiteral("d")).remark, Remark::PartlyDeleted);
    }

    void purgeGoesAsDeepAsFoldersGo()
    {
        TrashTree tree;
        tree.makeFolder(tree.homeTrash("files"), 0700);
        const QByteArray start = tree.path(tree.homeTrash("files"));
        int folder = open(start.constData(), O_PATH | O_DIRECTORY);
        for (int depth = 0; depth < 1500; ++depth) { // longer than any path may be, more than descriptors there are
            QCOMPARE(mkdirat(folder, "deep", 0700), 0);
            const int below = openat(folder, "deep", O_PATH | O_DIRECTORY);
            close(folder);
            folder = below;
        }
        close(folder);
        const auto provider = tree.provider();
        const auto done = waitFor(provider->purge(listBin(*provider).item(QStringLiteral("deep"))));
        QVERIFY2(done, why(done));
        QVERIFY(!tree.exists(tree.homeTrash("files/deep")));
    }
};

QTEST_GUILESS_MAIN(TestTrashing)
#include "tst_trashing.moc"
