// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/manualclock.h"

#include <QThreadPool>
#include <QTimer>

namespace Unbin {

/** For HurriedClock: no step at all, see there. */
constexpr std::chrono::milliseconds kLeap{0};

/**
 * Time that runs about fifty times as fast as usual while the event loop runs, and stands still otherwise:
 * for tests that drive much paced traffic and don't care when. Pauses between requests cost next to nothing,
 * deadlines are still far away, and a debugger or a busy machine can't make anything time out.
 *
 * With kLeap it stands still as long as there is anything to do, here or in the thread pool, and leaps to what is due next
 * when there is not: no waiting at all, and the same on any machine. For tests that drive jobs to their ends; one that looks
 * in between would be too late.
 */
class HurriedClock final : public Clock
{
public:
    /** step: how far time goes with each millisecond; more than 50 for services that are waited for. */
    explicit HurriedClock(
        std::chrono::milliseconds step = std::chrono::milliseconds(50), const QDateTime &start = ManualClock().now())
        : m_clock(start)
        , m_leaps(step == kLeap)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, step] { m_leaps ? leap() : m_clock.advance(step); });
        m_timer.start(std::chrono::milliseconds(m_leaps ? 0 : 1)); // a timer of nothing is due when nothing else is
    }

    /** On top of that, at once. */
    void jump(std::chrono::milliseconds by) { m_clock.advance(by); }

    QDateTime now() const override { return m_clock.now(); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_clock.callLater(delay, context, std::move(action));
        if (m_leaps && !m_timer.isActive())
            m_timer.start();
    }

private:
    /** What a thread of the pool has posted before it ended may not have been delivered yet: a few turns of the event loop
        without anything bring it here, and what comes of it. */
    void leap()
    {
        const bool isIdle = QThreadPool::globalInstance()->activeThreadCount() == 0;
        m_idleTurns = isIdle ? m_idleTurns + 1 : 0;
        if (m_idleTurns < kIdleTurns)
            return;
        m_idleTurns = 0;
        const auto wait = m_clock.untilNext();
        if (wait < std::chrono::milliseconds(0))
            m_timer.stop(); // until somebody waits for time again
        else
            m_clock.advance(wait);
    }

    static constexpr int kIdleTurns = 4;

    ManualClock m_clock;
    bool m_leaps;
    int m_idleTurns = 0;
    QTimer m_timer;
};

} // namespace Unbin
