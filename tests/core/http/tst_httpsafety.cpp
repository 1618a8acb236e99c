// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Unbin;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;
using Method = HttpRequest::Method;

namespace {

} // namespace

class TestHttpSafety : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tokenGoesToItsOwnOriginOnly_data();
    void tokenGoesToItsOwnOriginOnly();
    void redirectIsDeliveredAndNotFollowed_data();
    void redirectIsDeliveredAndNotFollowed();
    void plainRequestCarriesNoToken();
    void plainRequestGoesOverHttpToThisComputerOnly_data();
    void plainRequestGoesOverHttpToThisComputerOnly();
    void headersCannotSmuggle_data();
    void headersCannotSmuggle();
    void oddTokensAreNotSent_data();
    void oddTokensAreNotSent();
    void everyRequestSaysWhoWeAreAndNothingMore();
    void emptyChangeAnnouncesItsLength();
    void logHoldsNoSecret();
    void logIsOffByDefault();
};

void TestHttpSafety::tokenGoesToItsOwnOriginOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("other port, same host") << QStringLiteral("http://127.0.0.1:%2/");
    QTest::newRow("other name of this computer") << QStringLiteral("http://localhost:%1/");
    QTest::newRow("other scheme") << QStringLiteral("https://127.0.0.1:%1/");
    QTest::newRow("other host") << QStringLiteral("https://example.invalid/");
    QTest::newRow("user name in front") << QStringLiteral("http://127.0.0.1:%1@127.0.0.1:%2/");
    QTest::newRow("user name for the right host") << QStringLiteral("http://u:p@127.0.0.1:%1/");
    QTest::newRow("no host") << QStringLiteral("http:///things");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("relative") << QStringLiteral("things/1");
    QTest::newRow("empty") << QString();
}

void TestHttpSafety::tokenGoesToItsOwnOriginOnly()
{
    QFETCH(QString, address);
    HttpBench bench;
    FaultServer foreign;
    if (address.contains(QLatin1String("%1")))
        address.replace(QLatin1String("%1"), QString::number(bench.server.base().port()));
    address.replace(QLatin1String("%2"), QString::number(foreign.base().port()));
    HttpRequest request = bench.get();
    request.url = QUrl(address);
    QCOMPARE(errorKind(bench.send(request)), Kind::Unsafe);
    QCOMPARE(bench.server.connectionCount() + foreign.connectionCount(), 0);
}

void TestHttpSafety::redirectIsDeliveredAndNotFollowed_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%s %d", methodName(method).constData(), status) << method << status;
    }
}

void TestHttpSafety::redirectIsDeliveredAndNotFollowed()
{
    QFETCH(Method, method);
    QFETCH(int, status);
    HttpBench bench;
    FaultServer foreign;
    bench.server.script({Answer::redirect(foreign.url(QStringLiteral("/signed?x=1")), status)});
    const auto result = bench.send(bench.change(method));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, status);
    QCOMPARE(result->header("location"), foreign.url(QStringLiteral("/signed?x=1")).toEncoded());
    QCOMPARE(bench.server.requestCount(), 1);
    QCOMPARE(foreign.connectionCount(), 0);
}

void TestHttpSafety::plainRequestCarriesNoToken()
{
    HttpBench bench;
    FaultServer foreign;
    foreign.setDefault(Answer::reply(200, "content"));
    const auto result = bench.run(bench.client->sendPlain({.url = foreign.url(QStringLiteral("/signed?x=1"))}));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->body, QByteArray("content"));
    QCOMPARE(foreign.requests().first().target, QByteArray("/signed?x=1"));
    QVERIFY(foreign.requests().first().header("Authorization").isEmpty());

    // Nor does a refusal make it send one: 401 is delivered.
    foreign.setDefault(Answer::reply(401));
    QCOMPARE(bench.run(bench.client->sendPlain({.url = foreign.url()}))->status, 401);
    QCOMPARE(foreign.requestCount(), 2);
    QVERIFY(foreign.requests().last().header("Authorization").isEmpty());
}

void TestHttpSafety::plainRequestGoesOverHttpToThisComputerOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("other computer") << QStringLiteral("http://example.invalid/x") << false;
    QTest::newRow("other address") << QStringLiteral("http://192.0.2.1/x") << false;
    QTest::newRow("looks like loopback") << QStringLiteral("http://127.0.0.1.example.invalid/x") << false;
    QTest::newRow("localhost in front") << QStringLiteral("http://localhost.example.invalid/x") << false;
    QTest::newRow("every address") << QStringLiteral("http://0.0.0.0:1/x") << false;
    QTest::newRow("ftp") << QStringLiteral("ftp://127.0.0.1/x") << false;
    QTest::newRow("data") << QStringLiteral("data:,x") << false;
    QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:1/x") << true;
    QTest::newRow("loopback, version 6") << QStringLiteral("http://[::1]:1/x") << true;
    QTest::newRow("localhost") << QStringLiteral("http://LOCALHOST:1/x") << true;
}

void TestHttpSafety::plainRequestGoesOverHttpToThisComputerOnly()
{
    QFETCH(QString, address);
    QFETCH(bool, isAllowed);
    HttpBench bench;
    const auto kind = errorKind(bench.run(bench.client->sendPlain({.url = QUrl(address)})));
    QVERIFY(kind);
    QCOMPARE(*kind != Kind::Unsafe, isAllowed);
}

