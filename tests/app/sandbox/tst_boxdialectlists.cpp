// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sandbox/boxworld.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Unbin;

/** Box's bin and folders in pages, as box.md sections 2 and 6 tell. */
class TestBoxDialectLists : public QObject
{
    Q_OBJECT

private:
    static QByteArray next(const QString &marker)
    {
        return "/folders/trash/items?usemarker=true&limit=2&marker=" + QUrl::toPercentEncoding(marker);
    }
    static void fill(BoxWorld &world, int count)
    {
        for (int i = 0; i < count; ++i)
            world.trashedFile(QStringLiteral("/docs/f%1").arg(i));
    }

private Q_SLOTS:
    void markersLeadThroughTheBinOnce()
    {
        BoxWorld world;
        fill(world, 5);
        QStringList seen;
        QByteArray target = "/folders/trash/items?usemarker=true&limit=2";
        int pages = 0;
        for (; !target.isEmpty() && pages < 10; ++pages) {
            const BoxAnswer page = world.ask("GET", target);
            QCOMPARE(page.status, 200);
            QVERIFY(!page.json.contains(u"total_count"));
            seen += page.names();
            target = page.marker().isEmpty() ? QByteArray() : next(page.marker());
        }
        QCOMPARE(pages, 3);
        QCOMPARE(seen.join(u' '), QStringLiteral("f0 f1 f2 f3 f4"));
    }

    void markersSurviveChangesBetweenPages()
    {
        BoxWorld world;
        fill(world, 4);
        const BoxAnswer first = world.ask("GET", "/folders/trash/items?usemarker=true&limit=2");
        world.drive.purge(*world.drive.findTrashed(QStringLiteral("f1")));
        QCOMPARE(world.ask("GET", next(first.marker())).names().join(u' '), QStringLiteral("f2 f3"));
    }

    void markersMustBeEscaped()
    {
        BoxWorld world;
        fill(world, 3);
        const QString marker = world.ask("GET", "/folders/trash/items?usemarker=true&limit=2").marker();
        QVERIFY(marker.contains(u'+'));
        const BoxAnswer raw = world.ask("GET", "/folders/trash/items?usemarker=true&marker=" + marker.toLatin1());
        QCOMPARE(raw.status, 400);
    }

