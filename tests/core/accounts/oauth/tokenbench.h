// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxnetwork.h"
#include "core/accounts/oauth/authorizationattempt.h"
#include "core/accounts/oauth/oauthtokensource.h"
#include "core/http/httpclient.h"
#include "tests/core/accounts/oauth/memorytokenstore.h"
#include "tests/core/accounts/oauth/practicelogin.h"
#include "tests/support/jobwait.h"

#include <QTest>

namespace Unbin {


/** What a request came to, once it ended. */
struct Asked {
    QObject owner;
    QPointer<JobBase> job;
    std::optional<Result<HttpReply>> result;
};

/** An account that is signed in at a practice service, reached without sockets, at a time that stands still. */
struct TokenBench {
    explicit TokenBench(LoginStyle style = LoginStyle::Box)
        : login(style)
        , network(login.host)
        , client(network, login.clock, login.service)
    {
        tokens = signIn();
        store.kept = tokens;
        restart();
    }

    /** A new program over what is stored. */
    void restart()
    {
        http.reset();
        source = makeSource();
        source->adopt(store.kept.value_or(OAuthTokens{}), true);
        http = makeHttp(*source);
    }
    std::unique_ptr<OAuthTokenSource> makeSource()
    {
        return std::make_unique<OAuthTokenSource>(login.clock,
            std::unique_ptr<RefreshTools>(new RefreshTools{client, store, login.clock, lockFile}));
    }
    std::unique_ptr<HttpClient> makeHttp(TokenSource &with)
    {
        return std::make_unique<HttpClient>(network, with, login.clock,
            ServiceRules{.api = login.server.url("/api"), .maxAttempts = 1, .jitterSeed = 1});
    }

    /** What the browser does, without one. */
    OAuthTokens signIn()
    {
        const AuthorizationAttempt attempt(
            login.service, kApplication, {.redirect = QUrl(QString::fromLatin1(redirect()))});
        const SandboxResponse page = ask("/authorize", attempt.address().query(QUrl::FullyEncoded).toLatin1());
        const qsizetype from = page.body.indexOf("consent?") + 8;
        const QByteArray link = page.body.mid(from, page.body.indexOf('"', from) - from);
        const SandboxResponse back = ask("/consent", QByteArray(link).replace("&amp;", "&"));
        const QUrlQuery answer(QUrl::fromEncoded(back.header("Location")));
        const auto code = attempt.read(answer);
        const auto got = waitFor(client.exchange(kApplication, **code, attempt.redirect(), attempt.verifier()));
        return got.value_or(OAuthTokens{});
    }

    std::unique_ptr<Asked> get(HttpClient &with)
    {
        auto asked = std::make_unique<Asked>();
        asked->job = launch(with.send({.url = login.server.url("/api/users/me")}), &asked->owner,
            [one = asked.get()](Result<HttpReply> r) { one->result = std::move(r); });
        return asked;
    }
    int getNow()
    {
        const auto reply = waitFor(http->send({.url = login.server.url("/api/users/me")}));
        return reply ? reply->status : -int(reply.error().kind);
    }
    void outlive(std::chrono::seconds by) { login.clock.advance(by); }

    QByteArray redirect() const
    {
        return login.service.redirect.host == QLatin1String("localhost") ? QByteArray("http://localhost:7")
                                                                         : "http://127.0.0.1:53147/";
    }
    SandboxResponse ask(const QByteArray &path, const QByteArray &query)
    {
        return login.oauth.handle({.method = "GET", .path = path, .query = query});
    }

    PracticeLogin login;
    SandboxNetwork network;
    TokenClient client;
    MemoryTokenStore store;
    QString lockFile;
    OAuthTokens tokens;
    std::unique_ptr<OAuthTokenSource> source;
    std::unique_ptr<HttpClient> http;
};

inline SandboxFault onToken(SandboxFault fault)
{
    return std::move(fault).on("POST", "/token");
}

} // namespace Unbin
