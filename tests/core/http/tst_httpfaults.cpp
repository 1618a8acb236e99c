// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;

namespace {

/** What a server does to a request, and how a Get ends when it does so every time. A change ends as OutcomeUnknown. */
struct Fault {
    const char *name;
    Answer answer;
    Kind getEndsWith;
    bool isSilent() const { return getEndsWith == Kind::TimedOut; }
};

const QByteArray kBody = R"({"entries":[1,2,3,4,5,6,7,8,9]})";

std::vector<Fault> faults()
{
    return {
        {"closed after reading the request", Answer::closeAfterRequest(), Kind::Unreachable},
        {"closed before reading the request", Answer::closeBeforeReading(), Kind::Unreachable},
        {"body shorter than announced", Answer::shortBody(kBody), Kind::Unreachable},
        {"no reply at all", Answer::stall(), Kind::TimedOut},
        {"half a head", Answer::json(kBody).stallingAfter(20), Kind::TimedOut},
        {"half a body", Answer::json(kBody).stallingAfter(80), Kind::TimedOut},
        {"a byte at a time", Answer::json(kBody).dripping(50ms), Kind::TimedOut},
        {"not HTTP", Answer::garbage(), Kind::Unreachable},
        {"a status line without status", Answer{.bytes = "HTTP/1.1 fine thanks\r\n\r\n"}, Kind::Unreachable},
        {"gzip that is none", Answer::reply(200, "plain", {{"Content-Encoding", "gzip"}}), Kind::BadResponse},
    };
}

} // namespace

class TestHttpFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failedGetIsTriedAgainAndThenSucceeds_data() { addFaults(); }
    void failedGetIsTriedAgainAndThenSucceeds();
    void getGivesUpAfterItsAttempts_data() { addFaults(); }
    void getGivesUpAfterItsAttempts();
    void changeGoesOutOnceAndEndsUnknown_data();
    void changeGoesOutOnceAndEndsUnknown();
    void changeOnAKeptConnectionGoesOutOnce_data();
    void changeOnAKeptConnectionGoesOutOnce();
    void brokenChunksNeverPassForAWholeReply();
    void changeIsUnreachableOnlyWhenCertainlyNotSent();

private:
    void addFaults();
};

void TestHttpFaults::addFaults()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Fault &fault : faults())
        QTest::newRow(fault.name) << index++;
}

void TestHttpFaults::failedGetIsTriedAgainAndThenSucceeds()
{
    QFETCH(int, index);
    const Fault fault = faults().at(size_t(index));
    HttpBench bench;
    bench.silentRequests = fault.isSilent() ? 1 : 0;
    bench.server.script({fault.answer, Answer::json(kBody)});

    const auto result = bench.send(bench.get());
    if (fault.getEndsWith == Kind::BadResponse) { // the same again would be as bad
        QCOMPARE(errorKind(result), Kind::BadResponse);
        QCOMPARE(bench.server.requestCount(), 1);
        return;
    }
    QVERIFY2(result, describe(result));
    QCOMPARE(result->body, kBody);
    QCOMPARE(bench.server.requestCount() + bench.server.unreadCount(), 2);
}

void TestHttpFaults::getGivesUpAfterItsAttempts()
{
    QFETCH(int, index);
    const Fault fault = faults().at(size_t(index));
    HttpBench bench;
    const int attempts = bench.client->rules().maxAttempts;
    bench.silentRequests = fault.isSilent() ? attempts : 0;
    // Qt itself asks once more when a connection closes unanswered; that is harmless for a Get.
    for (int i = 0; i < 2 * attempts; ++i)
        bench.server.script({fault.answer});

    const auto result = bench.send(bench.get());
    QCOMPARE(errorKind(result), fault.getEndsWith);
    if (fault.isSilent())
        QCOMPARE(bench.server.requestCount(), attempts);
}

void TestHttpFaults::changeGoesOutOnceAndEndsUnknown_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("body");
    int index = 0;
    for (const Fault &fault : faults()) {
        QTest::addRow("%s, with body", fault.name) << index << QByteArray("{\"a\":1}");
        QTest::addRow("%s, empty", fault.name) << index << QByteArray();
        ++index;
    }
}

void TestHttpFaults::changeGoesOutOnceAndEndsUnknown()
{
    QFETCH(int, index);
    QFETCH(QByteArray, body);
    const Fault fault = faults().at(size_t(index));
    HttpBench bench;
    bench.silentRequests = fault.isSilent() ? 1 : 0;
    bench.server.script({fault.answer});
    const HttpRequest request = bench.change(HttpRequest::Method::Delete, body);

    const auto result = bench.send(request);
    QCOMPARE(errorKind(result), Kind::OutcomeUnknown);
    QCOMPARE(bench.server.requestCount() + bench.server.unreadCount(), 1);
}

void TestHttpFaults::changeOnAKeptConnectionGoesOutOnce_data()
{
    changeGoesOutOnceAndEndsUnknown_data();
}

void TestHttpFaults::changeOnAKeptConnectionGoesOutOnce()
{
    QFETCH(int, index);
    QFETCH(QByteArray, body);
    const Fault fault = faults().at(size_t(index));
    HttpBench bench;
    bench.server.script({Answer::json("{}"), fault.answer});
    QVERIFY(bench.send(bench.get()));
    bench.silentRequests = fault.isSilent() ? 1 : 0;
    const HttpRequest request = bench.change(HttpRequest::Method::Post, body);

    const auto result = bench.send(request);
    QCOMPARE(errorKind(result), Kind::OutcomeUnknown);
    QCOMPARE(bench.server.requestCount() + bench.server.unreadCount(), 2);
    QCOMPARE(bench.server.connectionCount(), 1);
}

void TestHttpFaults::brokenChunksNeverPassForAWholeReply()
{
    // Some versions of Qt notice, some wait for more: then the deadline passes.
    HttpBench bench;
    bench.silentRequests = 1;
    bench.server.setDefault(Answer{.bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nxyz\r\n"});
    QCOMPARE(errorKind(bench.send(bench.change())), Kind::OutcomeUnknown);
    QCOMPARE(bench.server.requestCount(), 1);
}

void TestHttpFaults::changeIsUnreachableOnlyWhenCertainlyNotSent()
{
    for (const QByteArray &body : {QByteArray(), QByteArray("{}")}) {
        HttpBench bench;
        bench.server.stopListening();
        QCOMPARE(errorKind(bench.send(bench.change(HttpRequest::Method::Post, body))), Kind::Unreachable);

        // The kept connection carries the change and closes; a new one would be refused. It was sent all the same.
        HttpBench other;
        QVERIFY(other.send(other.get()));
        other.server.stopListening();
        other.server.script({Answer::closeAfterRequest()});
        QCOMPARE(errorKind(other.send(other.change(HttpRequest::Method::Post, body))), Kind::OutcomeUnknown);
        QCOMPARE(other.server.requestCount(), 2);
    }
}

QTEST_GUILESS_MAIN(TestHttpFaults)
#include "tst_httpfaults.moc"