void TestHttpSafety::headersCannotSmuggle_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("another header") << QByteArray("If-Match") << QByteArray("1\r\nX-Evil: yes");
    QTest::newRow("line feed alone") << QByteArray("If-Match") << QByteArray("1\nX-Evil: yes");
    QTest::newRow("NUL") << QByteArray("If-Match") << QByteArray("1\0x", 3);
    QTest::newRow("in the name") << QByteArray("If-Match: 1\r\nX-Evil") << QByteArray("yes");
    QTest::newRow("somebody else's token") << QByteArray("authorization") << QByteArray("Bearer other");
}

void TestHttpSafety::headersCannotSmuggle()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    HttpBench bench;
    HttpRequest request = bench.change();
    request.headers.emplaceBack(name, value);
    QCOMPARE(errorKind(bench.send(request)), Kind::Unsafe);
    QCOMPARE(bench.server.connectionCount(), 0);
}

void TestHttpSafety::oddTokensAreNotSent_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("blanks") << QByteArray("  \n");
    QTest::newRow("two lines") << QByteArray("abc\r\nX-Evil: yes");
    QTest::newRow("two words") << QByteArray("abc def");
    QTest::newRow("not ASCII") << QByteArray("t\xc3\xb6ken");
}

void TestHttpSafety::oddTokensAreNotSent()
{
    QFETCH(QByteArray, token);
    HttpBench bench;
    bench.tokens.setToken(token);
    QCOMPARE(errorKind(bench.send(bench.get())), Kind::SignInNeeded);
    QCOMPARE(bench.server.connectionCount(), 0);
}

void TestHttpSafety::everyRequestSaysWhoWeAreAndNothingMore()
{
    HttpBench bench([](ServiceRules &rules) { rules.authorizationScheme = "OAuth"; });
    bench.server.script(
        {Answer::reply(200, "{}", {{"Set-Cookie", "session=1; Path=/"}, {"Cache-Control", "max-age=900"}})});
    QVERIFY(bench.send(bench.get()));
    QVERIFY(bench.send(bench.get()));
    QCOMPARE(bench.server.requestCount(), 2); // no cache
    for (const FaultServer::Request &request : bench.server.requests()) {
        QCOMPARE(request.header("Authorization"), "OAuth " + kToken);
        QVERIFY(request.header("User-Agent").startsWith("Unbin/"));
        QVERIFY(request.header("Cookie").isEmpty());
        QVERIFY(request.header("Referer").isEmpty());
        QVERIFY(request.header("Content-Type").isEmpty());
        QVERIFY(request.header("Upgrade").isEmpty()); // HTTP/1.1 and nothing else
    }
}

void TestHttpSafety::emptyChangeAnnouncesItsLength()
{
    HttpBench bench;
    QVERIFY(bench.send(bench.change(Method::Delete, {})));
    QCOMPARE(bench.server.requests().last().header("Content-Length"), QByteArray("0"));
    QVERIFY(bench.server.requests().last().header("Content-Type").isEmpty());
    QVERIFY(bench.send(bench.change(Method::Options)));
    QCOMPARE(bench.server.requests().last().method, QByteArray("OPTIONS"));
    QCOMPARE(bench.server.requests().last().body, QByteArray(R"({"name":"x"})"));
    QCOMPARE(bench.server.requests().last().header("Content-Type"), QByteArray("application/json"));
}

void TestHttpSafety::logHoldsNoSecret()
{
    QLoggingCategory::setFilterRules(QStringLiteral("unbin.*=true"));
    g_log.clear();
    const auto before = qInstallMessageHandler(keepInLog);
    HttpBench bench;
    FaultServer foreign;
    bench.silentRequests = 1;
    bench.server.script({Answer::stall(), Answer::reply(401), Answer::json(R"({"secret":"reply-body"})"),
        Answer::reply(500, {}, {{"X-Request-Id", "r-42"}})});
    HttpRequest request
        = bench.get(QStringLiteral("/2.0/files/987654/people-only/root:/Diary of Ann.txt:/x?marker=hidden"));
    request.headers.emplaceBack("X-Private", "header-value");
    (void)bench.send(request);
    bench.tokens.setToken(kToken);
    (void)bench.send(bench.change(Method::Post, R"({"name":"request-body"})"));
    (void)bench.send(bench.change(Method::Delete));
    (void)bench.run(bench.client->sendPlain({.url = foreign.url(QStringLiteral("/signed-path/abc?sig=xyz"))}));
    bench.tokens.setToken(kToken + "\n" + kToken);
    (void)bench.send(bench.get());
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});

    QVERIFY2(g_log.contains("\"path\":\"/2.0/files/{id}/people-only/{path}\""), g_log.constData());
    QVERIFY2(g_log.contains("\"id\":\"r-42\""), g_log.constData());
    QVERIFY(g_log.contains("\"status\":401"));
    QVERIFY(g_log.contains("\"path\":\"{signed}\""));
    for (const QByteArray &secret : {kToken, QByteArray("987654"), QByteArray("Diary"), QByteArray("hidden"),
             QByteArray("header-value"), QByteArray("request-body"), QByteArray("reply-body"),
             QByteArray("signed-path"), QByteArray("xyz"), QByteArray("Bearer")})
        QVERIFY2(!g_log.contains(secret), secret.constData());
}

void TestHttpSafety::logIsOffByDefault()
{
    g_log.clear();
    const auto before = qInstallMessageHandler(keepInLog);
    HttpBench bench;
    const auto result = bench.send(bench.get());
    qInstallMessageHandler(before);
    QVERIFY(result);
    QCOMPARE(g_log, QByteArray());
}

QTEST_GUILESS_MAIN(TestHttpSafety)
#include "tst_httpsafety.moc"
