// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/manualclock.h"

#include <QTimer>

namespace Unbin {

/**
 * Time that runs about fifty times as fast as usual while the event loop runs, and stands still otherwise:
 * for tests that drive much paced traffic and don't care when. Pauses between requests cost next to nothing,
 * deadlines are still far away, and a debugger or a busy machine can't make anything time out.
 */
class HurriedClock final : public Clock
{
public:
    /** step: how far time goes with each millisecond; more than 50 for services that are waited for. */
    explicit HurriedClock(
        std::chrono::milliseconds step = std::chrono::milliseconds(50), const QDateTime &start = ManualClock().now())
        : m_clock(start)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, step] { m_clock.advance(step); });
        m_timer.start(std::chrono::milliseconds(1));
    }

    /** On top of that, at once. */
    void jump(std::chrono::milliseconds by) { m_clock.advance(by); }

    QDateTime now() const override { return m_clock.now(); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_clock.callLater(delay, context, std::move(action));
    }

private:
    ManualClock m_clock;
    QTimer m_timer;
};

} // namespace Unbin
