// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxfaults.h"
#include "app/sandbox/sandboxlimiter.h"
#include "app/sandbox/sandboxmessage.h"

#include <functional>
#include <vector>

namespace Unbin {

class Clock;

/** How a door has to hand over a response. */
struct SandboxDelivery {
    enum class Manner : quint8 {
        Whole,
        Drop, ///< close without a byte
        Cut, ///< close after `bytes` of the body
        Stall, ///< stop after `bytes` of the body and keep the connection open; 0: not even a status line
        Drip, ///< one byte of the body each `pause`
    };

    SandboxResponse response;
    Manner manner = Manner::Whole;
    std::chrono::milliseconds delay{0}; ///< before the first byte
    qsizetype bytes = 0;
    std::chrono::milliseconds pause{0};
    bool isFault = false; ///< not what the service would have said by itself
};

/**
 * The practice cloud behind both doors: services under path prefixes ("/box/2.0"), the faults, the rate
 * limit, the latency. Doors (SandboxServer, SandboxNetwork) call exchange() for each request and deliver what
 * it says. Everything must outlive the doors. One thread.
 */
class SandboxHost
{
public:
    using Observer = std::function<void(const QByteArray &prefix, const SandboxRequest &, const SandboxDelivery &)>;

    /** The clock must outlive the host; doors use it for latency, stalls and drips. */
    explicit SandboxHost(Clock &clock);

    Clock &clock() const { return m_clock; }
    void mount(const QByteArray &prefix, SandboxService &service);
    SandboxFaults &faults() { return m_faults; }
    SandboxLimiter &limiter() { return m_limiter; }
    /** Added to every answer. */
    void setLatency(std::chrono::milliseconds latency) { m_latency = latency; }
    /** Called after each exchange, whatever came of it. */
    void observe(Observer observer) { m_observers.push_back(std::move(observer)); }
    qint64 requestCount() const { return m_requestCount; }

    /** Answers a request whose path still has its prefix. 404 if no service lives there. */
    SandboxDelivery exchange(SandboxRequest request);

private:
    SandboxDelivery deliver(SandboxService &service, const SandboxRequest &request);
    SandboxDelivery spoil(SandboxService &service, const SandboxRequest &request, const SandboxFault &fault);

    struct Mount {
        QByteArray prefix;
        SandboxService *service;
    };
    Clock &m_clock;
    std::vector<Mount> m_mounts;
    SandboxFaults m_faults;
    SandboxLimiter m_limiter;
    std::chrono::milliseconds m_latency{0};
    std::vector<Observer> m_observers;
    qint64 m_requestCount = 0;
};

} // namespace Unbin
