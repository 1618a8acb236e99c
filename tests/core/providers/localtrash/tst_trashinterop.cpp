// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localids.h"
#include "tests/core/providers/localtrash/privatemounts.h"
#include "tests/core/providers/localtrash/trashtree.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <unistd.h>

using namespace Unbin;

namespace {

struct Output {
    int exitCode = -1;
    QByteArray text; ///< both channels
};

/** Runs a tool with the tree as its home, and nothing of the real one. */
Output run(const TrashTree &tree, const QByteArrayList &command, const QByteArray &input = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), QString::fromUtf8(tree.path("home")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), QString::fromUtf8(tree.config().dataHome));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), QString::fromUtf8(tree.path("run")));
    environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
    tree.makeFolder("run", 0700);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QString::fromUtf8(tree.path("home")));
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments;
    for (const QByteArray &argument : command.mid(1))
        arguments += QString::fromUtf8(argument);
    process.start(QString::fromUtf8(command.front()), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAll()};
}

bool isInstalled(const char *tool)
{
    return !QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty();
}

LiveItem live(const TrashTree &tree, Provider &provider, const QByteArray &relative)
{
    const QByteArray path = tree.path(relative);
    const auto found = waitFor(provider.findChild(
        LocalTrashProvider::liveId(LocalTrash::parentOf(path)), LocalTrash::decodeName(LocalTrash::nameOf(path))));
    return found && *found ? **found : LiveItem();
}

} // namespace

/** Others write, we list and restore; we write, others list and restore. */
class TestTrashInterop : public QObject
{
    Q_OBJECT
private:
    /** Trashes a file and a folder of the given base with the command, and restores both with ours. */
    void checkOthersTrashing(TrashTree &tree, const QByteArray &base, const QByteArrayList &command)
    {
        const QByteArray name = "a b%20c+\xc3\xa4 (1).txt";
        tree.write(base + '/' + name, "every byte\0 of it", 1'500'000'000);
        tree.write(base + "/folder/deep/inner", "inner", 1'400'000'000);
        for (const QByteArray &what : {name, QByteArray("folder")}) {
            const Output output = run(tree, command + QByteArrayList{tree.path(base + '/' + what)});
            QVERIFY2(output.exitCode == 0, output.text.constData());
            QVERIFY2(!tree.exists(base + '/' + what), output.text.constData());
        }
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.items.size(), size_t(2));
        QVERIFY(listed.summary.problems.empty());
        for (const TrashedItem &item : listed.items) {
            QCOMPARE(item.restorability, Restorability::InPlace);
            QCOMPARE(item.originalParent, LocalTrashProvider::liveId(tree.path(base)));
            QVERIFY(qAbs(item.deletedAt.secsTo(QDateTime::currentDateTimeUtc())) < 300);
            const auto restored = waitFor(provider->restore({item, {}, {}}));
            QVERIFY2(restored, why(restored));
        }
        QCOMPARE(tree.read(base + '/' + name), QByteArray("every byte\0 of it"));
        QCOMPARE(tree.facts(base + '/' + name)->st_mtim.tv_sec, 1'500'000'000);
        QCOMPARE(tree.facts(base + '/' + name)->st_mtim.tv_nsec, 123'456'789);
        QCOMPARE(tree.read(base + "/folder/deep/inner"), QByteArray("inner"));
        QCOMPARE(tree.facts(base + "/folder/deep/inner")->st_mtim.tv_sec, 1'400'000'000);
        QVERIFY(listBin(*provider).items.empty());
    }

private Q_SLOTS:
    void whatOthersTrashedComesBackByteForByte_data()
    {
        QTest::addColumn<QByteArrayList>("command");
        QTest::newRow("gio") << QByteArrayList{"gio", "trash"};
        QTest::newRow("trash-cli") << QByteArrayList{"trash-put"};
    }
    void whatOthersTrashedComesBackByteForByte()
    {
        QFETCH(QByteArrayList, command);
        if (!isInstalled(command.front().constData()))
            QSKIP("not installed");
        TrashTree tree;
        checkOthersTrashing(tree, "home", command);
    }

    void whatTrashCliTrashedOnAVolumeComesBack()
    {
        if (!whyNoMounts().isEmpty() || !isInstalled("trash-put"))
            QSKIP("needs private mounts and trash-cli");
        TrashTree tree;
        tree.mount("volume", "tmpfs");
        QVERIFY(mountTmpfs(tree.path("volume"), "mode=1777"));
        checkOthersTrashing(tree, "volume", {"trash-put"});
        QVERIFY(tree.exists("volume/.Trash-" + QByteArray::number(geteuid())));
        QVERIFY(unmount(tree.path("volume")));
    }

    void whatGioTrashedOnAVolumeComesBack()
    {
        if (!whyNoMounts().isEmpty() || geteuid() != 0 || !isInstalled("gio") || !isInstalled("mkfs.ext4"))
            QSKIP("needs root, gio and mkfs.ext4: gio refuses a tmpfs");
        TrashTree tree;
        tree.mount("volume", "ext4");
        tree.write("image", "");
        QCOMPARE(truncate(tree.path("image").constData(), 16 << 20), 0);
        QCOMPARE(run(tree, {"mkfs.ext4", "-q", "-F", tree.path("image")}).exitCode, 0);
        const Output mounted = run(tree, {"mount", "-o", "loop", tree.path("image"), tree.path("volume")});
        if (mounted.exitCode != 0)
            QSKIP("no loop devices here");
        checkOthersTrashing(tree, "volume", {"gio", "trash"});
        QCOMPARE(run(tree, {"umount", tree.path("volume")}).exitCode, 0);
    }

    void trashCliListsAndRestoresWhatWeTrashed()
    {
        if (!isInstalled("trash-list") || !isInstalled("trash-restore"))
            QSKIP("trash-cli is not installed");
        TrashTree tree;
        const QByteArray name = "a b%20\xc3\xa4.txt";
        tree.write("home/" + name, "ours", 1'500'000'000);
        const auto provider = tree.provider();
        QVERIFY(waitFor(provider->trash(live(tree, *provider, "home/" + name))));
        const Output list = run(tree, {"trash-list"});
        QVERIFY2(list.text.contains(tree.path("home/" + name)), list.text.constData());
        const Output restored = run(tree, {"trash-restore", tree.path("home/" + name)}, "0\n");
        QVERIFY2(tree.exists("home/" + name), restored.text.constData());
        QCOMPARE(tree.read("home/" + name), QByteArray("ours"));
        QCOMPARE(tree.facts("home/" + name)->st_mtim.tv_sec, 1'500'000'000);
    }

    void gioListsWhatWeTrashed()
    {
        if (!isInstalled("gio") || !isInstalled("dbus-run-session"))
            QSKIP("gio or dbus-run-session is not installed");
        TrashTree tree;
        tree.write("home/seen by gio", "ours");
        const auto provider = tree.provider();
        QVERIFY(waitFor(provider->trash(live(tree, *provider, "home/seen by gio"))));
        const Output list = run(tree, {"dbus-run-session", "--", "gio", "list", "-a", "trash::orig-path", "trash:///"});
        if (list.exitCode != 0)
            QSKIP("gvfs is not installed"); // trash:/// is served by its daemon
        QVERIFY2(list.text.contains(tree.path("home/seen by gio")), list.text.constData());
    }
};

int main(int argc, char **argv)
{
    enterPrivateMounts(); // QTest starts a thread
    QCoreApplication application(argc, argv);
    TestTrashInterop test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_trashinterop.moc"
