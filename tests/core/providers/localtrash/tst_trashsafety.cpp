// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashfinder.h"
#include "tests/core/providers/localtrash/trashtree.h"

#include <QSemaphore>
#include <QTest>

#include <unistd.h>

using namespace Unbin;

namespace {

QByteArray uid()
{
    return QByteArray::number(geteuid());
}

/** A volume's own trash with one entry, at stick/.Trash-$uid. */
QByteArray addStickEntry(
    const TrashTree &tree, const QByteArray &path, const QByteArray &name = "entry", const QByteArray &trash = {})
{
    const QByteArray folder = trash.isEmpty() ? "stick/.Trash-" + uid() : trash;
    tree.makeFolder(folder, 0700);
    tree.makeFolder(folder + "/info", 0700);
    tree.write(folder + "/files/" + name, "content of " + name);
    tree.write(
        folder + "/info/" + name + ".trashinfo", "[Trash Info]\nPath=" + path + "\nDeletionDate=2026-01-02T03:04:05\n");
    return folder;
}

} // namespace

/** What lies on a volume was written by whoever held it: section 4 of reference/xdg-trash.md. */
class TestTrashSafety : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothTrashesOfAVolumeAreListed()
    {
        TrashTree tree;
        tree.mount("stick");
        tree.makeFolder("stick/.Trash", 01777);
        addStickEntry(tree, "dir/own", "a");
        addStickEntry(tree, "dir/shared", "b", "stick/.Trash/" + uid());
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.names(), (QStringList{QStringLiteral("own"), QStringLiteral("shared")}));
        QVERIFY(listed.summary.problems.empty());
        QCOMPARE(listed.item(QStringLiteral("own")).originalParent, LocalTrashProvider::liveId(tree.path("stick/dir")));
        QCOMPARE(listed.item(QStringLiteral("own")).restorability, Restorability::InPlace);
    }

    void unsafeTrashIsRefusedReportedAndNothingElseSuffers_data()
    {
        QTest::addColumn<QByteArray>("defect");
        for (const char *defect : {".Trash is a link", ".Trash is not sticky", ".Trash is a file", "$uid is a link",
                 "$uid is writable by others", "$uid is not ours", "own is a link", "own is writable by the group",
                 "own is not ours", "info is a link", "files is a link", "info is writable by others",
                 "files is writable by others"})
            QTest::newRow(defect) << QByteArray(defect);
    }
    void unsafeTrashIsRefusedReportedAndNothingElseSuffers()
    {
        QFETCH(QByteArray, defect);
        if (defect.endsWith("not ours") && geteuid() != 0)
            QSKIP("only root can give a folder away");
        TrashTree tree;
        tree.mount("stick");
        tree.addEntry("good", "/somewhere/good");
        const QByteArray own = "stick/.Trash-" + uid();
        const QByteArray shared = "stick/.Trash/" + uid();
        const auto asLink = [&](const QByteArray &what) {
            rename(tree.path(what).constData(), tree.path("stick/aside").constData());
            tree.link(what, tree.path("stick/aside"));
        };
        if (defect.startsWith(".Trash") || defect.startsWith("$uid")) {
            tree.makeFolder("stick/.Trash", 01777);
            addStickEntry(tree, "bad", "bad", shared);
        } else {
            addStickEntry(tree, "bad", "bad");
        }
        if (defect == ".Trash is a link") {
            asLink("stick/.Trash");
        } else if (defect == ".Trash is not sticky") {
            chmod(tree.path("stick/.Trash").constData(), 0777);
        } else if (defect == ".Trash is a file") {
            rename(tree.path("stick/.Trash").constData(), tree.path("stick/aside").constData());
            tree.write("stick/.Trash", "x");
        } else if (defect == "$uid is a link") {
            asLink(shared);
        } else if (defect == "$uid is writable by others") {
            chmod(tree.path(shared).constData(), 0707);
        } else if (defect == "$uid is not ours") {
            QCOMPARE(chown(tree.path(shared).constData(), 4711, 4711), 0);
        } else if (defect == "own is a link") {
            asLink(own);
        } else if (defect == "own is writable by the group") {
            chmod(tree.path(own).constData(), 0770);
        } else if (defect == "own is not ours") {
            QCOMPARE(chown(tree.path(own).constData(), 4711, 4711), 0);
        } else if (defect == "info is a link") {
            asLink(own + "/info");
        } else if (defect == "files is a link") {
            asLink(own + "/files");
        } else if (defect == "info is writable by others") {
            chmod(tree.path(own + "/info").constData(), 0777);
        } else if (defect == "files is writable by others") {
            chmod(tree.path(own + "/files").constData(), 0777);
        }
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.names(), QStringList{QStringLiteral("good")});
        QVERIFY(listed.summary.isPartial);
        QCOMPARE(listed.summary.problems.size(), size_t(1));
        QCOMPARE(listed.summary.problems.front().kind, Error::Kind::Unsafe);
        QVERIFY(listed.summary.problems.front().detail.contains(QStringLiteral("stick/.Trash")));
    }

    void entryOfATrashThatBecameUnsafeIsNotTouched()
    {
        TrashTree tree;
        tree.mount("stick");
        const QByteArray trash = addStickEntry(tree, "a");
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        chmod(tree.path(trash).constData(), 0777);
        QCOMPARE(waitFor(provider->restore({item, {}, {}})).error().kind, Error::Kind::Unsafe);
        QCOMPARE(waitFor(provider->purge(item)).error().kind, Error::Kind::Unsafe);
        QVERIFY(tree.exists(trash + "/files/entry"));
    }

    void trashesOfOtherUsersAreIgnoredAndNeverActedOn()
    {
        TrashTree tree;
        tree.mount("stick");
        addStickEntry(tree, "a", "a", "stick/.Trash-4711");
        tree.makeFolder("stick/.Trash", 01777);
        addStickEntry(tree, "b", "b", "stick/.Trash/4711");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QVERIFY(listed.items.empty());
        QVERIFY(listed.summary.problems.empty());
        TrashedItem invented;
        invented.id = ItemId(
            QStringLiteral("trash:") + QString::fromUtf8(tree.path("stick/.Trash-4711")) + QStringLiteral(":a"));
        QCOMPARE(waitFor(provider->purge(invented)).error().kind, Error::Kind::Unsafe);
        QVERIFY(tree.exists("stick/.Trash-4711/files/a"));
    }

    void homeTrashOfAnotherUserIsRefused()
    {
        if (geteuid() != 0)
            QSKIP("only root can give a folder away");
        TrashTree tree;
        tree.addEntry("a", "/a");
        QCOMPARE(chown(tree.path(tree.homeTrash()).constData(), 4711, 4711), 0);
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QVERIFY(listed.items.empty());
        QCOMPARE(listed.summary.problems.size(), size_t(1));
        QCOMPARE(listed.summary.problems.front().kind, Error::Kind::Unsafe);
    }

    void homeTrashMayLinkItsFilesElsewhere()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"), "x");
        rename(tree.path(tree.homeTrash("files")).constData(), tree.path("home/big disk").constData());
        tree.link(tree.homeTrash("files"), tree.path("home/big disk"));
        const auto provider = tree.provider();
        QVERIFY(waitFor(provider->restore({listBin(*provider).item(QStringLiteral("a")), {}, {}})));
        QCOMPARE(tree.read("home/a"), QByteArray("x"));
    }

    void originIsBelievedOnlyOnItsVolume_data()
    {
        QTest::addColumn<QByteArray>("path"); // TREE is the tree
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<Remark>("remark");
        QTest::newRow("relative") << QByteArray("dir/a") << QByteArray("ext4") << Remark::None;
        QTest::newRow("absolute below, as Qt") << QByteArray("TREE/stick/dir/a") << QByteArray("ext4") << Remark::None;
        QTest::newRow("absolute elsewhere")
            << QByteArray("TREE/home/a") << QByteArray("ext4") << Remark::OriginOutsideVolume;
        QTest::newRow("beginning alike") << QByteArray("TREE/stick2/a") << QByteArray("ext4")
                                         << Remark::OriginOutsideVolume;
        QTest::newRow("climbing") << QByteArray("../home/a") << QByteArray("ext4") << Remark::OriginOutsideVolume;
        QTest::newRow("climbing within") << QByteArray("dir/../a") << QByteArray("ext4") << Remark::OriginOutsideVolume;
        QTest::newRow("through a link") << QByteArray("way out/a") << QByteArray("ext4") << Remark::OriginOutsideVolume;
        QTest::newRow("deep behind a link")
            << QByteArray("way out/no/such/a") << QByteArray("ext4") << Remark::OriginOutsideVolume;
        QTest::newRow("link within") << QByteArray("way in/a") << QByteArray("ext4") << Remark::None;
        QTest::newRow("FAT") << QByteArray("dir/a") << QByteArray("vfat") << Remark::UntrustedBin;
        QTest::newRow("exFAT") << QByteArray("dir/a") << QByteArray("exfat") << Remark::UntrustedBin;
        QTest::newRow("NTFS") << QByteArray("dir/a") << QByteArray("fuseblk") << Remark::UntrustedBin;
    }
    void originIsBelievedOnlyOnItsVolume()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, type);
        QFETCH(Remark, remark);
        TrashTree tree;
        tree.mount("stick", type);
        tree.makeFolder("stick/dir");
        tree.makeFolder("stick2");
        tree.link("stick/way out", tree.path("home"));
        tree.link("stick/way in", "dir");
        addStickEntry(tree, path.replace("TREE/", tree.path({})));
        const auto provider = tree.provider();
        const TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        QCOMPARE(item.remark, remark);
        const bool isTrusted = remark == Remark::None;
        QCOMPARE(item.restorability, isTrusted ? Restorability::InPlace : Restorability::ChosenFolderOnly);
        const auto restored = waitFor(provider->restore({item, {}, {}}));
        if (isTrusted) {
            QVERIFY2(restored, why(restored));
            QVERIFY(tree.exists("stick/dir/a"));
            return;
        }
        QVERIFY(item.originalParent.isEmpty());
        QCOMPARE(restored.error().kind, Error::Kind::Unsafe);
        QVERIFY(!tree.exists("home/a"));
        QVERIFY(waitFor(provider->restore({item, LocalTrashProvider::liveId(tree.path("home")), {}})));
        QVERIFY(tree.exists("home/a"));
    }

    void linkPutInTheWayAfterListingIsNotFollowed()
    {
        TrashTree tree;
        tree.mount("stick");
        tree.makeFolder("stick/dir");
        addStickEntry(tree, "dir/a");
        const auto provider = tree.provider();
        TrashedItem item = listBin(*provider).item(QStringLiteral("a"));
        rmdir(tree.path("stick/dir").constData());
        tree.link("stick/dir", tree.path("home"));
        QVERIFY(!waitFor(provider->restore({item, {}, {}})));
        QVERIFY(!tree.exists("home/a"));
    }

    void worldWritableFatIsShownAllTheSame()
    {
        TrashTree tree;
        tree.mount("stick", "vfat");
        const QByteArray trash = addStickEntry(tree, "a");
        for (const char *part : {"", "/info", "/files"})
            chmod(tree.path(trash + part).constData(), 0777);
        const auto provider = tree.provider();
        QCOMPARE(listBin(*provider).names(), QStringList{QStringLiteral("a")});
    }

    void bindMountsShowATrashOnce()
    {
        TrashTree tree;
        tree.mount("stick");
        addStickEntry(tree, "a");
        tree.link("again", tree.path("stick")); // the same folder by another path
        tree.mount("again");
        const auto provider = tree.provider();
        QCOMPARE(listBin(*provider).items.size(), size_t(1));
    }

    void pseudoFileSystemsAreNotLookedAt()
    {
        TrashTree tree;
        tree.mount("stick", "autofs");
        addStickEntry(tree, "a");
        const auto provider = tree.provider();
        QVERIFY(listBin(*provider).items.empty());
    }

    void rowsOfAnUnpluggedDriveStayAndSaySo()
    {
        TrashTree tree;
        tree.mount("stick");
        tree.addEntry("home entry", "/x/home%20entry");
        addStickEntry(tree, "a");
        const auto provider = tree.provider();
        QCOMPARE(listBin(*provider).items.size(), size_t(2));
        tree.unmountAll();
        rename(tree.path("stick").constData(), tree.path("drawer").constData());
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.summary.items, 2);
        const TrashedItem item = listed.item(QStringLiteral("a"));
        QCOMPARE(item.restorability, Restorability::NotNow);
        QCOMPARE(item.remark, Remark::DriveNotConnected);
        const auto restored = waitFor(provider->restore({item, {}, {}}));
        QCOMPARE(restored.error().code, QStringLiteral("DriveNotConnected"));
        QVERIFY(!waitFor(provider->locate(item))); // neither gone nor there: nobody can tell

        rename(tree.path("drawer").constData(), tree.path("stick").constData());
        tree.mount("stick");
        QCOMPARE(listBin(*provider).item(QStringLiteral("a")).restorability, Restorability::InPlace);
    }

    void volumeThatDoesNotAnswerIsLeftBehind()
    {
        TrashTree tree;
        tree.mount("dead", "nfs4");
        tree.mount("stick", "fuse.sshfs");
        addStickEntry(tree, "a");
        LocalTrashConfig config = tree.config();
        config.probeDeadline = std::chrono::milliseconds(50);
        const auto gate = std::make_shared<QSemaphore>();
        const auto isDone = std::make_shared<QSemaphore>();
        const auto probe = [gate, isDone](const LocalTrashConfig &c, const LocalTrash::Mount &mount) {
            if (mount.type == "nfs4") {
                gate->acquire(); // as a server that is gone
                isDone->release();
                return LocalTrash::FoundTrashes();
            }
            return LocalTrash::findTrashesOn(c, mount);
        };
        const auto found = LocalTrash::findTrashes(
            config, [] { return false; }, probe);
        gate->release();
        isDone->acquire(); // the thread is at its end before the test is
        QCOMPARE(found.problems.size(), size_t(1));
        QCOMPARE(found.problems.front().kind, Error::Kind::TimedOut);
        QVERIFY(found.problems.front().detail.contains(QStringLiteral("/dead")));
        QCOMPARE(found.folders.size(), size_t(2)); // home and the stick
    }
};

QTEST_GUILESS_MAIN(TestTrashSafety)
#include "tst_trashsafety.moc"
