// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthtokens.h"
#include "core/jobs/job.h"

namespace Unbin {

/**
 * Where one account's tokens outlive the program, and the note that a refresh is under way. Its own interface, so that a
 * token source knows neither keychain nor database. Main thread.
 */
class TokenStore
{
public:
    virtual ~TokenStore() = default;

    /** nullopt: nothing is stored. KeychainFailed: can't be told now. */
    virtual JobPtr<std::optional<OAuthTokens>> read() = 0;
    /** Ends when the refresh token is kept for good. */
    virtual JobPtr<Done> write(const OAuthTokens &tokens) = 0;

    /** Before a refresh token is sent: its hash. One note per account. */
    virtual void noteRefresh(const QByteArray &hash) = 0;
    /** After what came of it is stored, or the service said that nothing did. */
    virtual void clearRefresh() = 0;
    /** The hash of a refresh token that was sent and whose answer was never stored; empty: none. */
    virtual QByteArray openRefresh() const = 0;
};

/** The hash for noteRefresh(): tells nothing of the token. */
QByteArray hashOfToken(const QByteArray &token);

} // namespace Unbin
