// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/httpbench.h"

#include "core/http/signeddownload.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QTest>

using namespace Unbin;
using Answer = FaultServer::Answer;
using Kind = Error::Kind;

namespace {

ContentHash sha1(const QByteArray &content)
{
    return {ContentHash::Algorithm::Sha1, QCryptographicHash::hash(content, QCryptographicHash::Sha1)};
}

/** Takes so many bytes and then no more, like a full disk. */
class FullDisk final : public QIODevice
{
public:
    FullDisk() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override
    {
        setErrorString(QStringLiteral("disk full"));
        return -1;
    }
};

/** A service, and the store that its signed addresses lead to. */
struct StoreBench : HttpBench {
    StoreBench() { buffer->open(QIODevice::WriteOnly); }

    SignedDownload what()
    {
        return {.request = {.url = server.url(QStringLiteral("/files/1/content")),
                    .headers = {{"X-For-Api", "yes"}},
                    .deadline = kDeadline},
            .into = buffer,
            .maxBytes = 1'000'000,
            .refusal = [](const HttpReply &reply) {
                return Error{
                    .kind = Kind::Forbidden, .httpStatus = reply.status, .code = QStringLiteral("from the map")};
            }};
    }
    Answer toStore(const QString &path = QStringLiteral("/signed?sig=s3cret"))
    {
        return Answer::redirect(store.url(path));
    }

    Result<qint64> fetch(SignedDownload download)
    {
        QObject owner;
        std::optional<Result<qint64>> result;
        auto *running = launch(signedDownload(*client, std::move(download)), &owner,
            [&](Result<qint64> r) { result.emplace(std::move(r)); });
        QObject::connect(running, &JobBase::progressChanged, &owner, [&](const Progress &p) {
            seen.append(p);
            if (onProgress)
                onProgress(running);
        });
        const bool hasEnded = QTest::qWaitFor(
            [&] {
                if (!result)
                    clock.advance(step);
                return result.has_value();
            },
            30'000);
        return hasEnded ? *result : failure(Kind::Internal, QStringLiteral("the test gave up waiting"));
    }
    Result<qint64> fetch() { return fetch(what()); }

    FaultServer store;
    std::shared_ptr<QBuffer> buffer = std::make_shared<QBuffer>();
    QList<Progress> seen;
    std::function<void(JobBase *)> onProgress;
    std::chrono::milliseconds step{5};
};

} // namespace

class TestSignedDownload : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsTheRedirectWithoutTokenAndHeaders_data();
    void followsTheRedirectWithoutTokenAndHeaders();
    void takesContentThatComesAtOnce();
    void contentArrivesAsStoredAndInOrder();
    void tellsBytes();
    void waitsWhileTheContentIsNotReady();
    void givesUpWaitingInTheEnd();
    void refusesUnsafeTargets_data();
    void refusesUnsafeTargets();
    void plainHttpNeedsAnApiOnThisComputer();
    void followsFiveHopsAndNoMore();
    void asksOnceForAFreshAddress();
    void mapsRefusals();
    void stopsAtTheLimit_data();
    void stopsAtTheLimit();
    void noticesWrongContent();
    void noticesACutBody_data();
    void noticesACutBody();
    void noticesAFullDisk();
    void refusesContentInAnEncoding();
    void endsWhenTheStoreFallsSilent();
    void slowContentOutlivesTheDeadline();
    void anyListenerMayCancel();
    void signedAddressIsInNoLogAndNoError();
};

void TestSignedDownload::followsTheRedirectWithoutTokenAndHeaders_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestSignedDownload::followsTheRedirectWithoutTokenAndHeaders()
{
    QFETCH(int, status);
    StoreBench bench;
    bench.server.script({Answer::redirect(bench.store.url(QStringLiteral("/signed?sig=a%2Fb")), status)});
    bench.store.setDefault(Answer::reply(200, "content"));
    const auto result = bench.fetch();
    QVERIFY2(result, describe(result));
    QCOMPARE(*result, 7);
    QCOMPARE(bench.buffer->data(), QByteArray("content"));
    QCOMPARE(bench.server.requests().first().header("Authorization"), "Bearer " + kToken);
    QCOMPARE(bench.server.requests().first().header("X-For-Api"), QByteArray("yes"));
    QCOMPARE(bench.store.requestCount(), 1);
    const FaultServer::Request atStore = bench.store.requests().first();
    QCOMPARE(atStore.method, QByteArray("GET"));
    QCOMPARE(atStore.target, QByteArray("/signed?sig=a%2Fb"));
    for (const char *header : {"Authorization", "Cookie", "Referer", "X-For-Api"})
        QVERIFY2(atStore.header(header).isEmpty(), header);
}

