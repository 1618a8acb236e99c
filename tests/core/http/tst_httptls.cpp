// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include <QSslSocket>
#include <QTest>

using namespace Unbin;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;
using Method = HttpRequest::Method;

class TestHttpTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_distrusting); }
    void unknownCertificateIsRefusedAndNothingSent_data();
    void unknownCertificateIsRefusedAndNothingSent();
    void trustedCertificateIsAccepted();
    void certificateForAnotherNameIsRefused();
    void changeClosedWithoutAnswerGoesOutOnce_data();
    void changeClosedWithoutAnswerGoesOutOnce();
    void serverWithoutTlsIsNotTalkedTo();

private:
    void trust();
    static Result<HttpReply> send(HttpRequest request);

    QSslConfiguration m_distrusting;
};

void TestHttpTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
    m_distrusting = QSslConfiguration::defaultConfiguration();
}

void TestHttpTls::trust()
{
    QSslConfiguration trusting = m_distrusting;
    trusting.addCaCertificate(selfSignedTls().localCertificate());
    QSslConfiguration::setDefaultConfiguration(trusting);
}

Result<HttpReply> TestHttpTls::send(HttpRequest request)
{
    HttpBench bench;
    HttpClient client(bench.network, bench.tokens, bench.clock, quickRules(request.url));
    return bench.run(client.send(std::move(request)));
}

void TestHttpTls::unknownCertificateIsRefusedAndNothingSent_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("get") << Method::Get << QByteArray();
    QTest::newRow("change") << Method::Post << QByteArray("{}");
    QTest::newRow("empty change") << Method::Delete << QByteArray();
}

void TestHttpTls::unknownCertificateIsRefusedAndNothingSent()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, body);
    FaultServer server(selfSignedTls());
    const auto result = send({.method = method, .url = server.url(), .body = body});
    QCOMPARE(errorKind(result), Kind::TlsFailed);
    QVERIFY2(result.error().detail.startsWith(QLatin1String("localhost: ")), qPrintable(result.error().detail));
    QVERIFY2(result.error().detail.contains(QLatin1String("self-signed"), Qt::CaseInsensitive),
        qPrintable(result.error().detail));
    QCOMPARE(server.requestCount(), 0);
}

void TestHttpTls::trustedCertificateIsAccepted()
{
    trust();
    FaultServer server(selfSignedTls());
    const auto result = send({.method = Method::Post, .url = server.url(), .body = "{}"});
    QVERIFY2(result, describe(result));
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpTls::certificateForAnotherNameIsRefused()
{
    trust();
    FaultServer server(selfSignedTls());
    QUrl elsewhere = server.url();
    elsewhere.setHost(QStringLiteral("127.0.0.1")); // the same computer; the certificate says "localhost"
    const auto result = send({.method = Method::Post, .url = elsewhere, .body = "{}"});
    QCOMPARE(errorKind(result), Kind::TlsFailed);
    QVERIFY2(result.error().detail.startsWith(QLatin1String("127.0.0.1: ")), qPrintable(result.error().detail));
    QCOMPARE(server.requestCount(), 0);
}

void TestHttpTls::changeClosedWithoutAnswerGoesOutOnce_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("post") << Method::Post << QByteArray("{\"a\":1}");
    QTest::newRow("empty post") << Method::Post << QByteArray();
    QTest::newRow("put") << Method::Put << QByteArray("{\"a\":1}");
    QTest::newRow("delete") << Method::Delete << QByteArray();
}

void TestHttpTls::changeClosedWithoutAnswerGoesOutOnce()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, body);
    trust();
    FaultServer server(selfSignedTls());
    server.setDefault(Answer::closeAfterRequest()); // Qt would send it four times
    QCOMPARE(errorKind(send({.method = method, .url = server.url(), .body = body})), Kind::OutcomeUnknown);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpTls::serverWithoutTlsIsNotTalkedTo()
{
    FaultServer plain;
    plain.setDefault(Answer::closeAfterRequest());
    QUrl address = plain.url();
    address.setScheme(QStringLiteral("https"));
    HttpBench bench;
    HttpClient client(bench.network, bench.tokens, bench.clock, quickRules(address));
    PendingReply pending(client.send({.method = Method::Post, .url = address, .body = "{}"}));
    QTRY_COMPARE(plain.connectionCount(), 1);
    bench.clock.advance(HttpBench::kDeadline);
    QTRY_VERIFY(pending.result);
    QCOMPARE(errorKind(*pending.result), Kind::Unreachable); // certainly not sent: it never got that far
    QCOMPARE(plain.requestCount(), 0);
}

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_httptls.moc"
