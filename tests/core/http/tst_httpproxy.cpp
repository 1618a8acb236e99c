// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/systemproxy.h"
#include "tests/core/http/httpbench.h"

#include <QNetworkProxyQuery>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Unbin;

class TestHttpProxy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /** The proxy that the system names (here by the environment) is asked for a way to the service; it refuses. */
    void theSystemsProxyIsUsedButNotForThisComputer()
    {
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress(QHostAddress::LocalHost), 0));
        QByteArray asked;
        connect(&proxy, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = proxy.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, &asked] {
                asked += socket->readAll();
                if (asked.contains("\r\n\r\n")) {
                    socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                    socket->disconnectFromHost();
                }
            });
        });
        const QByteArray address = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
        for (const char *name : {"https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"})
            qputenv(name, address);
        for (const char *name : {"no_proxy", "NO_PROXY"})
            qunsetenv(name);
        useSystemProxy();
        QVERIFY(QNetworkProxyFactory::usesSystemConfiguration());
        const auto named = QNetworkProxyFactory::systemProxyForQuery(
            QNetworkProxyQuery(QUrl(QStringLiteral("https://service.example/x"))));
        if (named.isEmpty() || named.front().port() != proxy.serverPort())
            QSKIP("this Qt takes its proxy from elsewhere than the environment");

        HttpBench bench;
        const QUrl service(QStringLiteral("https://service.example/2.0/users/me"));
        HttpClient client(bench.network, bench.tokens, bench.clock, quickRules(service));
        PendingReply pending(client.send({.method = HttpRequest::Method::Post, .url = service, .body = "{}"}));
        QTRY_VERIFY_WITH_TIMEOUT(asked.startsWith("CONNECT service.example:443 "), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(pending.result, 20'000);
        QCOMPARE(errorKind(*pending.result), Error::Kind::Unreachable);
        QVERIFY(!asked.contains(kToken)); // the proxy sees no more than the host

        asked.clear();
        FaultServer here;
        HttpClient local(bench.network, bench.tokens, bench.clock, quickRules(here.url()));
        PendingReply near(local.send({.url = here.url()}));
        QTRY_VERIFY_WITH_TIMEOUT(near.result, 20'000);
        QVERIFY(*near.result);
        QCOMPARE(asked, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestHttpProxy)
#include "tst_httpproxy.moc"
