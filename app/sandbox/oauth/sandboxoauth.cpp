// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/oauth/sandboxoauth.h"

#include "core/domain/clock.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <array>

namespace Unbin {

namespace {

/** Twice the same parameter is not allowed (RFC 6749 section 3.1): the form is then empty. */
QHash<QByteArray, QByteArray> readForm(const QByteArray &text)
{
    QHash<QByteArray, QByteArray> form;
    for (const QByteArray &item : text.split('&')) {
        const auto [key, value] = splitAtFirst(item, '=');
        if (key.isEmpty())
            continue;
        if (form.contains(formDecoded(key)))
            return {};
        form.insert(formDecoded(key), formDecoded(value));
    }
    return form;
}

SandboxResponse page(int status, const QByteArray &title, const QByteArray &body)
{
    return {.status = status,
        .headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}},
        .body = "<!doctype html><html><head><meta name=\"color-scheme\" content=\"light dark\"><title>" + title
            + "</title><style>body{font:1.1rem/1.6 sans-serif;max-width:36rem;margin:12vh auto;padding:0 1rem}</style>"
              "</head><body><h1>"
            + title + "</h1>" + body + "</body></html>"};
}

SandboxResponse redirectTo(const QByteArray &address, const QList<std::pair<QByteArray, QByteArray>> &query)
{
    QByteArray location = address;
    if (QUrl(QString::fromUtf8(address)).path().isEmpty())
        location += '/'; // as browsers and Microsoft do
    char separator = location.contains('?') ? '&' : '?';
    for (const auto &[key, value] : query) {
        location += separator + key + '=' + value.toPercentEncoding();
        separator = '&';
    }
    return {.status = 302, .headers = {{"Location", location}, {"Cache-Control", "no-store"}}, .body = {}};
}

bool isLoopback(const QUrl &url)
{
    return url.host() == QLatin1String("127.0.0.1") || url.host() == QLatin1String("localhost")
        || url.host() == QLatin1String("::1");
}

QUrl withoutPort(const QByteArray &address)
{
    QUrl url(QString::fromUtf8(address));
    url.setPort(-1);
    return url;
}

} // namespace

SandboxOAuth::SandboxOAuth(Clock &clock, SandboxTokens &tokens, SandboxOAuthRules rules)
    : m_clock(clock)
    , m_tokens(tokens)
    , m_rules(std::move(rules))
{ }

QByteArray SandboxOAuth::newSecret(const QByteArray &prefix)
{
    std::array<quint32, 6> numbers;
    QRandomGenerator::system()->fillRange(numbers.data(), qsizetype(numbers.size()));
    const QByteArray secret = prefix
        + QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof numbers)
              .toBase64(QByteArray::Base64UrlEncoding);
    m_secrets += secret;
    return secret;
}

SandboxResponse SandboxOAuth::handle(const SandboxRequest &request)
{
    const bool isPost = request.method == "POST";
    const bool isGet = request.method == "GET";
    if (request.path == "/authorize" && isGet)
        return authorize(request);
    if (request.path == "/consent" && isGet)
        return consent(request);
    const bool isToken = request.path == "/token";
    if ((isToken || request.path == "/revoke") && isPost) {
        if (!request.header("Content-Type").startsWith("application/x-www-form-urlencoded") || !request.query.isEmpty())
            return error(400, "invalid_request", "parameters belong into a form in the body");
        const Form form = readForm(request.body);
        if (m_rules.knowsPkce && form.contains("code_verifier"))
            m_secrets += form.value("code_verifier");
        return isToken ? token(form) : revoke(form);
    }
    const bool isKnown = request.path == "/authorize" || request.path == "/consent" || isToken || request.path == "/revoke";
    return page(isKnown ? 405 : 404, "Nothing here", "");
}

SandboxResponse SandboxOAuth::refusal(int status) const
{
    return error(status, status == 429 ? "slow_down" : status >= 500 ? "temporarily_unavailable" : "invalid_request",
        "made to fail");
}

