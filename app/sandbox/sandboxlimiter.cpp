// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxlimiter.h"

namespace Unbin {

void SandboxLimiter::setLimit(Limit limit)
{
    m_limit = limit;
    m_accounts.clear();
    m_refusals = m_violations = 0;
}

std::optional<std::chrono::seconds> SandboxLimiter::refuse(const QByteArray &account, std::chrono::milliseconds now)
{
    if (m_limit.requests <= 0)
        return std::nullopt;
    Account &its = m_accounts[account];
    if (now < its.closedUntil) {
        ++m_refusals;
        ++m_violations;
        return std::chrono::ceil<std::chrono::seconds>(its.closedUntil - now);
    }
    while (!its.recent.empty() && its.recent.front() <= now - m_limit.window)
        its.recent.pop_front();
    if (int(its.recent.size()) >= m_limit.requests) {
        ++m_refusals;
        its.closedUntil = now + m_limit.retryAfter;
        return m_limit.retryAfter;
    }
    its.recent.push_back(now);
    return std::nullopt;
}

} // namespace Unbin
