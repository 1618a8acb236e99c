// SPDX-License-Identifier: GPL-3.0-or-later
// Yandex Disk: creating, moving, trashing, purging (yandex-disk.md sections 4 and 5).
#include "app/sandbox/yandex/yandexcall.h"

#include <algorithm>

namespace Unbin {

namespace {

constexpr qsizetype kLongestName = 255;
constexpr qsizetype kLongestPath = 32760;

} // namespace

YandexCall::Refusal YandexCall::refuseName(const QString &name) const
{
    const bool hasRefused = std::any_of(
        name.begin(), name.end(), [this](QChar c) { return m_state.quirks.refusedCharacters.contains(c); });
    if (name.isEmpty() || name == QLatin1String(".") || name == QLatin1String("..") || name.size() > kLongestName
        || name.contains(QLatin1Char('/')) || hasRefused)
        return error(400, "FieldValidationError");
    return std::nullopt;
}

YandexCall::Refusal YandexCall::refuseParent(const YandexPath &target) const
{
    const auto folder = findLive(target.parent());
    if (!folder || folder->kind != SandboxKind::Folder)
        return error(409, "DiskPathDoesntExistsError");
    if (m_drive.node(*folder)->isReadOnly)
        return error(403, "ForbiddenError");
    return std::nullopt;
}

YandexCall::Refusal YandexCall::refuseTaken(SandboxRef other) const
{
    const bool isDirectoryError = other.kind == SandboxKind::Folder && m_state.quirks.folderConflictIsDirectoryError;
    return error(409, isDirectoryError ? "DiskPathPointsToExistentDirectoryError" : "DiskResourceAlreadyExistsError");
}

SandboxResponse YandexCall::createFolder()
{
    const auto path = pathParameter("path", QStringLiteral("disk"));
    if (!path || path->text().size() > kLongestPath)
        return error(400, "FieldValidationError");
    if (path->isRoot())
        return error(409, "DiskPathPointsToExistentDirectoryError");
    if (const auto refusal = refuseName(path->name()))
        return *refusal;
    if (const auto refusal = refuseParent(*path))
        return *refusal;
    const SandboxRef parent = *findLive(path->parent());
    if (const auto other = m_drive.childNamed(parent, path->name())) {
        return error(409,
            other->kind == SandboxKind::Folder ? "DiskPathPointsToExistentDirectoryError"
                                               : "DiskResourceAlreadyExistsError");
    }
    if (const auto refusal = refuseLocked({path->text()}))
        return *refusal;
    m_drive.addFolder(parent, path->name(), m_now);
    return link(201, path->text());
}

SandboxResponse YandexCall::move()
{
    const auto from = pathParameter("from", QStringLiteral("disk"));
    const auto to = pathParameter("path", QStringLiteral("disk"));
    if (!from || !to || to->isRoot() || from->isRoot())
        return error(400, "FieldValidationError");
    const auto ref = findLive(*from);
    if (!ref)
        return error(404, "DiskNotFoundError");
    if (const auto refusal = refuseName(to->name()))
        return *refusal;
    if (const auto refusal = refuseParent(*to))
        return *refusal;
    if (areEntangled(from->text(), to->text()) && to->text().size() > from->text().size()) {
        breach(QStringLiteral("a folder into itself"));
        return error(409, "DiskPathDoesntExistsError");
    }
    const auto other = findLive(*to);
    if (other && *other != *ref && !flag("overwrite"))
        return *refuseTaken(*other);
    const auto apply = [state = &m_state, drive = &m_drive, request = m_request, ref = *ref, to = *to] {
        return YandexCall(*state, *drive, request).moveTo(ref, to);
    };
    return carryOut({.touches = {from->text(), to->text()},
        .isFullFolder = ref->kind == SandboxKind::Folder && !m_drive.children(*ref).empty(),
        .async = m_state.quirks.moveAsync,
        .apply = apply});
}

SandboxResponse YandexCall::moveTo(SandboxRef ref, const YandexPath &target)
{
    const auto folder = findLive(target.parent());
    if (!folder || !m_drive.isLive(ref))
        return error(409, "DiskPathDoesntExistsError");
    const auto other = m_drive.childNamed(*folder, target.name());
    if (other && *other != ref) {
        if (!flag("overwrite"))
            return *refuseTaken(*other);
        clear(*other, ref);
        if (!m_drive.node(ref))
            return link(201, target.text());
    }
    m_drive.move(ref, *folder, target.name(), {});
    noteArrived(ref);
    return link(201, target.text());
}

SandboxResponse YandexCall::remove()
{
    const auto path = pathParameter("path", QStringLiteral("disk"));
    if (!path)
        return error(400, "FieldValidationError");
    if (path->isRoot())
        return error(409, "DiskPathDoesntExistsError");
    const auto ref = findLive(*path);
    if (!ref)
        return error(404, "DiskNotFoundError");
    const QString md5 = parameter("md5");
    if (!md5.isEmpty()) {
        if (ref->kind == SandboxKind::Folder)
            return error(400, "FieldValidationError");
        if (texts().resource(*ref, path->text()).value(QLatin1String("md5")).toString(md5) != md5)
            return error(409, "MD5DifferError");
    }
    const auto apply = [state = &m_state, drive = &m_drive, request = m_request, ref = *ref]() -> SandboxResponse {
        YandexCall call(*state, *drive, request);
        if (!drive->isLive(ref))
            return call.error(404, "DiskNotFoundError");
        if (call.flag("permanently")) {
            drive->purge(ref);
        } else {
            drive->trash(ref, call.m_now);
            call.noteEnteredBin(ref);
        }
        return {.status = 204};
    };
    return carryOut({.touches = {path->text()},
        .isFullFolder = ref->kind == SandboxKind::Folder && !m_drive.children(*ref).empty(),
        .async = m_state.quirks.deleteAsync,
        .apply = apply});
}

SandboxResponse YandexCall::purge()
{
    const auto path = pathParameter("path", QStringLiteral("trash"));
    if (!path || path->isRoot())
        return emptyTrash();
    const auto ref = findTrashed(*path);
    if (!ref)
        return error(404, "DiskNotFoundError");
    const auto apply = [state = &m_state, drive = &m_drive, request = m_request, ref = *ref]() -> SandboxResponse {
        YandexCall call(*state, *drive, request);
        if (!drive->node(ref) || drive->isLive(ref))
            return call.error(404, "DiskNotFoundError");
        if (drive->isTrashedItself(ref))
            call.noteLeftBin(ref);
        drive->purge(ref);
        return {.status = 204};
    };
    return carryOut({.touches = {path->text()},
        .isFullFolder = ref->kind == SandboxKind::Folder && !m_drive.children(*ref).empty(),
        .async = m_state.quirks.purgeAsync,
        .apply = apply});
}

/** What one missing parameter does. */
SandboxResponse YandexCall::emptyTrash()
{
    breach(QStringLiteral("emptied the whole bin"));
    ++m_state.emptied;
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder}) {
        for (quint32 serial = 0; serial < m_drive.count(kind); ++serial) {
            if (m_drive.isTrashedItself({kind, serial}))
                m_drive.purge({kind, serial});
        }
    }
    return {.status = 204};
}

} // namespace Unbin
