// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sandbox/onedriveworld.h"

#include <QTest>

using namespace Unbin;
using Kind = OneDriveDialect::Kind;

/** Graph's single items: looking, restoring, changing; strict, and with every doubtful point as a switch. */
class TestOneDriveDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Tokens

    void aTokenOpensOneServiceOnly()
    {
        OneDriveWorld world(Kind::Business);
        const GraphAnswer missing = world.ask("GET", "/me", {}, {});
        QCOMPARE(missing.status, 401);
        QCOMPARE(missing.code(), at("InvalidAuthenticationToken"));
        QVERIFY(missing.response.header("WWW-Authenticate").startsWith("Bearer "));
        QCOMPARE(world.service.tokensAstray(), 0);
        QCOMPARE(world.ask("GET", "/me", {}, {{"Authorization", "Bearer robin-sp"}}).status, 401);
        QCOMPARE(world.service.tokensAstray(), 1);
        QCOMPARE(world.askSharePoint("GET", "/web/RecycleBin", {}, "application/json", "robin").status, 401);
        QCOMPARE(world.service.tokensAstray(), 2);
        QCOMPARE(world.askSharePoint("GET", "/web/RecycleBin").status, 200);
        world.service.expireToken("robin");
        QVERIFY(world.ask("GET", "/me").response.header("WWW-Authenticate").contains("expired_token"));
        world.quirks().unauthorizedHasBody = false;
        QVERIFY(world.ask("GET", "/me").response.body.isEmpty());
        world.service.forgetToken("robin");
        QVERIFY(!world.ask("GET", "/me").response.header("WWW-Authenticate").contains("expired_token"));
    }

    void eachTokenHasItsOwnDrive()
    {
        OneDriveWorld world;
        SandboxDrive other({8, at("Kim Example"), at("kim@sample.example")}, 900'000);
        world.service.addAccount("kim", other, Kind::Personal);
        const SandboxHeaders kim = {{"Authorization", "Bearer kim"}};
        const SandboxRef file = world.file(at("/a"));
        QCOMPARE(world.ask("GET", "/me", {}, kim).json[u"displayName"].toString(), at("Kim Example"));
        QCOMPARE(world.ask("GET", world.item(file)).status, 200);
        QCOMPARE(world.ask("GET", world.item(file), {}, kim).status, 404);
        QCOMPARE(world.ask("GET", "/drives/" + world.service.driveId(world.drive), {}, kim).status, 404);
    }

    // Shapes of requests

    void refusesMalformedRequests_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *method, const char *target, const char *body, int status) {
            QTest::addRow("%s %s %s", method, target, body)
                << QByteArray(method) << QByteArray(target) << QByteArray(body) << status;
        };
        row("GET", "/nonsense", "", 400);
        row("GET", "/me/drive/nonsense", "", 400);
        row("GET", "/me/drive/root/nonsense", "", 400);
        row("GET", "/me/drive/root:/", "", 400);
        row("GET", "/me/drive/root:/missing", "", 404);
        row("GET", "/me/drive/items/ABC", "", 404);
        row("GET", "/me/drive/items/root", "", 404);
        row("GET", "/drives/b!unknown", "", 404);
        row("PUT", "/me/drive/root", "", 405);
        row("GET", "/me/drive/root/restore", "", 405);
        row("GET", "/me/drive/root?$select=hologram", "", 400);
        row("GET", "/me/drive/root/children?$filter=folder%20ne%20null", "", 400);
        row("GET", "/me/drive/root/children?%24filter=deleted%20ne%20null", "", 400);
        row("GET", "/me/drive/root/children?$top=none", "", 400);
        row("GET", "/me/drive/root/children?$top=0", "", 400);
        row("GET", "/me/drive/root/children?$orderby=url", "", 400);
        row("GET", "/me/drive/root/children?$skiptoken=12", "", 400);
        row("GET", "/me/drive/root/children?$count=true", "", 400);
        row("GET", "/me/drive/root/delta?token=rubbish", "", 400);
        row("GET", "/me/drive/root/delta?token=2026-03-01T00:00:00Z", "", 400); // Business only
        row("POST", "/me/drive/root/children", "", 400);
        row("POST", "/me/drive/root/children", "[]", 400);
        row("POST", "/me/drive/root/children", "{'name':'x'}", 400);
        row("POST", "/me/drive/root/children", "{'folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':5,'folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':'a/b','folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':'a:b','folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':'dot.','folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':' x','folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':'CON','folder':{}}", 400);
        row("POST", "/me/drive/root/children", "{'name':'x','folder':{},'@microsoft.graph.conflictBehavior':'replace'}",
            400);
        row("PATCH", "/me/drive/root", "{'name':'x'}", 403);
        row("DELETE", "/me/drive/root", "", 403);
        row("POST", "/$batch", "{'requests':[]}", 400);
        row("POST", "/$batch", "", 400);
        row("GET", "/$batch", "", 405);
        row("GET", "/sites/somewhere/recycleBin/items", "", 404);
    }
    void refusesMalformedRequests()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        OneDriveWorld world;
        world.trashedFile(at("/a"));
        const QString before = world.drive.dump();
        const GraphAnswer answer = world.ask(method, target, body);
        QCOMPARE(answer.status, status);
        QVERIFY(!answer.code().isEmpty());
        QVERIFY(!answer.json[u"error"][u"innerError"][u"request-id"].toString().isEmpty());
        QCOMPARE(world.drive.dump(), before);
    }

    void aBodyMustSayThatItIsJson()
    {
        OneDriveWorld world;
        SandboxRequest request
            = OneDriveWorld::request("POST", "/v1.0/me/drive/root/children", {}, {{"Authorization", "Bearer robin"}});
        request.body = "{\"name\":\"x\",\"folder\":{}}";
        QCOMPARE(world.service.graph().handle(request).status, 400);
        QCOMPARE(world.drive.children(SandboxDrive::root).size(), size_t(0));
    }

    void errorsComeInEveryShape()
    {
        using Shape = OneDriveQuirks::ErrorShape;
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/a"));
        const auto stale = [&](Shape shape) {
            world.quirks().errorShape = shape;
            return world.ask("DELETE", world.item(a), {}, {{"Authorization", "Bearer robin"}, {"If-Match", "\"x\""}})
                .json[u"error"]
                .toObject();
        };
        QCOMPARE(stale(Shape::Usual)[u"innerError"][u"code"].toString(), at("entityTagDoesNotMatch"));
        QCOMPARE(stale(Shape::LowerCase)[u"innererror"][u"code"].toString(), at("entityTagDoesNotMatch"));
        QCOMPARE(stale(Shape::Nested)[u"innerError"][u"innererror"][u"code"].toString(), at("entityTagDoesNotMatch"));
        QVERIFY(!stale(Shape::Bare).contains(u"innerError"));
        QCOMPARE(stale(Shape::EmptyCode)[u"code"].toString(), QString());
        QVERIFY(world.drive.isLive(a));
    }

    void refusesInItsOwnWords()
    {
        OneDriveWorld world;
        const auto code = [&](int status) {
            return QJsonDocument::fromJson(world.service.graph().refusal(status).body)[u"error"][u"code"].toString();
        };
        QCOMPARE(code(429), at("activityLimitReached"));
        QCOMPARE(code(503), at("serviceNotAvailable"));
        QCOMPARE(code(500), at("generalException"));
        QCOMPARE(code(507), at("quotaLimitReached"));
    }

    // Who and how much

    void tellsThePersonAndTheDrive()
    {
        OneDriveWorld world;
        world.trashedFile(at("/a"), "12345");
        const GraphAnswer me = world.ask("GET", "/me?$select=id,mail");
        QCOMPARE(me.json.keys(), (QStringList{at("id"), at("mail")}));
        world.quirks().mailIsNull = true;
        QVERIFY(world.ask("GET", "/me").json[u"mail"].isNull());
        const GraphAnswer drive = world.ask("GET", "/me/drive");
        QCOMPARE(drive.json[u"driveType"].toString(), at("personal"));
        QCOMPARE(drive.json[u"quota"][u"deleted"].toInt(), 5);
        QVERIFY(!drive.json.contains(u"sharePointIds"));
        world.quirks().quotaIsPartial = true;
        QCOMPARE(world.ask("GET", "/me/drive").json[u"quota"].toObject().size(), 2);
        QCOMPARE(world.ask("GET", "/me/drives").value().size(), 1);
        OneDriveWorld work(Kind::Business);
        const QJsonObject ids = work.ask("GET", "/me/drive").json[u"sharePointIds"].toObject();
        QCOMPARE(ids[u"siteUrl"].toString().toUtf8(), work.service.siteUrl(work.drive));
        QVERIFY(ids.contains(u"siteId") && ids.contains(u"webId"));
    }

    void drivesAnswerToEverySpellingOfTheirIds()
    {
        using Spelling = OneDriveQuirks::DriveIdSpelling;
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/a"));
        const QByteArray id = world.service.driveId(world.drive);
        QCOMPARE(id.size(), 16);
        for (const QByteArray &spelling : {id, id.toUpper(), id.mid(1)})
            QCOMPARE(world.ask("GET", "/drives/" + spelling + "/items/" + world.id(a).toLower()).status, 200);
        const auto told = [&](Spelling spelling) {
            world.quirks().driveIdSpelling = spelling;
            QSet<QString> ids;
            for (int i = 0; i < 2; ++i)
                ids += world.ask("GET", world.item(a)).json[u"parentReference"][u"driveId"].toString();
            return ids;
        };
        const QString text = QString::fromLatin1(id);
        QCOMPARE(told(Spelling::Steady), QSet<QString>{text});
        QCOMPARE(told(Spelling::AlternatingCase), (QSet<QString>{text, text.toUpper()}));
        QCOMPARE(told(Spelling::LosesZero), (QSet<QString>{text, text.mid(1)}));
    }

    void aMigratedDriveHasOtherIds()
    {
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/a"));
        const QByteArray now = world.id(a);
        QVERIFY(world.id(SandboxDrive::root).endsWith("!sea8cc6beffdb43d7976fbc7da445c639"));
        const auto [pages, link] = world.run();
        world.service.setMigrated(world.drive, false);
        QVERIFY(world.id(a) != now);
        QCOMPARE(world.ask("GET", world.item(a)).json[u"name"].toString(), at("a"));
        QCOMPARE(world.ask("GET", "/me/drive/items/" + now).status, 404);
        QCOMPARE(world.follow(link).status, 410);
    }

    // Looking

    void aDeletedItemIsFoundByIdAndOnlyWhenAskedFor()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/Docs/a.txt"), "12345");
        QCOMPARE(world.ask("GET", world.item(a)).code(), at("itemNotFound"));
        const GraphAnswer found = world.ask("GET", world.item(a) + "?includeDeletedItems=true");
        QCOMPARE(found.json[u"name"].toString(), at("a.txt"));
        QCOMPARE(found.json[u"size"].toInt(), 5);
        QCOMPARE(found.json[u"deleted"][u"state"].toString(), at("deleted"));
        QCOMPARE(found.json[u"parentReference"][u"id"].toString().toUtf8(), world.id(at("/Docs")));
        QVERIFY(!found.json[u"parentReference"].toObject().contains(u"path"));
        QVERIFY(!found.json.contains(u"@microsoft.graph.downloadUrl"));
        QCOMPARE(world.ask("GET", "/me/drive/root:/Docs/a.txt?includeDeletedItems=true").status, 404);
        world.drive.trash(world.find(at("/Docs")), world.clock.now());
        QVERIFY(world.ask("GET", world.item(a) + "?includeDeletedItems=true").json.contains(u"deleted"));
        world.drive.purge(a);
        QCOMPARE(world.ask("GET", world.item(a) + "?includeDeletedItems=true").status, 404);
        OneDriveWorld work(Kind::Business);
        const SandboxRef b = work.trashedFile(at("/b"));
        QCOMPARE(work.ask("GET", work.item(b) + "?includeDeletedItems=true").status, 404);
    }

    void itemsAreFoundByPath()
    {
        OneDriveWorld world;
        world.file(at("/Docs/100% #1.txt"));
        const QByteArray encoded = "/me/drive/root:/Docs/100%25%20%231.txt";
        const GraphAnswer found = world.ask("GET", encoded);
        QCOMPARE(found.json[u"name"].toString(), at("100% #1.txt"));
        QCOMPARE(found.json[u"parentReference"][u"path"].toString(),
            at("/drives/") + QString::fromLatin1(world.service.driveId(world.drive)) + at("/root:/Docs"));
        QCOMPARE(world.ask("GET", "/me/drive/root:/docs:").json[u"name"].toString(), at("Docs"));
        QCOMPARE(world.ask("GET", "/me/drive/root:/Docs:/children").names(), QStringList{at("100% #1.txt")});
        QCOMPARE(world.ask("GET", "/me/drive/items/" + world.id(at("/Docs")) + ":/100%25%20%231.txt").status, 200);
        world.quirks().pathsNameNoDrive = true;
        QCOMPARE(world.ask("GET", encoded).json[u"parentReference"][u"path"].toString(), at("/drive/root:/Docs"));
    }

    void notebooksAndShortcutsAreWhatTheyAre()
    {
        OneDriveWorld world;
        world.drive.addLink(SandboxDrive::root, at("Notes"), {});
        world.drive.addLink(SandboxDrive::root, at("Kim's"), at("https://x.example"));
        const GraphAnswer list = world.ask("GET", "/me/drive/root/children");
        QCOMPARE(list.named(u"Notes")[u"package"][u"type"].toString(), at("oneNote"));
        QVERIFY(list.named(u"Kim's")[u"remoteItem"].toObject().contains(u"folder"));
        QVERIFY(!list.named(u"Kim's").contains(u"folder"));
    }

    void selectingLeavesNothingElse()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/a"));
        const GraphAnswer named = world.ask("GET", world.item(a) + "?includeDeletedItems=true&$select=id,name");
        QCOMPARE(named.json.keys(), (QStringList{at("id"), at("name")})); // not even that it is deleted
        world.quirks().deletedState = {};
        const GraphAnswer facet = world.ask("GET", world.item(a) + "?includeDeletedItems=true&$select=deleted");
        QVERIFY(facet.json[u"deleted"].isObject() && facet.json[u"deleted"].toObject().isEmpty());
    }

    // Restoring

    void restoresToTheOldPlaceUnderTheOldName()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/Docs/a.txt"));
        const GraphAnswer back = world.ask("POST", world.item(a) + "/restore", "{}");
        QCOMPARE(back.status, 200);
        QCOMPARE(back.json[u"id"].toString().toUtf8(), world.id(a));
        QCOMPARE(back.json[u"parentReference"][u"id"].toString().toUtf8(), world.id(at("/Docs")));
        QCOMPARE(world.find(at("/Docs/a.txt")), a);
        for (const int status : {400, 403, 405}) {
            world.quirks().notDeletedStatus = status;
            QCOMPARE(world.ask("POST", world.item(a) + "/restore", "{}").status, status);
        }
    }

    void restoresElsewhereUnderAnotherName()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/Docs/a.txt"));
        const SandboxRef other = world.drive.addFolders(at("/Other"));
        const QByteArray restore = world.item(a) + "/restore";
        QCOMPARE(world.ask("POST", restore, "{'parentReference':{'id':'root'}}").status, 400);
        QCOMPARE(world.ask("POST", restore, "{'parentReference':{'id':'X'}}").status, 404);
        QCOMPARE(world.ask("POST", restore, "{'name':'a/b'}").innerCode(), at("invalidPath"));
        QCOMPARE(world.ask("POST", restore, "{'@microsoft.graph.conflictBehavior':'rename'}").status, 400);
        world.quirks().restoreAnswers204 = true;
        const GraphAnswer back
            = world.ask("POST", restore, "{'name':'b.txt','parentReference':{'id':'" + world.id(other) + "'}}");
        QCOMPARE(back.status, 204);
        QVERIFY(back.response.body.isEmpty());
        QCOMPARE(world.find(at("/Other/b.txt")), a);
    }

    void aTakenNameIsRefusedOrChanged()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/Docs/a.txt"));
        world.file(at("/Docs/A.TXT"));
        const GraphAnswer taken = world.ask("POST", world.item(a) + "/restore", "{}");
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.code(), at("nameAlreadyExists"));
        world.quirks().restoreClash = OneDriveQuirks::Clash::Rename;
        const GraphAnswer renamed = world.ask("POST", world.item(a) + "/restore", "{}");
        QCOMPARE(renamed.status, 200);
        QCOMPARE(renamed.json[u"name"].toString(), at("a 1.txt"));
    }

    void aGoneParentNeedsAnother()
    {
        using Gone = OneDriveQuirks::GoneParent;
        for (const bool isPurged : {false, true}) {
            OneDriveWorld world;
            const SandboxRef a = world.trashedFile(at("/Docs/a.txt"));
            const SandboxRef docs = world.find(at("/Docs"));
            world.drive.trash(docs, world.clock.now());
            if (isPurged)
                world.drive.purge(docs);
            const QByteArray restore = world.item(a) + "/restore";
            QCOMPARE(world.ask("POST", restore, "{}").status, 404);
            world.quirks().restoreWithoutParent = Gone::BadRequest;
            QCOMPARE(world.ask("POST", restore, "{}").status, 400);
            world.quirks().restoreWithoutParent = Gone::ToRoot;
            QCOMPARE(world.ask("POST", restore, "{}").status, 200);
            QCOMPARE(world.find(at("/a.txt")), a);
        }
    }

    void whatLiesInADeletedFolderCanBeTakenOut()
    {
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/Docs/a.txt"));
        world.drive.trash(world.find(at("/Docs")), world.clock.now());
        const QByteArray body = "{'parentReference':{'id':'" + world.id(SandboxDrive::root) + "'}}";
        world.quirks().restoresDescendants = false;
        QCOMPARE(world.ask("POST", world.item(a) + "/restore", body).status, 400);
        world.quirks().restoresDescendants = true;
        QCOMPARE(world.ask("POST", world.item(a) + "/restore", body).status, 200);
        QCOMPARE(world.find(at("/a.txt")), a);
        QCOMPARE(world.drive.trashedCount(), 1);
    }

    void restoringNeedsRoomAndRight()
    {
        OneDriveWorld world;
        const SandboxRef a = world.trashedFile(at("/Docs/a.txt"));
        const QByteArray restore = world.item(a) + "/restore";
        world.drive.setReadOnly(world.find(at("/Docs")), true);
        QCOMPARE(world.ask("POST", restore, "{}").code(), at("accessDenied"));
        world.drive.setReadOnly(world.find(at("/Docs")), false);
        world.drive.setQuotaBytes(1);
        QCOMPARE(world.ask("POST", restore, "{}").status, 507);
        QCOMPARE(world.drive.trashedCount(), 1);
        OneDriveWorld work(Kind::Business);
        const SandboxRef b = work.trashedFile(at("/b"));
        QCOMPARE(work.ask("POST", work.item(b) + "/restore", "{}").status, 501);
        work.quirks().restoreUnsupportedStatus = 400;
        QCOMPARE(work.ask("POST", work.item(b) + "/restore", "{}").code(), at("notSupported"));
    }

    // Changing

    void foldersAreMadeMovedRenamedAndDeleted()
    {
        OneDriveWorld world;
        const GraphAnswer made = world.ask("POST", "/me/drive/root/children", "{'name':'New','folder':{}}");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json[u"folder"][u"childCount"].toInt(), 0);
        QCOMPARE(world.ask("POST", "/me/drive/root/children", "{'name':'NEW','folder':{}}").status, 409);
        const GraphAnswer renamed = world.ask("POST", "/me/drive/root/children",
            "{'name':'New','folder':{},'@microsoft.graph.conflictBehavior':'rename'}");
        QCOMPARE(renamed.json[u"name"].toString(), at("New 1"));
        const SandboxRef a = world.file(at("/a.txt"));
        const QByteArray intoNew = "{'parentReference':{'id':'" + world.id(at("/New")) + "'},'name':'b.txt'}";
        const GraphAnswer moved = world.ask("PATCH", world.item(a), intoNew);
        QCOMPARE(moved.status, 200);
        QCOMPARE(moved.json[u"name"].toString(), at("b.txt"));
        QCOMPARE(world.find(at("/New/b.txt")), a);
        QCOMPARE(world.ask("PATCH", world.item(world.find(at("/New"))), intoNew).status, 400); // into itself
        QCOMPARE(world.ask("PATCH", world.item(a), "{'parentReference':{'id':'root'}}").status, 400);
        QCOMPARE(world.ask("PATCH", world.item(a), "{'parentReference':{'id':'" + world.id(a) + "'}}").status, 400);
        QCOMPARE(world.ask("PATCH", world.item(a), "{'parentReference':{'id':'x','driveId':'y'}}").status, 400);
        QCOMPARE(world.ask("PATCH", world.item(a), "{'@microsoft.graph.conflictBehavior':'replace'}").status, 400);
        world.file(at("/New/c.txt"));
        QCOMPARE(world.ask("PATCH", world.item(a), "{'name':'C.txt'}").code(), at("nameAlreadyExists"));
        QCOMPARE(world.ask("DELETE", world.item(world.find(at("/New")))).status, 204);
        QVERIFY(world.drive.isTrashedItself(*world.drive.findTrashed(at("New"))));
        QCOMPARE(world.ask("DELETE", world.item(a)).status, 404);
    }

    void changesHeedTheTag()
    {
        OneDriveWorld world;
        const SandboxRef a = world.file(at("/a"));
        const QByteArray tag = world.ask("GET", world.item(a)).json[u"eTag"].toString().toUtf8();
        const QByteArray contentTag = world.ask("GET", world.item(a)).json[u"cTag"].toString().toUtf8();
        const auto with = [](const char *header, const QByteArray &value) {
            return SandboxHeaders{{"Authorization", "Bearer robin"}, {header, value}};
        };
        QCOMPARE(world.ask("GET", world.item(a), {}, with("If-None-Match", tag)).status, 304);
        QCOMPARE(world.ask("PATCH", world.item(a), "{'name':'b'}", with("If-Match", tag)).status, 200);
        const GraphAnswer stale = world.ask("PATCH", world.item(a), "{'name':'c'}", with("If-Match", tag));
        QCOMPARE(stale.status, 412);
        QCOMPARE(stale.code(), at("resourceModified"));
        QCOMPARE(stale.innerCode(), at("entityTagDoesNotMatch"));
        QCOMPARE(world.ask("DELETE", world.item(a), {}, with("If-Match", contentTag)).status, 412);
        QCOMPARE(world.ask("DELETE", world.item(a), {}, with("If-Match", "*")).status, 204);
    }

    void permanentDeleteDependsOnTheYear()
    {
        using Purge = OneDriveQuirks::PermanentDelete;
        OneDriveWorld world;
        const SandboxRef live = world.file(at("/live"));
        const SandboxRef trashed = world.trashedFile(at("/trashed"));
        const auto purge = [&](SandboxRef ref) {
            return world.ask("POST", world.item(ref) + "/permanentDelete").status;
        };
        world.quirks().permanentDelete = Purge::Unsupported;
        QCOMPARE(purge(live), 400);
        world.quirks().permanentDelete = Purge::LiveOnly;
        QCOMPARE(purge(trashed), 404);
        QCOMPARE(purge(live), 204);
        world.quirks().permanentDelete = Purge::BinToo;
        QCOMPARE(purge(trashed), 204);
        QCOMPARE(purge(trashed), 404);
        QCOMPARE(world.drive.trashedCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveDialect)
#include "tst_onedrivedialect.moc"
