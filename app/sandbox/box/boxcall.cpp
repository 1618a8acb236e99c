// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/box/boxcall.h"

#include "core/domain/clock.h"

#include <QJsonDocument>

#include <algorithm>

namespace Unbin {

namespace {

bool isDecimal(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 19
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

SandboxHeaders replyHeaders(const BoxState &state)
{
    return {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache, no-store"},
        {"box-request-id", "0sb" + QByteArray::number(state.requestNumber * 7919 + 1, 36)}};
}

} // namespace

SandboxResponse boxError(
    const BoxState &state, int status, const QByteArray &code, const QByteArray &message, const QByteArray &contextInfo)
{
    JsonText json;
    json.beginObject().key("type").text(u"error").key("status");
    if (state.quirks.statusAsString)
        json.text(QByteArray::number(status));
    else
        json.number(status);
    json.key("code").text(code);
    if (!contextInfo.isEmpty())
        json.key("context_info").raw(contextInfo);
    json.key("help_url").text(u"http://developers.box.com/docs/#errors");
    json.key("message").text(message);
    json.key("request_id").text(QByteArray::number(state.requestNumber * 104729 + 17, 36));
    return {.status = status, .headers = replyHeaders(state), .body = json.endObject().bytes()};
}

BoxCall::BoxCall(BoxState &state, SandboxDrive &drive, SandboxVersions &versions, const SandboxRequest &request)
    : m_state(state)
    , m_drive(drive)
    , m_versions(versions)
    , m_request(request)
    , m_now(state.clock.now())
{
    for (const QByteArray &part : request.path.mid(1).split('/'))
        m_path += QByteArray::fromPercentEncoding(part);
}

SandboxResponse BoxCall::answer()
{
    if (const auto refusal = readBody())
        return *refusal;
    const QByteArray &method = m_request.method;
    const QByteArray path = m_path.join('/');
    if (path == "users/me")
        return method == "GET" ? user() : methodNotAllowed();
    if (path == "folders")
        return method == "POST" ? createFolder() : methodNotAllowed();
    if (path == "folders/trash/items")
        return method == "GET" ? listTrash() : methodNotAllowed();
    if (path == "files/content")
        return method == "OPTIONS" ? preflight() : methodNotAllowed();
    if (m_path.first() == "files")
        return answerItem(SandboxKind::File);
    if (m_path.first() == "folders")
        return answerItem(SandboxKind::Folder);
    if (m_path.first() == "web_links")
        return answerItem(SandboxKind::Link);
    return notFound();
}

SandboxResponse BoxCall::answerItem(SandboxKind kind)
{
    const QByteArray &method = m_request.method;
    const QByteArray below = m_path.mid(2).join('/');
    const bool isList = below == "items" && kind == SandboxKind::Folder;
    const bool isOfVersions
        = kind == SandboxKind::File && (below == "content" || below == "copy" || below.startsWith("versions"));
    if (m_path.size() < 2 || (!below.isEmpty() && below != "trash" && !isList && !isOfVersions))
        return notFound();
    if (!isDecimal(m_path[1]))
        return methodNotAllowed(); // "Returned if the folder_id is not in a recognized format" [S]
    const auto ref = refOf(kind, m_path[1]);
    if (!ref)
        return notFound();
    m_ref = *ref;
    if (isList)
        return method == "GET" ? listFolder() : methodNotAllowed();
    if (below == "trash")
        return answerTrashedItem();
    if (isOfVersions)
        return answerVersions(below).value_or(notFound());
    if (method == "GET")
        return inspect();
    if (method == "POST")
        return restore();
    if (method == "PUT")
        return update();
    return method == "DELETE" ? trash() : methodNotAllowed();
}

SandboxResponse BoxCall::answerTrashedItem()
{
    if (m_request.method == "GET")
        return inspectTrashed();
    return m_request.method == "DELETE" ? purge() : methodNotAllowed();
}

std::optional<SandboxResponse> BoxCall::readBody()
{
    if (m_request.body.isEmpty())
        return std::nullopt;
    if (!m_request.header("Content-Type").startsWith("application/json"))
        return error(400, "bad_request", "Content-Type must be application/json");
    const QJsonDocument document = QJsonDocument::fromJson(m_request.body);
    if (!document.isObject())
        return error(400, "bad_request", "Entity body should be a correctly nested resource attribute name/value pair");
    m_body = document.object();
    return std::nullopt;
}

std::optional<SandboxResponse> BoxCall::readTarget(Target &target) const
{
    if (m_body.contains(u"name")) {
        if (!m_body[u"name"].isString())
            return badParameter("name", "Invalid value. 'name' should be a string");
        target.name = m_body[u"name"].toString();
    }
    if (m_body.contains(u"parent")) {
        const QJsonValue id = m_body[u"parent"][u"id"];
        if (!id.isString() || !isDecimal(id.toString().toLatin1()))
            return badParameter("parent", "Invalid value. 'parent.id' should be an id");
        target.parentId = id.toString().toLatin1();
    }
    return std::nullopt;
}

std::optional<SandboxRef> BoxCall::refOf(SandboxKind kind, const QByteArray &id) const
{
    if (id == "0")
        return kind == SandboxKind::Folder ? std::optional(SandboxDrive::root) : std::nullopt;
    const quint64 serial = id.toULongLong() - m_drive.numbering(); // wraps far beyond any count if smaller
    const bool isRootTwice = kind == SandboxKind::Folder && serial == 0;
    if (isRootTwice || serial >= m_drive.count(kind))
        return std::nullopt;
    const SandboxRef ref{kind, quint32(serial)};
    return m_drive.node(ref) ? std::optional(ref) : std::nullopt;
}

SandboxResponse BoxCall::error(
    int status, const QByteArray &code, const QByteArray &message, const QByteArray &contextInfo) const
{
    return boxError(m_state, status, code, message, contextInfo);
}

SandboxResponse BoxCall::badParameter(const QByteArray &name, const QByteArray &message) const
{
    JsonText context;
    context.beginObject().key("errors").beginArray().beginObject();
    context.key("reason").text(u"invalid_parameter").key("name").text(name).key("message").text(message);
    context.endObject().endArray().endObject();
    return error(400, "bad_request", "Bad Request", context.bytes());
}

SandboxResponse BoxCall::notFound() const
{
    return error(404, "not_found", "Not Found");
}

SandboxResponse BoxCall::methodNotAllowed() const
{
    return error(405, "method_not_allowed", "Method Not Allowed");
}

SandboxResponse BoxCall::json(int status, const JsonText &text) const
{
    return {.status = status, .headers = replyHeaders(m_state), .body = text.bytes()};
}

SandboxResponse BoxCall::itemReply(int status, SandboxRef ref, BoxFields::Default unasked)
{
    JsonText text;
    texts().item(text, ref, BoxFields::from(m_request.queryItem("fields"), unasked));
    return json(status, text);
}

} // namespace Unbin