SandboxResponse SandboxOAuth::error(int status, const QByteArray &code, const QByteArray &description) const
{
    QByteArray body = "{\"error\":\"" + code + "\",\"error_description\":\"" + description + '"';
    if (m_rules.sendsErrorCodes)
        body += ",\"error_codes\":[70000],\"timestamp\":\"2026-01-01 00:00:00Z\",\"trace_id\":\"invented\","
                "\"correlation_id\":\"invented\"";
    return {.status = status,
        .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
        .body = body + '}'};
}

bool SandboxOAuth::isRegistered(const QByteArray &redirect) const
{
    const QUrl asked(QString::fromUtf8(redirect), QUrl::StrictMode);
    return std::any_of(m_rules.registered.begin(), m_rules.registered.end(), [&](const QByteArray &registered) {
        if (registered == redirect)
            return true;
        const bool isPortFree = (m_rules.redirects == SandboxOAuthRules::Redirects::LoopbackAnyPort && isLoopback(asked))
            || (m_rules.redirects == SandboxOAuthRules::Redirects::LocalhostAnyPort
                && asked.host() == QLatin1String("localhost"));
        return isPortFree && withoutPort(redirect) == withoutPort(registered);
    });
}

bool SandboxOAuth::areScopesKnown(const QByteArray &scope) const
{
    if (scope.isEmpty())
        return !m_rules.needsScope;
    const QList<QByteArray> scopes = scope.split(' ');
    return m_rules.scopes.isEmpty() || std::all_of(scopes.begin(), scopes.end(), [this](const QByteArray &one) {
        return m_rules.scopes.contains(one)
            || std::any_of(m_rules.scopePrefixes.begin(), m_rules.scopePrefixes.end(),
                [&one](const QByteArray &prefix) { return one.startsWith(prefix); });
    });
}

/** Errors about application and address are shown here: they must not be sent anywhere. */
SandboxResponse SandboxOAuth::authorize(const SandboxRequest &request)
{
    const Form form = readForm(request.query);
    Page asked{.client = form.value("client_id"),
        .redirect = form.value("redirect_uri"),
        .state = form.value("state"),
        .challenge = m_rules.knowsPkce ? form.value("code_challenge") : QByteArray(),
        .scope = form.value("scope"),
        .device = m_rules.bindsToDevice ? form.value("device_id") : QByteArray()};
    if (!m_applications.contains(asked.client))
        return page(400, "Unknown application", "<p>invalid_client</p>");
    if (!asked.redirect.isEmpty() && !isRegistered(asked.redirect))
        return page(400, "redirect_uri_mismatch", "<p>The redirect address is not registered.</p>");
    if (asked.redirect.isEmpty() && !m_rules.showsCode) {
        if (m_rules.registered.size() != 1)
            return page(400, "redirect_uri_missing", "<p>Several are registered.</p>");
        asked.redirect = m_rules.registered.front();
    }
    const auto refuse = [&](const QByteArray &code) {
        return asked.redirect.isEmpty() ? page(400, code, "")
                                        : redirectTo(asked.redirect, {{"error", code}, {"state", asked.state}});
    };
    const bool isPkceWrong = m_rules.knowsPkce
        && (asked.challenge.isEmpty() ? m_rules.needsPkce
                                      : form.value("code_challenge_method") != "S256" || asked.challenge.size() != 43);
    const bool isDeviceWrong = !asked.device.isEmpty() && (asked.device.size() < 6 || asked.device.size() > 50);
    if (form.value("response_type") != "code")
        return refuse("unsupported_response_type");
    if (isPkceWrong || isDeviceWrong || asked.state.size() < 22 || asked.state.size() > 1024)
        return refuse("invalid_request");
    if (!areScopesKnown(asked.scope))
        return refuse("invalid_scope");

    const QByteArray id = newSecret({});
    m_secrets += asked.state;
    m_pages.insert(id, asked);
    QByteArray body = "<p>" + asked.client.toPercentEncoding() + " wants to get in. As whom?</p><ul>";
    for (const SandboxDrive *person : m_people) {
        const QByteArray link = "consent?page=" + id + "&amp;login=" + person->owner().login.toUtf8().toPercentEncoding();
        body += "<li>" + person->owner().name.toHtmlEscaped().toUtf8() + ": <a href=\"" + link
            + "&amp;decision=allow\">allow</a> · <a href=\"" + link + "&amp;decision=deny\">deny</a></li>";
    }
    return page(200, "Practice sign-in", body + "</ul>");
}

