// SPDX-License-Identifier: GPL-3.0-or-later
// Box: who is signed in, and single items (box.md sections 3, 6, 8).
#include "app/sandbox/box/boxcall.h"

namespace Unbin {

SandboxResponse BoxCall::user() const
{
    const BoxFields fields = BoxFields::from(m_request.queryItem("fields"), BoxFields::Default::Standard);
    const SandboxOwner &owner = m_drive.owner();
    JsonText text;
    text.beginObject().key("type").text(u"user");
    texts().id(text, QByteArray::number(owner.id));
    const auto wanted = [&](const char *field) {
        return fields.holds(field) ? &text.key(field) : nullptr;
    };
    if (auto *value = wanted("name"))
        value->text(owner.name);
    if (auto *value = wanted("login"))
        value->text(owner.login);
    if (auto *value = wanted("language"))
        value->text(u"en");
    if (auto *value = wanted("timezone"))
        value->text(u"Europe/Copenhagen");
    if (auto *value = wanted("space_amount"))
        texts().size(*value, m_drive.quotaBytes());
    if (auto *value = wanted("space_used"))
        texts().size(*value, m_drive.usedBytes());
    if (auto *value = wanted("max_upload_size"))
        texts().size(*value, 5'368'709'120);
    if (auto *value = wanted("status"))
        value->text(u"active");
    if (auto *value = wanted("avatar_url"))
        value->text(QStringLiteral("https://app.box.example/api/avatar/large/%1").arg(owner.id));
    return json(200, text.endObject());
}

SandboxResponse BoxCall::inspect()
{
    if (!m_drive.isLive(m_ref)) {
        if (m_ref.kind == SandboxKind::Folder || !m_state.quirks.trashedFileIsFound)
            return error(404, "trashed", "Item is in the trash");
    }
    const QByteArray known = m_request.header("If-None-Match");
    if (!known.isEmpty() && known == BoxItemText::etag(m_drive, m_ref))
        return {.status = 304};
    return itemReply(200, m_ref);
}

SandboxResponse BoxCall::inspectTrashed()
{
    if (!m_drive.isTrashedItself(m_ref))
        return notTrashed(); // also when only a folder above is in the bin [S]
    return itemReply(200, m_ref);
}

} // namespace Unbin
