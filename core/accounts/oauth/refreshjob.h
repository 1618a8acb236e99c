// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthtokens.h"
#include "core/jobs/job.h"

#include <QLockFile>

namespace Unbin {

class Clock;
class TokenClient;
class TokenStore;

/** What a refresh is done with. All outlive it. */
struct RefreshTools {
    TokenClient &client;
    TokenStore &store;
    Clock &clock;
    QString lockFile; ///< empty: nobody else can have this profile
};

/** What a refresh begins with. */
struct RefreshWish {
    OAuthTokens tokens; ///< as we know them
    /** The refresh token that we know to be stored: another one there comes from another program. nullopt: not known. */
    std::optional<QByteArray> stored;
    QString scope; ///< empty: the account's own resource; else a second one, whose access token is not stored
    QByteArray refused; ///< the access token that the service would not take; empty: it is only old
};

/** What came of it. */
struct Refreshed {
    OAuthTokens tokens; ///< access token of the wished scope; the newest refresh token
    std::chrono::milliseconds askedAt{0}; ///< monotonic: when the request went out; the lifetime counts from there
    std::optional<Error> notStored; ///< the new refresh token is in memory only
};

/**
 * One refresh, from the lock to the keychain: wait for other programs, look what they stored, note what is about to be
 * sent, send, store the new refresh token, and only then hand out the access token. A refresh that could not be made for
 * passing reasons is tried again a few times; it never costs a sign-in. Ends with SignInNeeded only on the service's own
 * word; code "answer-lost" if the very token was sent before and its answer never arrived.
 */
class RefreshJob final : public Job<Refreshed>
{
public:
    RefreshJob(RefreshTools tools, RefreshWish wish);
    ~RefreshJob() override;

protected:
    void run() override;
    void release() override;

private:
    void lock();
    void lookAtStore();
    void storeRead(const Result<std::optional<OAuthTokens>> &stored);
    void send();
    void answered(Result<OAuthTokens> tokens);
    void refused(Error error);
    void tryAgain(const Error &error);
    void save();
    void unlock();

    RefreshTools m_tools;
    RefreshWish m_wish;
    std::unique_ptr<QLockFile> m_lock;
    std::chrono::milliseconds m_waitedFrom{0};
    Refreshed m_refreshed;
    int m_attempts = 0;
    bool m_wasSentBefore = false;
};

} // namespace Unbin
