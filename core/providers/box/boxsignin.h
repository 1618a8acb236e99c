// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/redirectports.h"

namespace Unbin {

/**
 * How Box signs people in (box.md section 8, read 2026-11-26).
 *
 * - The redirect address matches exactly, but for loopback the port may differ (guide authentication/oauth2/oauth2-setup).
 *   Box's own command line wants the exact port registered, so the first port is always the same one, and another only
 *   if that is taken; "127.0.0.1" and "localhost" are different hosts.
 * - Code and refresh need the secret (openapi.json); no source shows a sign-in without.
 * - PKCE is not documented; Box's command line sends it, and unknown parameters are passed over.
 * - root_readwrite is what restoring, deleting, promoting and creating need (guide api-calls/permissions-and-errors/scopes).
 * - Access tokens live 60 minutes; refresh tokens 60 days and one use (guide authentication/tokens/refresh).
 * - revoke takes an access or a refresh token as "token" (guide authentication/tokens/revoke).
 */
inline OAuthService boxSignIn(const OAuthAddresses &addresses, quint16 redirectPort)
{
    OAuthService service{.addresses = addresses,
        .scopes = {QStringLiteral("root_readwrite")},
        .redirect = {.ports = {kRedirectPorts.front()}},
        .secret = OAuthService::Secret::Needed};
    setRedirectPort(service.redirect, redirectPort);
    return service;
}

} // namespace Unbin
