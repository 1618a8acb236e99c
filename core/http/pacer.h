// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/backoff.h"
#include "core/http/governor.h"
#include "core/http/httpmessage.h"

#include <QObject>
#include <QRandomGenerator>

#include <chrono>
#include <map>
#include <vector>

namespace Unbin {

class Clock;

/** Somebody who waits for a turn to send. Called from the event loop; may enter, leave or die inside any
 * call. */
class PacedSender
{
public:
    /** Send now, and leave() the pacer when the reply is there. */
    virtual void turnGranted() = 0;
    /** The account is paused for this long; zero: no longer. */
    virtual void turnDelayed(std::chrono::milliseconds wait) = 0;
    /** The pause is longer than anybody should sit through. The sender is out of the queue. */
    virtual void turnRefused(std::chrono::milliseconds wait) = 0;

protected:
    ~PacedSender() = default;
};

/**
 * Decides when the requests of one account go out: so many at once, so far apart, as its Governor has learned; none while
 * the service has asked for silence. Interactive ones overtake Normal ones overtake Background ones; within one priority
 * first come, first served. Main thread.
 *
 * Invariant: between pause() and the end of that pause no turn is granted, whoever waits and whatever its
 * priority.
 */
class Pacer final : public QObject
{
    Q_OBJECT
public:
    struct Limits {
        int requestsAtOnce = 4; ///< at least 1; to begin with
        int mostAtOnce = 0; ///< more than that, if they help; less than requestsAtOnce: no more
        std::chrono::milliseconds spacing{0};
        std::chrono::milliseconds longestWait = std::chrono::minutes(15); ///< beyond: turnRefused()
        BackOff backOff;
    };
    /** Who one is and where one stands in line. Kept over all attempts of a request, so that a retry does not
       queue up behind those who came later. */
    struct Ticket {
        HttpRequest::Priority priority = HttpRequest::Priority::Normal;
        quint64 number = 0;
        friend bool operator<(const Ticket &a, const Ticket &b)
        {
            return a.priority != b.priority ? a.priority > b.priority : a.number < b.number;
        }
    };

    Pacer(Clock &clock, const Limits &limits, quint32 jitterSeed, QObject *parent = nullptr);

    Ticket takeTicket(HttpRequest::Priority priority) { return {priority, m_nextNumber++}; }
    /** Queues up; the turn comes from the event loop. The sender must leave() before it dies. */
    void enter(const Ticket &ticket, PacedSender &sender);
    /** Out of the queue, or back from the wire. Harmless if neither. */
    void leave(const Ticket &ticket);

    /** The service wants silence for this long. Several wishes: the latest end counts. Beyond a day is not
     * believed. */
    void pause(std::chrono::milliseconds wish);
    /** The service refused a request for the pace of all of them, and wants silence for so long. */
    void pauseAfterRefusal(const Ticket &refused, std::chrono::milliseconds wish);
    /** What the service says of its limit: so many requests more within this time. */
    void noteQuota(qint64 remaining, std::chrono::milliseconds time);
    /** The service refused a request without saying for how long: pauses, longer with each refusal in a row.
       Refusals of requests that were out already when the present pause began are one burst and count once.
     */
    void pauseByOwnGuess(const Ticket &refused);
    /** The service accepted the request: the next refusal is the first again. */
    void noteAccepted(const Ticket &accepted);

    /** Jittered pause before a single request is tried again; pauses nobody else. */
    std::chrono::milliseconds retryPause(int failures);
    const Governor &governor() const { return m_governor; }
    /** Time until turns are granted again; zero if they are. */
    std::chrono::milliseconds pauseLeft() const;

private:
    void schedule();
    void dispatch();
    bool grantOne();
    void announcePause();
    void wakeAfter(std::chrono::milliseconds wait);
    bool isOutSinceBeforePause(const Ticket &ticket) const;

    Clock &m_clock;
    const Limits m_limits;
    QRandomGenerator m_random;
    quint64 m_nextNumber = 0;
    std::map<Ticket, PacedSender *> m_queue;
    struct Out {
        std::chrono::milliseconds sentAt;
        bool isHeldBack; // others waited as well
        bool isBeforePause = false; // went out before the present pause began
    };
    std::map<Ticket, Out> m_out;
    std::vector<Ticket> m_untold; // in the queue, but not told yet how long the pause is
    std::chrono::milliseconds m_pauseEnds;
    Governor m_governor;
    std::chrono::milliseconds m_wakeAt{-1};
    int m_refusals = 0;
    bool m_isScheduled = false;
};

} // namespace Unbin
