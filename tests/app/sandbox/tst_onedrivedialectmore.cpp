// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedriveitemtext.h"
#include "app/sandbox/sandboxhost.h"
#include "tests/app/sandbox/onedriveworld.h"

#include <QTest>

using namespace Unbin;
using Kind = OneDriveDialect::Kind;

namespace {

QStringList ids(const GraphAnswer &answer)
{
    QStringList all;
    for (const QJsonValue &version : answer.value())
        all += version[u"id"].toString();
    return all;
}

} // namespace

/** Versions, contents, $batch, and SharePoint's own API. */
class TestOneDriveDialectMore : public QObject
{
    Q_OBJECT

private:
    /** A file written three times: "one", "two", "three" is current. */
    static SandboxRef history(OneDriveWorld &world)
    {
        const SandboxRef ref = world.file(at("/plan.txt"), "one");
        SandboxVersions &past = world.service.past(world.drive);
        past.write(ref, SandboxContent::of("two"), at("Kim Example"), world.clock.now().addDays(-20));
        past.write(ref, SandboxContent::of("three"), at("Robin Sample"), world.clock.now().addDays(-10));
        return ref;
    }

private Q_SLOTS:
    // Versions and contents

    void versionsAreListedNewestFirst()
    {
        OneDriveWorld world(Kind::Business);
        const QByteArray versions = world.item(history(world)) + "/versions";
        const GraphAnswer list = world.ask("GET", versions);
        QCOMPARE(list.value().size(), 3);
        QCOMPARE(list.value()[0][u"size"].toInt(), 5);
        QCOMPARE(list.value()[1][u"lastModifiedBy"][u"user"][u"displayName"].toString(), at("Kim Example"));
        QVERIFY(list.value()[1][u"id"].toString().endsWith(at(".0")));
        QVERIFY(
            list.value()[0][u"lastModifiedDateTime"].toString() > list.value()[2][u"lastModifiedDateTime"].toString());
        QCOMPARE(world.ask("GET", versions + "?$orderby=id").status, 400);
        world.quirks().versionsPageSize = 2;
        const GraphAnswer page = world.ask("GET", versions);
        QCOMPARE(ids(page) + ids(world.follow(page.nextLink())), ids(list));
        world.quirks().versionsTellIdsOnly = true;
        QCOMPARE(world.ask("GET", versions).value()[0].toObject().keys(), QStringList{at("id")});
        world.quirks().versionsAreThinned = true;
        QCOMPARE(world.ask("GET", versions).value().size(), 1);
        QCOMPARE(world.ask("GET", "/me/drive/root/versions").status, 400);
    }

    void contentsComeFromASignedAddressThatTakesNoToken()
    {
        for (const Kind kind : {Kind::Personal, Kind::Business}) {
            OneDriveWorld world(kind);
            const SandboxRef ref = history(world);
            const QStringList versions = ids(world.ask("GET", world.item(ref) + "/versions"));
            const auto version = [&](int i) {
                return world.item(ref) + "/versions/" + versions[i].toUtf8().toPercentEncoding() + "/content";
            };
            const GraphAnswer redirect = world.ask("GET", version(2));
            QCOMPARE(redirect.status, 302);
            const QByteArray address = redirect.response.header("Location");
            QCOMPARE(world.fetch(address).body, QByteArray("one"));
            QCOMPARE(world.fetch(address, {{"Range", "bytes=1-"}}).body, QByteArray("ne"));
            QCOMPARE(world.fetch(address, {{"Range", "bytes=9-"}}).status, 416);
            QCOMPARE(world.fetch(address + '0').status, 403);
            QCOMPARE(world.ask("GET", version(0)).code(), at("invalidRequest")); // the current one
            const QByteArray current = world.ask("GET", world.item(ref) + "/content").response.header("Location");
            QCOMPARE(world.fetch(current).body, QByteArray("three"));
            QCOMPARE(world.service.tokensAstray(), 0);
            QCOMPARE(world.fetch(address, {{"Authorization", "Bearer robin"}}).status, 401);
            QCOMPARE(world.fetch(address, {{"Cookie", "a=b"}}).status, 401);
            QCOMPARE(world.service.tokensAstray(), 2);
            world.clock.advance(std::chrono::minutes(11));
            QCOMPARE(world.fetch(address).status, 403);
            world.drive.trash(ref, world.clock.now());
            QCOMPARE(world.ask("GET", world.item(ref) + "/content").status, 404);
            QCOMPARE(world.ask("GET", world.item(ref) + "/versions").status, 404);
            QCOMPARE(world.ask("GET", world.item(ref) + "/thumbnails").status, 404);
        }
    }

