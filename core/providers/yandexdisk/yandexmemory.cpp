// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexmemory.h"

namespace Unbin::Yandex {

namespace {

constexpr std::chrono::minutes kLongestLag{2}; // suites wait up to 30 s for the list to follow
constexpr qsizetype kMostTrails = 10'000; // of lost replies: more than that is an outage, not a memory

} // namespace

void Memory::noteLeft(const TrashedItem &entry)
{
    dropStale();
    m_left.insert(entry.id.value(), {entry.deletedAt, m_clock.monotonic() + kLongestLag});
}

bool Memory::hasLeft(const TrashedItem &entry) const
{
    const auto it = m_left.constFind(entry.id.value());
    return it != m_left.cend() && m_clock.monotonic() < it->until && it->deletedAt == entry.deletedAt;
}

void Memory::noteArrived(const QString &path)
{
    dropStale();
    m_arrived.insert(path, m_clock.monotonic() + kLongestLag);
}

bool Memory::hasArrived(const QString &path) const
{
    const auto it = m_arrived.constFind(path);
    return it != m_arrived.cend() && m_clock.monotonic() < *it;
}

void Memory::noteMayBeAt(const QString &resourceId, const QString &path)
{
    if (resourceId.isEmpty() || m_trails.size() >= kMostTrails)
        return;
    QStringList &trail = m_trails[resourceId];
    trail.removeOne(path);
    trail.prepend(path);
}

void Memory::dropStale()
{
    const auto now = m_clock.monotonic();
    if (now < m_cleanAt)
        return;
    m_cleanAt = now + kLongestLag;
    m_left.removeIf([now](auto it) { return now >= it->until; });
    m_arrived.removeIf([now](auto it) { return now >= *it; });
}

} // namespace Unbin::Yandex