void TestSignedDownload::takesContentThatComesAtOnce()
{
    StoreBench bench;
    bench.server.script({Answer::reply(200, "here")});
    const auto result = bench.fetch();
    QVERIFY2(result, describe(result));
    QCOMPARE(bench.buffer->data(), QByteArray("here"));

    StoreBench empty;
    empty.server.script({Answer::reply(200)});
    const auto nothing = empty.fetch();
    QVERIFY2(nothing, describe(nothing));
    QCOMPARE(*nothing, 0);
}

void TestSignedDownload::contentArrivesAsStoredAndInOrder()
{
    QByteArray content;
    while (content.size() < 900'000)
        content += QByteArray::number(content.size()) + '\0' + '\n';
    StoreBench bench;
    bench.server.setHandler([&](const auto &) { return bench.toStore(); });
    bench.store.script({Answer::reply(200, content), Answer::chunked(content)});
    for (int i = 0; i < 2; ++i) {
        bench.buffer->seek(0);
        SignedDownload what = bench.what();
        what.hash = sha1(content);
        const auto result = bench.fetch(what);
        QVERIFY2(result, describe(result));
        QVERIFY(bench.buffer->data() == content);
    }
    QCOMPARE(bench.store.requests().first().header("Accept-Encoding"), QByteArray("identity"));
}

void TestSignedDownload::tellsBytes()
{
    StoreBench bench;
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::chunked(QByteArray(300'000, 'x')));
    SignedDownload what = bench.what();
    what.expectedBytes = 300'000;
    QVERIFY(bench.fetch(what));
    QVERIFY(!bench.seen.isEmpty());
    QCOMPARE(bench.seen.last().doneBytes, 300'000);
    for (const Progress &progress : std::as_const(bench.seen)) {
        if (progress.doneBytes > 0)
            QCOMPARE(progress.totalBytes, 300'000);
    }
}

void TestSignedDownload::waitsWhileTheContentIsNotReady()
{
    StoreBench bench;
    bench.step = std::chrono::seconds(1);
    const Answer notReady = Answer::reply(202, {}, {{"Retry-After", "7"}});
    bench.server.script({notReady, Answer::reply(202), bench.toStore()});
    bench.store.script({notReady, Answer::reply(200, "late")});
    const auto result = bench.fetch();
    QVERIFY2(result, describe(result));
    QCOMPARE(bench.buffer->data(), QByteArray("late"));
    QCOMPARE(bench.server.requestCount(), 3);
    QCOMPARE(bench.store.requestCount(), 2);
    QVERIFY(std::any_of(bench.seen.begin(), bench.seen.end(), [](const Progress &progress) {
        return progress.waiting == Progress::Waiting::Busy && progress.waitingFor == std::chrono::seconds(7);
    }));
}

void TestSignedDownload::givesUpWaitingInTheEnd()
{
    StoreBench bench;
    bench.step = std::chrono::seconds(30);
    bench.server.setDefault(Answer::reply(202, {}, {{"Retry-After", "120"}}));
    const auto result = bench.fetch();
    QCOMPARE(errorKind(result), Kind::Busy);
    QCOMPARE(result.error().retryAfter, std::optional<std::chrono::milliseconds>(std::chrono::seconds(120)));
    QCOMPARE(bench.server.requestCount(), 8); // seven waits of two minutes fit into a quarter of an hour
}

void TestSignedDownload::refusesUnsafeTargets_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("http elsewhere") << QByteArray("http://store.invalid/x") << Kind::Unsafe;
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << Kind::Unsafe;
    QTest::newRow("data") << QByteArray("data:text/plain,x") << Kind::Unsafe;
    QTest::newRow("user name") << QByteArray("https://u:p@127.0.0.1:1/x") << Kind::Unsafe;
    QTest::newRow("no host") << QByteArray("https:///x") << Kind::Unsafe;
    QTest::newRow("nothing") << QByteArray() << Kind::BadResponse;
}

void TestSignedDownload::refusesUnsafeTargets()
{
    QFETCH(QByteArray, location);
    QFETCH(Error::Kind, kind);
    StoreBench bench;
    bench.server.script({Answer::reply(302, {}, {{"Location", location}})});
    QCOMPARE(errorKind(bench.fetch()), kind);
    QCOMPARE(bench.server.requestCount(), 1);
    QVERIFY(bench.buffer->data().isEmpty());
}

void TestSignedDownload::plainHttpNeedsAnApiOnThisComputer()
{
    // An API that is elsewhere must not lead to a server on this computer: the first answer is faked by a client whose
    // API is remote, and whose first step is refused already.
    FaultServer local;
    QNetworkAccessManager network;
    ManualClock clock;
    FixedTokenSource tokens{kToken};
    HttpClient client(network, tokens, clock, quickRules(QUrl(QStringLiteral("https://api.invalid/2.0"))));
    StoreBench bench;
    SignedDownload what = bench.what();
    what.request.url = local.url(QStringLiteral("/content"));
    QObject owner;
    std::optional<Result<qint64>> result;
    launch(signedDownload(client, what), &owner, [&](Result<qint64> r) { result.emplace(std::move(r)); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(errorKind(*result), Kind::Unsafe);
    QCOMPARE(local.connectionCount(), 0);
}

void TestSignedDownload::followsFiveHopsAndNoMore()
{
    for (const int hops : {5, 6}) {
        StoreBench bench;
        bench.server.script({bench.toStore()});
        int left = hops - 1;
        bench.store.setHandler([&](const auto &) {
            return left-- > 0 ? Answer::redirect(QUrl(QStringLiteral("/again?n=%1").arg(left)))
                              : Answer::reply(200, "there");
        });
        const auto result = bench.fetch();
        QCOMPARE(result.has_value(), hops == 5);
        if (!result)
            QCOMPARE(result.error().kind, Kind::Unsafe);
        QCOMPARE(bench.store.requestCount(), 5);
    }
}

void TestSignedDownload::asksOnceForAFreshAddress()
{
    StoreBench bench;
    bench.server.setHandler([&](const auto &) { return bench.toStore(); });
    bench.store.script({Answer::reply(403, "<Error>expired</Error>"), Answer::reply(200, "fresh")});
    const auto result = bench.fetch();
    QVERIFY2(result, describe(result));
    QCOMPARE(bench.buffer->data(), QByteArray("fresh"));
    QCOMPARE(bench.server.requestCount(), 2);

    StoreBench never;
    never.server.setHandler([&](const auto &) { return never.toStore(); });
    never.store.setDefault(Answer::reply(404, "no"));
    QCOMPARE(errorKind(never.fetch()), Kind::NotFound);
    QCOMPARE(never.server.requestCount(), 2);
    QCOMPARE(never.store.requestCount(), 2);
}

void TestSignedDownload::mapsRefusals()
{
    StoreBench api;
    api.server.setDefault(Answer::json("{}", 404));
    const auto refused = api.fetch();
    QCOMPARE(errorKind(refused), Kind::Forbidden);
    QCOMPARE(refused.error().code, QStringLiteral("from the map"));

    StoreBench partial;
    partial.server.setDefault(Answer::reply(206, "part"));
    QCOMPARE(errorKind(partial.fetch()), Kind::BadResponse);

    StoreBench store;
    store.server.setHandler([&](const auto &) { return store.toStore(); });
    store.store.setDefault(Answer::reply(500));
    QCOMPARE(errorKind(store.fetch()), Kind::ServiceFailed);
    QVERIFY(store.buffer->data().isEmpty());
}

void TestSignedDownload::stopsAtTheLimit_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isChunked");
    QTest::addColumn<bool>("isDelivered");
    for (const bool isChunked : {false, true}) {
        const char *form = isChunked ? "chunked" : "length";
        QTest::addRow("%s at", form) << 1000 << isChunked << true;
        QTest::addRow("%s beyond", form) << 1001 << isChunked << false;
        QTest::addRow("%s far beyond", form) << 500'000 << isChunked << false;
    }
}

void TestSignedDownload::stopsAtTheLimit()
{
    QFETCH(int, size);
    QFETCH(bool, isChunked);
    QFETCH(bool, isDelivered);
    StoreBench bench;
    bench.server.script({bench.toStore()});
    const QByteArray content(size, 'x');
    bench.store.setDefault(isChunked ? Answer::chunked(content) : Answer::reply(200, content));
    SignedDownload what = bench.what();
    what.maxBytes = 1000;
    const auto result = bench.fetch(what);
    QCOMPARE(result.has_value(), isDelivered);
    if (!result)
        QCOMPARE(result.error().kind, Kind::TooLarge);
    QVERIFY(bench.buffer->size() <= 1000);
}

void TestSignedDownload::noticesWrongContent()
{
    StoreBench bench;
    bench.server.setHandler([&](const auto &) { return bench.toStore(); });
    bench.store.setDefault(Answer::reply(200, "Content"));
    SignedDownload what = bench.what();
    what.hash = sha1("content");
    QCOMPARE(errorKind(bench.fetch(what)), Kind::BadResponse);
    what.hash = sha1("Content");
    QVERIFY(bench.fetch(what));
}

void TestSignedDownload::noticesACutBody_data()
{
    QTest::addColumn<bool>("isChunked");
    QTest::newRow("length") << false;
    QTest::newRow("chunked") << true;
}

void TestSignedDownload::noticesACutBody()
{
    QFETCH(bool, isChunked);
    StoreBench bench;
    bench.server.script({bench.toStore()});
    const QByteArray content(100'000, 'x');
    bench.store.setDefault(isChunked ? Answer::cutChunked(content) : Answer::shortBody(content));
    SignedDownload what = bench.what();
    what.hash = sha1(content);
    QVERIFY(!bench.fetch(what));
    QCOMPARE(bench.store.requestCount(), 1); // what was written can't be taken back: no second try by itself
}

void TestSignedDownload::noticesAFullDisk()
{
    StoreBench bench;
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::reply(200, "content"));
    SignedDownload what = bench.what();
    what.into = std::make_shared<FullDisk>();
    const auto result = bench.fetch(what);
    QCOMPARE(errorKind(result), Kind::LocalIo);
    QCOMPARE(result.error().detail, QStringLiteral("disk full"));

    SignedDownload closed = bench.what();
    closed.into = std::make_shared<QBuffer>();
    QCOMPARE(errorKind(bench.fetch(closed)), Kind::LocalIo);
}

void TestSignedDownload::refusesContentInAnEncoding()
{
    StoreBench bench;
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::gzip("content"));
    QCOMPARE(errorKind(bench.fetch()), Kind::BadResponse);
    QVERIFY(bench.buffer->data().isEmpty());
}

void TestSignedDownload::endsWhenTheStoreFallsSilent()
{
    StoreBench bench;
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::reply(200, QByteArray(1000, 'x')).stallingAfter(500));
    bench.onProgress = [&](JobBase *job) {
        if (job->progress().doneBytes > 0)
            bench.step = HttpBench::kDeadline;
    };
    QCOMPARE(errorKind(bench.fetch()), Kind::TimedOut);
    QCOMPARE(bench.store.requestCount(), 1);
}

void TestSignedDownload::slowContentOutlivesTheDeadline()
{
    StoreBench bench;
    bench.step = std::chrono::milliseconds(0);
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::reply(200, QByteArray(60, 'x')).dripping(std::chrono::milliseconds(2)));
    // Every byte of the content seems to take nearly as long as the whole deadline.
    bench.onProgress = [&](JobBase *) {
        bench.clock.advance(HttpBench::kDeadline * 9 / 10);
    };
    const auto result = bench.fetch();
    QVERIFY2(result, describe(result));
    QCOMPARE(*result, 60);
}

void TestSignedDownload::anyListenerMayCancel()
{
    StoreBench bench;
    bench.server.script({bench.toStore()});
    bench.store.setDefault(Answer::reply(200, QByteArray(900'000, 'x')).stallingAfter(400'000));
    bench.onProgress = [](JobBase *job) {
        if (job->progress().doneBytes > 0)
            job->cancel();
    };
    QCOMPARE(errorKind(bench.fetch()), Kind::Cancelled);
    QTRY_COMPARE(bench.store.openCount(), 0);
}

void TestSignedDownload::signedAddressIsInNoLogAndNoError()
{
    QLoggingCategory::setFilterRules(QStringLiteral("unbin.*=true"));
    g_log.clear();
    const auto before = qInstallMessageHandler(keepInLog);
    QByteArray errors;
    for (const int status : {200, 302, 403, 500}) {
        StoreBench bench;
        bench.server.setHandler([&](const auto &) { return bench.toStore(QStringLiteral("/p4th/of?sig=s3cret")); });
        bench.store.setDefault(
            status == 302 ? bench.toStore(QStringLiteral("/p4th/of?sig=s3cret")) : Answer::reply(status, "s3cret"));
        const auto result = bench.fetch();
        if (!result)
            errors += QDebug::toString(result.error()).toUtf8();
    }
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(g_log.contains("{signed}"));
    QVERIFY(!errors.isEmpty());
    for (const char *secret : {"s3cret", "p4th", "t0ken"}) {
        QVERIFY2(!g_log.contains(secret), secret);
        QVERIFY2(!errors.contains(secret), secret);
    }
}

QTEST_GUILESS_MAIN(TestSignedDownload)
#include "tst_signeddownload.moc"
