// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: creating, moving, renaming, deleting (onedrive.md section 4).
#include "app/sandbox/onedrive/graphcall.h"

namespace Unbin::OneDriveSandbox {

namespace {

const QString conflictBehavior = QStringLiteral("@microsoft.graph.conflictBehavior");

} // namespace

SandboxResponse GraphCall::createFolder()
{
    Wish wish;
    if (const auto refusal = readWish(wish))
        return *refusal;
    const QString onConflict = m_body[conflictBehavior].toString(QStringLiteral("fail"));
    if (!wish.name || !m_body[u"folder"].isObject())
        return badRequest("A new item needs a name and a folder facet.");
    if (onConflict != u"fail" && onConflict != u"rename") // "replace may hit existing folders: never send"
        return badRequest("This conflictBehavior is not supported.");
    if (!files().isLive(m_ref))
        return itemNotFound();
    if (m_ref.kind != SandboxKind::Folder)
        return badRequest("The item is no folder.");
    if (files().node(m_ref)->isReadOnly)
        return error(403, "accessDenied", "Access denied.");
    if (const auto refusal = refuseName(*wish.name, true))
        return *refusal;
    const SandboxRef parent = m_ref;
    m_ref = SandboxDrive::root; // nothing is in its own way
    QString name = *wish.name;
    if (onConflict == u"rename")
        name = freeName(parent, name);
    else if (const auto refusal = refuseTaken(parent, name))
        return *refusal;
    return itemReply(201, files().addFolder(parent, name, m_now));
}

QString GraphCall::freeName(SandboxRef folder, const QString &name) const
{
    QString candidate = name;
    const qsizetype dot = name.lastIndexOf(u'.');
    for (int i = 1; files().childNamed(folder, candidate); ++i) {
        const QString number = u' ' + QString::number(i);
        candidate = dot > 0 ? name.left(dot) + number + name.mid(dot) : name + number;
    }
    return candidate;
}

SandboxResponse GraphCall::update()
{
    if (!files().isLive(m_ref))
        return itemNotFound();
    if (m_ref == SandboxDrive::root)
        return error(403, "accessDenied", "The root can't be changed.");
    if (const auto refusal = refuseStale())
        return *refusal;
    if (m_body.contains(conflictBehavior))
        return badRequest("conflictBehavior is not supported here."); // works for some kinds only (OD#820, OD#1383)
    Wish wish;
    if (const auto refusal = readWish(wish))
        return *refusal;
    SandboxRef folder = files().parent(m_ref);
    if (wish.parentId) {
        if (const auto refusal = refuseParent(*wish.parentId, folder))
            return *refusal;
    }
    if (files().isInside(folder, m_ref))
        return badRequest("A folder can't be moved into itself.");
    const QString name = wish.name.value_or(files().name(m_ref));
    if (name != files().name(m_ref)) {
        if (const auto refusal = refuseName(name, m_ref.kind == SandboxKind::Folder))
            return *refusal;
    }
    if (const auto refusal = refuseTaken(folder, name))
        return *refusal;
    files().move(m_ref, folder, name, m_now);
    return itemReply(200, m_ref);
}

SandboxResponse GraphCall::trash()
{
    if (!files().isLive(m_ref))
        return itemNotFound();
    if (m_ref == SandboxDrive::root)
        return error(403, "accessDenied", "The root can't be deleted.");
    if (const auto refusal = refuseStale())
        return *refusal;
    files().trash(m_ref, m_now);
    return {.status = 204};
}

SandboxResponse GraphCall::permanentDelete()
{
    using Purge = OneDriveQuirks::PermanentDelete;
    const Purge how = m_drive.isPersonal() ? m_state.odd().permanentDelete : Purge::LiveOnly;
    if (how == Purge::Unsupported)
        return error(400, "invalidRequest", "API not found");
    if (m_ref == SandboxDrive::root)
        return error(403, "accessDenied", "The root can't be deleted.");
    if (!files().isLive(m_ref) && how == Purge::LiveOnly)
        return itemNotFound();
    files().purge(m_ref);
    return {.status = 204};
}

} // namespace Unbin::OneDriveSandbox
