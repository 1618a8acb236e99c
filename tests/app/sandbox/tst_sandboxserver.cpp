// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practicedata.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "app/sandbox/sandboxrecorder.h"
#include "app/sandbox/sandboxserver.h"
#include "tests/app/sandbox/boxworld.h"

#include <QNetworkReply>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

namespace {

/** A world with both doors open. */
class OpenWorld : public BoxWorld
{
public:
    OpenWorld()
    {
        host.mount("/box/2.0", box);
        if (!server.listen())
            qFatal("no loopback port");
        trashedFile(QStringLiteral("/docs/plan.txt"));
    }

    SandboxHost host{clock};
    SandboxServer server{host};
    SandboxNetwork network{host};
};

struct Step {
    QByteArray verb;
    QByteArray target;
    QByteArray body;
};

QNetworkReply *start(QNetworkAccessManager &manager, const QUrl &base, const Step &step)
{
    QNetworkRequest request(QUrl(base.toString() + QString::fromLatin1(step.target)));
    request.setRawHeader("Authorization", "Bearer robin");
    if (!step.body.isEmpty())
        request.setRawHeader("Content-Type", "application/json");
    return manager.sendCustomRequest(request, step.verb, spelled(step.body));
}

/** Status, body and the service's own headers of a whole reply. */
QStringList told(QNetworkReply &reply)
{
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toString(),
        QString::fromLatin1(reply.rawHeader("Content-Type")), QString::fromLatin1(reply.rawHeader("box-request-id")),
        QString::fromLatin1(reply.rawHeader("WWW-Authenticate")), QString::fromUtf8(reply.readAll()),
        QString::number(reply.error())};
}

const QByteArray listing = "/folders/trash/items?usemarker=true";

QByteArray rawRequest(const QByteArray &method, const QByteArray &target, const QByteArray &more = {})
{
    return method + " /box/2.0" + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer robin\r\n" + more + "\r\n";
}

} // namespace

/** The loopback door: the same answers as the straight one, and every way a connection can go wrong. */
class TestSandboxServer : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<QTcpSocket> connected(const OpenWorld &world)
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, world.server.port());
        return socket;
    }