    void madeUpContentHasItsSize()
    {
        OneDriveWorld world;
        const SandboxRef ref
            = world.drive.addFile(SandboxDrive::root, at("a"), SandboxContent::madeUp(1001, 7), world.clock.now());
        const QByteArray address = world.ask("GET", world.item(ref) + "/content").response.header("Location");
        QCOMPARE(world.fetch(address).body.size(), 1001);
        QVERIFY(!world.ask("GET", world.item(ref)).json[u"file"].toObject().contains(u"hashes"));
    }

    void hashesAreQuickXor()
    {
        using OneDriveSandbox::quickXorHash;
        QCOMPARE(quickXorHash({}).toBase64(), QByteArray("AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        // rclone's test vectors (backend/onedrive/quickxorhash, read 2026-11-26)
        QCOMPARE(quickXorHash(QByteArray::fromBase64("Sg==")).toBase64(), QByteArray("SgAAAAAAAAAAAAAAAQAAAAAAAAA="));
        OneDriveWorld world;
        const SandboxRef ref = world.file(at("/a"), "text");
        QCOMPARE(world.ask("GET", world.item(ref)).json[u"file"][u"hashes"][u"quickXorHash"].toString().toLatin1(),
            quickXorHash("text").toBase64());
    }

    void anOldVersionBecomesANewOne()
    {
        for (const Kind kind : {Kind::Personal, Kind::Business}) {
            OneDriveWorld world(kind);
            const SandboxRef ref = history(world);
            const QByteArray versions = world.item(ref) + "/versions/";
            const QStringList known = ids(world.ask("GET", world.item(ref) + "/versions"));
            const auto version = [&](int i) {
                return versions + known[i].toUtf8().toPercentEncoding();
            };
            QCOMPARE(world.ask("POST", version(0) + "/restoreVersion").status, 400);
            QCOMPARE(world.ask("POST", versions + "none/restoreVersion").status, 404);
            QCOMPARE(world.ask("GET", version(1) + "/restoreVersion").status, 405);
            const GraphAnswer done = world.ask("POST", version(2) + "/restoreVersion");
            QCOMPARE(done.status, 204);
            QCOMPARE(world.drive.node(ref)->content.bytes, QByteArray("one"));
            QCOMPARE(ids(world.ask("GET", world.item(ref) + "/versions")).size(), 4);
            QCOMPARE(world.ask("DELETE", version(1)).status, kind == Kind::Personal ? 400 : 204);
            world.drive.setQuotaBytes(4);
            QCOMPARE(world.ask("POST", version(0) + "/restoreVersion").status, 507);
        }
    }

    // $batch

    void aBatchAnswersEachPart()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/a"));
        const SandboxRef b = world.file(at("/b"));
        const QByteArray drive = "/drives/" + world.service.driveId(world.drive) + "/items/";
        const auto part
            = [](const QByteArray &id, const QByteArray &method, const QByteArray &url, const QByteArray &more = {}) {
                  return "{'id':'" + id + "','method':'" + method + "','url':'" + url + '\'' + more + '}';
              };
        const GraphAnswer answer = world.ask("POST", "/$batch",
            "{'requests':["
                + QByteArrayList{part("1", "GET", drive + world.id(a) + "?includeDeletedItems=true"),
                    part("2", "GET", drive + world.id(a)), part("3", "GET", drive + world.id(b) + "/content"),
                    part("4", "POST", drive + world.id(a) + "/restore"),
                    part("5", "POST", drive + world.id(a) + "/restore", ",'body':{}"),
                    part("6", "POST", drive + world.id(a) + "/restore",
                        ",'body':{},'headers':{'Content-Type':'application/json'}"),
                    part("7", "GET", drive + world.id(b), ",'dependsOn':['2']"),
                    part("8", "GET", "https://elsewhere.example/me")}
                      .join(',')
                + "]}");
        QCOMPARE(answer.status, 200);
        QMap<QString, QJsonObject> parts;
        for (const QJsonValue &reply : answer.json[u"responses"].toArray())
            parts[reply[u"id"].toString()] = reply.toObject();
        QStringList statuses;
        for (const QJsonObject &reply : parts)
            statuses += QString::number(reply[u"status"].toInt());
        QCOMPARE(statuses.join(u' '), at("200 404 302 400 400 200 424 400"));
        QCOMPARE(parts[at("1")][u"body"][u"name"].toString(), at("a"));
        QVERIFY(parts[at("3")][u"headers"].toObject().contains(u"Location"));
        QCOMPARE(answer.json[u"responses"][0][u"id"].toString(), at("8")); // in any order
        world.quirks().batchThrottlesEvery = 1;
        const GraphAnswer throttled = world.ask("POST", "/$batch", "{'requests':[" + part("1", "GET", "/me") + "]}");
        QCOMPARE(throttled.json[u"responses"][0][u"status"].toInt(), 429);
        QCOMPARE(throttled.json[u"responses"][0][u"headers"][u"Retry-After"].toString(), at("3"));
    }

    void aBatchHasItsLimits()
    {
        OneDriveWorld world;
        QByteArrayList parts;
        for (int i = 0; i < 21; ++i)
            parts += "{'id':'" + QByteArray::number(i) + "','method':'GET','url':'/me'}";
        QCOMPARE(world.ask("POST", "/$batch", "{'requests':[" + parts.join(',') + "]}").status, 400);
        parts.resize(20);
        QCOMPARE(world.ask("POST", "/$batch", "{'requests':[" + parts.join(',') + "]}").status, 200);
        parts[1] = parts[0];
        QCOMPARE(world.ask("POST", "/$batch", "{'requests':[" + parts.join(',') + "]}").status, 400);
        QCOMPARE(world.ask("POST", "/$batch", "{'requests':[{'id':1,'method':'GET','url':'/me'}]}").status, 400);
    }

    // SharePoint

    void sharePointListsInBothDialects()
    {
        OneDriveWorld world(Kind::Business);
        world.trashedFile(at("/Reports/100% #1.xlsx"), "12345");
        world.trashedFile(at("/b"));
        world.drive.trash(world.file(at("/late")), world.clock.now());
        const QJsonObject row = world.askSharePoint("GET", "/web/RecycleBin").value()[0].toObject();
        QCOMPARE(
            world.askSharePoint("GET", "/web/RecycleBin?$orderby=DeletedDate%20desc").value()[0][u"Title"].toString(),
            at("late"));
        QCOMPARE(row[u"LeafName"].toString(), at("100% #1.xlsx"));
        const QByteArray byName
            = "/web/RecycleBin?$filter=LeafName%20eq%20'100%25%20%231.xlsx'&$orderby=DeletedDate%20desc";
        QCOMPARE(world.askSharePoint("GET", byName).value().size(), 1);
        QCOMPARE(world.askSharePoint("GET", "/web/RecycleBin?$filter=Size%20gt%205").status, 400);
        world.quirks().leafNamesAreEncoded = true;
        QCOMPARE(world.askSharePoint("GET", byName).value().size(), 0);
        QCOMPARE(
            world.askSharePoint("GET", "/web/RecycleBin").value()[0][u"LeafName"].toString(), at("100%25 %231.xlsx"));
        QCOMPARE(row[u"LeafNamePath"][u"DecodedUrl"].toString(), at("100% #1.xlsx"));
        QCOMPARE(row[u"DirName"].toString(), at("Documents/Reports"));
        QCOMPARE(row[u"Size"].toInt(), 5);
        QCOMPARE(row[u"ItemType"].toInt(), 1);
        QCOMPARE(row[u"DeletedByEmail"].toString(), at("robin@sample.example"));
        world.quirks().sharePointSizesAreText = true;
        world.quirks().dirNamesAreServerRelative = true;
        const QByteArray verbose = "application/json;odata=verbose";
        const GraphAnswer page = world.askSharePoint("GET", "/web/RecycleBin?$top=1&$select=Size,DirName", {}, verbose);
        QCOMPARE(page.json[u"d"][u"results"][0][u"Size"].toString(), at("5"));
        QCOMPARE(page.json[u"d"][u"results"][0][u"DirName"].toString(),
            at("sharepoint/personal/robin_sample_example/Documents/Reports"));
        QVERIFY(page.json[u"d"][u"__next"].toString().toUtf8().startsWith(world.service.siteUrl(world.drive)));
        QVERIFY(world.askSharePoint("GET", "/web/RecycleBin", {}, {}).response.body.startsWith('<'));
        QCOMPARE(world.askSharePoint("GET", "/site/RecycleBin").status, 403);
        world.quirks().sharePointIsForbidden = true;
        QCOMPARE(world.askSharePoint("GET", "/web/RecycleBin").status, 403);
    }

    void sharePointRestoresToTheOldPlaceOnly()
    {
        OneDriveWorld world(Kind::Business);
        const SandboxRef a = world.trashedFile(at("/Reports/2025/a"));
        const QByteArray entry = "/web/RecycleBin('" + world.service.binGuid(world.drive, a) + "')";
        world.file(at("/Reports/2025/A"));
        QCOMPARE(world.askSharePoint("GET", entry + "/restore()").status, 405);
        const GraphAnswer taken = world.askSharePoint("POST", entry + "/restore()");
        QCOMPARE(taken.status, 409);
        QVERIFY(taken.json[u"odata.error"][u"message"][u"value"].isString());
        world.quirks().sharePointErrorsAreODataV3 = false;
        QVERIFY(world.askSharePoint("POST", entry + "/restore()").json[u"error"][u"message"][u"value"].isString());
        world.drive.purge(world.find(at("/Reports")));
        world.quirks().sharePointRecreatesParents = false;
        QCOMPARE(world.askSharePoint("POST", entry + "/restore()").status, 404);
        world.quirks().sharePointRecreatesParents = true;
        QCOMPARE(world.askSharePoint("POST", entry + "/restore()").status, 200);
        QCOMPARE(world.find(at("/Reports/2025/a")), a);
        QCOMPARE(world.askSharePoint("POST", entry + "/restore()").status, 404);
    }

    void sharePointRestoresManyAndPurges()
    {
        OneDriveWorld world(Kind::Business);
        const SandboxRef a = world.trashedFile(at("/a"));
        const SandboxRef b = world.trashedFile(at("/b"));
        const QByteArray first = world.service.binGuid(world.drive, a);
        const QByteArray second = world.service.binGuid(world.drive, b);
        const QByteArray restore = "/site/RecycleBin/RestoreByIds";
        QCOMPARE(world.askSharePoint("POST", restore, "{'ids':['" + first + "','unknown']}").status, 404);
        QCOMPARE(world.drive.trashedCount(), 2);
        QCOMPARE(world.askSharePoint("POST", restore, "{'ids':['" + first + "']}", {}).status, 204);
        QCOMPARE(world.find(at("/a")), a);
        QCOMPARE(world.askSharePoint("POST", "/web/RecycleBin('" + second + "')/DeleteObject").status, 200);
        QCOMPARE(world.drive.trashedCount(), 0);
    }

    void everythingIsMountedAtOnce()
    {
        OneDriveWorld world(Kind::Business);
        SandboxHost host(world.clock);
        world.service.mount(host);
        const auto get = [&](const QByteArray &path, const QByteArray &token) {
            return host.exchange({.method = "GET", .path = path, .headers = {{"Authorization", "Bearer " + token}}})
                .response.status;
        };
        QCOMPARE(get("/graph/v1.0/me", "robin"), 200);
        QCOMPARE(get("/graph/beta/me", "robin"), 200);
        QCOMPARE(get("/sharepoint/personal/robin_sample_example/_api/web/RecycleBin", "robin-sp"), 200);
        QCOMPARE(get("/content/a/0/0", "robin"), 401);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveDialectMore)
#include "tst_onedrivedialectmore.moc"
