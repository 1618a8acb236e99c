// SPDX-License-Identifier: GPL-3.0-or-later
// Box: versions, contents and copies (box.md section 7).
#include "app/sandbox/box/boxcall.h"

#include "core/domain/clock.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Unbin {

namespace {

constexpr qint64 largestHistoryPage = 1000;
constexpr qint64 largestHistoryOffset = 10'000;
constexpr std::chrono::minutes signedFor{15};

} // namespace

std::optional<SandboxResponse> BoxCall::answerVersions(const QByteArray &below)
{
    const QByteArray &method = m_request.method;
    if (!m_drive.isLive(m_ref))
        return error(404, "trashed", "Item is in the trash");
    if (below == "content")
        return method == "GET" ? content() : methodNotAllowed();
    if (below == "copy")
        return method == "POST" ? copy() : methodNotAllowed();
    if (below == "versions")
        return method == "GET" ? listVersions() : methodNotAllowed();
    if (below == "versions/current")
        return method == "POST" ? promote() : methodNotAllowed();
    if (m_path.size() == 4 && m_path[2] == "versions")
        return answerVersion(m_path[3]);
    return std::nullopt;
}

std::optional<SandboxVersion> BoxCall::versionOf(const QByteArray &id, bool withCurrent) const
{
    const SandboxVersion current = m_versions.current(m_ref);
    if (withCurrent && id == texts().wireVersion(current.number))
        return current;
    for (const SandboxVersion &version : m_versions.past(m_ref)) {
        if (id == texts().wireVersion(version.number))
            return version;
    }
    return std::nullopt;
}

/** Box's own number of a version: 1 is the oldest. */
int BoxCall::numberOf(const SandboxVersion &version) const
{
    const auto &past = m_versions.past(m_ref);
    const auto found = std::find_if(
        past.begin(), past.end(), [&version](const SandboxVersion &other) { return other.number == version.number; });
    return int(found - past.begin()) + 1;
}

SandboxResponse BoxCall::answerVersion(const QByteArray &id)
{
    const QByteArray &method = m_request.method;
    const auto version = versionOf(id, method == "GET" && m_state.quirks.currentVersionIsAnswered);
    if (!version)
        return notFound();
    if (method == "GET")
        return versionReply(200, *version);
    if (method == "DELETE")
        return trashVersion(*version);
    return method == "PUT" ? untrashVersion(*version) : methodNotAllowed();
}

SandboxResponse BoxCall::listVersions()
{
    const auto limitText = m_request.queryItem("limit");
    const auto offsetText = m_request.queryItem("offset");
    bool isLimit = true;
    bool isOffset = true;
    qint64 limit = limitText ? limitText->toLongLong(&isLimit) : largestHistoryPage;
    const qint64 offset = offsetText ? offsetText->toLongLong(&isOffset) : 0;
    if (!isLimit || limit < 1 || limit > largestHistoryPage)
        return badParameter("limit", "Invalid value. 'limit' should be between 1 and 1000");
    if (!isOffset || offset < 0 || offset > largestHistoryOffset)
        return badParameter("offset", "Invalid value. 'offset' should be between 0 and 10000");
    if (m_state.quirks.shortVersionPages > 0)
        limit = std::min<qint64>(limit, m_state.quirks.shortVersionPages);

    std::vector<SandboxVersion> past = m_versions.past(m_ref);
    if (m_state.quirks.listsCurrentVersion)
        past.push_back(m_versions.current(m_ref));
    if (!m_state.quirks.oldestVersionsFirst)
        std::reverse(past.begin(), past.end());
    const BoxFields fields = BoxFields::from(m_request.queryItem("fields"), BoxFields::Default::Standard);
    JsonText json;
    json.beginObject();
    if (m_state.quirks.tellsTotalOfVersions)
        json.key("total_count").number(qint64(past.size()));
    json.key("limit").number(limit).key("offset").number(offset).key("entries").beginArray();
    for (qint64 i = offset; i < std::min<qint64>(offset + limit, qint64(past.size())); ++i)
        writeVersion(json, past[size_t(i)], fields);
    return this->json(200, json.endArray().endObject());
}

SandboxResponse BoxCall::versionReply(int status, const SandboxVersion &version) const
{
    JsonText text;
    writeVersion(text, version, BoxFields::from(m_request.queryItem("fields"), BoxFields::Default::Standard));
    return json(status, text);
}

