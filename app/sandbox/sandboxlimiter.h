// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <deque>
#include <optional>

namespace Unbin {

/**
 * A service's rate limit: at most so many requests per account within any window of time. One more is
 * answered 429 with a wish to wait; whoever asks again before that wish is over gets 429 once more, and is
 * counted.
 */
class SandboxLimiter
{
public:
    struct Limit {
        int requests = 0; ///< 0: no limit
        std::chrono::milliseconds window = std::chrono::seconds(1);
        std::chrono::seconds retryAfter{1};
    };

    void setLimit(Limit limit);
    /** Counts a request of this account; how long it is asked to wait, or nullopt if it may pass. */
    std::optional<std::chrono::seconds> refuse(const QByteArray &account, std::chrono::milliseconds now);

    int refusals() const { return m_refusals; } ///< requests answered 429
    int violations() const { return m_violations; } ///< of them: came although told to wait

private:
    struct Account {
        std::deque<std::chrono::milliseconds> recent;
        std::chrono::milliseconds closedUntil{std::chrono::milliseconds::min()};
    };
    Limit m_limit;
    QHash<QByteArray, Account> m_accounts;
    int m_refusals = 0;
    int m_violations = 0;
};

} // namespace Unbin