    void refusesWhatBoxRefuses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *target, const char *name) {
            QTest::addRow("%s", target) << QByteArray(target) << QString::fromLatin1(name);
        };
        row("/folders/trash/items?usemarker=true&sort=name", "sort");
        row("/folders/trash/items?usemarker=true&direction=ASC", "direction");
        row("/folders/trash/items?usemarker=true&offset=0", "offset");
        row("/folders/trash/items?marker=abc", "marker");
        row("/folders/trash/items?usemarker=false&marker=abc", "marker");
        row("/folders/trash/items?usemarker=true&marker=abc", "marker");
        row("/folders/trash/items?usemarker=1", "usemarker");
        row("/folders/trash/items?limit=0", "limit");
        row("/folders/trash/items?limit=many", "limit");
        row("/folders/trash/items?offset=10001", "offset");
        row("/folders/trash/items?offset=-1", "offset");
        row("/folders/trash/items?sort=id", "sort");
        row("/folders/trash/items?direction=asc", "direction");
        row("/folders/0/items?usemarker=true&sort=name", "sort");
        row("/folders/0/items?marker=abc", "marker");
    }
    void refusesWhatBoxRefuses()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, name);
        BoxWorld world;
        const BoxAnswer answer = world.ask("GET", target);
        QCOMPARE(answer.status, 400);
        const QJsonValue error = answer.json[u"context_info"][u"errors"][0];
        QCOMPARE(error[u"reason"].toString(), QStringLiteral("invalid_parameter"));
        QCOMPARE(error[u"name"].toString(), name);
    }

    void largeLimitsAreClamped()
    {
        BoxWorld world;
        world.drive.addTrashedBulk(SandboxDrive::root, 1500, world.clock.now());
        const BoxAnswer page = world.ask("GET", "/folders/trash/items?usemarker=true&limit=5000");
        QCOMPARE(page.names().size(), 1000);
        QCOMPARE(page.json[u"limit"].toInt(), 1000);
        QCOMPARE(world.ask("GET", "/folders/trash/items?usemarker=true").names().size(), 100);
    }

    void withoutFieldsEntriesAreMini()
    {
        BoxWorld world;
        fill(world, 1);
        const QJsonValue entry = world.ask("GET", "/folders/trash/items?usemarker=true").json[u"entries"][0];
        QCOMPARE(entry.toObject().keys().join(u' '), QStringLiteral("etag file_version id name sequence_id sha1 type"));
    }

    void fieldsAreHonouredExactly()
    {
        BoxWorld world;
        fill(world, 1);
        const QJsonValue entry
            = world.ask("GET", "/folders/trash/items?usemarker=true&fields=name,trashed_at,parent,no_such_field")
                  .json[u"entries"][0];
        QCOMPARE(entry.toObject().keys().join(u' '), QStringLiteral("etag id name parent trashed_at type"));
        QCOMPARE(entry[u"parent"][u"name"].toString(), QStringLiteral("docs"));
    }

    void theOldPathIsNotTold()
    {
        BoxWorld world;
        fill(world, 1);
        const QJsonValue path = world.ask("GET", "/folders/trash/items?usemarker=true&fields=path_collection")
                                    .json[u"entries"][0][u"path_collection"];
        QCOMPARE(path[u"total_count"].toInt(), 1);
        QCOMPARE(path[u"entries"][0][u"id"].toString(), QStringLiteral("1"));
        QCOMPARE(path[u"entries"][0][u"name"].toString(), QStringLiteral("Trash"));
    }

    void childrenOfATrashedFolderAreNotListed()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/inner/a"));
        world.drive.trash(*world.drive.find(QStringLiteral("/docs/inner")), world.clock.now());
        QCOMPARE(world.ask("GET", "/folders/trash/items?usemarker=true").names(), QStringList{QStringLiteral("inner")});
    }

    void offsetsSortByTypeFirst()
    {
        BoxWorld world;
        world.trashedFile(QStringLiteral("/a"), "12345");
        world.trashedFile(QStringLiteral("/b"), "1");
        world.drive.trash(
            world.drive.addLink(SandboxDrive::root, QStringLiteral("0 link"), QStringLiteral("https://x.example")), {});
        world.drive.trash(world.drive.addFolder(SandboxDrive::root, QStringLiteral("z")), {});
        const BoxAnswer page = world.ask("GET", "/folders/trash/items?sort=size&direction=ASC");
        QCOMPARE(page.names().join(u' '), QStringLiteral("z b a 0 link"));
        QCOMPARE(page.json[u"total_count"].toInt(), 4);
        QCOMPARE(page.json[u"order"][1][u"by"].toString(), QStringLiteral("size"));
        QCOMPARE(
            world.ask("GET", "/folders/trash/items?offset=3&limit=5").names(), QStringList{QStringLiteral("0 link")});
    }

    void folderPagesHoldAllKindsAndEnd()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/b"));
        world.file(QStringLiteral("/docs/inner/c"));
        const QByteArray folder = world.id(*world.drive.find(QStringLiteral("/docs")));
        const BoxAnswer first = world.ask("GET", "/folders/" + folder + "/items?usemarker=true&limit=1");
        const BoxAnswer second = world.ask("GET",
            "/folders/" + folder + "/items?usemarker=true&limit=1&marker=" + QUrl::toPercentEncoding(first.marker()));
        QCOMPARE((first.names() + second.names()).join(u' '), QStringLiteral("b inner"));
        QVERIFY(second.json[u"next_marker"].isNull());
    }

    void timesHaveVaryingOffsetsButOneMeaning()
    {
        BoxWorld world;
        fill(world, 4);
        const BoxAnswer page = world.ask("GET", "/folders/trash/items?usemarker=true&fields=trashed_at,purged_at");
        QSet<QString> endings;
        for (const QJsonValue &entry : page.json[u"entries"].toArray()) {
            const QString text = entry[u"trashed_at"].toString();
            endings.insert(text.right(6));
            QCOMPARE(QDateTime::fromString(text, Qt::ISODate).toUTC(), world.clock.now().addDays(-1));
            QCOMPARE(QDateTime::fromString(entry[u"purged_at"].toString(), Qt::ISODate).toUTC(),
                world.clock.now().addDays(29));
        }
        QCOMPARE(endings.size(), 4);
    }

    void quirksOfTheEnd()
    {
        BoxWorld world;
        fill(world, 1);
        const QByteArray list = "/folders/trash/items?usemarker=true";
        QVERIFY(world.ask("GET", list).json.value(u"next_marker").isNull());
        world.box.quirks().endMark = BoxQuirks::EndMark::Empty;
        QVERIFY(world.ask("GET", list).json.value(u"next_marker").isString());
        world.box.quirks().endMark = BoxQuirks::EndMark::Absent;
        QVERIFY(!world.ask("GET", list).json.contains(u"next_marker"));
    }

    void quirksOfEndlessPages()
    {
        BoxWorld world;
        fill(world, 3);
        world.box.quirks().pages = BoxQuirks::Pages::SameMarker;
        const BoxAnswer first = world.ask("GET", next({}).chopped(8));
        const BoxAnswer again = world.ask("GET", next(first.marker()));
        QCOMPARE(again.marker(), first.marker());
        QCOMPARE(again.names(), first.names());

        world.box.quirks().pages = BoxQuirks::Pages::EverEmpty;
        const BoxAnswer full = world.ask("GET", next({}).chopped(8));
        const BoxAnswer empty = world.ask("GET", next(full.marker()));
        const BoxAnswer emptyAgain = world.ask("GET", next(empty.marker()));
        QCOMPARE(full.names().size(), 2);
        QVERIFY(empty.names().isEmpty() && emptyAgain.names().isEmpty());
        QVERIFY(empty.marker() != emptyAgain.marker());
    }

    void quirksOfPages()
    {
        BoxWorld world;
        fill(world, 4);
        world.box.quirks().shortPages = 1;
        const BoxAnswer shortPage = world.ask("GET", next({}).chopped(8));
        QCOMPARE(shortPage.names().size(), 1);
        QVERIFY(!shortPage.marker().isEmpty());
        world.box.quirks().shortPages = 0;
        world.box.quirks().repeatsEntries = true;
        QCOMPARE(world.ask("GET", next(shortPage.marker())).names().join(u' '), QStringLiteral("f0 f1 f2"));
        world.box.quirks().listsUnknownType = true;
        QCOMPARE(
            world.ask("GET", next({}).chopped(8)).json[u"entries"][2][u"type"].toString(), QStringLiteral("hologram"));
    }

    void quirksOfNumbers()
    {
        BoxWorld world;
        world.trashedFile(QStringLiteral("/big"));
        world.box.quirks().idsAsNumbers = true;
        world.box.quirks().sizesInExponentForm = true;
        world.box.quirks().fractionalSeconds = true;
        const BoxAnswer page = world.ask("GET", "/folders/trash/items?usemarker=true&fields=size,trashed_at");
        QVERIFY(page.response.body.contains("\"size\":7.0e+00"));
        QCOMPARE(page.json[u"entries"][0][u"size"].toInt(), 7);
        QVERIFY(page.json[u"entries"][0][u"id"].isDouble());
        QVERIFY(page.json[u"entries"][0][u"trashed_at"].toString().contains(u".000"));
    }
};

QTEST_GUILESS_MAIN(TestBoxDialectLists)
#include "tst_boxdialectlists.moc"
