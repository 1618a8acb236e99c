// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"

#include <QObject>
#include <QPointer>

#include <map>

namespace Unbin {

/** Time that moves only when the test says so; actions that came due run inside advance(), oldest first. */
class ManualClock final : public Clock
{
public:
    explicit ManualClock(QDateTime start = QDateTime::fromString(QStringLiteral("2026-03-12T14:00:00Z"), Qt::ISODate));

    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    void callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;

    void advance(std::chrono::milliseconds by);
    /** The wall clock jumps, the monotonic one does not notice. */
    void jumpTo(const QDateTime &now) { m_now = now; }
    /** Actions whose context is alive and that wait for time to pass. */
    int pendingCount() const;
    /** Time until the next of them; nullopt-like -1 ms if none. */
    std::chrono::milliseconds untilNext() const;

private:
    struct Action {
        QPointer<QObject> context;
        std::function<void()> run;
    };
    QDateTime m_now;
    std::chrono::milliseconds m_monotonic{0};
    std::multimap<std::chrono::milliseconds, Action> m_actions;
};

} // namespace Unbin
