// SPDX-License-Identifier: GPL-3.0-or-later
// Yandex Disk: restoring (yandex-disk.md section 2).
#include "app/sandbox/yandex/yandexcall.h"

namespace Unbin {

/** Where it was: of a child the place of its entry, and the way from there. */
YandexPath YandexCall::originOf(SandboxRef ref) const
{
    QStringList below;
    for (; !m_drive.isTrashedItself(ref); ref = m_drive.parent(ref))
        below.prepend(m_drive.name(ref));
    YandexPath origin = YandexPath::from(QLatin1String("disk:") + m_drive.trashedFrom(ref), QStringLiteral("disk"));
    origin.names += below;
    return origin;
}

SandboxResponse YandexCall::restore()
{
    const auto path = pathParameter("path", QStringLiteral("trash"));
    if (!path)
        return error(400, "FieldValidationError");
    const auto ref = findTrashed(*path);
    if (!ref)
        return error(404, "DiskNotFoundError");
    const QString name = parameter("name");
    if (!name.isEmpty()) {
        if (const auto refusal = refuseName(name))
            return *refusal;
    }
    YandexPath target = originOf(*ref);
    if (!name.isEmpty())
        target.names.last() = name;
    const bool isChild = !m_drive.isTrashedItself(*ref);
    if (isChild && m_state.quirks.childRestore == YandexQuirks::ChildRestore::NotFound)
        return error(404, "DiskNotFoundError");
    const bool isFolder = ref->kind == SandboxKind::Folder;
    // The call is gone when an operation ends: another one speaks for it then.
    const auto apply = [state = &m_state, drive = &m_drive, request = m_request, ref = *ref, target] {
        return YandexCall(*state, *drive, request).bringBack(ref, target);
    };
    return carryOut({.touches = {path->text(), target.text()},
        .isFullFolder = isFolder && !m_drive.children(*ref).empty(),
        .async = m_state.quirks.restoreAsync,
        .apply = apply,
        .failsAsOperation = isChild && m_state.quirks.childRestore == YandexQuirks::ChildRestore::FailedOperation});
}

SandboxResponse YandexCall::bringBack(SandboxRef ref, const YandexPath &target)
{
    using Conflict = YandexQuirks::RestoreConflict;
    if (!m_drive.node(ref) || m_drive.isLive(ref))
        return error(404, "DiskNotFoundError");
    const auto folder = makeFolders(target.parent());
    if (!folder)
        return error(409, "DiskPathDoesntExistsError");
    if (m_drive.node(*folder)->isReadOnly)
        return error(403, "ForbiddenError");
    const auto other = m_drive.childNamed(*folder, target.name());
    if (!other)
        return putBack(ref, target);
    if (flag("overwrite")) {
        clear(*other, ref);
        return m_drive.node(ref) ? putBack(ref, target) : link(201, target.text());
    }
    switch (m_state.quirks.restoreConflict) {
    case Conflict::ConflictExists:
        return error(409, "DiskResourceAlreadyExistsError");
    case Conflict::ConflictDirectory:
        return error(409, "DiskPathPointsToExistentDirectoryError");
    case Conflict::NumberAtEnd:
    case Conflict::NumberBeforeEnding:
        break;
    }
    YandexPath free = target;
    free.names.last() = numbered(*folder, target.name());
    return putBack(ref, free);
}

SandboxResponse YandexCall::putBack(SandboxRef ref, const YandexPath &target)
{
    const auto folder = makeFolders(target.parent());
    if (m_drive.isTrashedItself(ref)) {
        noteLeftBin(ref);
        m_drive.restore(ref, *folder, target.name(), {}); // `modified` is kept
    } else {
        m_drive.takeOut(ref, *folder, target.name());
    }
    noteArrived(ref);
    return link(201, target.text());
}

/** Missing ones are made again; nullopt if a file stands in the way. */
std::optional<SandboxRef> YandexCall::makeFolders(const YandexPath &path)
{
    SandboxRef at = SandboxDrive::root;
    for (const QString &name : path.names) {
        const auto child = m_drive.childNamed(at, name);
        if (child && child->kind != SandboxKind::Folder)
            return std::nullopt;
        at = child ? *child : m_drive.addFolder(at, name, m_now);
    }
    return at;
}

QString YandexCall::numbered(SandboxRef folder, const QString &name) const
{
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const bool isBefore
        = m_state.quirks.restoreConflict == YandexQuirks::RestoreConflict::NumberBeforeEnding && dot > 0;
    for (int n = 1;; ++n) {
        const QString number = QStringLiteral(" (%1)").arg(n);
        const QString candidate = isBefore ? name.left(dot) + number + name.mid(dot) : name + number;
        if (!m_drive.childNamed(folder, candidate))
            return candidate;
    }
}

/** overwrite=true. A careful client never gets here. */
void YandexCall::clear(SandboxRef inTheWay, SandboxRef newcomer)
{
    const bool areFolders = inTheWay.kind == SandboxKind::Folder && newcomer.kind == SandboxKind::Folder;
    if (!m_state.quirks.overwriteMerges || !areFolders) {
        m_drive.purge(inTheWay);
        return;
    }
    const auto children = m_drive.children(newcomer);
    for (const SandboxRef child : children) {
        const QString name = m_drive.name(child);
        if (const auto twin = m_drive.childNamed(inTheWay, name))
            m_drive.purge(*twin);
        m_drive.takeOut(child, inTheWay, name);
    }
    m_drive.purge(newcomer);
}

} // namespace Unbin
