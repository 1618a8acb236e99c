// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"

#include <QTimer>

namespace Unbin {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::callLater(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(action));
}

} // namespace Unbin
