// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localids.h"
#include "tests/core/providers/localtrash/privatemounts.h"
#include "tests/core/providers/localtrash/trashtree.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace Unbin;

namespace {

QByteArray ownTrash()
{
    return "volume/.Trash-" + QByteArray::number(geteuid());
}

/** A tree with a real second volume at "volume". */
class TwoVolumes : public TrashTree
{
public:
    explicit TwoVolumes(const QByteArray &options = "mode=0755")
    {
        mount("volume", "tmpfs");
        m_isMounted = mountTmpfs(path("volume"), options);
        if (!m_isMounted)
            QTest::qFail("tmpfs could not be mounted", __FILE__, __LINE__);
    }
    ~TwoVolumes()
    {
        if (m_isMounted)
            unmount(path("volume"));
    }

private:
    bool m_isMounted = false;
};

LiveItem live(const TrashTree &tree, Provider &provider, const QByteArray &relative)
{
    const QByteArray path = tree.path(relative);
    const auto found = waitFor(provider.findChild(
        LocalTrashProvider::liveId(LocalTrash::parentOf(path)), LocalTrash::decodeName(LocalTrash::nameOf(path))));
    return found && *found ? **found : LiveItem();
}

QByteArrayList childrenOf(const TrashTree &tree, const QByteArray &folder)
{
    QByteArrayList names;
    for (const QByteArray &path : tree.pathsBelow(folder))
        names += path.mid(tree.path(folder).size() + 1);
    return names;
}

} // namespace

