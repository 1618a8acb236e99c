// SPDX-License-Identifier: GPL-3.0-or-later
// Box: restoring, and the locks it leaves (box.md section 4).
#include "app/sandbox/box/boxcall.h"

#include "core/domain/clock.h"

#include <algorithm>

namespace Unbin {

SandboxResponse BoxCall::notTrashed() const
{
    if (m_state.quirks.notTrashedSaysNotFound)
        return notFound();
    return error(404, "not_trashed", "Item is not in the trash");
}

SandboxResponse BoxCall::restore()
{
    if (!m_drive.isTrashedItself(m_ref))
        return notTrashed();
    Target target;
    if (const auto refusal = readTarget(target))
        return *refusal;
    SandboxRef folder;
    if (const auto refusal = findPlace(target, folder))
        return *refusal;
    if (const auto refusal = refuseLocked(m_ref, folder))
        return *refusal;
    if (m_drive.node(folder)->isReadOnly)
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    const QString name = target.name.value_or(m_drive.name(m_ref)); // applied whenever given [J4:BoxTrashIT]
    if (const auto refusal = target.name ? refuseName(name) : std::nullopt)
        return *refusal;
    if (const auto refusal = refuseTaken(folder, name, m_state.quirks.restoreConflict))
        return *refusal;
    m_drive.restore(m_ref, folder, name, m_now);
    SandboxResponse response = itemReply(201, m_ref);
    response.takes = lockAfterRestore(folder);
    return response;
}

std::optional<SandboxResponse> BoxCall::findPlace(const Target &target, SandboxRef &folder) const
{
    const SandboxRef original = m_drive.parent(m_ref);
    if (m_drive.isLive(original)) {
        folder = original; // parent.id is ignored, silently [S]
        return std::nullopt;
    }
    const bool isInBin = m_drive.node(original) != nullptr;
    const bool isInTheWay = isInBin && m_state.quirks.trashedParent == BoxQuirks::TrashedParent::InTheWay;
    if (target.parentId && !isInTheWay)
        return refuseFolder(*target.parentId, folder);
    switch (m_state.quirks.parentGoneStatus) {
    case 403:
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    case 409:
        return error(409, "conflict", "The original folder is not available");
    default:
        return isInBin ? error(404, "trashed", "Item is in the trash") : notFound();
    }
}

std::optional<SandboxResponse> BoxCall::refuseLocked(SandboxRef item, SandboxRef folder)
{
    const auto now = m_state.clock.monotonic();
    std::erase_if(m_state.locks, [now](const BoxLock &l) { return now >= l.until && l.requestsLeft <= 0; });
    for (BoxLock &lock : m_state.locks) {
        const auto isLocked = [&](SandboxRef at) {
            return at == lock.destination || m_drive.isInside(at, lock.tree);
        };
        if (lock.drive != &m_drive
            || !(isLocked(item) || isLocked(m_drive.parent(item)) || isLocked(folder)
                || m_drive.isInside(lock.destination, item)))
            continue;
        if (now >= lock.until)
            --lock.requestsLeft;
        return error(409, "operation_blocked_temporary", "The operation is blocked by another ongoing operation");
    }
    return std::nullopt;
}

std::chrono::milliseconds BoxCall::lockAfterRestore(SandboxRef folder)
{
    const BoxQuirks &quirks = m_state.quirks;
    if (m_ref.kind != SandboxKind::Folder)
        return std::chrono::milliseconds(0);
    if (quirks.restoreTakes.count() > 0 || quirks.lockedRequests > 0) {
        m_state.locks.push_back({.drive = &m_drive,
            .tree = m_ref,
            .destination = folder,
            .until = m_state.clock.monotonic() + quirks.restoreTakes,
            .requestsLeft = quirks.lockedRequests});
    }
    return quirks.restoreTakes;
}

} // namespace Unbin
