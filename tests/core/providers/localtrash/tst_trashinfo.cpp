// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localhours.h"
#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/mountinfo.h"
#include "core/providers/localtrash/trashinfo.h"
#include "core/providers/localtrash/trashing.h"

#include <QTest>

using namespace Unbin;
using namespace Unbin::LocalTrash;

Q_DECLARE_METATYPE(Unbin::LocalTrash::TrashInfo::State)

/** Everything that is parsed: bytes in, values out. The rows are those of reference/xdg-trash.md section 2. */
class TestTrashInfo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void infoIsReadAsItsWriterMeantIt_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<TrashInfo::State>("state");
        QTest::addColumn<QByteArray>("path");
        using enum TrashInfo::State;
        const QByteArray head = "[Trash Info]\n";

        QTest::newRow("gio") << head + "Path=/home/u/a%20b.txt\nDeletionDate=2026-01-02T03:04:05\n"
                             << Read << QByteArray("/home/u/a b.txt");
        QTest::newRow("relative, as on a volume") << head + "Path=dir/a\n" << Read << QByteArray("dir/a");
        QTest::newRow("not UTF-8") << head + "Path=/caf%E9\n" << Read << QByteArray("/caf\xe9");
        QTest::newRow("plus is a plus") << head + "Path=/a+b\n" << Read << QByteArray("/a+b");
        QTest::newRow("%2F is a separator") << head + "Path=/a%2Fb\n" << Read << QByteArray("/a/b");
        QTest::newRow("lower case digits") << head + "Path=/caf%c3%a9\n" << Read << QByteArray("/caf\xc3\xa9");
        QTest::newRow("Qt: raw blank") << head + "Path=/home/u/a b%20c\n" << Read << QByteArray("/home/u/a b%20c");
        QTest::newRow("Qt: raw UTF-8") << head + "Path=/caf\xc3\xa9%20\n" << Read << QByteArray("/caf\xc3\xa9%20");
        QTest::newRow("Qt: raw bracket") << head + "Path=/a{1}%41\n" << Read << QByteArray("/a{1}%41");
        QTest::newRow("encodeURI leaves (!'*") << head + "Path=/it's%20(new)!*\n"
                                               << Read << QByteArray("/it's (new)!*");
        QTest::newRow("Qt: injected lines") << head + "Path=/a\nPath=/etc/passwd\n" << Read << QByteArray("/a");
        QTest::newRow("CRLF") << QByteArray("[Trash Info]\r\nPath=/a\r\nDeletionDate=2026-01-02T03:04:05\r\n") << Read
                              << QByteArray("/a");
        QTest::newRow("blanks round =") << head + "Path = /a\n" << Read << QByteArray("/a");
        QTest::newRow("bad %zz") << head + "Path=/100%zz%\n" << Read << QByteArray("/100%zz%");
        QTest::newRow("date first") << head + "DeletionDate=2026-01-02T03:04:05\nPath=/a\n" << Read << QByteArray("/a");
        QTest::newRow("other lines") << head + "X-Foo=1\n# note\n\nPath=/a" << Read << QByteArray("/a");
        QTest::newRow("other key of that beginning") << head + "PathX=/b\nPath=/a\n" << Read << QByteArray("/a");
        QTest::newRow("no header") << QByteArray("Path=/a\n") << Broken << QByteArray();
        QTest::newRow("header later") << "\n" + head + "Path=/a\n" << Broken << QByteArray();
        QTest::newRow("no path") << head + "DeletionDate=2026-01-02T03:04:05\n" << Broken << QByteArray();
        QTest::newRow("empty path") << head + "Path=\n" << Broken << QByteArray();
        QTest::newRow("%00") << head + "Path=/a%00b\n" << Broken << QByteArray("/a\0b", 4);
        QTest::newRow("raw NUL") << QByteArray("[Trash Info]\nPath=/a\0b\n", 22) << Broken << QByteArray("/a\0b", 4);
        QTest::newRow("nothing") << QByteArray() << Empty << QByteArray();
        QTest::newRow("binary") << QByteArray(1000, '\xff') << Broken << QByteArray();
        QTest::newRow("only line breaks") << QByteArray(1000, '\n') << Broken << QByteArray();
    }
    void infoIsReadAsItsWriterMeantIt()
    {
        QFETCH(QByteArray, content);
        QFETCH(TrashInfo::State, state);
        QFETCH(QByteArray, path);
        const TrashInfo info = parseTrashInfo(content, hours);
        QCOMPARE(info.state, state);
        QCOMPARE(info.path, path);
    }

    void anyDateIsUnderstoodOrUnknownButNeverNow_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("utc"); // tests run in UTC
        const auto row = [](const char *text, const char *utc) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(utc);
        };
        row("2026-01-02T03:04:05", "2026-01-02T03:04:05.000Z");
        row("20040831T22:32:08", "2004-08-31T22:32:08.000Z");
        row("20040831T223208", "2004-08-31T22:32:08.000Z");
        row("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z");
        row("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.000Z");
        row("2026-01-02T03:04:05-0330", "2026-01-02T06:34:05.000Z");
        row("2026-01-02T03:04:05.678901", "2026-01-02T03:04:05.678Z");
        row("2026-01-02T03:04:05,5Z", "2026-01-02T03:04:05.500Z");
        row("2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z");
        row(" 2026-01-02T03:04:05 ", "2026-01-02T03:04:05.000Z");
        row("2026-02-30T03:04:05", "");
        row("2026-01-02T25:04:05", "");
        row("2026-01-02", "");
        row("2026-01-02T03:04", "");
        row("2026-01-02T03:04:05 yesterday", "");
        row("0000-00-00T00:00:00", "");
        row("yesterday", "");
        row("", "");
    }
    void anyDateIsUnderstoodOrUnknownButNeverNow()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, utc);
        QCOMPARE(parseDeletionDate(text, hours).toString(Qt::ISODateWithMs), utc);
        const TrashInfo info = parseTrashInfo("[Trash Info]\nPath=/a\nDeletionDate=" + text + "\n", hours);
        QCOMPARE(info.state, TrashInfo::State::Read);
        QCOMPARE(info.deletedAt.isValid(), !utc.isEmpty());
    }

    void datesAreLocalTimeAlsoWhereTheClockJumps()
    {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "Europe/Berlin");
        tzset();
        LocalHours hours;
        const QDateTime summer = parseDeletionDate("2026-07-01T12:00:00", hours);
        const QDateTime ambiguous = parseDeletionDate("2026-10-25T02:30:00", hours);
        const QDateTime skipped = parseDeletionDate("2026-03-29T02:30:00", hours);
        for (const char *day : {"2026-10-25", "2026-03-29", "2026-07-01"}) {
            for (int minute = 0; minute < 24 * 60; minute += 10) { // an hour asked for before is like one asked for anew
                const QByteArray text = day + QTime(0, 0).addSecs(60 * minute).toString(u"'T'hh:mm:ss").toLatin1();
                LocalHours fresh;
                QCOMPARE(parseDeletionDate(text, hours), parseDeletionDate(text, fresh));
            }
        }
        const QByteArray written = writeTrashInfo("/a", QDateTime(QDate(2026, 7, 1), QTime(10, 0), Qt::UTC));
        qputenv("TZ", before);
        tzset();
        QCOMPARE(summer, QDateTime(QDate(2026, 7, 1), QTime(10, 0), Qt::UTC));
        QVERIFY(ambiguous == QDateTime(QDate(2026, 10, 25), QTime(0, 30), Qt::UTC)
            || ambiguous == QDateTime(QDate(2026, 10, 25), QTime(1, 30), Qt::UTC));
        QVERIFY(qAbs(skipped.secsTo(QDateTime(QDate(2026, 3, 29), QTime(1, 0), Qt::UTC))) <= 3600);
        QCOMPARE(written, QByteArray("[Trash Info]\nPath=/a\nDeletionDate=2026-07-01T12:00:00\n"));
    }

    void everyNameIsReadAsItWasWritten()
    {
        QByteArray name;
        for (int byte = 1; byte < 256; ++byte)
            name += char(byte);
        const QDateTime when(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        const TrashInfo info = parseTrashInfo(writeTrashInfo("/x" + name, when), hours);
        QCOMPARE(info.path, "/x" + name);
        QCOMPARE(info.deletedAt, when);
        QCOMPARE(percentEncoded("AZaz09-._~/ +\xc3"), QByteArray("AZaz09-._~/%20%2B%C3"));
    }

    void namesAndIdsKeepEveryByte()
    {
        QByteArray bytes;
        for (int byte = 1; byte < 256; ++byte) {
            if (byte != '/')
                bytes += char(byte);
        }
        bytes = bytes.left(250);
        QCOMPARE(encodeName(decodeName(bytes)), bytes);
        QCOMPARE(encodeName(decodeName("caf\xc3\xa9 \xf0\x9f\x98\x80")), QByteArray("caf\xc3\xa9 \xf0\x9f\x98\x80"));
        QCOMPARE(decodeName("\xf0\x9f\x98\x80").size(), 2);
        const EntryKey key{"/mnt/a:b%20c/.Trash-0", bytes};
        QCOMPARE(*entryKey(entryId(key)), key);
        QCOMPARE(livePathOf(liveIdOf("/x/" + bytes)), "/x/" + bytes);
    }

    void foreignIdsAreNotTakenForOurs_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"", "12345", "trash:relative:a", "trash:/t:a%2Fb", "trash:/t:..",
                 "trash:/t:", "trash:/t", "path:relative", "path:/a%00b", "file_123"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void foreignIdsAreNotTakenForOurs()
    {
        QFETCH(QString, id);
        QVERIFY(!entryKey(ItemId(id)));
        QVERIFY(livePathOf(ItemId(id)).isEmpty());
    }

    void mountsAreReadWithEscapesAndTheLastOnAPathWins()
    {
        const auto mounts
            = parseMountinfo("22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                             "23 22 0:20 / /proc rw - proc proc rw\n"
                             "24 22 8:17 / /media/u/my\\040stick\\134\\011 rw shared:2 master:3 - vfat /dev/sdb1 rw\n"
                             "25 22 8:18 / /mnt rw - ext4 /dev/sdc1 rw\n"
                             "26 25 0:44 / /mnt rw - fuse.sshfs me@host: rw\n"
                             "nonsense\n27 22 x\n"
                             "28 22 0:45 / relative rw - ext4 x rw\n");
        QCOMPARE(mounts.size(), size_t(4));
        QCOMPARE(mounts[0], (Mount{"/", "ext4"}));
        QVERIFY(mounts[1].isPseudo());
        QCOMPARE(mounts[2].path, QByteArray("/media/u/my stick\\\t"));
        QVERIFY(!mounts[2].keepsOwners());
        QCOMPARE(mounts[3], (Mount{"/mnt", "fuse.sshfs"}));
        QVERIFY(mounts[3].mayHang() && mounts[3].keepsOwners() && !mounts[3].isPseudo());
        QCOMPARE(mountOf(mounts, "/mnt/deep/er")->path, QByteArray("/mnt"));
        QCOMPARE(mountOf(mounts, "/mntx")->path, QByteArray("/"));
        for (const char *type : {"btrfs", "nfs4", "9p", "tmpfs", "fuse.gocryptfs"})
            QVERIFY2(!(Mount{"/x", type}.isPseudo()), type);
    }

    void trashNamesLeaveRoomForTheInfo()
    {
        QCOMPARE(trashNameFor("a.txt", 1), QByteArray("a.txt"));
        QCOMPARE(trashNameFor("a.txt", 2), QByteArray("a.2.txt"));
        QCOMPARE(trashNameFor(".hidden", 3), QByteArray(".hidden.3"));
        QCOMPARE(trashNameFor("folder", 12), QByteArray("folder.12"));
        const QByteArray umlauts = QByteArray("\xc3\xa4").repeated(127);
        for (const int attempt : {1, 2, 9999}) {
            const QByteArray name = trashNameFor(umlauts, attempt);
            QVERIFY(name.size() <= 245);
            QVERIFY(name.isValidUtf8());
            QVERIFY(trashNameFor(QByteArray(250, '\x80') + ".txt", attempt).size() <= 245);
        }
        QVERIFY(trashNameFor(QByteArray(250, 'x') + ".txt", 2).endsWith("x.2.txt"));
    }

private:
    LocalHours hours;
};

QTEST_GUILESS_MAIN(TestTrashInfo)
#include "tst_trashinfo.moc"
