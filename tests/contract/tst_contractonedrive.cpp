// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxrecorder.h"
#include "tests/app/sandbox/onedriveworld.h"
#include "tests/core/providers/onedrive/onedrivebench.h"

#include <QBuffer>
#include <QDir>
#include <QTest>

using namespace Unbin;
using Kind = OneDriveDialect::Kind;

namespace {

const QDir folder(QStringLiteral(UNBIN_TRAFFIC_DIR));
const QString serviceFile = folder.filePath(QStringLiteral("onedrive-service.jsonl"));
const QString programFile = folder.filePath(QStringLiteral("onedrive-program.jsonl"));

/** A OneDrive world whose exchanges are recorded. */
class RecordedWorld : public OneDriveWorld
{
public:
    explicit RecordedWorld(Kind kind)
        : OneDriveWorld(kind)
    {
        service.mount(host);
        if (!recordExchanges(host, serviceFile))
            qFatal("nothing to check without a record");
        onDrive = "/drives/" + service.driveId(drive);
    }

    int send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        SandboxHeaders headers = {{"Authorization", "Bearer robin"}})
    {
        SandboxRequest sent = request(method, "/graph/v1.0" + target, body, std::move(headers));
        last = host.exchange(std::move(sent)).response;
        json = QJsonDocument::fromJson(last.body).object();
        return last.status;
    }
    int sendLink(const QString &name)
    {
        const QByteArray link = json[name].toString().toUtf8();
        return send("GET", link.mid((service.addresses().graph + "/v1.0").size()));
    }
    QByteArray byId(SandboxRef ref) const { return onDrive + "/items/" + id(ref); }

    SandboxHost host{clock};
    SandboxResponse last;
    QJsonObject json;
    QByteArray onDrive;
};

} // namespace

