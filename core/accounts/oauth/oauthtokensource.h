// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/refreshjob.h"
#include "core/http/tokensource.h"

#include <QPointer>

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace Unbin {

/**
 * The tokens of one account, however it was signed in: by browser (renewed ahead of expiry and when the service refuses
 * one) or with a pasted token (given as long as it is taken). However many requests and resources ask, one refresh is
 * under way at a time; those who ask meanwhile share it. A refresh that was begun is finished even if nobody waits any
 * more, for its answer must be stored. Main thread.
 *
 * Expiry is counted on the monotonic clock from the moment of asking; the wall clock counts only for what was stored, and
 * a wrong one costs at most a refresh.
 */
class OAuthTokenSource final : public TokenSource
{
    Q_OBJECT
public:
    /** client, store, clock of the tools must outlive the source; without tools nothing can be renewed. */
    OAuthTokenSource(Clock &clock, std::unique_ptr<RefreshTools> tools);
    ~OAuthTokenSource() override;

    /** The tokens of a new sign-in; none for a signed-out account. isStored: the store holds them already. */
    void adopt(const OAuthTokens &tokens, bool isStored);
    const OAuthTokens &tokens() const { return m_tokens; }
    /** Why the sign-in was lost; only after signInNeeded(). */
    const std::optional<Error> &loss() const { return m_loss; }
    /** A refresh is under way, or a new refresh token waits for being stored: quitting now may cost the sign-in. */
    bool isBusy() const { return m_refresh || m_isSaving; }
    bool isRefreshing() const { return m_refresh; }

    JobPtr<QByteArray> token() override;
    JobPtr<QByteArray> renew(const QByteArray &refused) override;
    TokenSource *forResource(const QString &scope) override;

Q_SIGNALS:
    /** The newest refresh token could not be stored (error set), or is stored at last (not set). */
    void storing(const std::optional<Unbin::Error> &error);
    void idle(); ///< isBusy() has become false
    void refreshEnded(); ///< isRefreshing() has become false, if only for a moment

private:
    class Resource;
    class AskJob;
    struct Access {
        QByteArray token;
        std::optional<std::chrono::milliseconds> dueAt; ///< monotonic; nullopt: good until refused
        std::optional<std::chrono::milliseconds> deadAt; ///< monotonic
        int refusals = 0; ///< tokens in a row that were refused soon after they were issued
        std::chrono::milliseconds issuedAt{0}; ///< monotonic
        QByteArray refused;
        std::vector<QPointer<AskJob>> waiting;
        std::unique_ptr<Resource> source; ///< of a second resource
    };

    JobPtr<QByteArray> ask(const QString &scope, const QByteArray &refused);
    void asked(AskJob *job, const QString &scope, const QByteArray &refused);
    bool isGood(const Access &access, const QByteArray &refused) const;
    bool noteRefusal(Access &access, const QByteArray &refused);
    void count(Access &access, const OAuthTokens &tokens, std::chrono::milliseconds askedAt) const;
    void refreshNext();
    void refreshed(const QString &scope, const Result<Refreshed> &result);
    void take(const QString &scope, const Refreshed &refreshed);
    void bear(const QString &scope, Error error);
    void answer(Access &access, const Result<QByteArray> &token);
    void saveLater(std::chrono::milliseconds pause);
    void lose(Error why);

    Clock &m_clock;
    std::unique_ptr<RefreshTools> m_tools;
    OAuthTokens m_tokens;
    std::optional<QByteArray> m_stored; // the refresh token in the store; nullopt: not known
    std::map<QString, Access> m_accesses; // by scope; empty: the account's own
    std::deque<QString> m_due;
    QPointer<JobBase> m_refresh;
    std::optional<Error> m_loss;
    quint64 m_generation = 0; // counts adopted sign-ins
    bool m_isSaving = false;
};

} // namespace Unbin
