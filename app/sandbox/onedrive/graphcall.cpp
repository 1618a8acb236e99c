// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/graphcall.h"

#include "core/domain/clock.h"

#include <QJsonDocument>

#include <algorithm>

namespace Unbin::OneDriveSandbox {

GraphCall::GraphCall(State &state, Drive &drive, const SandboxRequest &request)
    : m_state(state)
    , m_drive(drive)
    , m_request(request)
    , m_now(state.clock.now())
{
    for (const QByteArray &part : request.path.mid(1).split('/'))
        m_path += Segment{part, QByteArray::fromPercentEncoding(part)};
    m_version = m_path.takeFirst().text;
}

SandboxResponse GraphCall::answer()
{
    if ((m_version != "v1.0" && m_version != "beta") || m_path.isEmpty())
        return badRequest("Invalid version: " + m_version);
    if (const auto refusal = readBody())
        return *refusal;
    const QByteArray first = m_path.first().text;
    const auto second = m_path.size() > 1 ? m_path[1].text : QByteArray();
    if (first == "$batch" && m_path.size() == 1)
        return m_request.method == "POST" ? batch() : notAllowed();
    if (first == "me" && m_path.size() == 1)
        return m_request.method == "GET" ? me() : notAllowed();
    if (first == "me" && second == "drives" && m_path.size() == 2)
        return m_request.method == "GET" ? drives() : notAllowed();
    if (first == "me" && second == "drive")
        return answerDrive(m_path.mid(2));
    if (first == "drives" && m_path.size() > 1) {
        if (!m_drive.isCalled(second)) // another user's, too
            return error(404, "itemNotFound", "The drive was not found.");
        return answerDrive(m_path.mid(2));
    }
    if (first == "sites" && m_path.size() > 1)
        return answerSite(m_path.mid(1));
    return badRequest("Resource not found for the segment '" + first + "'.");
}

SandboxResponse GraphCall::answerDrive(QList<Segment> rest)
{
    if (rest.isEmpty())
        return m_request.method == "GET" ? driveFacts() : notAllowed();
    if (const auto refusal = findTarget(rest))
        return *refusal;
    return answerTarget(rest);
}

/** "root", "root:/A/B", "root:/A/B:", "items/{id}", "items/{id}:/A"; what follows stays in rest. */
GraphCall::Refusal GraphCall::findTarget(QList<Segment> &rest)
{
    const Segment first = rest.takeFirst();
    if (first.text == "root") {
        m_ref = SandboxDrive::root;
        return std::nullopt;
    }
    if (first.raw == "root:") {
        m_ref = SandboxDrive::root;
        return followPath(rest);
    }
    if (first.text != "items" || rest.isEmpty())
        return badRequest("Resource not found for the segment '" + first.text + "'.");
    Segment id = rest.takeFirst();
    const bool isPath = id.raw.endsWith(':');
    const auto ref = m_drive.refOf(isPath ? id.text.chopped(1) : id.text);
    if (!ref)
        return itemNotFound();
    m_ref = *ref;
    m_isById = !isPath;
    return isPath ? followPath(rest) : std::nullopt;
}

GraphCall::Refusal GraphCall::followPath(QList<Segment> &rest)
{
    if (rest.isEmpty() || rest.first().raw.isEmpty())
        return badRequest("The root is /root, not /root:/", "invalidPath");
    for (bool isLast = false; !isLast && !rest.isEmpty();) {
        Segment segment = rest.takeFirst();
        isLast = segment.raw.endsWith(':');
        const QString name = QString::fromUtf8(isLast ? segment.text.chopped(1) : segment.text);
        const auto child = m_ref.kind == SandboxKind::Folder ? files().childNamed(m_ref, name) : std::nullopt;
        if (!child)
            return itemNotFound();
        m_ref = *child;
    }
    return files().isLive(m_ref) ? std::nullopt : Refusal(itemNotFound());
}

SandboxResponse GraphCall::answerTarget(const QList<Segment> &rest)
{
    const QByteArray below = rest.isEmpty() ? QByteArray() : rest.first().text;
    const QByteArray &method = m_request.method;
    const auto only = [&](const char *wanted, SandboxResponse (GraphCall::*handler)()) {
        return rest.size() != 1 ? badRequest("Resource not found for the segment '" + rest[1].text + "'.")
            : method == wanted  ? (this->*handler)()
                                : notAllowed();
    };
    if (below.isEmpty())
        return answerItem();
    if (below == "children" && method == "POST")
        return only("POST", &GraphCall::createFolder);
    if (below == "children")
        return only("GET", &GraphCall::listChildren);
    if (below == "delta")
        return only("GET", &GraphCall::delta);
    if (below == "content")
        return only("GET", &GraphCall::content);
    if (below == "restore")
        return only("POST", &GraphCall::restore);
    if (below == "permanentDelete")
        return only("POST", &GraphCall::permanentDelete);
    if (below == "thumbnails")
        return method == "GET" ? thumbnails() : notAllowed();
    if (below == "versions")
        return answerVersions(rest.mid(1));
    return badRequest("Resource not found for the segment '" + below + "'.");
}

SandboxResponse GraphCall::answerItem()
{
    if (m_request.method == "GET")
        return look();
    if (m_request.method == "PATCH")
        return update();
    return m_request.method == "DELETE" ? trash() : notAllowed();
}

GraphCall::Refusal GraphCall::readBody()
{
    const bool needsBody = m_request.method == "PATCH"
        || (m_request.method == "POST" && (m_path.last().text == "children" || m_path.last().text == "$batch"));
    if (m_request.body.isEmpty())
        return needsBody ? Refusal(badRequest("Empty Payload. JSON content expected.")) : std::nullopt;
    if (!m_request.header("Content-Type").startsWith("application/json"))
        return badRequest("Entity only allows writes with a JSON Content-Type header.");
    const QJsonDocument document = QJsonDocument::fromJson(m_request.body);
    if (!document.isObject())
        return badRequest("Unable to read JSON request payload.");
    m_body = document.object();
    return std::nullopt;
}

GraphCall::Refusal GraphCall::readWish(Wish &wish) const
{
    if (m_body.contains(u"name")) {
        if (!m_body[u"name"].isString())
            return badRequest("Cannot convert the value of 'name' to the expected type 'Edm.String'.");
        wish.name = m_body[u"name"].toString();
    }
    if (m_body.contains(u"parentReference")) {
        const QJsonObject reference = m_body[u"parentReference"].toObject();
        if (!reference[u"id"].isString())
            return badRequest("parentReference must name an id.");
        if (reference.contains(u"driveId") && !m_drive.isCalled(reference[u"driveId"].toString().toUtf8()))
            return error(400, "notSupported", "Items can't be moved between drives.");
        wish.parentId = reference[u"id"].toString().toUtf8();
    }
    return std::nullopt;
}

GraphCall::Refusal GraphCall::readQuery(const QByteArrayList &known)
{
    for (const QByteArray &item : m_request.query.split('&')) {
        const QByteArray key = QByteArray::fromPercentEncoding(splitAtFirst(item, '=').first);
        if (key == "$filter")
            return m_drive.isPersonal() ? badRequest("The request is invalid: $filter is not supported here.")
                                        : error(501, "notSupported", "$filter is not supported.");
        if (key.startsWith('$') && !known.contains(key))
            return badRequest("The query option '" + key + "' is not supported here.");
    }
    return std::nullopt;
}

GraphCall::Refusal GraphCall::readSelection(bool isItem)
{
    const auto select = m_request.queryItem("$select");
    m_wanted = {};
    if (!select)
        return std::nullopt;
    m_wanted.isAsked = true;
    for (const QByteArray &name : select->toLatin1().split(',')) {
        m_wanted.asked += name.trimmed();
        if (isItem && !ItemText::isProperty(name.trimmed()))
            return badRequest("Could not find a property named '" + name.trimmed() + "' on type 'driveItem'.");
    }
    return std::nullopt;
}

/** onedrive.md section 4.1; the reserved names are second hand. */
GraphCall::Refusal GraphCall::refuseName(const QString &name, bool isFolder) const
{
    static const QStringList reserved = {QStringLiteral(".lock"), QStringLiteral("con"), QStringLiteral("prn"),
        QStringLiteral("aux"), QStringLiteral("nul"), QStringLiteral("desktop.ini")};
    const bool hasBadCharacter = std::any_of(name.begin(), name.end(),
        [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f || QStringView(u"\"*:<>?/\\|").contains(c); });
    if (hasBadCharacter || name.isEmpty() || name == u"." || name == u".." || name.startsWith(u' ')
        || name.endsWith(u' ') || (isFolder && name.endsWith(u'.')) || name.contains(u"_vti_")
        || (!m_drive.isPersonal() && name.startsWith(u'~')) || reserved.contains(name.toLower()))
        return badRequest("The provided name is not valid.", "invalidPath");
    if (name.size() > 255)
        return badRequest("The provided name is too long.", "pathIsTooLong");
    return std::nullopt;
}

GraphCall::Refusal GraphCall::refuseTaken(SandboxRef folder, const QString &name) const
{
    const auto other = files().childNamed(folder, name);
    if (!other || *other == m_ref)
        return std::nullopt;
    return error(409, "nameAlreadyExists", "The specified item name already exists.");
}

GraphCall::Refusal GraphCall::refuseParent(const QByteArray &id, SandboxRef &folder) const
{
    if (id == "root")
        return badRequest("The alias 'root' is no id of a parent.");
    const auto ref = m_drive.refOf(id);
    if (!ref || !files().isLive(*ref))
        return error(404, "itemNotFound", "The parent folder was not found.");
    if (ref->kind != SandboxKind::Folder)
        return badRequest("The parent is no folder.");
    if (files().node(*ref)->isReadOnly)
        return error(403, "accessDenied", "Access denied.");
    folder = *ref;
    return std::nullopt;
}

GraphCall::Refusal GraphCall::refuseStale() const
{
    const QByteArray expected = m_request.header("If-Match");
    if (expected.isEmpty() || expected == "*" || expected == m_drive.eTag(m_ref) || expected == m_drive.cTag(m_ref))
        return std::nullopt;
    return error(412, "resourceModified", "ETag does not match current item's value.", "entityTagDoesNotMatch");
}

bool GraphCall::isDeletedWanted() const
{
    return m_isById && m_drive.isPersonal() && m_request.queryItem("includeDeletedItems") == u"true";
}

SandboxResponse GraphCall::error(
    int status, const QByteArray &code, const QByteArray &message, const QByteArray &innerCode) const
{
    return graphError(m_state, status, code, message, innerCode);
}

SandboxResponse GraphCall::badRequest(const QByteArray &message, const QByteArray &innerCode) const
{
    return error(400, "invalidRequest", message, innerCode);
}

SandboxResponse GraphCall::itemNotFound() const
{
    return error(404, "itemNotFound", "The resource could not be found.");
}

SandboxResponse GraphCall::notAllowed(int status) const
{
    return error(status, "notAllowed", "The action is not allowed by the system.");
}

SandboxResponse GraphCall::json(int status, const JsonText &text) const
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = text.bytes()};
}

SandboxResponse GraphCall::itemReply(int status, SandboxRef ref) const
{
    JsonText text;
    texts().item(text, ref, m_wanted, ItemText::View::Single);
    return json(status, text);
}

QByteArray GraphCall::here() const
{
    return m_state.origin(m_state.addresses.graph) + m_request.path;
}

} // namespace Unbin::OneDriveSandbox