private Q_SLOTS:
    void bothDoorsGiveTheSameAnswers_data()
    {
        QTest::addColumn<bool>("isChunked");
        QTest::addRow("by length") << false;
        QTest::addRow("in chunks") << true;
    }
    void bothDoorsGiveTheSameAnswers()
    {
        QFETCH(bool, isChunked);
        OpenWorld outside;
        OpenWorld inside;
        outside.server.setChunked(isChunked);
        QNetworkAccessManager manager;
        const QByteArray file = "/files/" + outside.id({SandboxKind::File, 0});
        const QList<Step> steps
            = {{"GET", "/users/me", {}}, {"GET", listing + "&fields=name,size,trashed_at,parent", {}},
                {"GET", "/folders/trash/items?usemarker=true&sort=name", {}}, {"GET", file + "/trash", {}},
                {"POST", file, "{'name':'\xc3\xbc ber.txt'}"}, {"POST", file, "{}"},
                {"OPTIONS", "/files/content", "{'name':'x','parent':{'id':'0'}}"}, {"PUT", file, "{'name':'plan.txt'}"},
                {"POST", "/folders", "{'name':'docs','parent':{'id':'0'}}"}, {"DELETE", file, {}},
                {"DELETE", file + "/trash", {}}, {"GET", "/nonsense", {}}};
        for (const Step &step : steps) {
            std::unique_ptr<QNetworkReply> far(start(manager, outside.server.url("/box/2.0"), step));
            std::unique_ptr<QNetworkReply> near(
                start(inside.network, QUrl(QStringLiteral("https://sandbox.test/box/2.0")), step));
            QTRY_VERIFY(far->isFinished() && near->isFinished());
            QCOMPARE(told(*far), told(*near));
        }
        QCOMPARE(outside.drive.dump(), inside.drive.dump());
        QCOMPARE(outside.drive.dump(), QStringLiteral("/\n  docs/\nbin\n"));
    }

    void severalServicesLiveSideBySide()
    {
        OpenWorld world;
        BoxDialect other(world.clock);
        SandboxDrive drive({9, QStringLiteral("Kim Example"), {}});
        other.addAccount("robin", drive);
        world.host.mount("/other", other);
        QNetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> reply(start(manager, world.server.url("/other"), {"GET", "/users/me", {}}));
        std::unique_ptr<QNetworkReply> nobody(start(manager, world.server.url("/none"), {"GET", "/users/me", {}}));
        QTRY_VERIFY(reply->isFinished() && nobody->isFinished());
        QVERIFY(reply->readAll().contains("Kim Example"));
        QCOMPARE(nobody->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 404);
    }

    void oneConnectionServesManyRequests()
    {
        OpenWorld world;
        const auto socket = connected(world);
        socket->write(rawRequest("GET", "/users/me") + rawRequest("GET", listing) + rawRequest("HEAD", "/nonsense"));
        QByteArray got;
        QTRY_VERIFY((got += socket->readAll()).count("HTTP/1.1 ") == 3);
        QCOMPARE(world.host.requestCount(), 3);
        QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
        QVERIFY(got.endsWith("\r\n\r\n")); // HEAD: no body
    }

    void requestsMayArriveInCrumbs()
    {
        OpenWorld world;
        const auto socket = connected(world);
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        const QByteArray body = R"({"name":"x","parent":{"id":"0"}})";
        const QByteArray whole
            = rawRequest("POST", "/folders",
                  "Content-Type: application/json\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n")
            + body;
        for (const char c : whole) {
            socket->write(&c, 1);
            socket->flush();
            QCoreApplication::processEvents();
        }
        QByteArray got;
        QTRY_VERIFY((got += socket->readAll()).startsWith("HTTP/1.1 201 Created"));
    }

    void closesWhenAsked()
    {
        OpenWorld world;
        const auto socket = connected(world);
        socket->write(rawRequest("GET", "/users/me", "Connection: close\r\n"));
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket->readAll().contains("Connection: close"));
    }

    void refusesWhatIsNotHttp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::addRow("%s", name) << bytes << status;
        };
        row("garbage", "hello\r\n\r\n", 400);
        row("another version", "GET / HTTP/2.0\r\n\r\n", 505);
        row("absolute target", "GET http://x/ HTTP/1.1\r\n\r\n", 400);
        row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", 400);
        row("space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400);
        row("folded header", "GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n", 400);
        row("bad length", "POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n", 400);
        row("negative length", "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400);
        row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400);
        row("chunked request", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411);
        row("huge body", "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413);
        row("huge head", "GET / HTTP/1.1\r\nA: " + QByteArray(70'000, 'a'), 431);
    }
    void refusesWhatIsNotHttp()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        OpenWorld world;
        const auto socket = connected(world);
        socket->write(bytes);
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket->readAll().startsWith("HTTP/1.1 " + QByteArray::number(status)));
        QCOMPARE(world.host.requestCount(), 0);
    }

    void droppedBeforeNothingHappened()
    {
        OpenWorld world;
        world.host.faults().add(SandboxFault::dropBefore().on("POST", "/files/*"));
        const auto socket = connected(world);
        socket->write(rawRequest("POST", "/files/" + world.id({SandboxKind::File, 0})));
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket->readAll().isEmpty());
        QVERIFY(world.drive.isTrashedItself({SandboxKind::File, 0}));
    }

    void droppedAfterItHappened()
    {
        OpenWorld world;
        world.host.faults().add(SandboxFault::dropAfter().on("POST", "/files/*"));
        const auto socket = connected(world);
        socket->write(rawRequest("POST", "/files/" + world.id({SandboxKind::File, 0})));
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket->readAll().isEmpty());
        QVERIFY(world.drive.isLive({SandboxKind::File, 0}));
    }

    void cutBodiesAreShort()
    {
        OpenWorld world;
        world.host.faults().add(SandboxFault::cut(10).times(2));
        QNetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> byLength(start(manager, world.server.url("/box/2.0"), {"GET", listing, {}}));
        QTRY_VERIFY(byLength->isFinished());
        QCOMPARE(byLength->error(), QNetworkReply::RemoteHostClosedError);
        world.server.setChunked(true);
        manager.clearConnectionCache();
        std::unique_ptr<QNetworkReply> inChunks(start(manager, world.server.url("/box/2.0"), {"GET", listing, {}}));
        QTRY_VERIFY(inChunks->isFinished());
        QCOMPARE(inChunks->rawHeader("Transfer-Encoding"), "chunked");
        QCOMPARE(inChunks->readAll().size(), 10); // whether Qt calls that an error depends on its version
    }

    void stallsUntilTheClientGivesUp()
    {
        OpenWorld world;
        world.host.faults().add(SandboxFault::stall());
        world.host.faults().add(SandboxFault::stall(5));
        const auto silent = connected(world);
        silent->write(rawRequest("GET", listing));
        QTRY_COMPARE(world.host.requestCount(), 1);
        const auto half = connected(world);
        half->write(rawRequest("GET", listing));
        QByteArray got;
        QTRY_VERIFY((got += half->readAll()).endsWith("\r\n\r\n{\"ent"));
        world.clock.advance(24h);
        QCoreApplication::processEvents();
        QVERIFY(silent->readAll().isEmpty() && half->readAll().isEmpty());
        QCOMPARE(silent->state(), QAbstractSocket::ConnectedState);
    }

    void dripsAndLatencyFollowTheClock()
    {
        OpenWorld world;
        world.host.setLatency(100ms);
        world.host.faults().add(SandboxFault::drip(10ms));
        const auto socket = connected(world);
        socket->write(rawRequest("GET", listing) + rawRequest("GET", "/users/me"));
        QTRY_COMPARE(world.clock.pendingCount(), 1);
        world.clock.advance(100ms);
        QByteArray got;
        QTRY_VERIFY((got += socket->readAll()).endsWith("\r\n\r\n{"));
        world.clock.advance(20ms);
        QTRY_VERIFY((got += socket->readAll()).endsWith("\r\n\r\n{\"e"));
        world.clock.advance(1min);
        QTRY_VERIFY((got += socket->readAll()).contains("robin@sample.example"));
    }

    void aClientThatLeavesIsForgotten()
    {
        OpenWorld world;
        world.host.setLatency(1s);
        auto socket = connected(world);
        socket->write(rawRequest("GET", listing));
        QTRY_COMPARE(world.clock.pendingCount(), 1);
        socket.reset();
        QTRY_COMPARE(world.clock.pendingCount(), 0);
        QCOMPARE(world.server.children().count(), 0);
    }

    void trafficIsRecordedWithoutTokens()
    {
        QTemporaryDir folder;
        OpenWorld world;
        const QString name = folder.filePath(QStringLiteral("traffic.jsonl"));
        QVERIFY(recordExchanges(world.host, name));
        QNetworkAccessManager manager;
        std::unique_ptr<QNetworkReply> reply(start(manager, world.server.url("/box/2.0"), {"GET", listing, {}}));
        QTRY_VERIFY(reply->isFinished());
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains("Bearer"));
        const QJsonObject line = QJsonDocument::fromJson(text).object();
        QCOMPARE(line[u"path"].toString(), QStringLiteral("/folders/trash/items"));
        QCOMPARE(line[u"query"].toString(), QStringLiteral("usemarker=true"));
        QCOMPARE(line[u"status"].toInt(), 200);
        QCOMPARE(line[u"reply_body"].toString().toUtf8(), reply->readAll());
    }
};

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandboxserver.moc"
