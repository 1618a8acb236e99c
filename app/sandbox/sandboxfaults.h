// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxmessage.h"

#include <QRandomGenerator>

#include <limits>
#include <vector>

namespace Unbin {

/** One thing that goes wrong, and when. Made by the named functions; refine with on(), after(), times(). */
struct SandboxFault {
    enum class Kind : quint8 {
        Answer, ///< the service is not asked; `answer` goes out instead
        Refuse, ///< the service is not asked; its own error body for `answer.status` goes out, with
        ///< answer.headers
        DropBefore, ///< connection closed, nothing happened
        DropAfter, ///< connection closed, but it did happen
        Stall, ///< it happened; after `bytes` of the body nothing comes any more, the connection stays open
        Drip, ///< it happened; the body comes byte by byte, one each `pause`
        Cut, ///< it happened; the connection closes after `bytes` of the body
        Garbage, ///< it happened; the body is not what its content type says
    };

    static SandboxFault answer(int status, QByteArray body = {}, SandboxHeaders headers = {});
    static SandboxFault html(int status); ///< what a gateway in between says
    /** retryAfter as sent: seconds, an HTTP date, nonsense; empty: no such header. */
    static SandboxFault tooManyRequests(QByteArray retryAfter = {});
    static SandboxFault refuse(int status); ///< 500, 503, ... with the service's own error body
    static SandboxFault dropBefore();
    static SandboxFault dropAfter();
    static SandboxFault stall(qsizetype afterBytes = 0);
    static SandboxFault drip(std::chrono::milliseconds pause);
    static SandboxFault cut(qsizetype afterBytes);
    static SandboxFault garbage(QByteArray body = "{\"entries\":[{\"id\":");

    /** Which requests. method empty: any. The pattern is a path below the service's prefix; "*" stands for
     * anything. */
    SandboxFault &&on(QByteArray method, QByteArray pathPattern) &&;
    SandboxFault &&after(int requests) &&; ///< that many matching ones pass first
    SandboxFault &&times(int count) &&; ///< default 1
    SandboxFault &&forever() && { return std::move(*this).times(std::numeric_limits<int>::max()); }

    Kind kind = Kind::Answer;
    QByteArray method;
    QByteArray pathPattern = "*";
    int toPass = 0;
    int toHit = 1;
    SandboxResponse reply = {}; ///< Answer, Refuse, Garbage
    qsizetype bytes = 0;
    std::chrono::milliseconds pause{0};
};

/** "*" stands for any run of characters, "/" included. */
bool matchesPattern(QByteArrayView text, QByteArrayView pattern);

/** The faults still to come, oldest first; the first that fits a request is used. */
class SandboxFaults
{
public:
    void add(SandboxFault fault);
    /** Besides those, each request is hit with this chance (0 to 1) by one of these: the same ones for the same seed and the
        same number of requests. 0 switches it off. */
    void setChance(double chance, quint32 seed, std::vector<SandboxFault> faults);
    qint64 chanceHits() const { return m_chanceHits; }
    void clear() { m_faults.clear(); }
    /** Faults that have hits left and are not meant for ever: a test that planned them can check that none is
     * left. */
    int pendingCount() const;

    /** Counts this request; what shall happen to it, if anything. */
    std::optional<SandboxFault> take(const SandboxRequest &request);

private:
    std::vector<SandboxFault> m_faults;
    double m_chance = 0;
    QRandomGenerator m_random;
    std::vector<SandboxFault> m_chanced;
    qint64 m_chanceHits = 0;
};

} // namespace Unbin
