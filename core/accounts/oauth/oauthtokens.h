// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthservice.h"

#include <QDateTime>

namespace Unbin {

/** What a token endpoint handed out, and what is kept of it. Never logged, never in a file. */
struct OAuthTokens {
    QByteArray access;
    QByteArray refresh; ///< empty: can't be renewed
    QDateTime issuedAt; ///< UTC by this computer's clock, for the stored value only
    std::optional<std::chrono::seconds> lifetime; ///< of the access token; nullopt: not told
    OAuthApplication application; ///< whom they were issued to: only it can refresh them
};

} // namespace Unbin
