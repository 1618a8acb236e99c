// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthtokens.h"
#include "core/http/httpclient.h"
#include "core/http/tokensource.h"
#include "core/jobs/job.h"

#include <memory>

namespace Unbin {

/**
 * Speaks to a service's token endpoint (RFC 6749 sections 4.1.3 and 6, RFC 7009). Carries no bearer token, follows no
 * redirect; each request is on the wire once. Main thread.
 *
 * Errors: SignInNeeded when the service refuses the code, the refresh token or the application for good (its code in
 * Error::code: "invalid_grant", ...); Forbidden when it refuses what was asked for (a scope, consent); ServiceFailed,
 * RateLimited, Unreachable, TlsFailed, BadResponse when it could not be asked; OutcomeUnknown when the answer was lost.
 * No detail holds anything that was sent.
 */
class TokenClient
{
public:
    /** The manager and the clock must outlive the client. */
    TokenClient(QNetworkAccessManager &network, Clock &clock, OAuthService service);

    const OAuthService &service() const { return m_service; }

    /** The code for tokens. redirect is empty for a code that was pasted. */
    JobPtr<OAuthTokens> exchange(const OAuthApplication &application, const QByteArray &code, const QUrl &redirect,
        const QByteArray &verifier);
    /** New tokens for the refresh token that these hold. scope empty: what it was issued for; else another resource. The
        refresh token of the result is the newest one, be it the old. */
    JobPtr<OAuthTokens> refresh(const OAuthTokens &tokens, const QString &scope);
    /** Ends the tokens at the service. Unsupported where it has no such call. */
    JobPtr<Done> revoke(const OAuthTokens &tokens);

private:
    using Form = QList<std::pair<QByteArray, QByteArray>>;

    void addApplication(Form &form, const OAuthApplication &application) const;
    JobPtr<HttpReply> post(const QUrl &address, const Form &form);
    JobPtr<OAuthTokens> ask(const Form &form, const OAuthApplication &application, const QByteArray &oldRefresh);

    OAuthService m_service;
    Clock &m_clock;
    FixedTokenSource m_noToken;
    HttpClient m_http;
};

/** Reads a token endpoint's reply, whatever its status (pure). now: when it was asked for. secrets: what was sent. */
Result<OAuthTokens> readTokenReply(const HttpReply &reply, const QDateTime &now, const QList<QByteArray> &secrets);

} // namespace Unbin
