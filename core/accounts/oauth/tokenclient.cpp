// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/tokenclient.h"

#include "core/accounts/oauth/authorizationattempt.h"
#include "core/domain/clock.h"
#include "core/http/jsonreader.h"

#include <algorithm>
#include <array>

namespace Unbin {

namespace {

constexpr qint64 kLargestReply = 256 * 1024;
constexpr qsizetype kLongestToken = 64 * 1024;
constexpr double kLongestLifetime = 10.0 * 365 * 24 * 3600;
constexpr std::chrono::seconds kDeadline{30};

/** Refusals of what was asked for rather than of who asks: the sign-in as such stands. */
constexpr std::array kRefusedWishes = {"invalid_scope", "invalid_resource", "invalid_target", "consent_required"};
/** The service's own trouble, told as an OAuth error: to be tried again. */
constexpr std::array kPassingTroubles = {"temporarily_unavailable", "server_error", "slow_down"};

template <size_t N>
bool isAmong(const std::array<const char *, N> &codes, const QString &code)
{
    return std::any_of(codes.begin(), codes.end(), [&code](const char *one) { return code == QLatin1String(one); });
}

bool isToken(const QString &text)
{
    return !text.isEmpty() && text.size() <= kLongestToken
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

/** Seconds as a number or, from careless services, as text. */
std::optional<std::chrono::seconds> lifetimeIn(const QJsonObject &object)
{
    const QJsonValue value = object.value(QLatin1String("expires_in"));
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(seconds > 0))
        return std::nullopt;
    return std::chrono::seconds(qint64(std::min(seconds, kLongestLifetime)));
}

Error::Kind kindOf(const QString &code, int status)
{
    if (status == 429)
        return Error::Kind::RateLimited;
    if (status >= 500 || isAmong(kPassingTroubles, code))
        return Error::Kind::ServiceFailed;
    if (code.isEmpty())
        return Error::Kind::BadResponse; // a gateway, a portal: nothing the service itself said
    return isAmong(kRefusedWishes, code) ? Error::Kind::Forbidden : Error::Kind::SignInNeeded;
}

Error readError(const HttpReply &reply, const QList<QByteArray> &secrets)
{
    QString code;
    QString description;
    if (const auto object = parseJsonObject(reply.body)) {
        const JsonReader reader(*object);
        code = reader.string(QLatin1String("error"));
        description = reader.string(QLatin1String("error_description"));
    }
    const Error::Kind kind = kindOf(code, reply.status);
    return {.kind = kind,
        .httpStatus = reply.status,
        .code = withoutSecrets(code, secrets),
        .detail = withoutSecrets(description, secrets)};
}

/** What no error may repeat. */
QList<QByteArray> secretsIn(const QList<std::pair<QByteArray, QByteArray>> &form)
{
    QList<QByteArray> secrets;
    for (const auto &[name, value] : form) {
        if (name != "grant_type" && name != "client_id" && name != "scope" && name != "redirect_uri")
            secrets += value;
    }
    return secrets;
}

} // namespace

Result<OAuthTokens> readTokenReply(const HttpReply &reply, const QDateTime &now, const QList<QByteArray> &secrets)
{
    if (!reply.isSuccess())
        return failure(readError(reply, secrets));
    const auto object = parseJsonObject(reply.body);
    if (!object)
        return failure(Error::Kind::BadResponse, QStringLiteral("the token reply is no JSON object"));
    const JsonReader reader(*object);
    if (!reader.string(QLatin1String("error")).isEmpty()) // with 200: it happens
        return failure(readError(reply, secrets));
    const QString access = reader.string(QLatin1String("access_token"));
    const QString refresh = reader.string(QLatin1String("refresh_token"));
    const QString type = reader.string(QLatin1String("token_type"));
    if (!isToken(access) || (!refresh.isEmpty() && !isToken(refresh)))
        return failure(Error::Kind::BadResponse, QStringLiteral("the token reply holds no usable token"));
    if (!type.isEmpty() && type.compare(QLatin1String("bearer"), Qt::CaseInsensitive) != 0)
        return failure(Error::Kind::BadResponse, QStringLiteral("the token is of an unknown type"));
    return OAuthTokens{.access = access.toLatin1(),
        .refresh = refresh.toLatin1(),
        .issuedAt = now,
        .lifetime = lifetimeIn(*object)};
}

TokenClient::TokenClient(QNetworkAccessManager &network, Clock &clock, OAuthService service)
    : m_service(std::move(service))
    , m_clock(clock)
    , m_http(network, m_noToken, clock,
          {.api = m_service.addresses.token, .maxAttempts = 3, .longestWait = std::chrono::minutes(2)})
{ }

void TokenClient::addApplication(Form &form, const OAuthApplication &application) const
{
    form.emplaceBack("client_id", application.id.toUtf8());
    if (m_service.secret != OAuthService::Secret::None && !application.secret.isEmpty())
        form.emplaceBack("client_secret", application.secret);
}

JobPtr<HttpReply> TokenClient::post(const QUrl &address, const Form &form)
{
    HttpRequest request{.method = HttpRequest::Method::Post,
        .url = address,
        .headers = {{"Accept", "application/json"}},
        .contentType = "application/x-www-form-urlencoded",
        .priority = HttpRequest::Priority::Interactive,
        .deadline = kDeadline,
        .maxReplyBytes = kLargestReply};
    for (const auto &[name, value] : form)
        request.body += (request.body.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    return m_http.sendPlain(std::move(request));
}

JobPtr<OAuthTokens> TokenClient::ask(
    const Form &form, const OAuthApplication &application, const QByteArray &oldRefresh)
{
    const auto read = [application, oldRefresh, askedAt = m_clock.now(), secrets = secretsIn(form)](
                          Result<HttpReply> reply) -> Result<OAuthTokens> {
        if (!reply)
            return failure(reply.error());
        auto tokens = readTokenReply(*reply, askedAt, secrets);
        if (tokens) {
            tokens->application = application;
            if (tokens->refresh.isEmpty())
                tokens->refresh = oldRefresh;
        }
        return tokens;
    };
    return mapJob<OAuthTokens>(post(m_service.addresses.token, form), read);
}

JobPtr<OAuthTokens> TokenClient::exchange(
    const OAuthApplication &application, const QByteArray &code, const QUrl &redirect, const QByteArray &verifier)
{
    Form form = {{"grant_type", "authorization_code"}, {"code", code}};
    addApplication(form, application);
    if (!redirect.isEmpty() && m_service.repeatsRedirect)
        form.emplaceBack("redirect_uri", redirect.toEncoded());
    if (!verifier.isEmpty())
        form.emplaceBack("code_verifier", verifier);
    if (m_service.repeatsScopes)
        form.emplaceBack("scope", m_service.scopes.join(u' ').toUtf8());
    for (const auto &[name, value] : m_service.tokenParameters)
        form.emplaceBack(name.toUtf8(), value.toUtf8());
    return ask(form, application, {});
}

JobPtr<OAuthTokens> TokenClient::refresh(const OAuthTokens &tokens, const QString &scope)
{
    Form form = {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh}};
    addApplication(form, tokens.application);
    if (!scope.isEmpty())
        form.emplaceBack("scope", scope.toUtf8());
    else if (m_service.repeatsScopes)
        form.emplaceBack("scope", m_service.scopes.join(u' ').toUtf8());
    return ask(form, tokens.application, tokens.refresh);
}

JobPtr<Done> TokenClient::revoke(const OAuthTokens &tokens)
{
    if (!m_service.canRevoke())
        return failedJob<Done>(Error::of(Error::Kind::Unsupported));
    Form form;
    addApplication(form, tokens.application);
    if (m_service.revokesAccessToken)
        form.emplaceBack("access_token", tokens.access);
    else
        form.emplaceBack("token", tokens.refresh.isEmpty() ? tokens.access : tokens.refresh);
    const auto read = [secrets = secretsIn(form)](Result<HttpReply> reply) -> Result<Done> {
        if (!reply)
            return failure(reply.error());
        if (reply->isSuccess())
            return Done{};
        return failure(readError(*reply, secrets));
    };
    return mapJob<Done>(post(m_service.addresses.revoke, form), read);
}

} // namespace Unbin
