// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <optional>
#include <unordered_map>

namespace Unbin::LocalTrash {

/**
 * Turns local times into instants, asking the C library once an hour of the past instead of once a time: each question
 * looks at /etc/localtime and takes a lock that all threads share, and a listing asks for every entry. Lives as long as one
 * listing, so that a change of the time zone is noticed by the next one. One thread.
 */
class LocalHours
{
public:
    /** UTC. A time that the clock skipped in spring is the one that it would have been without. */
    QDateTime instantOf(QDate date, QTime time);

private:
    /** The instant at which the hour begins, in ms since the epoch; nothing if the clock jumped in it. */
    std::optional<qint64> beginOf(QDate date, int hour);

    std::unordered_map<qint64, std::optional<qint64>> m_begins; ///< by hour since the first Julian day
};

} // namespace Unbin::LocalTrash
