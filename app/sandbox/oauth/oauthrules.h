// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace Unbin {

/**
 * What one service's authorization server insists on and how it behaves, with a switch wherever the sources disagree or
 * are silent (box.md section 8, onedrive.md section 6, yandex-disk.md section 8).
 */
struct SandboxOAuthRules {
    enum class Redirects {
        LoopbackAnyPort, ///< scheme, host and path as registered, the port free for loopback (Box's guide)
        LocalhostAnyPort, ///< the same, only for the name "localhost" (Microsoft)
        Exact, ///< to the letter (Yandex; Box's own command line for its built-in application)
    };
    enum class Secret { Refused, Optional, Needed };

    Redirects redirects = Redirects::Exact;
    QList<QByteArray> registered; ///< redirect addresses; the first is the default
    Secret secret = Secret::Needed;
    bool refreshNeedsSecret = false; ///< even where the code does not (Yandex, one source)
    bool needsPkce = false; ///< no code without a challenge
    bool knowsPkce = true; ///< false: the parameters are passed over
    bool needsRedirectAgain = false; ///< redirect_uri in the token request, equal
    bool refusesRedirectAgain = false; ///< some Yandex applications
    bool showsCode = false; ///< without redirect_uri the code is shown to be copied
    bool needsScope = false;
    QList<QByteArray> scopes; ///< known ones; empty: all are fine
    QList<QByteArray> scopePrefixes; ///< of further resources: "https://…"
    bool givesRefreshAlways = true; ///< false: only with the scope offline_access
    bool refreshIsSingleUse = false;
    bool keepsAccessToken = false; ///< a refresh gives the same access token back
    bool bindsToDevice = false; ///< only tokens with a device_id can be revoked
    bool sendsErrorCodes = false; ///< Microsoft's error bodies
    std::chrono::seconds codeLife{600};
    std::chrono::seconds accessLife{3600};
    std::chrono::seconds refreshLife{std::chrono::hours(24 * 90)};
    QByteArray tokenType = "bearer";
    QByteArray accessPrefix; ///< of issued access tokens

    static SandboxOAuthRules box();
    static SandboxOAuthRules microsoft();
    static SandboxOAuthRules yandex();
};

} // namespace Unbin
