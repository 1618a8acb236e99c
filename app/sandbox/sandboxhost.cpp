// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxhost.h"

#include "core/domain/clock.h"

namespace Unbin {

SandboxHost::SandboxHost(Clock &clock)
    : m_clock(clock)
{ }

void SandboxHost::mount(const QByteArray &prefix, SandboxService &service)
{
    m_mounts.push_back({prefix, &service});
}

SandboxDelivery SandboxHost::exchange(SandboxRequest request)
{
    ++m_requestCount;
    for (const Mount &mount : m_mounts) {
        if (!request.path.startsWith(mount.prefix + '/'))
            continue;
        request.path.remove(0, mount.prefix.size());
        SandboxDelivery delivery = deliver(*mount.service, request);
        delivery.delay = m_latency + delivery.response.takes;
        for (const Observer &observer : m_observers)
            observer(mount.prefix, request, delivery);
        return delivery;
    }
    SandboxDelivery nobody;
    nobody.response = {.status = 404, .headers = {{"Content-Type", "text/plain"}}, .body = "no service here\n"};
    nobody.delay = m_latency;
    return nobody;
}

SandboxDelivery SandboxHost::deliver(SandboxService &service, const SandboxRequest &request)
{
    if (const auto wait = m_limiter.refuse(request.header("Authorization"), m_clock.monotonic())) {
        SandboxDelivery delivery;
        delivery.response = service.refusal(429);
        delivery.response.headers.emplaceBack("Retry-After", QByteArray::number(qint64(wait->count())));
        return delivery;
    }
    if (const auto fault = m_faults.take(request))
        return spoil(service, request, *fault);
    SandboxDelivery delivery;
    delivery.response = service.handle(request);
    return delivery;
}

SandboxDelivery SandboxHost::spoil(SandboxService &service, const SandboxRequest &request, const SandboxFault &fault)
{
    using Kind = SandboxFault::Kind;
    using Manner = SandboxDelivery::Manner;
    SandboxDelivery delivery;
    delivery.isFault = true;
    delivery.bytes = fault.bytes;
    delivery.pause = fault.pause;
    switch (fault.kind) {
    case Kind::Answer:
        delivery.response = fault.reply;
        return delivery;
    case Kind::Refuse:
        delivery.response = service.refusal(fault.reply.status);
        delivery.response.headers += fault.reply.headers;
        return delivery;
    case Kind::DropBefore:
        delivery.manner = Manner::Drop;
        return delivery;
    case Kind::DropAfter:
        delivery.manner = Manner::Drop;
        break;
    case Kind::Stall:
        delivery.manner = Manner::Stall;
        break;
    case Kind::Drip:
        delivery.manner = Manner::Drip;
        break;
    case Kind::Cut:
        delivery.manner = Manner::Cut;
        break;
    case Kind::Garbage:
        break;
    }
    delivery.response = service.handle(request);
    if (fault.kind == Kind::Garbage)
        delivery.response.body = fault.reply.body;
    return delivery;
}

} // namespace Unbin