SandboxResponse SandboxOAuth::consent(const SandboxRequest &request)
{
    const Form form = readForm(request.query);
    if (!m_pages.contains(form.value("page")))
        return page(400, "This page is too old", "");
    const Page asked = m_pages.take(form.value("page"));
    const auto person = std::find_if(m_people.begin(), m_people.end(),
        [&form](const SandboxDrive *drive) { return drive->owner().login.toUtf8() == form.value("login"); });
    if (form.value("decision") != "allow" || person == m_people.end()) {
        if (asked.redirect.isEmpty())
            return page(200, "Denied", "");
        return redirectTo(asked.redirect,
            {{"error", "access_denied"}, {"error_description", "The user denied access"}, {"state", asked.state}});
    }
    const QByteArray code = newSecret({});
    m_codes.insert(code, {.page = asked, .person = *person, .until = m_clock.monotonic() + m_rules.codeLife});
    if (asked.redirect.isEmpty())
        return page(200, "Your code", "<p>Copy it into the program: <code>" + code + "</code></p>");
    return redirectTo(asked.redirect, {{"code", code}, {"state", asked.state}});
}

std::optional<SandboxResponse> SandboxOAuth::refuseApplication(const Form &form, bool needsSecret) const
{
    const auto known = m_applications.constFind(form.value("client_id"));
    if (known == m_applications.cend())
        return error(400, "invalid_client", "unknown application");
    const QByteArray secret = form.value("client_secret");
    if (m_rules.secret == SandboxOAuthRules::Secret::Refused && !secret.isEmpty())
        return error(401, "invalid_client", "AADSTS700025: Client is public so neither 'client_assertion' nor "
                                            "'client_secret' should be presented.");
    if ((needsSecret || !secret.isEmpty()) && secret != *known)
        return error(401, "invalid_client", "The client credentials are invalid");
    return std::nullopt;
}

SandboxResponse SandboxOAuth::token(const Form &form)
{
    const QByteArray grant = form.value("grant_type");
    if (grant == "authorization_code")
        return exchange(form);
    if (grant == "refresh_token")
        return refresh(form);
    return error(400, "unsupported_grant_type", "not known here");
}

SandboxResponse SandboxOAuth::exchange(const Form &form)
{
    ++m_exchanges;
    if (auto refused = refuseApplication(form, m_rules.secret == SandboxOAuthRules::Secret::Needed))
        return *refused;
    const auto code = m_codes.find(form.value("code"));
    if (code == m_codes.end() || code->page.client != form.value("client_id") || std::exchange(code->isUsed, true)
        || m_clock.monotonic() > code->until)
        return error(400, "invalid_grant", "Auth code doesn't exist or is invalid for the client");
    const Page &asked = code->page;
    if (form.contains("redirect_uri") && m_rules.refusesRedirectAgain)
        return error(400, "invalid_request", "redirect_uri is not expected here");
    const bool isRedirectWrong = form.contains("redirect_uri") ? form.value("redirect_uri") != asked.redirect
                                                               : m_rules.needsRedirectAgain;
    if (isRedirectWrong)
        return error(400, "invalid_grant", "redirect_uri does not match");
    if (m_rules.knowsPkce) {
        const QByteArray verifier = form.value("code_verifier");
        const QByteArray challenge
            = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const bool isVerifierFit = verifier.size() >= 43 && verifier.size() <= 128;
        if (!asked.challenge.isEmpty() && (!isVerifierFit || challenge != asked.challenge))
            return error(400, "invalid_grant", "code_verifier does not fit");
    }
    const QByteArray device = m_rules.bindsToDevice ? form.value("device_id", asked.device) : QByteArray();
    return issue({.client = asked.client, .person = code->person, .scope = asked.scope, .device = device}, asked.scope);
}

