// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/governor.h"

#include <algorithm>

namespace Unbin {

namespace {

using Time = Governor::Time;

constexpr Time kSecond{1000};
constexpr Time kMemory = std::chrono::minutes(1);
constexpr Time kFirstHold = std::chrono::minutes(1);
constexpr Time kLongestHold = std::chrono::minutes(16);
/** Of the rate at which it was refused: where it goes on, and how high it climbs again by itself. */
constexpr double kAfterRefusal = 0.955;
constexpr double kBelowCeiling = 0.975;
/** Replies quicker than this are all quick: a look that took 15 ms says nothing of a restore that takes 90. */
constexpr double kQuick = 100;
/** How soon quicker replies are forgotten, at each one: a bulk of slow requests after some quick ones is no slowing down. */
constexpr double kForget = 1.005;
/** After so long without a refusal, one that comes while nothing was tried says little about the pace. */
constexpr double kLongPeace = 10000;
/** What is more than the chance of a busier second. */
constexpr double kFarMore = 1.5;
/** A request in two seconds, however often it was refused. */
constexpr double kSlowest = 1.0 / 2000;
/** Timers are late; so much of it is made up for, so that the pace is kept without a burst. */
constexpr double kMostLateness = 20;
/** Growth a second: while the ceiling is not known, below it, and beyond it. */
constexpr double kSearch = 0.03;
constexpr double kClimb = 0.002;
constexpr double kProbe = 0.005;

} // namespace

Governor::Governor(int atOnce, int mostAtOnce, Time spacing)
    : m_atOnce(std::max(1, atOnce))
    , m_leastAtOnce(1)
    , m_mostAtOnce(std::max(m_atOnce, mostAtOnce))
    , m_spacing(double(spacing.count()))
    , m_hold(kFirstHold)
{ }

void Governor::noteSent(Time now, bool isHeldBack)
{
    const bool wasIdle = m_rate <= 0 && !m_accepted.empty() && now - m_accepted.back() > kSecond && now >= m_cycleBegan;
    if (m_firstSent < Time(0) || wasIdle) { // what is measured is a burst, not the rest before it
        m_firstSent = m_cycleBegan = now;
        m_cycleAccepted = 0;
    }
    const double sent = double(now.count());
    if (m_rate > 0) {
        const double gap = std::max(m_spacing, 1 / m_rate);
        const double late = std::min(kMostLateness, gap / 4);
        m_next = std::max(m_next, sent - late) + gap;
        if (isHeldBack)
            reachUp(now);
        m_reachedUp = now;
    }
    m_next = std::max(m_next, sent + m_spacing);
}

/** Only a pace that is used up tells whether more would be taken. */
void Governor::reachUp(Time now)
{
    const double seconds = double(std::min(now - m_reachedUp, kSecond).count()) / 1000;
    if (m_ceiling <= 0) {
        m_rate *= 1 + kSearch * seconds;
        m_heldSince = now;
    } else if (m_rate < kBelowCeiling * m_ceiling) {
        m_rate = std::min(kBelowCeiling * m_ceiling, m_rate + m_ceiling * kClimb * seconds);
    } else if (now - m_heldSince > m_hold) {
        m_ceiling *= 1 + kProbe * seconds;
        m_isProbing = true;
    }
}

void Governor::noteAccepted(Time now, Time latency, bool isHeldBack)
{
    ++m_cycleAccepted;
    m_accepted.push_back(now);
    while (m_accepted.front() < now - kMemory)
        m_accepted.pop_front();

    const double took = std::max(kQuick, double(latency.count()));
    m_latency = m_latency > 0 ? m_latency * 0.8 + took * 0.2 : took;
    m_usualLatency = m_usualLatency > 0 ? std::min(m_usualLatency * kForget, took) : took;
    if (++m_sinceGrown < m_atOnce)
        return;
    m_sinceGrown = 0;
    if (m_latency > 3 * m_usualLatency)
        m_atOnce = std::max(m_leastAtOnce, m_atOnce - 1);
    else if (isHeldBack && m_latency < 1.5 * m_usualLatency)
        m_atOnce = std::min(m_mostAtOnce, m_atOnce + 1);
}

void Governor::noteRefused(Time now, Time pause)
{
    const double observed = double((now - m_firstSent).count());
    const double cycle = double((now - m_cycleBegan).count());
    const double rest = double(pause.count());
    if (m_firstSent < Time(0) || (m_rate <= 0 && m_cycleAccepted < 2)) {
        // too little was sent to tell anything: somebody else uses the account up
    } else if (m_rate <= 0) {
        // Refused early, or as soon as it was asked for more than ever before, the service took in the last second what it
        // takes in one; else its window began with our first request.
        const qint64 last = acceptedSince(now - kSecond);
        const bool isEarly = observed < 2000 || double(last) > kFarMore * double(mostInASecondBefore(now - kSecond));
        m_ceiling = isEarly ? double(std::max<qint64>(1, last)) / 1000 : 0;
        m_heldSince = now;
        m_rate = 0.965 * (isEarly ? m_ceiling : double(m_cycleAccepted) / (observed + rest));
    } else if (double(m_cycleAccepted) < 0.5 * m_rate * 1000) {
        // At once again: the service counts over longer than its pause. What it took in the last minute tells.
        const double minute = double(kMemory.count());
        const double average
            = double(std::max<qint64>(1, acceptedSince(now - kMemory))) / (std::min(observed, minute) + rest);
        m_rate = std::min(0.9 * m_rate, average);
        m_heldSince = now;
        m_ceiling = observed < minute ? 0 : m_rate * 1.04;
    } else {
        double seen = m_rate; // one more than was answered may have been taken
        if (cycle >= 1000 && m_rate > 0.005)
            seen = double(acceptedSince(now - kSecond) + 1) / 1000;
        const double met = std::min({m_rate, seen, m_ceiling > 0 ? m_ceiling * 1.02 : m_rate});
        const bool isChance = !m_isProbing && m_ceiling > 0 && cycle > kLongPeace;
        m_ceiling = isChance ? std::max(met, 0.99 * m_ceiling) : met;
        m_rate = kAfterRefusal * met;
        // Refused for reaching up, it reaches up more rarely; refused at rest, for whatever reason, it must find back.
        if (m_isProbing) {
            m_hold = std::min(m_hold * 2, kLongestHold);
            m_heldSince = now;
        }
    }
    m_isProbing = false;
    if (m_rate > 0) // the pauses are the service's to tell: what is learned must not become one of minutes
        m_rate = std::max(m_rate, kSlowest);
    m_cycleBegan = now + pause;
    m_cycleAccepted = 0;
    m_next = std::max(m_next, double(m_cycleBegan.count()));
    m_reachedUp = m_cycleBegan;
}

/** The rest of what is allowed is spread over the rest of the time; plenty left needs no pace. */
void Governor::noteQuota(Time now, qint64 remaining, Time until)
{
    const double time = double((until - now).count());
    if (remaining < 0 || time <= 0)
        return;
    if (remaining == 0) {
        m_next = std::max(m_next, double(until.count()));
        return;
    }
    const double rate = double(remaining) / time;
    const bool isUsedUpBefore = m_rate > rate || acceptedSince(now - kSecond) > qint64(rate * 1000);
    if (isUsedUpBefore)
        m_rate = rate;
}

qint64 Governor::acceptedSince(Time since) const
{
    return m_accepted.end() - std::upper_bound(m_accepted.begin(), m_accepted.end(), since);
}

/** The busiest second of those that were over by then. */
qint64 Governor::mostInASecondBefore(Time end) const
{
    qint64 most = 0;
    auto first = m_accepted.begin();
    for (auto it = m_accepted.begin(); it != m_accepted.end() && *it <= end; ++it) {
        while (*it - *first >= kSecond)
            ++first;
        most = std::max<qint64>(most, it - first + 1);
    }
    return most;
}

} // namespace Unbin
