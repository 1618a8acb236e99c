// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/graphcall.h"
#include "app/sandbox/onedrive/onedriveservices.h"

namespace Unbin::OneDriveSandbox {

SandboxResponse GraphService::handle(const SandboxRequest &request)
{
    ++m_state.requestNumber;
    const State::Account account = m_state.accountOf(m_state.graphTokens, request);
    if (m_state.isToken(m_state.sharePointTokens, request) && !account.drive)
        ++m_state.tokensAstray;
    if (!account.drive || account.isExpired)
        return unauthorized(account.isExpired);
    return GraphCall(m_state, *account.drive, request).answer();
}

SandboxResponse GraphService::unauthorized(bool isExpired) const
{
    SandboxResponse response = graphError(m_state, 401, "InvalidAuthenticationToken",
        isExpired ? "Lifetime validation failed, the token is expired."
                  : "Access token is empty or its audience is another.");
    if (!m_state.odd().unauthorizedHasBody)
        response.body.clear();
    QByteArray challenge
        = "Bearer realm=\"\", authorization_uri=\"https://login.practice.example/common/oauth2/authorize\"";
    if (isExpired)
        challenge += ", error=\"expired_token\", error_description=\"The token has expired.\"";
    response.headers.emplaceBack("WWW-Authenticate", challenge);
    return response;
}

SandboxResponse GraphService::refusal(int status) const
{
    switch (status) {
    case 429:
        return graphError(
            m_state, status, "activityLimitReached", "The app or user has been throttled.", "throttledRequest");
    case 503:
        return graphError(m_state, status, "serviceNotAvailable", "The service is not available.");
    case 507:
        return graphError(m_state, status, "quotaLimitReached", "The user has reached their quota limit.");
    default:
        return graphError(m_state, status, "generalException", "An unspecified error has occurred.");
    }
}

} // namespace Unbin::OneDriveSandbox
