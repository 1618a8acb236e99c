// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <utility>

namespace Unbin {

/** Items a second over the last few seconds. */
class RateMeter
{
public:
    void note(std::chrono::milliseconds now, qint64 done)
    {
        m_samples.push_back({now, done});
        while (m_samples.size() > 2 && now - m_samples.front().first > kWindow)
            m_samples.pop_front();
    }
    /** 0 while unknown. */
    double perSecond() const
    {
        if (m_samples.size() < 2)
            return 0;
        const auto time = m_samples.back().first - m_samples.front().first;
        const qint64 items = m_samples.back().second - m_samples.front().second;
        return time.count() > 0 ? double(items) * 1000.0 / double(time.count()) : 0;
    }

private:
    static constexpr std::chrono::seconds kWindow{5};
    std::deque<std::pair<std::chrono::milliseconds, qint64>> m_samples;
};

} // namespace Unbin