void BoxCall::writeVersion(JsonText &json, const SandboxVersion &version, const BoxFields &fields) const
{
    const BoxItemText text = texts();
    const auto time = [&](const char *field, qint64 ms) {
        if (!fields.holds(field))
            return;
        json.key(field);
        if (ms == 0)
            json.null();
        else
            json.text(text.time(ms, version.number));
    };
    json.beginObject().key("type").text(u"file_version");
    text.id(json, text.wireVersion(version.number));
    if (fields.holds("sha1"))
        json.key("sha1").text(version.content.sha1().toHex());
    if (fields.holds("name"))
        json.key("name").text(version.name);
    if (fields.holds("size"))
        text.size(json.key("size"), version.content.sizeBytes);
    time("created_at", version.modifiedMs);
    time("modified_at", version.trashedMs ? version.trashedMs : version.modifiedMs);
    if (fields.holds("modified_by"))
        text.user(json.key("modified_by"));
    if (fields.holds("uploader_display_name"))
        json.key("uploader_display_name").text(version.author);
    time("trashed_at", version.trashedMs);
    time("purged_at", version.trashedMs ? version.trashedMs + qint64(30) * 24 * 60 * 60 * 1000 : 0);
    if (fields.isAsked && fields.holds("version_number")) // comes only when requested [J4]
        json.key("version_number").text(QByteArray::number(numberOf(version)));
    json.endObject();
}

SandboxResponse BoxCall::promote()
{
    if (m_body[u"type"].toString() != u"file_version")
        return badParameter("type", "Invalid value. 'type' should be 'file_version'");
    const auto version = versionOf(m_body[u"id"].toString().toLatin1(), false);
    if (!version)
        return notFound();
    if (version->trashedMs)
        return error(404, "trashed", "Item is in the trash");
    if (const auto refusal = refuseTaken(m_drive.parent(m_ref), version->name, m_state.quirks.promoteConflict))
        return *refusal;
    m_versions.promote(m_ref, version->number, m_drive.owner().name, m_now, true);
    return versionReply(201, m_versions.current(m_ref));
}

SandboxResponse BoxCall::trashVersion(const SandboxVersion &version)
{
    if (const auto refusal = refuseStale())
        return *refusal;
    if (version.trashedMs && !m_state.quirks.deletedVersionsAreGone)
        return error(404, "trashed", "Item is in the trash");
    if (m_state.quirks.deletedVersionsAreGone)
        m_versions.remove(m_ref, version.number);
    else
        m_versions.trash(m_ref, version.number, m_now);
    return {.status = 204};
}

SandboxResponse BoxCall::untrashVersion(const SandboxVersion &version)
{
    if (!m_body.contains(u"trashed_at") || !m_body[u"trashed_at"].isNull())
        return badParameter("trashed_at", "Invalid value. 'trashed_at' should be null");
    m_versions.untrash(m_ref, version.number);
    return versionReply(200, *versionOf(texts().wireVersion(version.number), false));
}

SandboxResponse BoxCall::content()
{
    SandboxContent wanted = m_versions.current(m_ref).content;
    const auto id = m_request.queryItem("version");
    if (id) {
        const auto version = versionOf(id->toLatin1(), true);
        if (!version)
            return notFound();
        wanted = version->content;
    }
    const QByteArray key = texts().wireId(m_ref) + '/' + (id ? id->toLatin1() : QByteArray("current"));
    const bool isFirst = m_state.contentsAsked[key]++ == 0;
    switch (m_state.quirks.content) {
    case BoxQuirks::Content::Here:
        return {.status = 200, .headers = {{"Content-Type", "application/octet-stream"}}, .body = wanted.data()};
    case BoxQuirks::Content::NotReadyAtFirst:
        if (isFirst)
            return {.status = 202, .headers = {{"Retry-After", "2"}}};
        break;
    case BoxQuirks::Content::Elsewhere:
        break;
    }
    return signedAddress(wanted, key + (isFirst ? "/first" : ""));
}

/** Box sends a whole address on another host; ours can't know under which it is reached and sends the way there. */
SandboxResponse BoxCall::signedAddress(const SandboxContent &content, const QByteArray &key)
{
    const auto now = m_state.clock.monotonic();
    const QByteArray signature
        = QCryptographicHash::hash(key + QByteArray::number(m_state.requestNumber), QCryptographicHash::Sha256).toHex();
    const bool isDead = m_state.quirks.signedAddressesExpireAtOnce && key.endsWith("/first");
    m_state.downloads.removeIf([now](auto it) { return now >= it->until; });
    m_state.downloads.insert(signature, {content, isDead ? now : now + signedFor});
    return {.status = 302, .headers = {{"Location", "../../download/" + signature}}};
}

SandboxResponse BoxCall::copy()
{
    Target target;
    if (const auto refusal = readTarget(target))
        return *refusal;
    if (!target.parentId)
        return badParameter("parent", "Missing parameter");
    SandboxVersion version = m_versions.current(m_ref);
    if (m_body.contains(u"version")) {
        const auto asked = versionOf(m_body[u"version"].toString().toLatin1(), true);
        if (!asked)
            return notFound();
        version = *asked;
    }
    SandboxRef folder;
    if (const auto refusal = refuseFolder(*target.parentId, folder))
        return *refusal;
    const QString name = target.name.value_or(m_drive.name(m_ref));
    if (const auto refusal = refuseName(name))
        return *refusal;
    if (m_drive.childNamed(folder, name)) {
        m_ref = {}; // also the file itself is in the way of its copy
        return *refuseTaken(folder, name, m_state.quirks.createConflict);
    }
    return itemReply(201, m_drive.addFile(folder, name, version.content, m_now));
}

} // namespace Unbin
