// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace Unbin {

/** As whom we speak to a service: what its console calls an application. The secret of a desktop program is none to its
    user (RFC 8252 section 8.5), but goes nowhere all the same: keychain and memory only. */
struct OAuthApplication {
    QString id;
    QByteArray secret; ///< empty: a public client

    friend bool operator==(const OAuthApplication &, const OAuthApplication &) = default;
};

/** Where a service signs people in. https, or http on loopback; revoke is empty where there is no such thing. */
struct OAuthAddresses {
    QUrl authorize;
    QUrl token;
    QUrl revoke;
};

/** Where a service sends the browser back to. */
struct OAuthRedirect {
    QString host = QStringLiteral("127.0.0.1"); ///< or "localhost": then ::1 is listened on as well
    QString path = QStringLiteral("/"); ///< the only path that is answered
    bool saysPath = true; ///< false: a bare "/" is left out of the address (Microsoft registers "http://localhost")
    std::vector<quint16> ports; ///< tried in this order; what was registered at the service
    bool takesAnyPort = true; ///< when none of ports can be had, any free one will do
    bool canShowCode = false; ///< the service may show a code to copy instead of coming back
};

/**
 * Everything that differs between services that sign people in by authorization code: a value, stated once beside each
 * provider with the source of each fact. Nobody asks for a service's name.
 */
struct OAuthService {
    using Parameters = QList<std::pair<QString, QString>>;
    enum class Secret {
        None, ///< public clients; a secret would be refused
        Optional, ///< sent if there is one
        Needed, ///< no sign-in without
    };

    OAuthAddresses addresses;
    QStringList scopes;
    OAuthRedirect redirect;
    Secret secret = Secret::None;
    bool sendsPkce = true;
    bool repeatsRedirect = true; ///< redirect_uri again in the token request (RFC 6749 section 4.1.3)
    bool repeatsScopes = false; ///< scope in token requests
    bool opensOtherResources = false; ///< its refresh tokens give access tokens for other scopes, too
    Parameters authorizeParameters; ///< always sent along with the authorization request
    Parameters tokenParameters; ///< always sent along with the code
    Parameters accountChoice; ///< sent when a new account is added: lets people choose whom they sign in
    QString loginHint; ///< name of the parameter that tells who shall sign in again; empty: none
    /** An access token older than this is renewed early, so that a refresh token that is never used does not die. */
    std::optional<std::chrono::seconds> renewAfter;
    /** Whether removing an account can also revoke its tokens at the service. */
    bool canRevoke() const { return !addresses.revoke.isEmpty(); }
    bool revokesAccessToken = false; ///< revoke wants the access token as "access_token"; else any as "token"
};

} // namespace Unbin