/** Makes the OneDrive traffic that check-contract.pl holds against the published document (see README.md). */
class TestContractOneDrive : public QObject
{
    Q_OBJECT

private:
    /** Each kind of drive, spelled both ways. */
    static void onBothAddresses(RecordedWorld &world, const std::function<void(const QByteArray &)> &ask)
    {
        ask("/me/drive");
        ask(world.onDrive);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.mkpath(QStringLiteral("."))); // recorders append: each function below adds to its file
        QFile::remove(serviceFile);
        QFile::remove(programFile);
    }

    void theServiceTellsWhoAndWhat_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("personal") << int(Kind::Personal);
        QTest::newRow("business") << int(Kind::Business);
    }
    void theServiceTellsWhoAndWhat()
    {
        QFETCH(int, kind);
        RecordedWorld world{Kind(kind)};
        world.file(QStringLiteral("/Docs/a.txt"));
        world.file(QStringLiteral("/Docs/Inner/b.txt"));
        world.drive.addLink(SandboxDrive::root, QStringLiteral("Notes"), {});
        world.drive.addLink(SandboxDrive::root, QStringLiteral("Shared"), QStringLiteral("https://x.example"));
        QCOMPARE(world.send("GET", "/me"), 200);
        world.quirks().mailIsNull = true;
        QCOMPARE(world.send("GET", "/me?$select=id,displayName,mail,userPrincipalName"), 200);
        QCOMPARE(world.send("GET", "/me", {}, {}), 401);
        QCOMPARE(world.send("GET", "/me/drives"), 200);
        QCOMPARE(world.send("GET", world.onDrive + "/root"), 200);
        QCOMPARE(world.send("GET", "/drives/unknown"), 404);
        onBothAddresses(world, [&](const QByteArray &drive) {
            QCOMPARE(world.send("GET", drive), 200);
            QCOMPARE(world.send("GET", drive + "?$select=id,driveType,sharePointIds,webUrl"), 200);
            QCOMPARE(world.send("GET", drive + "/root/children"), 200);
            QCOMPARE(world.send("GET", drive + "/root:/Docs"), 200);
            QCOMPARE(world.send("GET", drive + "/root:/Docs/Inner/b.txt?$select=id,name,parentReference"), 200);
            QCOMPARE(world.send("GET", drive + "/root:/Docs/Inner:/children"), 200);
            const QByteArray docs = drive + "/items/" + world.id(QStringLiteral("/Docs"));
            QCOMPARE(world.send("GET", docs), 200);
            QCOMPARE(world.send("GET", docs + "/children?$top=1&$select=id,name"), 200);
            QCOMPARE(world.sendLink(QStringLiteral("@odata.nextLink")), 200);
            QCOMPARE(world.send("GET", docs + "/children?$top=none"), 400);
            QCOMPARE(world.send("GET", drive + "/items/unknown"), 404);
            QCOMPARE(world.send("GET", docs + "/thumbnails"), 200);
        });
    }

    void theServiceTellsChanges_data() { theServiceTellsWhoAndWhat_data(); }
    void theServiceTellsChanges()
    {
        QFETCH(int, kind);
        RecordedWorld world{Kind(kind)};
        world.quirks().deltaPageSize = 2;
        world.quirks().hasForeignItems = true;
        world.quirks().repeatsEntries = true;
        world.quirks().tombstoneTimes = OneDriveQuirks::TombstoneTimes::YearOne;
        onBothAddresses(world, [&](const QByteArray &drive) {
            world.file(QStringLiteral("/Docs/Inner/b.txt"));
            QCOMPARE(world.send("GET", drive + "/root/delta?$top=2"), 200);
            while (world.json.contains(u"@odata.nextLink"))
                QCOMPARE(world.sendLink(QStringLiteral("@odata.nextLink")), 200);
            world.drive.trash(world.find(QStringLiteral("/Docs")), world.clock.now());
            QCOMPARE(world.sendLink(QStringLiteral("@odata.deltaLink")), 200);
            QCOMPARE(world.send("GET", drive + "/root/delta?token=rubbish"), 400);
            QCOMPARE(world.send("GET", drive + "/root/delta?token=latest"), 200);
            world.service.expireDeltaLinks();
            QCOMPARE(world.sendLink(QStringLiteral("@odata.deltaLink")), 410);
        });
    }

    void theServiceRestoresAndChanges()
    {
        RecordedWorld world(Kind::Personal);
        onBothAddresses(world, [&](const QByteArray &drive) {
            const SandboxRef a = world.file(QStringLiteral("/Docs/a.txt"));
            const QByteArray item = drive + "/items/" + world.id(a);
            const QByteArray docs = drive + "/items/" + world.id(QStringLiteral("/Docs"));
            const SandboxHeaders stale = {{"Authorization", "Bearer robin"}, {"If-Match", "\"x\""}};
            QCOMPARE(world.send("POST", docs + "/children", "{'name':'New','folder':{}}"), 201);
            QCOMPARE(world.send("POST", docs + "/children", "{'name':'new','folder':{}}"), 409);
            const QByteArray made = world.id(QStringLiteral("/Docs/New"));
            QCOMPARE(world.send("PATCH", item, "{'name':'b.txt','parentReference':{'id':'" + made + "'}}"), 200);
            QCOMPARE(world.send("PATCH", item, "{'name':'c.txt'}", stale), 412);
            QCOMPARE(world.send("DELETE", item, {}, stale), 412);
            QCOMPARE(world.send("DELETE", item), 204);
            QCOMPARE(world.send("GET", item), 404);
            QCOMPARE(world.send("GET", item + "?includeDeletedItems=true"), 200);
            QCOMPARE(world.send("GET", drive + "/items/" + made + "/children?includeDeletedItems=true"), 200);
            QCOMPARE(world.send("GET", item + "/thumbnails"), 404);
            QCOMPARE(world.send("POST", item + "/restore", "{'parentReference':{'id':'root'}}"), 400);
            QCOMPARE(world.send("POST", item + "/restore", "{}"), 200);
            QCOMPARE(world.send("POST", item + "/restore", "{}"), 400);
            QCOMPARE(world.send("DELETE", item), 204);
            QCOMPARE(world.send("POST", item + "/restore", "{'name':'d.txt'}"), 200);
            QCOMPARE(world.send("DELETE", item), 204);
            world.quirks().restoreAnswers204 = true;
            QCOMPARE(world.send("POST", item + "/restore"), 204);
            world.quirks().restoreAnswers204 = false;
            QCOMPARE(world.send("POST", item + "/permanentDelete"), 204);
            world.drive.purge(world.find(QStringLiteral("/Docs")));
        });
        RecordedWorld work(Kind::Business);
        const SandboxRef b = work.trashedFile(QStringLiteral("/b"));
        QCOMPARE(work.send("POST", work.byId(b) + "/restore", "{}"), 501);
        const QByteArray bin = "/sites/" + work.service.siteId(work.drive) + "/recycleBin/items";
        QCOMPARE(work.send("GET", bin + "?$top=200"), 200);
        work.trashedFile(QStringLiteral("/c"));
        QCOMPARE(work.send("GET", bin + "?$top=1"), 200);
        QCOMPARE(work.sendLink(QStringLiteral("@odata.nextLink")), 200);
        work.quirks().siteBin = OneDriveQuirks::SiteBin::Nowhere;
        QCOMPARE(work.send("GET", bin), 400);
    }

    void theServiceKeepsVersions()
    {
        for (const Kind kind : {Kind::Personal, Kind::Business}) {
            RecordedWorld world(kind);
            const SandboxRef ref = world.file(QStringLiteral("/plan.txt"), "one");
            world.service.past(world.drive)
                .write(ref, SandboxContent::of("two"), QStringLiteral("Kim Example"), world.clock.now());
            const quint32 old = world.service.past(world.drive).past(ref).front().number;
            const QByteArray version = "/versions/" + world.service.versionId(world.drive, old).toPercentEncoding();
            onBothAddresses(world, [&](const QByteArray &drive) {
                const QByteArray item = drive + "/items/" + world.id(ref);
                QCOMPARE(world.send("GET", item + "/versions"), 200);
                QCOMPARE(world.send("GET", item + version), 200);
                QCOMPARE(world.send("GET", item + version + "/content"), 302);
                QCOMPARE(world.send("GET", item + "/content"), 302);
                QCOMPARE(world.send("POST", item + version + "/restoreVersion"), 204);
                QCOMPARE(world.send("POST", item + "/versions/none/restoreVersion"), 404);
            });
            QCOMPARE(world.send("DELETE", world.byId(ref) + version), kind == Kind::Personal ? 400 : 204);
        }
    }

    void theServiceTakesBatchesAndRefuses()
    {
        using Shape = OneDriveQuirks::ErrorShape;
        RecordedWorld world(Kind::Personal);
        QCOMPARE(world.send("POST", "/$batch",
                     "{'requests':[{'id':'1','method':'GET','url':'/me'},{'id':'2','method':'GET','url':'/nothing'}]}"),
            200);
        QCOMPARE(world.send("POST", "/$batch", "{'requests':[]}"), 400);
        for (const Shape shape : {Shape::Usual, Shape::LowerCase, Shape::Nested, Shape::Bare, Shape::EmptyCode}) {
            world.quirks().errorShape = shape;
            QCOMPARE(world.send("GET", world.onDrive + "/items/unknown"), 404);
        }
        for (const int status : {429, 500, 503, 507, 509}) {
            world.host.faults().add(SandboxFault::refuse(status));
            QCOMPARE(world.send("GET", "/me"), status);
        }
    }

    void theProgramGoesItsWay_data() { theServiceTellsWhoAndWhat_data(); }
    void theProgramGoesItsWay()
    {
        QFETCH(int, kind);
        OneDriveBench bench{Kind(kind)};
        const QString name = QStringLiteral("it's 100% #1.txt");
        QVERIFY(recordExchanges(bench.host, programFile));
        QVERIFY(waitFor(bench.provider->identify()));
        const SandboxRef docs = bench.folder(QStringLiteral("Docs"));
        const SandboxRef other = bench.folder(QStringLiteral("Other"));
        bench.trashedFile(docs, name);
        const TrashedItem item = bench.entry(name);
        QCOMPARE(item.name, name);
        QVERIFY(waitFor(bench.provider->locate(item)));
        QVERIFY(waitFor(bench.provider->lookAtFolder(item.originalParent)));
        const auto back = waitFor(bench.provider->restore({.item = item}));
        QVERIFY(back);
        const auto moved = waitFor(bench.provider->move(*back, {bench.idOf(other), QStringLiteral("b.txt")}));
        QVERIFY(moved);
        QVERIFY(waitFor(bench.provider->findChild(bench.idOf(other), QStringLiteral("b.txt"))));
        QVERIFY(waitFor(bench.provider->createFolder({bench.idOf(docs), QStringLiteral("New")})));
        QVERIFY(!waitFor(bench.provider->createFolder({bench.idOf(docs), QStringLiteral("new")})));
        const auto trashed = waitFor(bench.provider->trash(*moved));
        QVERIFY(trashed);
        if (bench.provider->capabilities().canPurge)
            QVERIFY(waitFor(bench.provider->purge(*trashed)));
        if (OlderDeletions *older = bench.provider->olderDeletions()) {
            older->look();
            QTRY_VERIFY_WITH_TIMEOUT(older->state().isFinished, 20'000);
        }
    }

    void theProgramWalksThroughAPast_data() { theServiceTellsWhoAndWhat_data(); }
    void theProgramWalksThroughAPast()
    {
        QFETCH(int, kind);
        OneDriveBench bench{Kind(kind)};
        QVERIFY(recordExchanges(bench.host, programFile));
        const SandboxRef ref = bench.file(SandboxDrive::root, QStringLiteral("plan.txt"), "one");
        SandboxVersions &past = bench.service.past(bench.drive);
        past.write(ref, SandboxContent::of("two"), QStringLiteral("Kim Example"), bench.clock.now());
        past.write(ref, SandboxContent::of("three"), QStringLiteral("Kim Example"), bench.clock.now());
        const LiveItem file = bench.live(SandboxDrive::root, QStringLiteral("plan.txt"));
        Versions &versions = *bench.provider->versions();
        const auto history = waitFor(versions.list(file));
        QVERIFY(history);
        QCOMPARE(history->versions.size(), size_t(3));
        for (const Version &version : history->versions) {
            const auto into = std::make_shared<QBuffer>();
            QVERIFY(into->open(QIODevice::WriteOnly));
            QVERIFY(waitFor(versions.download(history->file, version, into, 100)));
        }
        QVERIFY(waitFor(versions.makeCurrent(history->file, history->versions[2])));
        QCOMPARE(bench.drive.node(ref)->content.bytes, QByteArray("one"));
        if (versions.abilities().canDelete)
            QVERIFY(waitFor(versions.remove(history->file, history->versions[1])));
    }
};

QTEST_GUILESS_MAIN(TestContractOneDrive)
#include "tst_contractonedrive.moc"
