// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxfaults.h"

#include <algorithm>

namespace Unbin {

namespace {

SandboxFault ofKind(SandboxFault::Kind kind)
{
    SandboxFault fault;
    fault.kind = kind;
    return fault;
}

} // namespace

SandboxFault SandboxFault::answer(int status, QByteArray body, SandboxHeaders headers)
{
    SandboxFault fault = ofKind(Kind::Answer);
    fault.reply = {.status = status, .headers = std::move(headers), .body = std::move(body)};
    return fault;
}

SandboxFault SandboxFault::html(int status)
{
    return answer(status, "<html><head><title>Error</title></head><body><h1>Sorry</h1></body></html>\n",
        {{"Content-Type", "text/html; charset=utf-8"}});
}

SandboxFault SandboxFault::tooManyRequests(QByteArray retryAfter)
{
    SandboxFault fault = refuse(429);
    if (!retryAfter.isEmpty())
        fault.reply.headers.emplaceBack("Retry-After", std::move(retryAfter));
    return fault;
}

SandboxFault SandboxFault::refuse(int status)
{
    SandboxFault fault = ofKind(Kind::Refuse);
    fault.reply.status = status;
    return fault;
}

SandboxFault SandboxFault::dropBefore()
{
    return ofKind(Kind::DropBefore);
}

SandboxFault SandboxFault::dropAfter()
{
    return ofKind(Kind::DropAfter);
}

SandboxFault SandboxFault::stall(qsizetype afterBytes)
{
    SandboxFault fault = ofKind(Kind::Stall);
    fault.bytes = afterBytes;
    return fault;
}

SandboxFault SandboxFault::drip(std::chrono::milliseconds pause)
{
    SandboxFault fault = ofKind(Kind::Drip);
    fault.pause = pause;
    return fault;
}

SandboxFault SandboxFault::cut(qsizetype afterBytes)
{
    SandboxFault fault = ofKind(Kind::Cut);
    fault.bytes = afterBytes;
    return fault;
}

SandboxFault SandboxFault::garbage(QByteArray body)
{
    SandboxFault fault = ofKind(Kind::Garbage);
    fault.reply.body = std::move(body);
    return fault;
}

SandboxFault &&SandboxFault::on(QByteArray wantedMethod, QByteArray pattern) &&
{
    method = std::move(wantedMethod);
    pathPattern = std::move(pattern);
    return std::move(*this);
}

SandboxFault &&SandboxFault::after(int requests) &&
{
    toPass = requests;
    return std::move(*this);
}

SandboxFault &&SandboxFault::times(int count) &&
{
    toHit = count;
    return std::move(*this);
}

bool matchesPattern(QByteArrayView text, QByteArrayView pattern)
{
    const qsizetype star = pattern.indexOf('*');
    if (star < 0)
        return text == pattern;
    if (!text.startsWith(pattern.first(star)))
        return false;
    const QByteArrayView rest = pattern.sliced(star + 1);
    for (qsizetype at = star; at <= text.size(); ++at) {
        if (matchesPattern(text.sliced(at), rest))
            return true;
    }
    return false;
}

void SandboxFaults::add(SandboxFault fault)
{
    m_faults.push_back(std::move(fault));
}

int SandboxFaults::pendingCount() const
{
    return int(std::count_if(m_faults.begin(), m_faults.end(), [](const SandboxFault &fault) {
        return fault.toHit > 0 && fault.toHit < std::numeric_limits<int>::max() / 2;
    }));
}

std::optional<SandboxFault> SandboxFaults::take(const SandboxRequest &request)
{
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if ((!fault->method.isEmpty() && fault->method != request.method)
            || !matchesPattern(request.path, fault->pathPattern))
            continue;
        if (fault->toPass > 0) {
            --fault->toPass;
            continue;
        }
        const SandboxFault hit = *fault;
        if (--fault->toHit <= 0)
            m_faults.erase(fault);
        return hit;
    }
    if (m_chance > 0 && !m_chanced.empty() && m_random.generateDouble() < m_chance) {
        ++m_chanceHits;
        return m_chanced[m_random.bounded(quint32(m_chanced.size()))];
    }
    return std::nullopt;
}

void SandboxFaults::setChance(double chance, quint32 seed, std::vector<SandboxFault> faults)
{
    m_chance = chance;
    m_random.seed(seed);
    m_chanced = std::move(faults);
}

} // namespace Unbin
