// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include "core/http/jsonreader.h"

#include <QTest>

using namespace Unbin;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;

class TestHttpLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replyUpToTheLimitIsDeliveredAndNoByteMore_data();
    void replyUpToTheLimitIsDeliveredAndNoByteMore();
    void tooLongReplyToAChangeLeavesItsOutcomeUnknown();
    void announcedLengthIsRefusedBeforeItComes();
    void compressedBombIsStoppedAtTheLimit();
    void bigReplyArrivesWhole();
    void repliesWithoutBodyAreWhole_data();
    void repliesWithoutBodyAreWhole();
    void wrongContentTypeIsDelivered();
    void bodyWithoutLengthEndsWithTheConnection();
    void cutChunkedBodyLooksWholeAndOnlyTheParserNotices();
    void manyRequestsKeepWithinTheLimitOfTheAccount();
};

void TestHttpLimits::replyUpToTheLimitIsDeliveredAndNoByteMore_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("form"); // 0 with length, 1 chunked, 2 gzip
    QTest::addColumn<bool>("isDelivered");
    const char *forms[] = {"length", "chunked", "gzip"};
    for (int form = 0; form < 3; ++form) {
        QTest::addRow("%s, at the limit", forms[form]) << 1000 << form << true;
        QTest::addRow("%s, one beyond", forms[form]) << 1001 << form << false;
        QTest::addRow("%s, far beyond", forms[form]) << 300'000 << form << false;
    }
}

void TestHttpLimits::replyUpToTheLimitIsDeliveredAndNoByteMore()
{
    QFETCH(int, size);
    QFETCH(int, form);
    QFETCH(bool, isDelivered);
    HttpBench bench;
    const QByteArray body(size, 'x');
    bench.server.setDefault(form == 0 ? Answer::json(body) : form == 1 ? Answer::chunked(body) : Answer::gzip(body));
    HttpRequest request = bench.get();
    request.maxReplyBytes = 1000;
    const auto result = bench.send(request);
    QCOMPARE(result.has_value(), isDelivered);
    if (result)
        QCOMPARE(result->body, body);
    else
        QCOMPARE(result.error().kind, Kind::TooLarge);
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpLimits::tooLongReplyToAChangeLeavesItsOutcomeUnknown()
{
    HttpBench bench;
    bench.server.setDefault(Answer::json(QByteArray(2000, 'x')));
    HttpRequest request = bench.change();
    request.maxReplyBytes = 1000;
    QCOMPARE(errorKind(bench.send(request)), Kind::OutcomeUnknown);
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpLimits::announcedLengthIsRefusedBeforeItComes()
{
    HttpBench bench;
    bench.server.setDefault(
        Answer{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc", .ending = Answer::Ending::Stall});
    QCOMPARE(errorKind(bench.send(bench.get())), Kind::TooLarge);
    QTRY_COMPARE(bench.server.openCount(), 0);
}

void TestHttpLimits::compressedBombIsStoppedAtTheLimit()
{
    HttpBench bench;
    bench.server.script(
        {Answer::gzip(QByteArray(4 * 1024 * 1024, '\0')), Answer::gzip(QByteArray(12 * 1024 * 1024, '\0'))});
    HttpRequest request = bench.get();
    request.maxReplyBytes = 1024 * 1024;
    QCOMPARE(errorKind(bench.send(request)), Kind::TooLarge);
    // Beyond 10 MiB Qt looks at the ratio and refuses by itself.
    QCOMPARE(errorKind(bench.send(request)), Kind::BadResponse);
    QCOMPARE(bench.server.requestCount(), 2);
}

void TestHttpLimits::bigReplyArrivesWhole()
{
    HttpBench bench;
    QByteArray body;
    while (body.size() < 5'000'000)
        body += QByteArray::number(body.size()) + ' ';
    bench.server.script({Answer::json(body), Answer::chunked(body), Answer::gzip(body)});
    for (int i = 0; i < 3; ++i) {
        const auto result = bench.send(bench.get());
        QVERIFY2(result, describe(result));
        QVERIFY(result->body == body);
    }
}

void TestHttpLimits::repliesWithoutBodyAreWhole_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 202, 204, 304, 404, 412, 500})
        QTest::addRow("%d", status) << status;
}

void TestHttpLimits::repliesWithoutBodyAreWhole()
{
    QFETCH(int, status);
    HttpBench bench;
    bench.server.setDefault(Answer::reply(status));
    const auto result = bench.send(bench.change(HttpRequest::Method::Delete, {}));
    QVERIFY2(result, describe(result));
    QCOMPARE(result->status, status);
    QCOMPARE(result->body, QByteArray());
    QCOMPARE(result->isSuccess(), status < 300);
}

void TestHttpLimits::wrongContentTypeIsDelivered()
{
    HttpBench bench;
    bench.server.setDefault(Answer::reply(200, "<html></html>", {{"Content-Type", "text/html"}}));
    const auto result = bench.send(bench.get());
    QVERIFY(result);
    QCOMPARE(result->header("content-TYPE"), QByteArray("text/html"));
    QCOMPARE(errorKind(parseJsonObject(result->body)), Kind::BadResponse);
}

void TestHttpLimits::bodyWithoutLengthEndsWithTheConnection()
{
    HttpBench bench;
    bench.server.setDefault(
        Answer{.bytes = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":1}", .ending = Answer::Ending::Close});
    const auto result = bench.send(bench.change());
    QVERIFY2(result, describe(result));
    QCOMPARE(result->body, QByteArray("{\"a\":1}"));
}

void TestHttpLimits::cutChunkedBodyLooksWholeAndOnlyTheParserNotices()
{
    HttpBench bench;
    bench.server.setDefault(Answer::cutChunked(R"({"entries":[1,2,3],"next_marker":"m"})"));
    const auto result = bench.send(bench.get());
    // If this fails one day, Qt has learnt to notice: then the reply never gets here, which is as good.
    QVERIFY(!result || !parseJsonObject(result->body));
}

void TestHttpLimits::manyRequestsKeepWithinTheLimitOfTheAccount()
{
    HttpBench bench([](ServiceRules &rules) { rules.requestsAtOnce = 3; });
    std::vector<std::unique_ptr<PendingReply>> all;
    for (int i = 0; i < 200; ++i)
        all.push_back(std::make_unique<PendingReply>(bench.client->send(i % 2 ? bench.get() : bench.change())));
    QTRY_VERIFY(std::all_of(all.begin(), all.end(), [](const auto &pending) { return pending->result.has_value(); }));
    for (const auto &pending : all)
        QVERIFY2(*pending->result, describe(*pending->result));
    QCOMPARE(bench.server.requestCount(), 200);
    QVERIFY(bench.server.connectionCount() <= 3);
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