/** A real second volume: what EXDEV means. Skipped where no private mounts are allowed. */
class TestTrashVolumes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!whyNoMounts().isEmpty())
            QSKIP(whyNoMounts().constData());
    }

    void itemsOfAVolumeGoToItsOwnTrash()
    {
        TwoVolumes tree;
        tree.write("volume/dir/a b", "x");
        const auto provider = tree.provider();
        const auto trashed = waitFor(provider->trash(live(tree, *provider, "volume/dir/a b")));
        QVERIFY2(trashed, why(trashed));
        QVERIFY(tree.read(ownTrash() + "/info/a b.trashinfo").startsWith("[Trash Info]\nPath=dir/a%20b\n"));
        QCOMPARE(tree.facts(ownTrash())->st_mode & 0777, 0700u);
        QCOMPARE(listBin(*provider).items.front().id, trashed->id);
        QVERIFY(waitFor(provider->restore({*trashed, {}, {}})));
        QCOMPARE(tree.read("volume/dir/a b"), QByteArray("x"));
    }

    void sharedTrashOfAVolumeIsPreferredIfItIsSafe()
    {
        TwoVolumes tree;
        tree.write("volume/a", "x");
        tree.makeFolder("volume/.Trash", 01777);
        const auto provider = tree.provider();
        QVERIFY(waitFor(provider->trash(live(tree, *provider, "volume/a"))));
        QVERIFY(tree.exists("volume/.Trash/" + QByteArray::number(geteuid()) + "/files/a"));

        tree.write("volume/b", "x");
        chmod(tree.path("volume/.Trash").constData(), 0777);
        QVERIFY(waitFor(provider->trash(live(tree, *provider, "volume/b"))));
        QVERIFY(tree.exists(ownTrash() + "/files/b"));
    }

    void volumeWithoutAUsableTrashSendsToTheHomeTrash()
    {
        TwoVolumes tree;
        tree.write("volume/a", "x", 1'500'000'000);
        tree.link(ownTrash(), tree.path("home"));
        const auto provider = tree.provider();
        const auto trashed = waitFor(provider->trash(live(tree, *provider, "volume/a")));
        QVERIFY2(trashed, why(trashed));
        QVERIFY(!tree.exists("volume/a"));
        QCOMPARE(tree.facts(tree.homeTrash("files/a"))->st_mtim.tv_sec, 1'500'000'000);
        QVERIFY(waitFor(provider->restore({*trashed, {}, {}})));
        QCOMPARE(tree.facts("volume/a")->st_mtim.tv_sec, 1'500'000'000);
    }

    void restoreToAnotherVolumeKeepsEverything()
    {
        TwoVolumes tree;
        const QByteArray entry = tree.homeTrash("files/dir");
        tree.write(entry + "/sub/file", "content", 1'500'000'000);
        chmod(tree.path(entry + "/sub/file").constData(), 0640);
        QCOMPARE(::link(tree.path(entry + "/sub/file").constData(), tree.path(entry + "/twin").constData()), 0);
        tree.link(entry + "/dangling", "/nowhere/at/all");
        QCOMPARE(mkfifo(tree.path(entry + "/fifo").constData(), 0600), 0);
        tree.write(entry + "/sparse", "begin");
        QCOMPARE(truncate(tree.path(entry + "/sparse").constData(), 64 << 20), 0);
        const bool hasAttributes = setxattr(tree.path(entry + "/sub/file").constData(), "user.note", "kept", 4, 0) == 0;
        const timespec times[] = {{1'400'000'000, 1}, {1'400'000'000, 5}};
        utimensat(AT_FDCWD, tree.path(entry + "/sub").constData(), times, 0);
        chmod(tree.path(entry + "/sub").constData(), 0500);
        tree.write(tree.homeTrash("info/dir.trashinfo"), "[Trash Info]\nPath=" + tree.path("volume/dir") + "\n");

        const auto provider = tree.provider();
        const auto restored = waitFor(provider->restore({listBin(*provider).item(QStringLiteral("dir")), {}, {}}));
        QVERIFY2(restored, why(restored));
        QCOMPARE(childrenOf(tree, "volume"),
            (QByteArrayList{"dir", "dir/dangling", "dir/fifo", "dir/sparse", "dir/sub", "dir/sub/file", "dir/twin"}));
        const auto file = tree.facts("volume/dir/sub/file");
        QCOMPARE(tree.read("volume/dir/sub/file"), QByteArray("content"));
        QCOMPARE(file->st_mode & 07777, 0640u);
        QCOMPARE(file->st_mtim.tv_sec, 1'500'000'000);
        QCOMPARE(file->st_mtim.tv_nsec, 123'456'789);
        QCOMPARE(tree.facts("volume/dir/twin")->st_ino, file->st_ino);
        QVERIFY(S_ISLNK(tree.facts("volume/dir/dangling")->st_mode));
        QVERIFY(S_ISFIFO(tree.facts("volume/dir/fifo")->st_mode));
        QCOMPARE(tree.facts("volume/dir/sparse")->st_size, off_t(64 << 20));
        QVERIFY(tree.facts("volume/dir/sparse")->st_blocks * 512 < (1 << 20));
        QCOMPARE(tree.facts("volume/dir/sub")->st_mtim.tv_sec, 1'400'000'000);
        QCOMPARE(tree.facts("volume/dir/sub")->st_mode & 07777, 0500u);
        char note[4];
        if (hasAttributes && getxattr(tree.path("volume/dir/sub/file").constData(), "user.note", note, 4) >= 0)
            QCOMPARE(QByteArray(note, 4), QByteArray("kept"));
        QVERIFY(!tree.exists(entry));
        QVERIFY(!tree.exists(tree.homeTrash("info/dir.trashinfo")));
        chmod(tree.path("volume/dir/sub").constData(), 0700);
    }

    void refusedCopyLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<bool>("isFull");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("the name is taken") << false << Error::Kind::NameTaken;
        QTest::newRow("the disk is full") << true << Error::Kind::NoRoom;
    }
    void refusedCopyLeavesEverythingAsItWas()
    {
        QFETCH(bool, isFull);
        QFETCH(Error::Kind, kind);
        TwoVolumes tree(isFull ? "mode=0755,size=1m" : "mode=0755");
        tree.write(tree.homeTrash("files/dir/small"), "x");
        tree.write(tree.homeTrash("files/dir/zlarge"), QByteArray(3 << 20, 'x'));
        tree.write(tree.homeTrash("info/dir.trashinfo"), "[Trash Info]\nPath=" + tree.path("volume/dir") + "\n");
        if (!isFull)
            tree.write("volume/dir", "in the way");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("dir"));
        const QByteArrayList before = tree.everythingBelow("home") + tree.everythingBelow("volume");
        const auto restored = waitFor(provider->restore({item, {}, {}}));
        QCOMPARE(kindName(restored.error().kind), kindName(kind));
        QCOMPARE(tree.everythingBelow("home") + tree.everythingBelow("volume"), before);
    }

    void cancelledCopyIsTakenBack()
    {
        TwoVolumes tree;
        for (int i = 0; i < 20; ++i)
            tree.write(tree.homeTrash("files/dir/" + QByteArray::number(i)), QByteArray(1 << 20, 'x'));
        tree.write(tree.homeTrash("info/dir.trashinfo"), "[Trash Info]\nPath=" + tree.path("volume/dir") + "\n");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("dir"));
        const QByteArrayList before = tree.everythingBelow("home");
        QObject owner;
        std::optional<Result<LiveItem>> result;
        auto *job
            = launch(provider->restore({item, {}, {}}), &owner, [&](Result<LiveItem> r) { result = std::move(r); });
        QObject::connect(job, &JobBase::progressChanged, job, [job](const Progress &) { job->cancel(); });
        QTRY_VERIFY(result.has_value());
        if (result->has_value()) { // it was faster than our cancelling
            QCOMPARE(childrenOf(tree, "volume/dir").size(), 20);
            QVERIFY(!tree.exists(tree.homeTrash("files/dir")));
        } else {
            QCOMPARE(result->error().kind, Error::Kind::Cancelled);
            QCOMPARE(childrenOf(tree, "volume"), QByteArrayList());
            QCOMPARE(tree.everythingBelow("home"), before);
        }
    }

    void liveItemsMoveBetweenVolumes()
    {
        TwoVolumes tree;
        tree.write("home/dir/a", "x");
        tree.write("volume/dir/other", "y");
        const auto provider = tree.provider();
        const ItemId volume = LocalTrashProvider::liveId(tree.path("volume"));
        const LiveItem dir = live(tree, *provider, "home/dir");
        QCOMPARE(waitFor(provider->move(dir, {volume, dir.name})).error().kind, Error::Kind::NameTaken);
        const auto moved = waitFor(provider->move(dir, {volume, QStringLiteral("new")}));
        QVERIFY2(moved, why(moved));
        QCOMPARE(tree.read("volume/new/a"), QByteArray("x"));
        QVERIFY(!tree.exists("home/dir"));
    }

    void purgeStopsAtAMountAndKeepsTheEntry()
    {
        TrashTree tree;
        const QByteArray entry = tree.homeTrash("files/dir");
        tree.write(entry + "/a", "x");
        tree.makeFolder(entry + "/mounted");
        tree.write(tree.homeTrash("info/dir.trashinfo"), "[Trash Info]\nPath=/x/dir\n");
        QVERIFY(mountTmpfs(tree.path(entry + "/mounted")));
        tree.write(entry + "/mounted/precious", "x");
        const auto provider = tree.provider();
        const auto done = waitFor(provider->purge(listBin(*provider).item(QStringLiteral("dir"))));
        QCOMPARE(done.error().kind, Error::Kind::Forbidden);
        QCOMPARE(done.error().code, QStringLiteral("PartlyDeleted"));
        QCOMPARE(tree.read(entry + "/mounted/precious"), QByteArray("x"));
        const TrashedItem item = listBin(*provider).item(QStringLiteral("dir"));
        QCOMPARE(item.remark, Remark::PartlyDeleted);
        QVERIFY(unmount(tree.path(entry + "/mounted")));
        QVERIFY(waitFor(provider->purge(item)));
        QVERIFY(listBin(*provider).items.empty());
    }

    void mountedVolumeIsNoticed()
    {
        TrashTree tree;
        tree.makeFolder("volume");
        LocalTrashConfig config = tree.config();
        config.mountinfoPath = "/proc/self/mountinfo";
        ManualClock clock;
        LocalTrashProvider provider(config, clock);
        QSignalSpy changed(&provider, &Provider::binChanged);
        QVERIFY(mountTmpfs(tree.path("volume")));
        QTRY_VERIFY(clock.pendingCount() > 0);
        clock.advance(std::chrono::seconds(1));
        QCOMPARE(changed.count(), 1);
        QVERIFY(unmount(tree.path("volume")));
        QTRY_VERIFY(clock.pendingCount() > 0);
    }
};

int main(int argc, char **argv)
{
    enterPrivateMounts(); // QTest starts a thread
    QCoreApplication application(argc, argv);
    TestTrashVolumes test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_trashvolumes.moc"
