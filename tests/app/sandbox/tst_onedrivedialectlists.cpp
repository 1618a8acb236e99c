// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sandbox/onedriveworld.h"

#include <QTest>

using namespace Unbin;
using Kind = OneDriveDialect::Kind;

namespace {

/** The newest word on each id of a run: "name" if alive, "-name" (or "-") if deleted. */
QMap<QString, QString> newest(const QList<GraphAnswer> &pages)
{
    QMap<QString, QString> all;
    for (const GraphAnswer &page : pages) {
        for (const QJsonValue &entry : page.value()) {
            const QString name = entry[u"name"].toString();
            all[entry[u"id"].toString()] = entry.toObject().contains(u"deleted") ? u'-' + name : name;
        }
    }
    return all;
}

QStringList told(const QList<GraphAnswer> &pages)
{
    QStringList names = newest(pages).values();
    names.sort();
    return names;
}

} // namespace

/** Graph's lists (children, delta) and a site's bin, in pages, with every oddity as a switch. */
class TestOneDriveDialectLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // children

    void childrenComeInPages()
    {
        OneDriveWorld world;
        QStringList expected;
        for (int i = 0; i < 7; ++i) {
            world.file(at("/Docs/%1.txt").arg(i));
            expected += at("%1.txt").arg(i);
        }
        world.trashedFile(at("/Docs/gone.txt"));
        const QByteArray list = "/me/drive/root:/Docs:/children?$top=3&$select=id,name";
        GraphAnswer page = world.ask("GET", list);
        QStringList names = page.names();
        int pages = 1;
        for (; !page.nextLink().isEmpty(); ++pages) {
            QVERIFY(page.nextLink().contains("$select=id,name"));
            page = world.follow(page.nextLink());
            names += page.names();
        }
        names.sort();
        QCOMPARE(names, expected);
        QCOMPARE(pages, 3);
        QCOMPARE(world.ask("GET", "/me/drive/root:/Docs:/children?$orderby=name%20desc").names().first(), at("6.txt"));
        world.quirks().largestPage = 2;
        QCOMPARE(world.ask("GET", list).names().size(), 2);
        world.drive.trash(world.find(at("/Docs")), world.clock.now());
        QCOMPARE(world.ask("GET", list).status, 404);
    }

    void theScanMixesLiveAndDeleted()
    {
        OneDriveWorld world;
        world.file(at("/Docs/a.txt"), "123");
        const SandboxRef docs = world.find(at("/Docs"));
        for (int i = 0; i < 2; ++i) {
            world.trashedFile(at("/Docs/b.txt"), "12345");
        }
        const QByteArray list = world.item(docs) + "/children?includeDeletedItems=true";
        QCOMPARE(world.ask("GET", list).names().size(), 3);
        QVERIFY(world.ask("GET", list).named(u"b.txt").contains(u"deleted"));
        QVERIFY(!world.ask("GET", list).named(u"a.txt").contains(u"deleted"));
        world.quirks().scan = OneDriveQuirks::Scan::Ignored;
        QCOMPARE(world.ask("GET", list).names(), QStringList{at("a.txt")});
        world.quirks().scan = OneDriveQuirks::Scan::Refused;
        QCOMPARE(world.ask("GET", list).status, 400);
        world.quirks().scan = OneDriveQuirks::Scan::Works;
        world.drive.trash(docs, world.clock.now()); // what lay in a deleted folder is found by its id
        QCOMPARE(world.ask("GET", list).names().size(), 3);
        QVERIFY(world.ask("GET", list).named(u"a.txt").contains(u"deleted"));
        QCOMPARE(world.ask("GET", world.item(docs) + "/children").status, 404);
        OneDriveWorld work(Kind::Business);
        work.trashedFile(at("/a"));
        QCOMPARE(work.ask("GET", "/me/drive/root/children?includeDeletedItems=true").names(), QStringList());
    }

    // delta

    void aFirstRunTellsWhatIsAliveAndALaterOneWhatChanged()
    {
        for (const Kind kind : {Kind::Personal, Kind::Business}) {
            OneDriveWorld world(kind);
            world.file(at("/Docs/a.txt"));
            world.file(at("/Docs/b.txt"));
            world.trashedFile(at("/Docs/before.txt"));
            const auto [pages, link] = world.run();
            QCOMPARE(told(pages), (QStringList{at("Docs"), at("a.txt"), at("b.txt"), at("root")}));
            QVERIFY(!link.isEmpty());
            QCOMPARE(world.run(link).first.first().value().size(), 0);

            world.drive.trash(world.find(at("/Docs/a.txt")), world.clock.now());
            world.drive.move(world.find(at("/Docs/b.txt")), SandboxDrive::root, at("c.txt"), world.clock.now());
            const auto [later, end] = world.run(link);
            const bool hasName = kind == Kind::Personal; // "Business delete: name missing"
            QCOMPARE(told(later), (QStringList{at(hasName ? "-a.txt" : "-"), at("c.txt"), at("root")}));
            QCOMPARE(told(world.run(link).first), told(later)); // a link can be followed again
            QCOMPARE(world.run(end).first.first().value().size(), 0);
        }
    }

    void entriesLackWhatTheDocumentSays()
    {
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/Docs/a.txt"), "12345");
        const auto [pages, link] = world.run();
        QVERIFY(pages.first().named(u"a.txt").contains(u"cTag"));
        QVERIFY(!pages.first().named(u"a.txt")[u"parentReference"].toObject().contains(u"path"));
        QCOMPARE(pages.first().named(u"a.txt")[u"size"].toInt(), 5);
        world.drive.trash(a, world.clock.now());
        const QJsonObject entry = world.run(link).first.first().named(u"a.txt");
        QCOMPARE(entry[u"deleted"][u"state"].toString(), at("deleted"));
        QVERIFY(!entry.contains(u"size") && !entry.contains(u"cTag"));
        QCOMPARE(entry[u"parentReference"][u"id"].toString().toUtf8(), world.id(SandboxDrive::root));
        QVERIFY(entry[u"file"].isObject());

        OneDriveWorld work(Kind::Business);
        const SandboxRef b = work.file(at("/b.txt"), "12345");
        const auto [workPages, workLink] = work.run();
        QVERIFY(!workPages.first().named(u"b.txt").contains(u"cTag"));
        work.drive.trash(b, work.clock.now());
        const QJsonArray changes = work.run(workLink).first.first().value();
        QJsonObject tombstone;
        for (const QJsonValue &change : changes) {
            if (change.toObject().contains(u"deleted"))
                tombstone = change.toObject();
        }
        QCOMPARE(tombstone[u"size"].toInt(-1), 0);
        QVERIFY(!tombstone.contains(u"name") && !tombstone.contains(u"cTag"));
    }

    void tombstonesNameOneOfManyParents()
    {
        using Parent = OneDriveQuirks::TombstoneParent;
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/Docs/a"));
        const auto link = world.run().second;
        world.drive.trash(a, world.clock.now());
        const SandboxRef replacement = world.drive.addFolders(at("/Docs/a"));
        const auto parent = [&](Parent which) {
            world.quirks().tombstoneParent = which;
            for (const QJsonValue &entry : world.run(link).first.first().value()) {
                if (entry.toObject().contains(u"deleted"))
                    return entry[u"parentReference"][u"id"].toString().toUtf8();
            }
            return QByteArray();
        };
        QCOMPARE(parent(Parent::Root), world.id(SandboxDrive::root));
        QCOMPARE(parent(Parent::Original), world.id(at("/Docs")));
        QCOMPARE(parent(Parent::Replacement), world.id(replacement));
        using Times = OneDriveQuirks::TombstoneTimes;
        world.quirks().tombstoneTimes = Times::YearOne;
        QVERIFY(world.run(link).first.first().response.body.contains("0001-01-01T00:00:00Z"));
    }

    void aDeletedFolderTellsOfItsContent()
    {
        for (const bool tells : {true, false}) {
            OneDriveWorld world;
            world.quirks().deletedFolderTellsContent = tells;
            world.file(at("/Docs/Inner/a.txt"));
            const auto [pages, link] = world.run();
            const SandboxRef docs = world.find(at("/Docs"));
            world.drive.trash(docs, world.clock.now());
            const QStringList whole = {at("-Docs"), at("-Inner"), at("-a.txt"), at("root")};
            const auto [later, end] = world.run(link);
            QCOMPARE(told(later), tells ? whole : (QStringList{at("-Docs"), at("root")}));
            world.drive.restore(docs, SandboxDrive::root, at("Docs"), world.clock.now());
            QCOMPARE(told(world.run(end).first), (QStringList{at("Docs"), at("Inner"), at("a.txt"), at("root")}));
            world.quirks().purgeIsTold = true;
            world.drive.purge(docs);
            QCOMPARE(told(world.run(end).first), whole);
        }
    }

    void aPurgedEntryOfTheBinMayBeTold()
    {
        for (const bool tells : {false, true}) {
            OneDriveWorld world;
            world.quirks().purgeIsTold = tells;
            const SandboxRef a = world.trashedFile(at("/a"));
            const auto [pages, link] = world.run();
            world.drive.purge(a);
            QCOMPARE(told(world.run(link).first), tells ? (QStringList{at("-a"), at("root")}) : QStringList());
        }
    }

    void whatHappensDuringARunIsToldInIt()
    {
        OneDriveWorld world;
        for (int i = 0; i < 5; ++i)
            world.file(at("/%1").arg(i));
        world.quirks().deltaPageSize = 2;
        const GraphAnswer first = world.ask("GET", "/me/drive/root/delta?$top=100"); // which is not honoured
        QCOMPARE(first.names(), (QStringList{at("root"), at("0")}));
        world.drive.trash(world.find(at("/0")), world.clock.now());
        world.drive.trash(world.find(at("/3")), world.clock.now());
        const auto [rest, link] = world.run(first.nextLink());
        QCOMPARE(told(QList<GraphAnswer>{first} + rest),
            (QStringList{at("-0"), at("-3"), at("1"), at("2"), at("4"), at("root")}));
        world.service.beforeFirstRunEnds([&] { world.drive.trash(world.find(at("/4")), world.clock.now()); });
        QCOMPARE(told(world.run().first), (QStringList{at("-4"), at("1"), at("2"), at("root")}));
    }

    void pagesCanBeOddInEveryWay()
    {
        OneDriveWorld world;
        for (int i = 0; i < 6; ++i)
            world.file(at("/Docs/%1").arg(i));
        const QStringList all = told(world.run().first);
        QCOMPARE(all.size(), 8);
        world.quirks().deltaPageSize = 3;
        world.quirks().pages = OneDriveQuirks::Pages::EmptyBetween;
        world.quirks().repeatsEntries = true;
        world.quirks().childBeforeParent = true;
        const auto [pages, link] = world.run();
        QCOMPARE(told(pages), all);
        QCOMPARE(pages[1].value().size(), 0);
        QVERIFY(!pages[1].nextLink().isEmpty());
        QCOMPARE(pages[0].value().last()[u"name"].toString(), at("root"));
        QCOMPARE(pages[0].value().first()[u"name"].toString(), at("an old name"));
        world.quirks().hasForeignItems = true;
        const QJsonObject foreign = world.run().first.first().value().first().toObject();
        QCOMPARE(foreign[u"parentReference"].toObject().keys(), QStringList{at("driveId")});
    }

    void aRunCanBeEndless()
    {
        using Pages = OneDriveQuirks::Pages;
        OneDriveWorld world;
        world.file(at("/a"));
        world.quirks().pages = Pages::SameLink;
        GraphAnswer page = world.ask("GET", "/me/drive/root/delta");
        const QByteArray link = world.follow(page.nextLink()).nextLink();
        QCOMPARE(world.follow(link).nextLink(), link);
        world.quirks().pages = Pages::EverEmpty;
        QSet<QByteArray> links;
        for (int i = 0; i < 10; ++i) {
            links += page.nextLink();
            page = world.follow(page.nextLink());
            QVERIFY(page.deltaLink().isEmpty());
        }
        QCOMPARE(page.value().size(), 0);
        QCOMPARE(links.size(), 10);
    }

    void tombstonesComeFewAtATimeOrNotAtAll()
    {
        OneDriveWorld world(Kind::Business);
        for (int i = 0; i < 9; ++i)
            world.file(at("/%1").arg(i));
        const auto [pages, link] = world.run();
        for (int i = 0; i < 9; ++i)
            world.drive.trash(world.find(at("/%1").arg(i)), world.clock.now());
        world.quirks().tombstonesPerPage = 4;
        QCOMPARE(world.run(link).first.size(), 3);
        world.quirks().losesTombstones = true;
        QCOMPARE(newest(world.run(link).first).size(), 6 + 1); // and the root
    }

    void anOldLinkIsGone()
    {
        using Resync = OneDriveQuirks::Resync;
        OneDriveWorld world;
        world.file(at("/a"));
        const auto [pages, link] = world.run();
        world.service.expireDeltaLinks();
        const GraphAnswer gone = world.follow(link);
        QCOMPARE(gone.status, 410);
        QCOMPARE(gone.code(), at("resyncRequired"));
        QCOMPARE(gone.innerCode(), at("resyncChangesApplyDifferences"));
        QCOMPARE(told(world.run(gone.response.header("Location")).first), told(pages));
        world.quirks().resync = Resync::NoLocation;
        world.quirks().resyncCode = "syncStateNotFound";
        QCOMPARE(world.follow(link).code(), at("syncStateNotFound"));
        QVERIFY(world.follow(link).response.header("Location").isEmpty());
        world.quirks().resync = Resync::MalformedLocation;
        QVERIFY(QUrl(QString::fromLatin1(world.follow(link).response.header("Location"))).host().isEmpty());
    }

    void linksCanLeadAstray()
    {
        OneDriveWorld world;
        world.file(at("/a"));
        world.quirks().deltaPageSize = 1;
        world.quirks().linkOrigin = "https://elsewhere.example";
        const GraphAnswer page = world.ask("GET", "/me/drive/root/delta");
        QVERIFY(page.nextLink().startsWith("https://elsewhere.example/graph/v1.0/me/drive/root/delta?token="));
        QVERIFY(world.ask("GET", "/me/drive/root/children?$top=1").nextLink().isEmpty());
        QVERIFY(world.ask("GET", world.item(world.find(at("/a"))) + "/content")
                    .response.header("Location")
                    .startsWith("https://elsewhere.example/content/"));
    }

    void businessStartsAtTheRootAndFromATime()
    {
        OneDriveWorld world(Kind::Business);
        world.file(at("/Docs/old"));
        const SandboxRef docs = world.find(at("/Docs"));
        QCOMPARE(world.ask("GET", world.item(docs) + "/delta").status, 400);
        world.drive.addFile(docs, at("new"), SandboxContent::of("x"), world.clock.now());
        const QByteArray yesterday = world.clock.now().addDays(-1).toString(Qt::ISODate).toUtf8().toPercentEncoding();
        QVERIFY(world.ask("GET", "/me/drive/root/delta?token=" + yesterday).names().contains(at("new")));
        QVERIFY(!world.ask("GET", "/me/drive/root/delta?token=" + yesterday).names().contains(at("old")));
        const GraphAnswer latest = world.ask("GET", "/me/drive/root/delta?token=latest");
        QCOMPARE(latest.value().size(), 0);
        QVERIFY(!latest.deltaLink().isEmpty());
        const auto prefer = [&](const char *wish) {
            return world.ask("GET", "/me/drive/root/delta", {}, {{"Authorization", "Bearer robin"}, {"Prefer", wish}})
                .status;
        };
        QCOMPARE(prefer("deltashowsharingchanges"), 400);
        QCOMPARE(prefer("deltashowremovedasdeleted,deltatraversepermissiongaps,deltashowsharingchanges"), 200);
        OneDriveWorld home;
        home.file(at("/Docs/Inner/a"));
        home.file(at("/b"));
        QCOMPARE(home.ask("GET", home.item(home.find(at("/Docs"))) + "/delta").names(),
            (QStringList{at("Docs"), at("Inner"), at("a")}));
    }

    // The bin of a site

    void aSitesBinListsDeletions()
    {
        using Bin = OneDriveQuirks::SiteBin;
        OneDriveWorld world(Kind::Business);
        const SandboxRef a = world.trashedFile(at("/Reports/q3.xlsx"), "12345");
        const QByteArray bin = "/sites/" + world.service.siteId(world.drive) + "/recycleBin/items";
        const QJsonObject row = world.ask("GET", bin).named(u"q3.xlsx");
        QCOMPARE(row[u"id"].toString().toUtf8(), world.service.binGuid(world.drive, a));
        QVERIFY(row[u"id"].toString().toUtf8() != world.id(a));
        QCOMPARE(row[u"size"].toInt(), 5);
        QCOMPARE(row[u"deletedDateTime"].toString(), at("2026-03-11T14:00:00Z"));
        QCOMPARE(row[u"deletedFromLocation"].toString(), at("Documents/Reports"));
        QCOMPARE(row[u"deletedBy"][u"user"][u"displayName"].toString(), at("Robin Sample"));
        world.quirks().listsOtherKinds = true;
        QCOMPARE(world.ask("GET", bin).value().size(), 2);
        world.quirks().siteBin = Bin::BetaOnly;
        QCOMPARE(world.ask("GET", bin).status, 400);
        QCOMPARE(world.askBeta(bin).status, 200);
        world.quirks().siteBin = Bin::Nowhere;
        for (const int status : {400, 404, 501}) {
            world.quirks().siteBinMissingStatus = status;
            QCOMPARE(world.askBeta(bin).status, status);
        }
        const QByteArray host = QUrl(QString::fromLatin1(world.service.siteUrl(world.drive))).host().toLatin1();
        QCOMPARE(world.ask("GET", "/sites/" + host + ":/sharepoint/personal/robin_sample_example").status, 200);
        world.quirks().siteBin = Bin::V1AndBeta;
        const QByteArray byPath = "/sites/" + host + ":/sharepoint/personal/robin_sample_example:/recycleBin/items";
        QCOMPARE(world.ask("GET", byPath).value().size(), 2);
        QCOMPARE(OneDriveWorld().ask("GET", bin).status, 404);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveDialectLists)
#include "tst_onedrivedialectlists.moc"
