// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/redirectports.h"

namespace Unbin {

/**
 * How Yandex signs people in for Disk (yandex-disk.md section 8, read 2026-11-26).
 *
 * - The redirect address must equal a registered one, port included; applications registered "for API access" have none
 *   but the page that shows the code. Without redirect_uri the first registered one is used, which is that page.
 * - PKCE is documented; whether the secret may be left out then is not. It is sent where there is one.
 * - The token request is documented without redirect_uri, and some applications refuse it.
 * - Only tokens with a device_id (6 to 50 characters) can be revoked, by access token; at most 20 devices per user and
 *   application, so one id for each installation.
 * - Access tokens live about a year, refresh tokens as long; the docs advise to refresh about every three months.
 * - force_confirm=yes shows who is being signed in, login_hint names somebody.
 *
 * deviceId: this installation's.
 */
inline OAuthService yandexSignIn(const OAuthAddresses &addresses, quint16 redirectPort, const QString &deviceId)
{
    OAuthService service{.addresses = addresses,
        .scopes = {QStringLiteral("cloud_api:disk.info"), QStringLiteral("cloud_api:disk.read"),
            QStringLiteral("cloud_api:disk.write")},
        .redirect = {.ports = kRedirectPorts, .takesAnyPort = false, .canShowCode = true},
        .secret = OAuthService::Secret::Optional,
        .repeatsRedirect = false,
        .authorizeParameters = {{QStringLiteral("device_id"), deviceId},
            {QStringLiteral("device_name"), QStringLiteral("Unbin")}},
        .tokenParameters = {{QStringLiteral("device_id"), deviceId},
            {QStringLiteral("device_name"), QStringLiteral("Unbin")}},
        .accountChoice = {{QStringLiteral("force_confirm"), QStringLiteral("yes")}},
        .loginHint = QStringLiteral("login_hint"),
        .renewAfter = std::chrono::hours(24 * 90),
        .revokesAccessToken = true};
    setRedirectPort(service.redirect, redirectPort);
    return service;
}

} // namespace Unbin