SandboxResponse SandboxOAuth::refresh(const Form &form)
{
    ++m_refreshes;
    if (auto refused = refuseApplication(
            form, m_rules.secret == SandboxOAuthRules::Secret::Needed || m_rules.refreshNeedsSecret))
        return *refused;
    const auto grant = m_grants.find(form.value("refresh_token"));
    if (grant == m_grants.end() || grant->client != form.value("client_id") || grant->isDead || grant->isUsed
        || m_clock.monotonic() > grant->until)
        return error(400, "invalid_grant", "Refresh token has expired");
    const QByteArray scope = form.value("scope", grant->scope);
    if (!areScopesKnown(scope))
        return error(400, "invalid_scope", "unknown scope");
    const Grant old = *grant;
    if (m_rules.refreshIsSingleUse)
        grant->isUsed = true;
    return issue(old, scope);
}

SandboxTokens &SandboxOAuth::tokensFor(const QByteArray &scope)
{
    for (const auto &[prefix, tokens] : m_resources) {
        if (scope.startsWith(prefix))
            return *tokens;
    }
    return m_tokens;
}

SandboxResponse SandboxOAuth::issue(Grant grant, const QByteArray &scope)
{
    SandboxTokens &told = tokensFor(scope);
    const bool isOld = m_rules.keepsAccessToken && m_access.contains(grant.access);
    const QByteArray access = isOld ? grant.access : newSecret(m_rules.accessPrefix);
    if (!isOld) {
        m_access.insert(access, &told);
        told.admitToken(access, *grant.person);
        m_clock.callLater(m_rules.accessLife, &m_timers, [this, access] {
            if (SandboxTokens *knows = m_access.take(access))
                knows->expireToken(access);
        });
    }
    const bool isRenewable = m_rules.givesRefreshAlways || grant.scope.split(' ').contains("offline_access");
    QByteArray body = "{\"access_token\":\"" + access + "\",\"expires_in\":" + QByteArray::number(m_rules.accessLife.count())
        + ",\"token_type\":\"" + m_rules.tokenType + '"';
    if (isRenewable) {
        const QByteArray refresh = newSecret("r");
        grant.access = access;
        grant.isUsed = false;
        grant.until = m_clock.monotonic() + m_rules.refreshLife;
        m_grants.insert(refresh, grant);
        body += ",\"refresh_token\":\"" + refresh + '"';
    }
    if (!scope.isEmpty())
        body += ",\"scope\":\"" + scope + '"';
    return {.status = 200,
        .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
        .body = body + '}'};
}

SandboxResponse SandboxOAuth::revoke(const Form &form)
{
    if (auto refused = refuseApplication(form, m_rules.secret == SandboxOAuthRules::Secret::Needed || m_rules.bindsToDevice))
        return *refused;
    const QByteArray token = m_rules.bindsToDevice ? form.value("access_token") : form.value("token");
    bool isFound = false;
    for (auto grant = m_grants.begin(); grant != m_grants.end(); ++grant) {
        if (token.isEmpty() || (grant->access != token && grant.key() != token))
            continue;
        if (m_rules.bindsToDevice && grant->device.isEmpty())
            return error(400, "unsupported_token_type", "the token is not bound to a device");
        isFound = true;
        grant->isDead = true;
        if (SandboxTokens *knows = m_access.take(grant->access))
            knows->forgetToken(grant->access);
    }
    if (!isFound)
        return error(400, "invalid_grant", "unknown token");
    ++m_revocations;
    if (m_rules.bindsToDevice)
        return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = "{\"status\":\"ok\"}"};
    return {};
}

void SandboxOAuth::endSignIns(const QString &login)
{
    for (Grant &grant : m_grants) {
        if (grant.person->owner().login != login)
            continue;
        grant.isDead = true;
        if (SandboxTokens *knows = m_access.take(grant.access))
            knows->forgetToken(grant.access);
    }
}

void SandboxOAuth::expireAccessTokens()
{
    const auto living = std::exchange(m_access, {});
    for (auto it = living.begin(); it != living.end(); ++it)
        it.value()->expireToken(it.key());
}

} // namespace Unbin
