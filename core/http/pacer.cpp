// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/pacer.h"

#include "core/domain/clock.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Unbin {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestPause = std::chrono::hours(24);
/** Clocks are cut to milliseconds and timers round: never come back a hair too early. */
constexpr milliseconds kMargin{5};

} // namespace

Pacer::Pacer(Clock &clock, const Limits &limits, quint32 jitterSeed, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_limits(limits)
    , m_random(jitterSeed)
    , m_pauseEnds(clock.monotonic())
    , m_governor(limits.requestsAtOnce, limits.mostAtOnce, limits.spacing)
{ }

void Pacer::enter(const Ticket &ticket, PacedSender &sender)
{
    m_queue.emplace(ticket, &sender);
    m_untold.push_back(ticket);
    schedule();
}

void Pacer::leave(const Ticket &ticket)
{
    if (m_queue.erase(ticket) + m_out.erase(ticket) > 0)
        schedule();
}

void Pacer::pause(milliseconds wish)
{
    m_pauseEnds = std::max(m_pauseEnds, m_clock.monotonic() + std::min(wish, kLongestPause) + kMargin);
    for (auto &[ticket, out] : m_out)
        out.isBeforePause = true;
    m_untold.clear();
    for (const auto &[ticket, sender] : m_queue)
        m_untold.push_back(ticket);
    schedule();
}

void Pacer::pauseByOwnGuess(const Ticket &refused)
{
    if (isOutSinceBeforePause(refused))
        return;
    ++m_refusals;
    const auto guess = m_limits.backOff.pauseAfter(m_refusals, m_random.generateDouble());
    m_governor.noteRefused(m_clock.monotonic(), guess);
    pause(guess);
}

void Pacer::pauseAfterRefusal(const Ticket &refused, milliseconds wish)
{
    if (!isOutSinceBeforePause(refused))
        m_governor.noteRefused(m_clock.monotonic(), std::min(wish, kLongestPause));
    pause(wish);
}

void Pacer::noteQuota(qint64 remaining, milliseconds time)
{
    const auto now = m_clock.monotonic();
    m_governor.noteQuota(now, remaining, now + std::min(time, kLongestPause));
}

void Pacer::noteAccepted(const Ticket &accepted)
{
    if (!isOutSinceBeforePause(accepted))
        m_refusals = 0;
    const auto now = m_clock.monotonic();
    if (const auto out = m_out.find(accepted); out != m_out.end())
        m_governor.noteAccepted(now, now - out->second.sentAt, out->second.isHeldBack);
}

milliseconds Pacer::retryPause(int failures)
{
    return m_limits.backOff.pauseAfter(failures, m_random.generateDouble());
}

milliseconds Pacer::pauseLeft() const
{
    return std::max(m_pauseEnds - m_clock.monotonic(), milliseconds(0));
}

/** Turns are never granted from inside enter() or leave(): the caller's state would not be settled yet. */
void Pacer::schedule()
{
    if (m_isScheduled)
        return;
    m_isScheduled = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isScheduled = false;
            dispatch();
        },
        Qt::QueuedConnection);
}

void Pacer::dispatch()
{
    const QPointer<Pacer> self(this); // whoever is told may close the account
    announcePause();
    while (self && grantOne()) { }
    if (self && !m_queue.empty() && int(m_out.size()) < m_governor.requestsAtOnce())
        wakeAfter(std::max(pauseLeft(), m_governor.nextSend() - m_clock.monotonic()));
}

bool Pacer::grantOne()
{
    const auto now = m_clock.monotonic();
    if (m_queue.empty() || int(m_out.size()) >= m_governor.requestsAtOnce() || now < m_pauseEnds
        || now < m_governor.nextSend())
        return false;
    const auto [ticket, sender] = *m_queue.begin();
    m_queue.erase(m_queue.begin());
    const bool isHeldBack = !m_queue.empty();
    m_out.emplace(ticket, Out{now, isHeldBack});
    m_governor.noteSent(now, isHeldBack);
    sender->turnGranted();
    return true;
}

/** Whoever is told may change the queue, so look each one up. */
void Pacer::announcePause()
{
    const QPointer<Pacer> self(this);
    const auto untold = std::exchange(m_untold, {});
    const auto left = pauseLeft();
    if (left == milliseconds(0))
        return;
    for (const Ticket &ticket : untold) {
        if (!self)
            return;
        const auto place = m_queue.find(ticket);
        if (place == m_queue.end())
            continue;
        PacedSender *sender = place->second;
        if (left > m_limits.longestWait) {
            m_queue.erase(place);
            sender->turnRefused(left);
        } else {
            sender->turnDelayed(left);
        }
    }
}

void Pacer::wakeAfter(milliseconds wait)
{
    const auto due = m_clock.monotonic() + wait;
    if (m_wakeAt >= m_clock.monotonic() && m_wakeAt <= due)
        return; // that one looks again
    m_wakeAt = due;
    m_clock.callLater(wait, this, [this, due] {
        if (m_wakeAt == due)
            m_wakeAt = milliseconds(-1);
        dispatch();
    });
}

bool Pacer::isOutSinceBeforePause(const Ticket &ticket) const
{
    const auto out = m_out.find(ticket);
    return out != m_out.end() && out->second.isBeforePause;
}

} // namespace Unbin
