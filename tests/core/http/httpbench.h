// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/http/tokensource.h"
#include "tests/support/faultserver.h"
#include "tests/support/manualclock.h"

#include <QDebug>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QTest>

namespace Unbin {

inline const QByteArray kToken = "t0ken-of-nobody";

/** Rules for tests: nobody waits longer than needed, and never at random. */
inline ServiceRules quickRules(const QUrl &api)
{
    ServiceRules rules;
    rules.api = api;
    rules.firstBackOff = std::chrono::milliseconds(1);
    rules.maxBackOff = std::chrono::milliseconds(2);
    rules.maxAttempts = 3;
    rules.requestIdHeader = "X-Request-Id";
    rules.jitterSeed = 1;
    return rules;
}

/** The error's kind; nullopt if there was none. */
template <class T>
std::optional<Error::Kind> errorKind(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().kind);
}

/** For QVERIFY2: what went wrong. */
template <class T>
const char *describe(const Result<T> &result)
{
    static QByteArray text;
    text = result ? QByteArray("succeeded") : QDebug::toString(result.error()).toUtf8();
    return text.constData();
}

/** A request under way, and what became of it. */
struct PendingReply {
    explicit PendingReply(JobPtr<HttpReply> job)
        : running(launch(std::move(job), &owner, [this](Result<HttpReply> r) { result.emplace(std::move(r)); }))
    {
        QObject::connect(running, &JobBase::progressChanged, &owner, [this](const Progress &p) { progress = p; });
    }
    Progress::Waiting waiting() const { return progress.waiting; }
    std::chrono::milliseconds waitingFor() const { return progress.waitingFor; }

    QObject owner;
    QPointer<Job<HttpReply>> running;
    Progress progress;
    std::optional<Result<HttpReply>> result;
};

/**
 * A client and the server it talks to, on a clock that the test moves: nobody waits in earnest, and no
 * deadline passes by itself on a slow machine.
 */
struct HttpBench {
    explicit HttpBench(const std::function<void(ServiceRules &)> &change = {})
    {
        ServiceRules rules = quickRules(server.base());
        if (change)
            change(rules);
        client = std::make_unique<HttpClient>(network, tokens, clock, rules);
        QObject::connect(
            &server, &FaultServer::requestArrived, &server,
            [this] {
                if (silentRequests-- > 0)
                    clock.advance(kDeadline);
            },
            Qt::QueuedConnection);
    }

    HttpRequest get(const QString &path = QStringLiteral("/things/1")) const
    {
        return {.url = server.url(path), .deadline = kDeadline};
    }
    HttpRequest change(
        HttpRequest::Method method = HttpRequest::Method::Post, const QByteArray &body = R"({"name":"x"})") const
    {
        return {.method = method,
            .url = server.url(QStringLiteral("/things/1")),
            .contentType = "application/json",
            .body = body,
            .deadline = kDeadline};
    }

    /** Runs the request to its end. Back-off pauses pass at once, deadlines don't. */
    Result<HttpReply> run(JobPtr<HttpReply> job)
    {
        PendingReply pending(std::move(job));
        const bool hasEnded = QTest::qWaitFor(
            [&] {
                if (!pending.result)
                    clock.advance(std::chrono::milliseconds(5));
                return pending.result.has_value();
            },
            30'000);
        return hasEnded ? *pending.result : failure(Error::Kind::Internal, QStringLiteral("the test gave up waiting"));
    }
    Result<HttpReply> send(const HttpRequest &request) { return run(client->send(request)); }

    static constexpr std::chrono::milliseconds kDeadline = std::chrono::minutes(10);

    FaultServer server;
    QNetworkAccessManager network;
    ManualClock clock;
    FixedTokenSource tokens{kToken};
    std::unique_ptr<HttpClient> client;
    /** So many of the next requests get no whole answer: their deadline passes as soon as they arrived. */
    int silentRequests = 0;
};

/** What was logged since it was emptied, for tests that install keepInLog(). */
inline QByteArray g_log;

inline void keepInLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    g_log += message.toUtf8() + '\n';
}

} // namespace Unbin
