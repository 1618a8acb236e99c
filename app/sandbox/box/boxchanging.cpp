// SPDX-License-Identifier: GPL-3.0-or-later
// Box: creating, moving, renaming, deleting, and asking beforehand (box.md sections 5 and 6).
#include "app/sandbox/box/boxcall.h"

#include <algorithm>

namespace Unbin {

namespace {

constexpr qsizetype longestName = 255;

QByteArray conflictContext(const BoxItemText &texts, SandboxRef other, BoxQuirks::ConflictShape shape)
{
    using Shape = BoxQuirks::ConflictShape;
    JsonText text;
    switch (shape) {
    case Shape::Array:
        text.beginObject().key("conflicts").beginArray();
        texts.mini(text, other);
        return text.endArray().endObject().bytes();
    case Shape::Object:
        text.beginObject().key("conflicts");
        texts.mini(text, other);
        return text.endObject().bytes();
    case Shape::String:
        return "\"Item with the same name already exists\"";
    case Shape::Null:
        return "null";
    case Shape::Absent:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<SandboxResponse> BoxCall::refuseStale() const
{
    const QByteArray expected = m_request.header("If-Match");
    if (expected.isEmpty() || expected == BoxItemText::etag(m_drive, m_ref))
        return std::nullopt;
    return error(
        412, "precondition_failed", "The resource has been modified. Please retrieve the resource again and retry");
}

std::optional<SandboxResponse> BoxCall::refuseName(const QString &name) const
{
    if (name.size() > longestName)
        return error(400, "item_name_too_long", "Item name too long");
    const bool hasBadCharacter = std::any_of(name.begin(), name.end(),
        [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f || c == u'/' || c == u'\\'; });
    if (hasBadCharacter || name.isEmpty() || name.endsWith(u' ') || name == u"." || name == u"..")
        return error(400, "item_name_invalid", "Item name invalid");
    return std::nullopt;
}

std::optional<SandboxResponse> BoxCall::refuseTaken(
    SandboxRef folder, const QString &name, BoxQuirks::ConflictShape shape) const
{
    const auto other = m_drive.childNamed(folder, name);
    if (!other || *other == m_ref)
        return std::nullopt;
    return error(
        409, "item_name_in_use", "Item with the same name already exists", conflictContext(texts(), *other, shape));
}

std::optional<SandboxResponse> BoxCall::refuseFolder(const QByteArray &id, SandboxRef &folder) const
{
    const auto ref = refOf(SandboxKind::Folder, id);
    if (!ref || !m_drive.isLive(*ref))
        return notFound();
    if (m_drive.node(*ref)->isReadOnly)
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    folder = *ref;
    return std::nullopt;
}

SandboxResponse BoxCall::createFolder()
{
    Target target;
    if (const auto refusal = readTarget(target))
        return *refusal;
    if (!target.name || !target.parentId)
        return badParameter(target.name ? "parent" : "name", "Missing parameter");
    SandboxRef parent;
    if (const auto refusal = refuseFolder(*target.parentId, parent))
        return *refusal;
    if (const auto refusal = refuseName(*target.name))
        return *refusal;
    if (const auto refusal = refuseTaken(parent, *target.name, m_state.quirks.createConflict))
        return *refusal;
    return itemReply(201, m_drive.addFolder(parent, *target.name, m_now));
}

SandboxResponse BoxCall::update()
{
    if (!m_drive.isLive(m_ref))
        return error(404, "trashed", "Item is in the trash");
    if (m_ref == SandboxDrive::root)
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    if (const auto refusal = refuseStale())
        return *refusal;
    Target target;
    if (const auto refusal = readTarget(target))
        return *refusal;
    const bool isFolder = m_ref.kind == SandboxKind::Folder;
    if (isFolder && m_state.quirks.folderMoveMustBeAlone && target.parentId && m_body.size() > 1)
        return error(403, "operation_limit_exceeded", "A folder move can't be combined with other changes");
    SandboxRef folder = m_drive.parent(m_ref);
    if (target.parentId) {
        if (const auto refusal = refuseFolder(*target.parentId, folder))
            return *refusal;
    }
    return moveTo(folder, target.name.value_or(m_drive.name(m_ref)));
}

SandboxResponse BoxCall::moveTo(SandboxRef folder, const QString &name)
{
    if (const auto refusal = refuseLocked(m_ref, folder))
        return *refusal;
    if (m_drive.isInside(folder, m_ref))
        return error(400, "cyclical_folder_structure", "Folder move creates cyclical folder structure");
    if (const auto refusal = name != m_drive.name(m_ref) ? refuseName(name) : std::nullopt)
        return *refusal;
    if (const auto refusal = refuseTaken(folder, name, m_state.quirks.moveConflict))
        return *refusal;
    m_drive.move(m_ref, folder, name, m_now);
    return itemReply(200, m_ref);
}

SandboxResponse BoxCall::trash()
{
    if (!m_drive.isLive(m_ref))
        return error(404, "trashed", "Item is in the trash");
    if (m_ref == SandboxDrive::root)
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    if (const auto refusal = refuseStale())
        return *refusal;
    const auto recursive = m_request.queryItem("recursive");
    if (recursive && *recursive != u"true" && *recursive != u"false")
        return badParameter("recursive", "Invalid value. 'recursive' should be a boolean");
    const bool isFull = m_ref.kind == SandboxKind::Folder && !m_drive.children(m_ref).empty();
    if (isFull && recursive != u"true")
        return error(400, "folder_not_empty", "Cannot delete - folder not empty");
    if (const auto refusal = refuseLocked(m_ref, m_drive.parent(m_ref)))
        return *refusal;
    if (m_state.quirks.deleteIsForGood)
        m_drive.purge(m_ref);
    else
        m_drive.trash(m_ref, m_now);
    return {.status = 204};
}

SandboxResponse BoxCall::purge()
{
    if (!m_drive.isTrashedItself(m_ref))
        return notTrashed();
    if (m_state.quirks.purgeIsForbidden)
        return error(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission");
    m_drive.purge(m_ref);
    return {.status = 204};
}

SandboxResponse BoxCall::preflight()
{
    Target target;
    if (const auto refusal = readTarget(target))
        return *refusal;
    if (!target.name || !target.parentId)
        return badParameter(target.name ? "parent" : "name", "Missing parameter");
    SandboxRef parent;
    if (const auto refusal = refuseFolder(*target.parentId, parent))
        return *refusal;
    if (const auto refusal = refuseName(*target.name))
        return *refusal;
    if (const auto refusal = refuseTaken(parent, *target.name, m_state.quirks.preflightConflict))
        return *refusal;
    if (m_drive.usedBytes() + m_body[u"size"].toInteger() > m_drive.quotaBytes())
        return error(403, "storage_limit_exceeded", "Account storage limit reached");
    JsonText text;
    text.beginObject().key("upload_url").text(u"https://upload.box.example/api/2.0/files/content");
    text.key("upload_token").text(u"practice");
    return json(200, text.endObject());
}

} // namespace Unbin
