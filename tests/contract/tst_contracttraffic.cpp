// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxrecorder.h"
#include "tests/app/sandbox/boxworld.h"
#include "tests/core/providers/box/boxbench.h"

#include "core/providers/versions.h"

#include <QBuffer>
#include <QDir>
#include <QTest>
#include <QUrl>

using namespace Unbin;

namespace {

const QDir folder(QStringLiteral(UNBIN_TRAFFIC_DIR));
const QString serviceFile = folder.filePath(QStringLiteral("box-service.jsonl"));
const QString programFile = folder.filePath(QStringLiteral("box-program.jsonl"));

/** A Box world whose exchanges are recorded. */
class RecordedWorld : public BoxWorld
{
public:
    RecordedWorld()
    {
        host.mount("/box/2.0", box);
        if (!recordExchanges(host, serviceFile))
            qFatal("nothing to check without a record");
    }

    int send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        SandboxHeaders headers = {{"Authorization", "Bearer robin"}})
    {
        const auto [path, query] = splitAtFirst(target, '?');
        if (!body.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        last = host.exchange({.method = method,
                                 .path = "/box/2.0" + path,
                                 .query = query,
                                 .headers = headers,
                                 .body = spelled(body)})
                   .response;
        return last.status;
    }

    SandboxHost host{clock};
    SandboxResponse last;
};

const QByteArray allFields
    = "type,id,sequence_id,etag,name,size,sha1,extension,trashed_at,purged_at,item_status,parent,"
      "path_collection,owned_by,created_by,modified_by,created_at,modified_at,"
      "content_modified_at,description,url,shared_link,permissions,file_version";

} // namespace

