// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>

class QObject;

namespace Unbin {

/**
 * Time, replaceable: the program has one SystemClock, tests a manual one (tests/support). Nothing else in core asks
 * the system for the time or starts a timer for waiting. Used on the thread that owns the context.
 */
class Clock
{
public:
    virtual ~Clock() = default;

    /** The wall clock, UTC. For showing and storing; may jump. */
    virtual QDateTime now() const = 0;
    /** Never jumps back; only differences mean something. */
    virtual std::chrono::milliseconds monotonic() const = 0;
    /** Calls action once, from the event loop, not before delay has passed. Dropped when context dies. */
    virtual void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;
};

} // namespace Unbin
