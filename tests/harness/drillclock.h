// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hurriedclock.h"

#include <QRandomGenerator>

namespace Unbin {

/** Hurried time whose wall clock is set wrong again and again: up to a day off, both ways. */
class DrillClock final : public Clock
{
public:
    explicit DrillClock(quint32 seed)
        : m_random(seed)
    { }

    QDateTime now() const override
    {
        if (m_random.bounded(50) == 0)
            m_offBySeconds = m_random.bounded(-86400, 86400);
        return m_clock.now().addSecs(m_offBySeconds);
    }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_clock.callLater(delay, context, std::move(action));
    }

private:
    HurriedClock m_clock;
    mutable QRandomGenerator m_random;
    mutable int m_offBySeconds = 0;
};

} // namespace Unbin
