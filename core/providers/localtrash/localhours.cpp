// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localhours.h"

namespace Unbin::LocalTrash {

namespace {

constexpr int kHourSeconds = 3600;

qint64 askedSystem(QDate date, QTime time)
{
    const QDateTime local(date, time, Qt::LocalTime);
    if (local.isValid())
        return local.toMSecsSinceEpoch();
    const QDate dayBefore = time.hour() == 0 ? date.addDays(-1) : date;
    return QDateTime(dayBefore, time.addSecs(-kHourSeconds), Qt::LocalTime).toMSecsSinceEpoch() + kHourSeconds * 1000LL;
}

} // namespace

QDateTime LocalHours::instantOf(QDate date, QTime time)
{
    const auto begin = beginOf(date, time.hour());
    const qint64 inHour = time.msecsSinceStartOfDay() - time.hour() * kHourSeconds * 1000LL;
    return QDateTime::fromMSecsSinceEpoch(begin ? *begin + inHour : askedSystem(date, time), Qt::UTC);
}

std::optional<qint64> LocalHours::beginOf(QDate date, int hour)
{
    const auto [place, isNew] = m_begins.try_emplace(date.toJulianDay() * 24 + hour);
    if (isNew) {
        const qint64 first = askedSystem(date, QTime(hour, 0));
        const qint64 last = askedSystem(date, QTime(hour, 59, 59));
        if (last - first == (kHourSeconds - 1) * 1000LL)
            place->second = first;
    }
    return place->second;
}

} // namespace Unbin::LocalTrash
