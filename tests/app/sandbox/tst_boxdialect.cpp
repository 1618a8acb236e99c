// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sandbox/boxworld.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

/** Box's single items: looking, restoring, changing; strict, and with every doubtful point as a switch. */
class TestBoxDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Tokens

    void unknownAndExpiredTokensAreRefused()
    {
        BoxWorld world;
        const BoxAnswer missing = world.ask("GET", "/users/me", {}, {});
        QCOMPARE(missing.status, 401);
        QVERIFY(missing.response.body.isEmpty());
        QCOMPARE(missing.response.header("www-authenticate"), "Bearer realm=\"Service\"");
        const BoxAnswer unknown = world.ask("GET", "/users/me", {}, {{"authorization", "Bearer nobody"}});
        QVERIFY(unknown.response.header("WWW-Authenticate").contains("invalid_token"));
        world.box.expireToken("robin");
        QVERIFY(world.ask("GET", "/users/me").response.header("WWW-Authenticate").contains("expired_token"));
        world.box.quirks().unauthorizedHasBody = true;
        QCOMPARE(world.ask("GET", "/users/me").code(), QStringLiteral("unauthorized"));
        world.box.quirks().unknownTokenIsForbidden = true;
        QCOMPARE(world.ask("GET", "/folders/0").status, 403);
    }

    void eachTokenHasItsOwnDrive()
    {
        BoxWorld world;
        SandboxDrive other({8, QStringLiteral("Kim Example"), {}}, 900'000);
        world.box.addAccount("kim", other);
        const QByteArray id = world.id(world.trashedFile(QStringLiteral("/a")));
        const SandboxHeaders kim = {{"Authorization", "Bearer kim"}};
        QCOMPARE(world.ask("GET", "/users/me", {}, kim).json[u"name"].toString(), QStringLiteral("Kim Example"));
        QCOMPARE(world.ask("GET", "/files/" + id + "/trash", {}, kim).status, 404);
        QCOMPARE(world.ask("GET", "/files/" + id + "/trash").status, 200);
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
        row("GET", "/nonsense", "", 404);
        row("GET", "/files/200000000000/nonsense", "", 404);
        row("GET", "/files/abc", "", 405);
        row("PATCH", "/files/200000000000", "", 405);
        row("DELETE", "/folders/trash/items", "", 405);
        row("GET", "/files/1", "", 404);
        row("GET", "/files/99999999999999999999", "", 405);
        row("GET", "/web_links/200000000000", "", 404);
        row("POST", "/files/200000000000", "[]", 400);
        row("POST", "/files/200000000000", "{'name':", 400);
        row("POST", "/files/200000000000", "{'name':5}", 400);
        row("POST", "/files/200000000000", "{'parent':{'id':0}}", 400);
        row("POST", "/files/200000000000", "{'parent':'0'}", 400);
        row("POST", "/folders", "{'name':'x'}", 400);
        row("POST", "/folders", "{'parent':{'id':'0'}}", 400);
        row("POST", "/folders", "{'name':'a/b','parent':{'id':'0'}}", 400);
        row("POST", "/folders", "{'name':'..','parent':{'id':'0'}}", 400);
        row("POST", "/folders", "{'name':'x ','parent':{'id':'0'}}", 400);
        row("POST", "/folders", "{'name':'x','parent':{'id':'12'}}", 404);
        row("DELETE", "/folders/0", "", 403);
        row("PUT", "/folders/0", "{'name':'x'}", 403);
    }
    void refusesMalformedRequests()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        BoxWorld world;
        world.trashedFile(QStringLiteral("/a"));
        const QString before = world.drive.dump();
        const BoxAnswer answer = world.ask(method, target, body);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.json[u"type"].toString(), QStringLiteral("error"));
        QCOMPARE(answer.json[u"status"].toInt(), status);
        QVERIFY(!answer.json[u"request_id"].toString().isEmpty());
        QVERIFY(!answer.response.header("box-request-id").isEmpty());
        QCOMPARE(world.drive.dump(), before);
    }

    void bodiesMustBeCalledJson()
    {
        BoxWorld world;
        const QByteArray id = world.id(world.trashedFile(QStringLiteral("/a")));
        SandboxRequest request{.method = "POST", .path = "/files/" + id, .body = "{}"};
        request.headers = {{"Authorization", "Bearer robin"}, {"Content-Type", "text/plain"}};
        QCOMPARE(world.box.handle(request).status, 400);
    }

    // Looking

    void trashedThingsAnswerAsTheyDo()
    {
        BoxWorld world;
        const SandboxRef inner = world.file(QStringLiteral("/docs/a"));
        const SandboxRef docs = *world.drive.find(QStringLiteral("/docs"));
        world.drive.trash(docs, world.clock.now());
        const BoxAnswer file = world.ask("GET", "/files/" + world.id(inner));
        QCOMPARE(file.status, 200);
        QCOMPARE(file.json[u"item_status"].toString(), QStringLiteral("trashed"));
        QCOMPARE(world.ask("GET", "/files/" + world.id(inner) + "/trash").status, 404); // not an entry by itself
        QCOMPARE(world.ask("GET", "/folders/" + world.id(docs)).code(), QStringLiteral("trashed"));
        QCOMPARE(world.ask("GET", "/folders/" + world.id(docs) + "/items").status, 404);
        QCOMPARE(
            world.ask("GET", "/folders/" + world.id(docs) + "/trash").json[u"name"].toString(), QStringLiteral("docs"));
        world.box.quirks().trashedFileIsFound = false;
        QCOMPARE(world.ask("GET", "/files/" + world.id(inner)).code(), QStringLiteral("trashed"));
    }

    void filesAndFoldersShareNumbers()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/zero"));
        const SandboxRef one = world.file(QStringLiteral("/docs/one"));
        const SandboxRef docs = *world.drive.find(QStringLiteral("/docs"));
        QCOMPARE(world.id(one), world.id(docs));
        QCOMPARE(world.ask("GET", "/files/" + world.id(one)).json[u"name"].toString(), QStringLiteral("one"));
        QCOMPARE(world.ask("GET", "/folders/" + world.id(docs)).json[u"name"].toString(), QStringLiteral("docs"));
    }

    void unchangedThingsNeedNoBody()
    {
        BoxWorld world;
        const QByteArray id = world.id(world.file(QStringLiteral("/a")));
        const SandboxHeaders known = {{"Authorization", "Bearer robin"}, {"If-None-Match", "0"}};
        QCOMPARE(world.ask("GET", "/files/" + id, {}, known).status, 304);
    }

    void pathsRunFromTheRoot()
    {
        BoxWorld world;
        const QByteArray id = world.id(world.file(QStringLiteral("/a/b/c")));
        const QJsonValue path = world.ask("GET", "/files/" + id + "?fields=path_collection").json[u"path_collection"];
        QCOMPARE(path[u"total_count"].toInt(), 3);
        QCOMPARE(path[u"entries"][0][u"id"].toString(), QStringLiteral("0"));
        QCOMPARE(path[u"entries"][2][u"name"].toString(), QStringLiteral("b"));
    }

    void rightsComeOnlyOnRequest()
    {
        BoxWorld world;
        QVERIFY(!world.ask("GET", "/folders/0").json.contains(u"permissions"));
        QVERIFY(world.ask("GET", "/folders/0?fields=permissions").json[u"permissions"][u"can_upload"].toBool());
    }

    // Restoring

    void restoreGoesToTheOldPlaceUnderTheOldName()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        const BoxAnswer answer = world.ask("POST", "/files/" + world.id(a), "{}");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json[u"item_status"].toString(), QStringLiteral("active"));
        QVERIFY(answer.json.contains(u"trashed_at") && answer.json[u"trashed_at"].isNull());
        QCOMPARE(answer.json[u"etag"].toString(), QStringLiteral("2"));
        QCOMPARE(answer.json[u"path_collection"][u"entries"][1][u"name"].toString(), QStringLiteral("docs"));
        QCOMPARE(world.drive.dump(), QStringLiteral("/\n  docs/\n    a 7\nbin\n"));
        QCOMPARE(world.ask("POST", "/files/" + world.id(a)).code(), QStringLiteral("not_trashed"));
    }

    void namesAreAppliedWheneverGiven()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        QCOMPARE(
            world.ask("POST", "/files/" + world.id(a), "{'name':'b'}").json[u"name"].toString(), QStringLiteral("b"));
        QVERIFY(world.drive.find(QStringLiteral("/docs/b")));
    }

    void anotherParentIsIgnoredWhileTheOldOneLives()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        const BoxAnswer answer = world.ask("POST", "/files/" + world.id(a), "{'parent':{'id':'0'}}");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json[u"parent"][u"name"].toString(), QStringLiteral("docs"));
    }

    void aParentThatIsGoneNeedsAnother()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        world.drive.purge(*world.drive.find(QStringLiteral("/docs")));
        const QByteArray target = "/files/" + world.id(a);
        for (const int status : {404, 403, 409}) {
            world.box.quirks().parentGoneStatus = status;
            QCOMPARE(world.ask("POST", target).status, status);
        }
        QCOMPARE(world.ask("POST", target, "{'parent':{'id':'55'}}").status, 404);
        QCOMPARE(world.ask("GET", target + "/trash").json[u"parent"][u"name"].toString(), QStringLiteral("docs"));
        world.box.quirks().goneParentIsNull = true;
        QVERIFY(world.ask("GET", target + "/trash").json[u"parent"].isNull());
        QCOMPARE(world.ask("POST", target, "{'parent':{'id':'0'}}").status, 201);
        QCOMPARE(world.drive.dump(), QStringLiteral("/\n  a 7\nbin\n"));
    }

    void aTrashedParentCountsAsGoneOrNot()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        world.drive.trash(*world.drive.find(QStringLiteral("/docs")), world.clock.now());
        const QByteArray target = "/files/" + world.id(a);
        QCOMPARE(world.ask("POST", target).code(), QStringLiteral("trashed"));
        world.box.quirks().trashedParent = BoxQuirks::TrashedParent::InTheWay;
        QCOMPARE(world.ask("POST", target, "{'parent':{'id':'0'}}").status, 404);
        world.box.quirks().trashedParent = BoxQuirks::TrashedParent::CountsAsGone;
        QCOMPARE(world.ask("POST", target, "{'parent':{'id':'0'}}").status, 201);
    }

    void takenNamesAreConflictsInEveryShape()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        const SandboxRef other = world.drive.addFolder(*world.drive.find(QStringLiteral("/docs")), QStringLiteral("A"));
        const auto conflict = [&](BoxQuirks::ConflictShape shape) {
            world.box.quirks().restoreConflict = shape;
            const BoxAnswer answer = world.ask("POST", "/files/" + world.id(a), "{}");
            return answer.status == 409 && answer.code() == u"item_name_in_use" ? answer.json : QJsonObject();
        };
        const QString otherId = QString::fromLatin1(world.id(other));
        using Shape = BoxQuirks::ConflictShape;
        QCOMPARE(conflict(Shape::Array)[u"context_info"][u"conflicts"][0][u"id"].toString(), otherId);
        QCOMPARE(conflict(Shape::Object)[u"context_info"][u"conflicts"][u"type"].toString(), QStringLiteral("folder"));
        QVERIFY(conflict(Shape::String)[u"context_info"].isString());
        QVERIFY(conflict(Shape::Null).value(u"context_info").isNull());
        QVERIFY(!conflict(Shape::Absent).isEmpty() && !conflict(Shape::Absent).contains(u"context_info"));
        world.box.quirks().statusAsString = true;
        QVERIFY(conflict(Shape::Array)[u"status"].isString());
        QVERIFY(world.drive.isTrashedItself(a));
    }

    void foldersComeBackWithTheirChildren()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/inner/a"));
        const SandboxRef inner = *world.drive.find(QStringLiteral("/docs/inner"));
        world.drive.trash(inner, world.clock.now());
        QCOMPARE(world.ask("POST", "/folders/" + world.id(inner)).status, 201);
        QVERIFY(world.drive.find(QStringLiteral("/docs/inner/a")));
    }

    void webLinksComeBack()
    {
        BoxWorld world;
        const SandboxRef link
            = world.drive.addLink(SandboxDrive::root, QStringLiteral("l"), QStringLiteral("https://x.example"));
        world.drive.trash(link, world.clock.now());
        const BoxAnswer answer = world.ask("POST", "/web_links/" + world.id(link), "{'name':'m'}");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json[u"url"].toString(), QStringLiteral("https://x.example"));
        QVERIFY(world.drive.find(QStringLiteral("/m")));
    }

    void folderRestoresLockForSomeRequests()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/inner/a"));
        const SandboxRef inner = *world.drive.find(QStringLiteral("/docs/inner"));
        const SandboxRef b = world.trashedFile(QStringLiteral("/docs/b"));
        const SandboxRef elsewhere = world.trashedFile(QStringLiteral("/else/c"));
        world.drive.trash(inner, world.clock.now());
        world.box.quirks().lockedRequests = 2;
        QCOMPARE(world.ask("POST", "/folders/" + world.id(inner)).status, 201);
        QCOMPARE(world.ask("POST", "/files/" + world.id(elsewhere)).status, 201);
        QCOMPARE(world.ask("POST", "/files/" + world.id(b)).code(), QStringLiteral("operation_blocked_temporary"));
        QCOMPARE(world.ask("DELETE", "/folders/" + world.id(inner) + "?recursive=true").code(),
            QStringLiteral("operation_blocked_temporary"));
        QCOMPARE(world.ask("POST", "/files/" + world.id(b)).status, 201);
    }

    void folderRestoresLockForSomeTime()
    {
        BoxWorld world;
        const SandboxRef docs = world.drive.addFolders(QStringLiteral("/docs"));
        const SandboxRef b = world.trashedFile(QStringLiteral("/b"));
        world.drive.trash(docs, world.clock.now());
        world.box.quirks().restoreTakes = 5s;
        const BoxAnswer answer = world.ask("POST", "/folders/" + world.id(docs));
        QCOMPARE(answer.response.takes, 5s);
        QCOMPARE(world.ask("POST", "/files/" + world.id(b)).status, 409);
        world.clock.advance(5s);
        QCOMPARE(world.ask("POST", "/files/" + world.id(b)).status, 201);
    }

    void foldersWithoutTheRightRefuse()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/docs/a"));
        const SandboxRef docs = *world.drive.find(QStringLiteral("/docs"));
        world.drive.setReadOnly(docs, true);
        QCOMPARE(world.ask("POST", "/files/" + world.id(a)).code(),
            QStringLiteral("access_denied_insufficient_permissions"));
        QCOMPARE(world.ask("POST", "/folders", "{'name':'x','parent':{'id':'" + world.id(docs) + "'}}").status, 403);
        QVERIFY(!world.ask("GET", "/folders/" + world.id(docs) + "?fields=permissions")
                     .json[u"permissions"][u"can_upload"]
                     .toBool());
    }

    // Changing

    void deletingNeedsTheNewestEtag()
    {
        BoxWorld world;
        const SandboxRef a = world.file(QStringLiteral("/a"));
        const auto remove = [&](const QByteArray &etag) {
            return world.ask(
                "DELETE", "/files/" + world.id(a), {}, {{"Authorization", "Bearer robin"}, {"If-Match", etag}});
        };
        QCOMPARE(remove("9").code(), QStringLiteral("precondition_failed"));
        QCOMPARE(remove("9").status, 412);
        QCOMPARE(remove("0").status, 204);
        QVERIFY(world.drive.isTrashedItself(a));
        QCOMPARE(remove("0").code(), QStringLiteral("trashed"));
    }

    void fullFoldersNeedTheWord()
    {
        BoxWorld world;
        world.file(QStringLiteral("/docs/a"));
        const QByteArray target = "/folders/" + world.id(*world.drive.find(QStringLiteral("/docs")));
        QCOMPARE(world.ask("DELETE", target).code(), QStringLiteral("folder_not_empty"));
        QCOMPARE(world.ask("DELETE", target + "?recursive=yes").status, 400);
        QCOMPARE(world.ask("DELETE", target + "?recursive=true").status, 204);
    }

    void anEnterpriseMayHaveNoBin()
    {
        BoxWorld world;
        const SandboxRef a = world.file(QStringLiteral("/a"));
        world.box.quirks().deleteIsForGood = true;
        QCOMPARE(world.ask("DELETE", "/files/" + world.id(a)).status, 204);
        QCOMPARE(world.ask("GET", "/files/" + world.id(a) + "/trash").status, 404);
    }

    void purgingIsForGood()
    {
        BoxWorld world;
        const SandboxRef a = world.trashedFile(QStringLiteral("/a"));
        const QByteArray target = "/files/" + world.id(a) + "/trash";
        world.box.quirks().purgeIsForbidden = true;
        QCOMPARE(world.ask("DELETE", target).status, 403);
        world.box.quirks().purgeIsForbidden = false;
        QCOMPARE(world.ask("DELETE", target).status, 204);
        QCOMPARE(world.ask("DELETE", target).code(), QStringLiteral("not_found"));
        const SandboxRef live = world.file(QStringLiteral("/b"));
        QCOMPARE(world.ask("DELETE", "/files/" + world.id(live) + "/trash").code(), QStringLiteral("not_trashed"));
        QCOMPARE(world.drive.usedBytes(), 7);
    }

    void movesRefuseTakenNamesAndCircles()
    {
        BoxWorld world;
        const SandboxRef a = world.file(QStringLiteral("/docs/inner/a"));
        world.file(QStringLiteral("/docs/A"));
        const QByteArray docs = world.id(*world.drive.find(QStringLiteral("/docs")));
        const QByteArray inner = world.id(*world.drive.find(QStringLiteral("/docs/inner")));
        const QByteArray toDocs = "{'parent':{'id':'" + docs + "'}}";
        QCOMPARE(world.ask("PUT", "/files/" + world.id(a), toDocs).code(), QStringLiteral("item_name_in_use"));
        QCOMPARE(world.ask("PUT", "/folders/" + docs, "{'parent':{'id':'" + inner + "'}}").code(),
            QStringLiteral("cyclical_folder_structure"));
        QCOMPARE(world.ask("PUT", "/files/" + world.id(a), "{'name':'b','parent':{'id':'" + docs + "'}}").status, 200);
        QCOMPARE(world.ask("PUT", "/files/" + world.id(a), "{'name':'B'}").status, 200); // only the case changes
        QVERIFY(world.drive.dump().contains(QStringLiteral("    B 7\n")));
    }

    void folderMovesMayHaveToBeAlone()
    {
        BoxWorld world;
        const QByteArray docs = world.id(world.drive.addFolders(QStringLiteral("/docs")));
        const QByteArray both = "{'name':'x','parent':{'id':'0'}}";
        world.box.quirks().folderMoveMustBeAlone = true;
        QCOMPARE(world.ask("PUT", "/folders/" + docs, both).code(), QStringLiteral("operation_limit_exceeded"));
        world.box.quirks().folderMoveMustBeAlone = false;
        QCOMPARE(world.ask("PUT", "/folders/" + docs, both).status, 200);
    }

    void creatingTellsWhatIsInTheWay()
    {
        BoxWorld world;
        const QByteArray a = world.id(world.file(QStringLiteral("/a")));
        const BoxAnswer taken = world.ask("POST", "/folders", "{'name':'A','parent':{'id':'0'}}");
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.json[u"context_info"][u"conflicts"][0][u"id"].toString(), QString::fromLatin1(a));
        QCOMPARE(world.ask("POST", "/folders", "{'name':'new','parent':{'id':'0'}}").status, 201);
        const QByteArray longName(256, 'x');
        QCOMPARE(world.ask("POST", "/folders", "{'name':'" + longName + "','parent':{'id':'0'}}").code(),
            QStringLiteral("item_name_too_long"));
    }

    void preflightTellsBeforehand()
    {
        BoxWorld world;
        world.file(QStringLiteral("/a"));
        const auto check = [&](const QByteArray &body) {
            return world.ask("OPTIONS", "/files/content", body);
        };
        QCOMPARE(check("{'name':'b','parent':{'id':'0'}}").status, 200);
        QCOMPARE(check("{'name':'A','parent':{'id':'0'}}").json[u"context_info"][u"conflicts"][u"name"].toString(),
            QStringLiteral("a"));
        world.drive.setQuotaBytes(100);
        QCOMPARE(check("{'name':'b','size':101,'parent':{'id':'0'}}").code(), QStringLiteral("storage_limit_exceeded"));
        QCOMPARE(check("{'name':'b'}").status, 400);
    }
};

QTEST_GUILESS_MAIN(TestBoxDialect)
#include "tst_boxdialect.moc"
