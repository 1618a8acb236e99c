// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QDateTime;

namespace Unbin {

/** What a reply means for the machinery below the provider. Everything else is the provider's to read. */
struct Judgement {
    enum class Verdict {
        Deliver, ///< hand the reply to the job, whatever its status
        Retry, ///< this request did nothing and may be sent again after a pause (also changing ones: 429,
        ///< locked)
        PauseAccount, ///< like Retry, and no other request of this account may go out until then (429)
        RenewToken, ///< the token is dead: renew once, send once more, then deliver
    };
    Verdict verdict = Verdict::Deliver;
    /** The service's wish. nullopt: the reply's Retry-After, and without one our own back-off. */
    std::optional<std::chrono::milliseconds> after;
};

/**
 * How one service wants to be talked to. A value made by its provider; only the provider decides what
 * deserves a retry.
 */
struct ServiceRules {
    QUrl api; ///< base address; only requests to its scheme, host and port get the token
    QByteArray authorizationScheme = "Bearer"; ///< Yandex: "OAuth"
    int requestsAtOnce = 4; ///< to begin with
    int mostAtOnce = 0; ///< where more turn out to help; 0: never more than requestsAtOnce
    std::chrono::milliseconds spacing{0}; ///< least time between two requests going out
    int maxAttempts = 6; ///< of one request, the first included
    std::chrono::milliseconds firstBackOff = std::chrono::seconds(1); ///< doubled each time, with jitter 0.5 to 1.5
    std::chrono::milliseconds maxBackOff = std::chrono::seconds(60);
    std::chrono::milliseconds longestWait = std::chrono::minutes(15); ///< a wish beyond this ends as RateLimited
    QByteArray requestIdHeader; ///< reply header that the service's support asks for
    std::function<Judgement(const HttpRequest &, const HttpReply &)> judge = {}; ///< empty: standardJudgement()
    std::optional<quint32> jitterSeed; ///< for tests; nullopt: random
};

/**
 * 401 renews the token, 429 pauses the account. 5xx is tried again for requests that change nothing (a 503
 * with Retry-After pauses the account); for changes it is delivered, since the change may have been made all
 * the same.
 */
Judgement standardJudgement(const HttpRequest &request, const HttpReply &reply);

/** Retry-After in seconds or as an HTTP date (relative to the reply's Date, else to now); nullopt if absent
   or nonsense; never negative. */
std::optional<std::chrono::milliseconds> retryAfter(const HttpReply &reply, const QDateTime &now);

/** What a reply says of the service's limit. */
struct Quota {
    qint64 remaining = 0;
    std::chrono::milliseconds time{0};
};

/** RateLimit-Remaining and RateLimit-Reset (seconds), as SharePoint sends them near its limit; nullopt unless both are
    there and plain numbers, or beyond a day. */
std::optional<Quota> quotaOf(const HttpReply &reply);

} // namespace Unbin
