// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualclock.h"

namespace Unbin {

ManualClock::ManualClock(QDateTime start)
    : m_now(std::move(start))
{
}

void ManualClock::callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    m_actions.emplace(m_monotonic + delay, Action{context, std::move(action)});
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const auto end = m_monotonic + by;
    while (!m_actions.empty() && m_actions.begin()->first <= end) {
        const auto due = std::max(m_actions.begin()->first, m_monotonic);
        m_now = m_now.addMSecs((due - m_monotonic).count());
        m_monotonic = due;
        const Action action = std::move(m_actions.begin()->second);
        m_actions.erase(m_actions.begin());
        if (action.context)
            action.run();
    }
    m_now = m_now.addMSecs((end - m_monotonic).count());
    m_monotonic = end;
}

int ManualClock::pendingCount() const
{
    return int(std::count_if(m_actions.begin(), m_actions.end(),
                             [](const auto &entry) { return !entry.second.context.isNull(); }));
}

std::chrono::milliseconds ManualClock::untilNext() const
{
    for (const auto &[due, action] : m_actions) {
        if (action.context)
            return std::max(due - m_monotonic, std::chrono::milliseconds(0));
    }
    return std::chrono::milliseconds(-1);
}

} // namespace Unbin
