// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/box/boxdialect.h"

#include "app/sandbox/box/boxcall.h"
#include "core/domain/clock.h"

namespace Unbin {

BoxDialect::BoxDialect(Clock &clock)
    : m_state{.clock = clock}
{ }

void BoxDialect::addAccount(const QByteArray &token, SandboxDrive &drive)
{
    m_accounts.insert(token, {&drive, false});
}

void BoxDialect::expireToken(const QByteArray &token)
{
    m_accounts[token].isExpired = true;
}

SandboxVersions &BoxDialect::versions(SandboxDrive &drive)
{
    auto &versions = m_state.versions[&drive];
    if (!versions)
        versions = std::make_unique<SandboxVersions>(drive);
    return *versions;
}

/** In place of dl.boxcloud.com: the address is the right, and who shows a token here has leaked it. */
SandboxResponse BoxDialect::download(const SandboxRequest &request)
{
    if (request.method != "GET" || !request.header("Authorization").isEmpty() || !request.header("Cookie").isEmpty())
        return {.status = 400, .headers = {{"Content-Type", "text/plain"}}, .body = "Bad Request"};
    const auto found = m_state.downloads.constFind(request.path.mid(qstrlen("/download/")));
    if (found == m_state.downloads.cend() || m_state.clock.monotonic() >= found->until)
        return {.status = 403, .headers = {{"Content-Type", "text/plain"}}, .body = "Forbidden"};
    return {.status = 200, .headers = {{"Content-Type", "application/octet-stream"}}, .body = found->content.data()};
}

SandboxResponse BoxDialect::handle(const SandboxRequest &request)
{
    ++m_state.requestNumber;
    if (request.path.startsWith("/download/"))
        return download(request);
    const QByteArray authorization = request.header("Authorization");
    const QByteArray token = authorization.startsWith("Bearer ") ? authorization.mid(7) : QByteArray();
    const Account account = m_accounts.value(token);
    if (!account.drive || account.isExpired)
        return unauthorized(request, account.isExpired);
    return BoxCall(m_state, *account.drive, versions(*account.drive), request).answer();
}

SandboxResponse BoxDialect::unauthorized(const SandboxRequest &request, bool isExpired)
{
    if (m_state.quirks.unknownTokenIsForbidden && request.method == "GET" && request.path.startsWith("/folders/"))
        return {.status = 403};
    SandboxResponse response{.status = 401};
    if (m_state.quirks.unauthorizedHasBody)
        response = boxError(m_state, 401, "unauthorized", "The access token is not valid");
    QByteArray challenge = "Bearer realm=\"Service\"";
    if (isExpired)
        challenge += ", error=\"expired_token\", error_description=\"The access token expired.\"";
    else if (!request.header("Authorization").isEmpty())
        challenge += ", error=\"invalid_token\", error_description=\"The access token provided is invalid.\"";
    response.headers.emplaceBack("WWW-Authenticate", challenge);
    return response;
}

SandboxResponse BoxDialect::refusal(int status) const
{
    switch (status) {
    case 429:
        return boxError(m_state, status, "rate_limit_exceeded", "Request rate limit exceeded, please try again later");
    case 502:
        return boxError(m_state, status, "bad_gateway", "Bad gateway");
    case 503:
        return boxError(m_state, status, "unavailable", "Unavailable");
    default:
        return boxError(m_state, status, "internal_server_error", "Internal Server Error");
    }
}

} // namespace Unbin
