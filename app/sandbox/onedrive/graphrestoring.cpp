// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: restoring an item of a personal drive (onedrive.md section 2).
#include "app/sandbox/onedrive/graphcall.h"

namespace Unbin::OneDriveSandbox {

SandboxResponse GraphCall::restore()
{
    const OneDriveQuirks &odd = m_state.odd();
    if (!m_drive.isPersonal())
        return error(odd.restoreUnsupportedStatus, "notSupported", "Restoring is not supported for this drive.");
    for (const QString &key : m_body.keys()) {
        if (key != u"name" && key != u"parentReference") // the action has these two parameters (MD)
            return badRequest(
                "The parameter '" + key.toUtf8() + "' in the request payload is not valid for the operation.");
    }
    const bool isEntry = files().isTrashedItself(m_ref);
    if (files().isLive(m_ref) || (!isEntry && !odd.restoresDescendants))
        return notAllowed(odd.notDeletedStatus);
    Wish wish;
    if (const auto refusal = readWish(wish))
        return *refusal;
    SandboxRef folder;
    if (const auto refusal = findPlace(wish, folder))
        return *refusal;
    QString name = wish.name.value_or(files().name(m_ref));
    if (const auto refusal = wish.name ? refuseName(name, m_ref.kind == SandboxKind::Folder) : std::nullopt)
        return *refusal;
    if (files().usedBytes() > files().quotaBytes())
        return error(507, "quotaLimitReached", "The user has reached their quota limit.");
    if (odd.restoreClash == OneDriveQuirks::Clash::Rename)
        name = freeName(folder, name);
    else if (const auto refusal = refuseTaken(folder, name))
        return *refusal;
    if (!isEntry)
        files().trash(m_ref, m_now); // out of the deleted folder, so that it is an entry of the bin by itself
    files().restore(m_ref, folder, name, m_now);
    if (odd.restoreAnswers204)
        return {.status = 204};
    return itemReply(200, m_ref);
}

GraphCall::Refusal GraphCall::findPlace(const Wish &wish, SandboxRef &folder) const
{
    using Gone = OneDriveQuirks::GoneParent;
    if (wish.parentId)
        return refuseParent(*wish.parentId, folder);
    folder = files().parent(m_ref);
    if (files().isLive(folder)) {
        if (files().node(folder)->isReadOnly)
            return error(403, "accessDenied", "Access denied.");
        return std::nullopt;
    }
    switch (m_state.odd().restoreWithoutParent) {
    case Gone::NotFound:
        return error(404, "itemNotFound", "The parent folder was not found.");
    case Gone::BadRequest:
        return badRequest("The parent folder is deleted.");
    case Gone::ToRoot:
        folder = SandboxDrive::root;
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace Unbin::OneDriveSandbox
