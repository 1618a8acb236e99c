// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: the past of a file, and contents through signed addresses (onedrive.md section 3).
#include "app/sandbox/onedrive/graphcall.h"

#include <algorithm>

namespace Unbin::OneDriveSandbox {

SandboxResponse GraphCall::answerVersions(const QList<Segment> &rest)
{
    if (!files().isLive(m_ref) || m_ref.kind == SandboxKind::Link)
        return itemNotFound();
    if (m_ref.kind != SandboxKind::File)
        return badRequest("Only files have versions.");
    if (rest.isEmpty())
        return m_request.method == "GET" ? listVersions() : notAllowed();
    const QByteArray below = rest.size() > 1 ? rest[1].text : QByteArray();
    if (rest.size() > 2)
        return badRequest("Resource not found for the segment '" + rest[2].text + "'.");
    const SandboxVersion current = m_drive.past().current(m_ref);
    if (rest[0].text == m_drive.versionId(current.number))
        return answerVersion(current, true, below);
    for (const SandboxVersion &version : m_drive.past().past(m_ref)) {
        if (rest[0].text == m_drive.versionId(version.number))
            return answerVersion(SandboxVersion(version), false, below);
    }
    return itemNotFound();
}

SandboxResponse GraphCall::listVersions()
{
    if (const auto refusal = readQuery({"$select", "$expand", "$top", "$skiptoken"})) // $orderby is unsupported (D)
        return *refusal;
    if (const auto refusal = readSelection(false))
        return *refusal;
    std::vector<SandboxVersion> all = {m_drive.past().current(m_ref)};
    const auto &past = m_drive.past().past(m_ref);
    if (!m_state.odd().versionsAreThinned)
        all.insert(all.end(), past.rbegin(), past.rend()); // newest first
    const int pageSize = m_state.odd().versionsPageSize > 0 ? m_state.odd().versionsPageSize : int(all.size());
    std::vector<SandboxRef> numbers; // pages are cut from these
    for (quint32 i = 0; i < all.size(); ++i)
        numbers.push_back({SandboxKind::File, i});
    return page(numbers, pageSize,
        [&](JsonText &text, SandboxRef number) { versionText(text, all[number.serial], number.serial == 0); });
}

void GraphCall::versionText(JsonText &text, const SandboxVersion &version, bool isCurrent) const
{
    text.beginObject();
    if (m_wanted.holds("id"))
        text.key("id").text(m_drive.versionId(version.number));
    if (!m_state.odd().versionsTellIdsOnly) {
        if (m_wanted.holds("lastModifiedDateTime"))
            text.key("lastModifiedDateTime").text(isoTime(version.modifiedMs));
        if (m_wanted.holds("size"))
            text.key("size").number(version.content.sizeBytes);
        if (m_wanted.holds("lastModifiedBy"))
            text.key("lastModifiedBy")
                .beginObject()
                .key("user")
                .beginObject()
                .key("displayName")
                .text(version.author)
                .endObject()
                .endObject();
        if (m_wanted.holds("publication") && isCurrent && !m_drive.isPersonal())
            text.key("publication")
                .beginObject()
                .key("level")
                .text(u"published")
                .key("versionId")
                .text(m_drive.versionId(version.number))
                .endObject();
    }
    text.endObject();
}

SandboxResponse GraphCall::answerVersion(const SandboxVersion &version, bool isCurrent, const QByteArray &below)
{
    const QByteArray &method = m_request.method;
    if (below.isEmpty() && method == "GET") {
        if (const auto refusal = readSelection(false))
            return *refusal;
        JsonText text;
        versionText(text, version, isCurrent);
        return json(200, text);
    }
    if (below.isEmpty() && method == "DELETE") {
        if (m_drive.isPersonal())
            return badRequest("API not found");
        if (isCurrent)
            return badRequest("You cannot delete the current version.");
        m_drive.past().remove(m_ref, version.number);
        return {.status = 204};
    }
    if (below == "content" && method == "GET") {
        if (isCurrent)
            return badRequest("You cannot get the content of the current version."); // by design, OD#1112
        return {.status = 302, .headers = {{"Location", m_state.signedAddress(m_drive, m_ref, version.number)}}};
    }
    if (below == "restoreVersion" && method == "POST") {
        if (isCurrent)
            return badRequest("The version is the current one.");
        if (files().usedBytes() + version.content.sizeBytes > files().quotaBytes())
            return error(507, "quotaLimitReached", "The user has reached their quota limit.");
        m_drive.past().promote(m_ref, version.number, files().owner().name, m_now, false);
        return {.status = 204};
    }
    if (below.isEmpty() || below == "content" || below == "restoreVersion")
        return notAllowed();
    return badRequest("Resource not found for the segment '" + below + "'.");
}

SandboxResponse GraphCall::content()
{
    if (!files().isLive(m_ref)) // "bin content cannot be downloaded"
        return itemNotFound();
    if (m_ref.kind != SandboxKind::File)
        return badRequest("Only files have content.");
    return {.status = 302, .headers = {{"Location", m_state.signedAddress(m_drive, m_ref, 0)}}};
}

} // namespace Unbin::OneDriveSandbox
