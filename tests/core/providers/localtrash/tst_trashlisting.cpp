// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/localtrash/trashtree.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Unbin;

class TestTrashListing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryTellsWhatTheInfoAndTheContentSay()
    {
        TrashTree tree;
        tree.addEntry("a.2.txt", tree.path("home/Letters/a.txt"), "12345");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.summary.items, 1);
        QVERIFY(!listed.summary.isPartial);
        const TrashedItem item = listed.item(QStringLiteral("a.txt"));
        QCOMPARE(item.kind, ItemKind::File);
        QCOMPARE(item.originalPath, QStringLiteral("/Letters"));
        QCOMPARE(item.originalParent, LocalTrashProvider::liveId(tree.path("home/Letters")));
        QCOMPARE(item.sizeBytes, 5);
        QCOMPARE(item.deletedAt, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
        QCOMPARE(item.modifiedAt.toSecsSinceEpoch(), 1'600'000'000);
        QCOMPARE(item.restorability, Restorability::InPlace);
        QCOMPARE(item.remark, Remark::None);
    }

    void missingTrashIsMadeAndEmpty()
    {
        TrashTree tree;
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.items.size(), size_t(0));
        QVERIFY(!listed.summary.isPartial);
        QCOMPARE(tree.facts(tree.homeTrash("files"))->st_mode & 0777, 0700u);
    }

    void oddEntriesAreShownForWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("info"); // null: no .trashinfo
        QTest::addColumn<bool>("hasContent");
        QTest::addColumn<Restorability>("restorability");
        QTest::addColumn<Remark>("remark");

        using enum Restorability;
        QTest::newRow("orphan") << QByteArray() << true << ChosenFolderOnly << Remark::OriginUnknown;
        QTest::newRow("ghost") << QByteArray("[Trash Info]\nPath=/a\n") << false << CleanUpOnly
                               << Remark::ContentMissing;
        QTest::newRow("broken ghost") << QByteArray("nonsense") << false << CleanUpOnly << Remark::ContentMissing;
        QTest::newRow("empty info") << QByteArray("") << true << ChosenFolderOnly << Remark::InfoBroken;
        QTest::newRow("no header") << QByteArray("Path=/a\n") << true << ChosenFolderOnly << Remark::InfoBroken;
        QTest::newRow("no path") << QByteArray("[Trash Info]\n") << true << ChosenFolderOnly << Remark::InfoBroken;
        QTest::newRow("NUL") << QByteArray("[Trash Info]\nPath=/a%00b\n") << true << ChosenFolderOnly
                             << Remark::InfoBroken;
        QTest::newRow("climbing") << QByteArray("[Trash Info]\nPath=/home/../etc/x\n") << true << ChosenFolderOnly
                                  << Remark::InfoBroken;
        QTest::newRow("root") << QByteArray("[Trash Info]\nPath=/\n") << true << ChosenFolderOnly << Remark::InfoBroken;
    }
    void oddEntriesAreShownForWhatTheyAre()
    {
        QFETCH(QByteArray, info);
        QFETCH(bool, hasContent);
        QFETCH(Restorability, restorability);
        QFETCH(Remark, remark);
        TrashTree tree;
        tree.addEntry("good", "/somewhere/good");
        if (!info.isNull())
            tree.write(tree.homeTrash("info/odd.trashinfo"), info);
        if (hasContent)
            tree.write(tree.homeTrash("files/odd"), "x");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.items.size(), size_t(2));
        for (const TrashedItem &item : listed.items) {
            if (item.name == QStringLiteral("good"))
                continue;
            QCOMPARE(item.restorability, restorability);
            QCOMPARE(item.remark, remark);
            QVERIFY(item.originalParent.isEmpty() || !hasContent);
        }
    }

    void nothingThatCallsItselfInfoCanHangOrHarmTheReader()
    {
        TrashTree tree;
        tree.addEntry("good", "/somewhere/good");
        const auto info = [&](const char *name) {
            return tree.path(tree.homeTrash(QByteArray("info/") + name));
        };
        for (const char *name : {"fifo", "folder", "link", "huge", "secret"})
            tree.write(tree.homeTrash(QByteArray("files/") + name), "x");
        QCOMPARE(mkfifo(info("fifo.trashinfo").constData(), 0600), 0);
        tree.makeFolder(tree.homeTrash("info/folder.trashinfo"));
        tree.write("home/elsewhere", "[Trash Info]\nPath=/stolen\n");
        tree.link(tree.homeTrash("info/link.trashinfo"), tree.path("home/elsewhere"));
        tree.write(tree.homeTrash("info/huge.trashinfo"), "[Trash Info]\nPath=/huge\n");
        QCOMPARE(truncate(info("huge.trashinfo").constData(), qint64(1) << 30), 0);
        tree.write(tree.homeTrash("info/secret.trashinfo"), "no info");
        chmod(info("secret.trashinfo").constData(), 0);
        tree.write(tree.homeTrash("info/notes.txt"), "somebody's temporary file");

        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.names(),
            (QStringList{QStringLiteral("fifo"), QStringLiteral("folder"), QStringLiteral("good"),
                QStringLiteral("huge"), QStringLiteral("link"), QStringLiteral("secret")}));
        for (const TrashedItem &item : listed.items)
            QCOMPARE(item.remark, item.name == QStringLiteral("good") ? Remark::None : Remark::InfoBroken);
    }

    void kindsAreToldApart()
    {
        TrashTree tree;
        tree.addEntry("file", "/x/file");
        tree.addEntry("folder", "/x/folder");
        tree.addEntry("link", "/x/link");
        unlink(tree.path(tree.homeTrash("files/folder")).constData());
        unlink(tree.path(tree.homeTrash("files/link")).constData());
        tree.write(tree.homeTrash("files/folder/inner"), "x");
        tree.link(tree.homeTrash("files/link"), "/nowhere/at/all");
        const auto provider = tree.provider();
        const Listed listed = listBin(*provider);
        QCOMPARE(listed.items.size(), size_t(3));
        QCOMPARE(listed.item(QStringLiteral("file")).kind, ItemKind::File);
        QCOMPARE(listed.item(QStringLiteral("folder")).kind, ItemKind::Folder);
        QCOMPARE(listed.item(QStringLiteral("folder")).sizeBytes, -1);
        QCOMPARE(listed.item(QStringLiteral("link")).kind, ItemKind::Link);
    }

    void notedFolderSizeIsUsedOnlyForThatVeryInfo_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<qint64>("size");
        QTest::newRow("seconds") << QByteArray("4096 1600000000 my%20folder\n") << qint64(4096);
        QTest::newRow("milliseconds, as KIO") << QByteArray("8192 1600000000123 my%20folder\n") << qint64(8192);
        QTest::newRow("not escaped") << QByteArray("12288 1600000000 my folder\n") << qint64(12288);
        QTest::newRow("another time") << QByteArray("4096 1600000001 my%20folder\n") << qint64(-1);
        QTest::newRow("nonsense") << QByteArray("-5 x my%20folder\n4096\n\n \n") << qint64(-1);
        QTest::newRow("separator") << QByteArray("4096 1600000000 a%2Fb\n") << qint64(-1);
    }
    void notedFolderSizeIsUsedOnlyForThatVeryInfo()
    {
        QFETCH(QByteArray, line);
        QFETCH(qint64, size);
        TrashTree tree;
        tree.write(tree.homeTrash("files/my folder/inner"), "x");
        tree.write(tree.homeTrash("info/my folder.trashinfo"), "[Trash Info]\nPath=/x/f\n");
        tree.write(tree.homeTrash("directorysizes"), line);
        const auto provider = tree.provider();
        QCOMPARE(listBin(*provider).item(QStringLiteral("f")).sizeBytes, size);
    }

    void twoThousandEntriesComeOnceEachAndAgain()
    {
        TrashTree tree;
        for (int i = 0; i < 2000; ++i)
            tree.addEntry("n" + QByteArray::number(i), "/x/y/n" + QByteArray::number(i));
        const auto provider = tree.provider();
        for (int round = 0; round < 2; ++round) { // the second one from memory
            const Listed listed = listBin(*provider);
            QCOMPARE(listed.summary.items, 2000);
            QSet<QString> ids;
            for (const TrashedItem &item : listed.items) {
                ids.insert(item.id.value());
                QCOMPARE(item.originalPath, QStringLiteral("/x/y"));
            }
            QCOMPARE(ids.size(), 2000);
        }
    }

    void memoryNoticesWhenAnInfoIsWrittenAnew()
    {
        TrashTree tree;
        tree.addEntry("a", "/old/place");
        const auto provider = tree.provider();
        QCOMPARE(listBin(*provider).names(), QStringList{QStringLiteral("place")});
        tree.addEntry("a", "/new/spot1"); // same size but another time
        tree.write(tree.homeTrash("info/a.trashinfo"), "[Trash Info]\nPath=/new/spot1\n", 1'600'000'001);
        QCOMPARE(listBin(*provider).names(), QStringList{QStringLiteral("spot1")});
    }

    void cancelledListingEndsAsCancelled()
    {
        TrashTree tree;
        for (int i = 0; i < 100; ++i)
            tree.addEntry("n" + QByteArray::number(i), "/x/n");
        const auto provider = tree.provider();
        QObject owner;
        std::optional<Result<ListSummary>> result;
        auto *job = launch(provider->listBin([](std::vector<TrashedItem> &&) {}), &owner,
            [&](Result<ListSummary> r) { result = std::move(r); });
        job->cancel();
        QTRY_VERIFY(result.has_value());
        QCOMPARE(result->error().kind, Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestTrashListing)
#include "tst_trashlisting.moc"