/** Makes the traffic that check-contract.pl holds against the published documents (see README.md). */
class TestContractTraffic : public QObject
{
    Q_OBJECT

private:
    /** One item of this kind through its whole life. */
    static void liveThrough(RecordedWorld &world, const QByteArray &type, SandboxRef ref)
    {
        const QByteArray item = '/' + type + '/' + world.id(ref);
        QCOMPARE(world.send("GET", item), 200);
        QCOMPARE(world.send("PUT", item, "{'name':'renamed'}"), 200);
        QCOMPARE(world.send("PUT", item, "{'parent':{'id':'0'}}"), 200);
        QCOMPARE(world.send("GET", item + "/trash"), 404);
        QCOMPARE(world.send("POST", item, "{}"), 404);
        QCOMPARE(world.send("DELETE", item + "/trash"), 404);
        QCOMPARE(world.send("DELETE", item + (ref.kind == SandboxKind::Folder ? "?recursive=true" : "")), 204);
        world.send("GET", item); // 404 or 200, by kind
        QCOMPARE(world.send("PUT", item, "{'name':'x'}"), 404);
        QCOMPARE(world.send("GET", item + "/trash"), 200);
        QCOMPARE(world.send("GET", item + "/trash?fields=" + allFields), 200);
        world.drive.addFolder(SandboxDrive::root, QStringLiteral("renamed"));
        QCOMPARE(world.send("POST", item, "{}"), 409);
        QCOMPARE(world.send("POST", item + "?fields=name,parent", "{'name':'free','parent':{'id':'0'}}"), 201);
        QCOMPARE(world.send("DELETE", item + (ref.kind == SandboxKind::Folder ? "?recursive=true" : "")), 204);
        QCOMPARE(world.send("POST", item, "{'name':'other'}"), 201);
        world.drive.trash(ref, world.clock.now());
        QCOMPARE(world.send("DELETE", item + "/trash"), 204);
        QCOMPARE(world.send("GET", item), 404);
        world.drive.purge(*world.drive.find(QStringLiteral("/renamed")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.mkpath(QStringLiteral("."))); // recorders append: each function below adds to its file
        QFile::remove(serviceFile);
        QFile::remove(programFile);
    }

    void theServiceTellsWhoIsSignedIn()
    {
        RecordedWorld world;
        QCOMPARE(world.send("GET", "/users/me"), 200);
        QCOMPARE(world.send("GET", "/users/me?fields=name,space_amount,space_used"), 200);
        QCOMPARE(world.send("GET", "/users/me", {}, {}), 401);
        world.box.quirks().unauthorizedHasBody = true;
        QCOMPARE(world.send("GET", "/users/me", {}, {{"Authorization", "Bearer nobody"}}), 401);
    }

    void theServiceKeepsItemsOfEveryKind()
    {
        RecordedWorld world;
        liveThrough(world, "files", world.file(QStringLiteral("/docs/a.txt")));
        liveThrough(world, "folders", world.drive.addFolders(QStringLiteral("/docs/inner/deep"), world.clock.now()));
        const SandboxRef docs = *world.drive.find(QStringLiteral("/docs"));
        liveThrough(world, "web_links",
            world.drive.addLink(docs, QStringLiteral("page"), QStringLiteral("https://x.example"), world.clock.now()));
    }

    void theServiceListsInEveryWay()
    {
        RecordedWorld world;
        for (int i = 0; i < 3; ++i)
            world.trashedFile(QStringLiteral("/docs/f%1.txt").arg(i));
        world.file(QStringLiteral("/docs/live.txt"));
        const SandboxRef link = world.drive.addLink(
            SandboxDrive::root, QStringLiteral("page"), QStringLiteral("https://x.example"), world.clock.now());
        const SandboxRef inner = world.drive.addFolders(QStringLiteral("/docs/inner"), world.clock.now());
        for (int round = 0; round < 2; ++round) { // with a folder and a link: first live, then trashed
            for (const QByteArray list : {"/folders/trash/items", "/folders/0/items"}) {
                QCOMPARE(world.send("GET", list), 200);
                QCOMPARE(world.send("GET", list + "?fields=" + allFields), 200);
                QCOMPARE(world.send("GET", list + "?offset=1&limit=1&sort=date&direction=DESC"), 200);
                QCOMPARE(world.send("GET", list + "?usemarker=true&limit=2&fields=" + allFields), 200);
                const QString marker = QJsonDocument::fromJson(world.last.body).object()[u"next_marker"].toString();
                if (!marker.isEmpty())
                    QCOMPARE(
                        world.send("GET", list + "?usemarker=true&marker=" + QUrl::toPercentEncoding(marker)), 200);
                QCOMPARE(world.send("GET", list + "?usemarker=true&offset=5"), 400);
                QCOMPARE(world.send("GET", list + "?limit=none"), 400);
            }
            if (round == 0) {
                world.drive.trash(link, world.clock.now());
                world.drive.trash(inner, world.clock.now());
            }
        }
        QCOMPARE(world.send("GET", "/folders/0"), 200);
        QCOMPARE(world.send("GET", "/folders/0?fields=" + allFields), 200);
        QCOMPARE(world.send("GET", "/folders/77/items"), 404);
        QCOMPARE(world.send("GET", "/folders/seven/items"), 405);
    }

    void theServiceRefusesInEveryWay()
    {
        RecordedWorld world;
        const SandboxRef a = world.file(QStringLiteral("/docs/a.txt"));
        const SandboxRef docs = *world.drive.find(QStringLiteral("/docs"));
        const QByteArray file = "/files/" + world.id(a);
        const QByteArray folderPath = "/folders/" + world.id(docs);
        const auto ifEtag = [](const char *name, const char *etag) {
            return SandboxHeaders{{"Authorization", "Bearer robin"}, {name, etag}};
        };
        QCOMPARE(world.send("GET", file, {}, ifEtag("If-None-Match", "0")), 304);
        QCOMPARE(world.send("DELETE", file, {}, ifEtag("If-Match", "8")), 412);
        QCOMPARE(world.send("PUT", folderPath, "{'name':'x'}", ifEtag("If-Match", "8")), 412);
        QCOMPARE(world.send("DELETE", folderPath), 400);
        QCOMPARE(world.send("PUT", folderPath, "{'parent':{'id':'" + world.id(docs) + "'}}"), 400);
        QCOMPARE(world.send("PUT", folderPath, "{'name':'a/b'}"), 400);
        QCOMPARE(world.send("POST", "/folders", "{'name':'docs','parent':{'id':'0'}}"), 409);
        QCOMPARE(world.send("POST", "/folders", "{'name':'new','parent':{'id':'0'}}"), 201);
        QCOMPARE(world.send("POST", "/folders", "{'name':'" + QByteArray(256, 'x') + "','parent':{'id':'0'}}"), 400);
        QCOMPARE(world.send("OPTIONS", "/files/content", "{'name':'docs','parent':{'id':'0'}}"), 409);
        QCOMPARE(world.send("OPTIONS", "/files/content", "{'name':'free','size':5,'parent':{'id':'0'}}"), 200);
        world.drive.setQuotaBytes(1);
        QCOMPARE(world.send("OPTIONS", "/files/content", "{'name':'free','size':5,'parent':{'id':'0'}}"), 403);
        world.drive.setReadOnly(docs, true);
        QCOMPARE(world.send("POST", "/folders", "{'name':'x','parent':{'id':'" + world.id(docs) + "'}}"), 403);
        world.box.quirks().folderMoveMustBeAlone = true;
        QCOMPARE(world.send("PUT", folderPath, "{'name':'x','parent':{'id':'0'}}"), 403);
        world.box.quirks().lockedRequests = 1;
        world.drive.trash(docs, world.clock.now());
        QCOMPARE(world.send("POST", folderPath, "{}"), 201);
        QCOMPARE(world.send("DELETE", folderPath + "?recursive=true"), 409);
        for (const int status : {429, 500, 502, 503}) {
            world.host.faults().add(SandboxFault::refuse(status));
            QCOMPARE(world.send("GET", "/users/me"), status);
        }
    }

    void theServiceKeepsVersions()
    {
        RecordedWorld world;
        const SandboxRef ref = world.file(QStringLiteral("/docs/a.txt"), "one");
        for (const char *content : {"two", "three"})
            world.box.versions(world.drive).write(ref, SandboxContent::of(content), QStringLiteral("Kim"), world.clock.now());
        const QByteArray file = "/files/" + world.id(ref);
        QCOMPARE(world.send("GET", file + "/versions"), 200);
        const QString id
            = QJsonDocument::fromJson(world.last.body).object()[u"entries"].toArray().first()[u"id"].toString();
        const QByteArray version = file + "/versions/" + id.toLatin1();
        QCOMPARE(world.send("GET", file + "/versions?offset=1&limit=1&fields=id,version_number,trashed_at"), 200);
        QCOMPARE(world.send("GET", file + "/versions?limit=0"), 400);
        QCOMPARE(world.send("GET", version), 200);
        QCOMPARE(world.send("DELETE", version), 204);
        QCOMPARE(world.send("GET", version), 200);
        QCOMPARE(world.send("POST", file + "/versions/current", "{'type':'file_version','id':'" + id.toLatin1() + "'}"), 404);
        QCOMPARE(world.send("PUT", version, "{'trashed_at':null}"), 200);
        QCOMPARE(world.send("POST", file + "/versions/current", "{'type':'file_version','id':'" + id.toLatin1() + "'}"), 201);
        QCOMPARE(world.send("GET", file + "/versions/77"), 404);
        QCOMPARE(world.send("GET", file + "/content"), 302);
        QCOMPARE(world.send("GET", file + "/content?version=" + id.toLatin1()), 302);
        world.box.quirks().content = BoxQuirks::Content::NotReadyAtFirst;
        QCOMPARE(world.send("GET", file + "/content?version=" + id.toLatin1()), 302);
        world.box.quirks().content = BoxQuirks::Content::Here;
        QCOMPARE(world.send("GET", file + "/content"), 200);
        QCOMPARE(world.send("POST", file + "/copy", "{'parent':{'id':'0'},'version':'" + id.toLatin1() + "'}"), 201);
        QCOMPARE(world.send("POST", file + "/copy", "{'parent':{'id':'0'}}"), 409);
    }

    void theProgramWorksWithVersions()
    {
        BoxBench bench;
        QVERIFY(recordExchanges(bench.host, programFile));
        const SandboxRef ref = bench.file(SandboxDrive::root, QStringLiteral("a.txt"), "one");
        bench.box.versions(bench.drive).write(ref, SandboxContent::of("two"), QStringLiteral("Kim"), bench.clock.now());
        Versions &versions = *bench.provider.versions();
        const auto history = waitFor(versions.list(bench.liveOf(ref)));
        QVERIFY(history);
        const Version old = history->versions.back();
        auto buffer = std::make_shared<QBuffer>();
        QVERIFY(buffer->open(QIODevice::WriteOnly));
        QVERIFY(waitFor(versions.download(history->file, old, buffer, 1000)));
        QVERIFY(waitFor(versions.download(history->file, history->versions.front(), buffer, 1000)));
        QVERIFY(waitFor(versions.remove(history->file, old)));
        QVERIFY(waitFor(versions.untrash(history->file, old)));
        QVERIFY(waitFor(versions.saveBeside(history->file, old, {history->file.parent, QStringLiteral("b.txt")})));
        QVERIFY(waitFor(versions.makeCurrent(history->file, old)));
    }

    void theProgramGoesItsWay()
    {
        BoxBench bench;
        QVERIFY(recordExchanges(bench.host, programFile));
        QVERIFY(waitFor(bench.provider.identify()));
        const SandboxRef docs = bench.folder(QStringLiteral("docs"));
        const SandboxRef link
            = bench.drive.addLink(docs, QStringLiteral("page"), QStringLiteral("https://x.example"), bench.clock.now());
        for (const SandboxRef ref :
            {bench.file(docs, QStringLiteral("b.txt")), bench.folder(QStringLiteral("inner"), docs), link}) {
            const auto trashed = waitFor(bench.provider.trash(bench.liveOf(ref)));
            QVERIFY(trashed);
            const auto back = waitFor(bench.provider.restore({.item = *trashed, .name = QStringLiteral("new name")}));
            QVERIFY(back);
            const auto moved
                = waitFor(bench.provider.move(*back, {bench.provider.rootFolder(), QStringLiteral("elsewhere")}));
            QVERIFY(moved);
            const auto again = waitFor(bench.provider.trash(*moved));
            QVERIFY(again && waitFor(bench.provider.purge(*again)));
        }
    }

    void theProgramMeetsObstacles()
    {
        BoxBench bench;
        QVERIFY(recordExchanges(bench.host, programFile));
        const SandboxRef gone = bench.folder(QStringLiteral("gone"));
        const SandboxRef docs = bench.folder(QStringLiteral("docs"));
        const SandboxRef lost = bench.trashedFile(gone, QStringLiteral("lost.txt"));
        const SandboxRef taken = bench.trashedFile(docs, QStringLiteral("taken.txt"));
        bench.file(docs, QStringLiteral("taken.txt"), "other");
        bench.purge(gone);
        std::vector<TrashedItem> items;
        QVERIFY(bench.listBin(items));
        QCOMPARE(items.size(), size_t(2));
        QVERIFY(!bench.restore(taken));
        QVERIFY(!bench.restore(lost));
        QVERIFY(waitFor(bench.provider.restore({.item = bench.entryOf(lost), .folder = bench.provider.rootFolder()})));
        QVERIFY(waitFor(bench.provider.findChild(bench.idOf(docs), QStringLiteral("TAKEN.txt"))));
        QVERIFY(waitFor(bench.provider.lookAtFolder(bench.idOf(docs))));
        QVERIFY(waitFor(bench.provider.lookAtFolder(bench.idOf(gone))));
        QVERIFY(waitFor(bench.provider.createFolder({bench.provider.rootFolder(), QStringLiteral("new")})));
        QVERIFY(!waitFor(bench.provider.createFolder({bench.provider.rootFolder(), QStringLiteral("New")})));
        qint64 children = 0;
        QVERIFY(waitFor(bench.provider.listFolder(
            bench.provider.rootFolder(), [&](std::vector<LiveItem> &&page) { children += qint64(page.size()); })));
        QCOMPARE(children, 3);
    }
};

QTEST_GUILESS_MAIN(TestContractTraffic)
#include "tst_contracttraffic.moc"
