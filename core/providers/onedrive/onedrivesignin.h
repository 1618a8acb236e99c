// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/redirectports.h"

namespace Unbin {

/**
 * How Microsoft signs people in for OneDrive (onedrive.md section 6, read 2026-11-26).
 *
 * - "Mobile and desktop" platform, public client: no secret; PKCE; redirect "http://localhost", whose port is not looked at,
 *   and which comes back with a trailing "/" (entra docs reply-url.md, v2-oauth2-auth-code-flow.md).
 * - Restoring needs Files.ReadWrite.All; refresh tokens come with offline_access only; User.Read tells who it is.
 * - A token request names the scopes of one resource; the same refresh token gives tokens for a SharePoint host
 *   (entra docs refresh-tokens.md), hence opensOtherResources.
 * - Refresh tokens live 90 days, each refresh gives a new one and leaves the old alive. There is no revocation.
 * - prompt=select_account lets people choose among those who are signed in to the browser; login_hint names one.
 */
inline OAuthService oneDriveSignIn(const OAuthAddresses &addresses, quint16 redirectPort)
{
    OAuthService service{.addresses = addresses,
        .scopes = {QStringLiteral("Files.ReadWrite.All"), QStringLiteral("User.Read"), QStringLiteral("offline_access")},
        .redirect = {.host = QStringLiteral("localhost"), .saysPath = false},
        .secret = OAuthService::Secret::None,
        .repeatsScopes = true,
        .opensOtherResources = true,
        .authorizeParameters = {{QStringLiteral("response_mode"), QStringLiteral("query")}},
        .accountChoice = {{QStringLiteral("prompt"), QStringLiteral("select_account")}},
        .loginHint = QStringLiteral("login_hint")};
    setRedirectPort(service.redirect, redirectPort);
    return service;
}

} // namespace Unbin
