// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>

namespace Unbin {

/**
 * Learns how fast a service lets one account go, so that it need not be refused again and again: how far apart requests
 * go out once there was a refusal, and how many at once are of use while there was none. Pure: the waiting is the Pacer's.
 *
 * Until the first refusal there is no pace. A refusal tells what the service took before it; from then on requests are
 * spread evenly, a little below that, with a slow reach upward that grows rarer each time it is refused. Requests in
 * flight grow while replies come no slower, and shrink when they do.
 *
 * All instants are of one monotonic clock and never go back.
 */
class Governor
{
public:
    using Time = std::chrono::milliseconds;

    /** atOnce to begin with; up to mostAtOnce where that is more. spacing: never closer than this. */
    Governor(int atOnce, int mostAtOnce, Time spacing);

    /** A request goes out. isHeldBack: it had to wait for its turn, so the pace is what limits. */
    void noteSent(Time now, bool isHeldBack);
    void noteAccepted(Time now, Time latency, bool isHeldBack);
    /** The first refusal of a burst; nothing is sent for the pause that follows. */
    void noteRefused(Time now, Time pause);
    /** What the service itself says: so many more until then. */
    void noteQuota(Time now, qint64 remaining, Time until);

    int requestsAtOnce() const { return m_atOnce; }
    /** When the next may go out. */
    Time nextSend() const { return Time(qint64(m_next + 0.999)); }
    /** Requests a second; 0 while there is no pace. */
    double ratePerSecond() const { return m_rate * 1000; }

private:
    void reachUp(Time now);
    qint64 acceptedSince(Time since) const;
    qint64 mostInASecondBefore(Time end) const;

    int m_atOnce;
    const int m_leastAtOnce;
    const int m_mostAtOnce;
    const double m_spacing;
    double m_rate = 0; // per millisecond
    double m_ceiling = 0; // where it was refused
    double m_next = 0;
    Time m_reachedUp{0};
    Time m_cycleBegan{-1}; // end of the newest pause, or the first request
    qint64 m_cycleAccepted = 0;
    Time m_firstSent{-1};
    Time m_heldSince{0}; // when the ceiling was met, not when anything was refused
    Time m_hold; // how long to stay below the ceiling
    bool m_isProbing = false;
    std::deque<Time> m_accepted; // of the last minute
    double m_usualLatency = 0; // the least that was seen, forgotten slowly
    double m_latency = 0; // smoothed
    int m_sinceGrown = 0;
};

} // namespace Unbin
