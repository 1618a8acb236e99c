// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: who is signed in, drives, single items (onedrive.md sections 1.2, 5 and 8).
#include "app/sandbox/onedrive/graphcall.h"

namespace Unbin::OneDriveSandbox {

SandboxResponse GraphCall::me()
{
    if (const auto refusal = readSelection(false))
        return *refusal;
    const SandboxOwner &owner = files().owner();
    JsonText text;
    text.beginObject();
    if (m_wanted.holds("displayName"))
        text.key("displayName").text(owner.name);
    if (m_wanted.holds("mail")) {
        if (m_state.odd().mailIsNull)
            text.key("mail").null();
        else
            text.key("mail").text(owner.login);
    }
    if (m_wanted.holds("userPrincipalName"))
        text.key("userPrincipalName").text(owner.login);
    if (m_wanted.holds("id"))
        text.key("id").text(QByteArray::number(owner.id, 16).rightJustified(16, '0'));
    return json(200, text.endObject());
}

SandboxResponse GraphCall::driveFacts()
{
    if (const auto refusal = readQuery({"$select", "$expand"}))
        return *refusal;
    if (const auto refusal = readSelection(false))
        return *refusal;
    JsonText text;
    driveText(text);
    return json(200, text);
}

SandboxResponse GraphCall::drives()
{
    if (const auto refusal = readQuery({"$select", "$top", "$skiptoken", "$orderby", "$expand"}))
        return *refusal;
    if (const auto refusal = readSelection(false))
        return *refusal;
    JsonText text;
    text.beginObject().key("value").beginArray();
    driveText(text);
    return json(200, text.endArray().endObject());
}

void GraphCall::driveText(JsonText &text) const
{
    text.beginObject();
    if (m_wanted.holds("id"))
        text.key("id").text(m_drive.id());
    if (m_wanted.holds("name"))
        text.key("name").text(u"OneDrive");
    if (m_wanted.holds("driveType"))
        text.key("driveType").text(m_drive.isPersonal() ? u"personal" : u"business");
    if (m_wanted.holds("webUrl"))
        text.key("webUrl").text(m_drive.isPersonal()
                ? "https://my.personalcontent.example/personal/" + m_drive.id()
                : m_state.addresses.sharePoint + m_drive.sitePath() + "/Documents");
    if (m_wanted.holds("owner"))
        texts().person(text.key("owner"));
    if (m_wanted.holds("quota")) {
        const qint64 total = files().quotaBytes();
        const qint64 used = files().usedBytes();
        text.key("quota").beginObject().key("total").number(total).key("used").number(used);
        if (!m_state.odd().quotaIsPartial) {
            text.key("remaining").number(std::max<qint64>(0, total - used));
            text.key("deleted").number(m_drive.binBytes());
            text.key("state").text(used > total ? u"exceeded" : used > total / 10 * 9 ? u"nearing" : u"normal");
        }
        text.endObject();
    }
    if (m_wanted.holds("sharePointIds") && !m_drive.isPersonal()) {
        text.key("sharePointIds").beginObject().key("siteId").text(m_drive.siteGuid());
        text.key("webId").text(m_drive.webGuid());
        text.key("siteUrl").text(m_state.addresses.sharePoint + m_drive.sitePath()).endObject();
    }
    text.endObject();
}

SandboxResponse GraphCall::look()
{
    if (const auto refusal = readQuery({"$select", "$expand"}))
        return *refusal;
    if (const auto refusal = readSelection(true))
        return *refusal;
    if (!files().isLive(m_ref) && !isDeletedWanted())
        return itemNotFound();
    const QByteArray known = m_request.header("If-None-Match");
    if (!known.isEmpty() && (known == m_drive.eTag(m_ref) || known == m_drive.cTag(m_ref)))
        return {.status = 304};
    return itemReply(200, m_ref);
}

SandboxResponse GraphCall::thumbnails() const
{
    if (!files().isLive(m_ref) || m_path.last().text != "thumbnails")
        return itemNotFound(); // of what is deleted, too (?)
    JsonText text;
    text.beginObject().key("value").beginArray().endArray(); // "empty list is normal"
    return json(200, text.endObject());
}

} // namespace Unbin::OneDriveSandbox
