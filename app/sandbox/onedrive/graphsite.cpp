// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: the bin of a work account's site (onedrive.md section 1.3).
#include "app/sandbox/onedrive/graphcall.h"

namespace Unbin::OneDriveSandbox {

SandboxResponse GraphCall::answerSite(QList<Segment> rest)
{
    const QByteArray host = m_state.sharePointHost();
    const Segment id = rest.takeFirst();
    bool isOurs = !m_drive.isPersonal() && (id.text == m_drive.siteId(host) || id.text == m_drive.siteGuid());
    if (!isOurs && !m_drive.isPersonal() && id.raw == host + ':') {
        // "{host}:/personal/{user}:/recycleBin/items", or without the last colon the site itself
        QByteArray path;
        for (bool isLast = false; !isLast && !rest.isEmpty();) {
            const QByteArray segment = rest.takeFirst().raw;
            isLast = segment.endsWith(':');
            path += '/' + (isLast ? segment.chopped(1) : segment);
        }
        isOurs = (m_state.addresses.sharePoint + m_drive.sitePath())
                     .endsWith(host + QByteArray::fromPercentEncoding(path));
    }
    if (!isOurs)
        return itemNotFound();
    if (m_request.method != "GET")
        return notAllowed();
    if (rest.isEmpty()) {
        JsonText text;
        text.beginObject().key("id").text(m_drive.siteId(host)).key("name").text(u"personal site");
        return json(200, text.key("webUrl").text(m_state.addresses.sharePoint + m_drive.sitePath()).endObject());
    }
    if (rest.size() == 2 && rest[0].text == "recycleBin" && rest[1].text == "items")
        return listSiteBin();
    return badRequest("Resource not found for the segment '" + rest[0].text + "'.");
}

SandboxResponse GraphCall::listSiteBin()
{
    using Bin = OneDriveQuirks::SiteBin;
    const Bin where = m_state.odd().siteBin;
    if (where == Bin::Nowhere || (where == Bin::BetaOnly && m_version != "beta")) {
        const int status = m_state.odd().siteBinMissingStatus;
        return error(status,
            status == 501       ? "notSupported"
                : status == 404 ? "itemNotFound"
                                : "invalidRequest",
            "Resource not found for the segment 'recycleBin'.");
    }
    if (const auto refusal = readQuery({"$select", "$top", "$skiptoken"}))
        return *refusal;
    if (const auto refusal = readSelection(false))
        return *refusal;
    std::vector<SandboxRef> rows;
    for (const auto &[ref, from] : m_drive.log().trashed())
        rows.push_back(ref);
    const bool isOdd = m_state.odd().listsOtherKinds && !m_request.queryItem("$skiptoken");
    if (isOdd)
        rows.insert(rows.begin(), SandboxDrive::root); // stands for a row of a list
    return page(rows, m_state.odd().siteBinPageSize, [&](JsonText &text, SandboxRef ref) {
        if (ref == SandboxDrive::root)
            text.beginObject()
                .key("id")
                .text(m_drive.webGuid())
                .key("name")
                .text(u"3_.000")
                .key("size")
                .number(0)
                .key("deletedDateTime")
                .text(isoTime(m_now.toMSecsSinceEpoch()))
                .key("deletedFromLocation")
                .text(u"Lists/Contacts")
                .endObject();
        else
            siteBinRow(text, ref);
    });
}

/** No kind, no parent's id, and the id of the deletion instead of the item's. */
void GraphCall::siteBinRow(JsonText &text, SandboxRef ref) const
{
    const SandboxNode *node = files().node(ref);
    text.beginObject();
    if (m_wanted.holds("id"))
        text.key("id").text(m_drive.binGuid(ref));
    if (m_wanted.holds("name"))
        text.key("name").text(files().name(ref));
    if (m_wanted.holds("title"))
        text.key("title").text(files().name(ref));
    if (m_wanted.holds("size"))
        text.key("size").number(files().sizeBytes(ref));
    if (m_wanted.holds("deletedDateTime"))
        text.key("deletedDateTime").text(isoTime(node->trashedMs));
    if (m_wanted.holds("deletedFromLocation"))
        text.key("deletedFromLocation").text(m_drive.libraryFolder(ref));
    if (m_wanted.holds("deletedBy") && m_state.odd().siteBinTellsPeople)
        texts().person(text.key("deletedBy"));
    text.endObject();
}

} // namespace Unbin::OneDriveSandbox
