// SPDX-License-Identifier: GPL-3.0-or-later
// SharePoint's own API for the bin of a site (onedrive.md section 1.6).
#include "app/sandbox/jsontext.h"
#include "app/sandbox/onedrive/onedriveservices.h"

#include "core/domain/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

/** One authenticated request. */
class SharePointCall
{
public:
    SharePointCall(State &state, Drive &drive, const SandboxRequest &request)
        : m_state(state)
        , m_drive(drive)
        , m_request(request)
    { }

    SandboxResponse answer();

private:
    SandboxResponse list();
    SandboxResponse answerEntry(const QByteArray &guid, const QByteArray &verb);
    SandboxResponse restoreByIds();
    std::optional<SandboxResponse> restore(SandboxRef ref);
    std::optional<SandboxResponse> chooseRows(std::vector<SandboxRef> &rows) const;
    QByteArray nextLink(size_t skip) const;
    void row(JsonText &text, SandboxRef ref, bool isVerbose) const;
    QString asListed(QString name) const;
    QString dirName(SandboxRef ref) const;
    void text(JsonText &json, const char *key, const QString &value) const;
    SandboxResponse done() const;
    SandboxResponse error(int status, const QByteArray &code, const QByteArray &message) const
    {
        return sharePointError(m_state, status, code, message);
    }

    State &m_state;
    Drive &m_drive;
    const SandboxRequest &m_request;
    QByteArrayList m_wanted;
};

SandboxResponse SharePointCall::answer()
{
    const QByteArray path = QByteArray::fromPercentEncoding(m_request.path);
    const QByteArray api = m_drive.sitePath() + "/_api/";
    if (!path.startsWith(api))
        return error(404, "-1, Microsoft.SharePoint.Client.ResourceNotFoundException", "Cannot find the resource.");
    if (m_state.odd().sharePointIsForbidden)
        return error(403, "-2147024891, System.UnauthorizedAccessException", "Access denied.");
    const QByteArray rest = path.mid(api.size());
    const bool isWeb = rest.startsWith("web/RecycleBin");
    if (rest.startsWith("site/RecycleBin") && rest != "site/RecycleBin/RestoreByIds")
        return error(403, "-2147024891, System.UnauthorizedAccessException", "Only for site administrators.");
    if (rest == "web/RecycleBin")
        return m_request.method == "GET" ? list() : error(405, "-1, MethodNotAllowed", "Only GET.");
    if (rest == "site/RecycleBin/RestoreByIds" || rest == "web/RecycleBin/RestoreByIds")
        return m_request.method == "POST" ? restoreByIds() : error(405, "-1, MethodNotAllowed", "Only POST.");
    const QByteArray key = rest.mid(qstrlen("web/RecycleBin"));
    const qsizetype end = key.indexOf("')/");
    if (!isWeb || !key.startsWith("('") || end < 0)
        return error(404, "-1, Microsoft.SharePoint.Client.ResourceNotFoundException", "Cannot find the resource.");
    if (m_request.method != "POST")
        return error(405, "-1, MethodNotAllowed", "Only POST.");
    return answerEntry(key.mid(2, end - 2), key.mid(end + 3));
}

SandboxResponse SharePointCall::list()
{
    const QByteArray accept = m_request.header("Accept");
    const bool isVerbose = accept.contains("odata=verbose");
    if (!accept.contains("application/json")) // then it speaks Atom
        return {.status = 200, .headers = {{"Content-Type", "application/atom+xml"}}, .body = "<feed/>"};
    if (const auto select = m_request.queryItem("$select"))
        m_wanted = select->toLatin1().split(',');
    std::vector<SandboxRef> rows;
    if (const auto refusal = chooseRows(rows))
        return *refusal;
    const auto top = size_t(std::max(1, m_request.queryItem("$top").value_or(QStringLiteral("100")).toInt()));
    const auto skip = size_t(m_request.queryItem("$skiptoken").value_or(QString()).toUInt());
    JsonText text;
    text.beginObject();
    if (isVerbose)
        text.key("d").beginObject();
    text.key(isVerbose ? "results" : "value").beginArray();
    for (size_t i = skip; i < std::min(skip + top, rows.size()); ++i)
        row(text, rows[i], isVerbose);
    text.endArray();
    if (skip + top < rows.size())
        text.key(isVerbose ? "__next" : "odata.nextLink").text(nextLink(skip + top));
    if (isVerbose)
        text.endObject();
    return {.status = 200, .headers = {{"Content-Type", accept}}, .body = text.endObject().bytes()};
}

/** "OData $filter $orderby $top $select work": of filters, one comparison; of orders, the date. */
std::optional<SandboxResponse> SharePointCall::chooseRows(std::vector<SandboxRef> &rows) const
{
    static const QRegularExpression comparison(QStringLiteral("^(LeafName|DirName) eq '(.*)'$"));
    for (const auto &[ref, from] : m_drive.log().trashed())
        rows.push_back(ref);
    if (const auto filter = m_request.queryItem("$filter")) {
        const auto match = comparison.match(*filter);
        if (!match.hasMatch())
            return error(
                400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", "The expression is not valid.");
        const QString wanted = match.captured(2).replace(QLatin1String("''"), QLatin1String("'"));
        std::erase_if(rows, [&](SandboxRef ref) {
            const QString value = match.captured(1) == u"LeafName" ? asListed(m_drive.drive().name(ref)) : dirName(ref);
            return value.compare(wanted, Qt::CaseInsensitive) != 0;
        });
    }
    const QStringList order = m_request.queryItem("$orderby").value_or(QStringLiteral("DeletedDate")).split(u' ');
    if (order.first() != u"DeletedDate")
        return error(
            400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", "This order is not known here.");
    std::stable_sort(rows.begin(), rows.end(), [this](SandboxRef a, SandboxRef b) {
        return m_drive.drive().node(a)->trashedMs < m_drive.drive().node(b)->trashedMs;
    });
    if (order.value(1) == u"desc")
        std::reverse(rows.begin(), rows.end());
    return std::nullopt;
}

QByteArray SharePointCall::nextLink(size_t skip) const
{
    QByteArray query;
    for (const QByteArray &item : m_request.query.split('&')) {
        if (!item.isEmpty() && QByteArray::fromPercentEncoding(splitAtFirst(item, '=').first) != "$skiptoken")
            query += item + '&';
    }
    return m_state.origin(m_state.addresses.sharePoint) + m_request.path + '?' + query
        + "$skiptoken=" + QByteArray::number(quint64(skip));
}

QString SharePointCall::asListed(QString name) const
{
    return m_state.odd().leafNamesAreEncoded ? name.replace(u'%', u"%25"_qs).replace(u'#', u"%23"_qs) : name;
}

QString SharePointCall::dirName(SandboxRef ref) const
{
    const QString folder = m_drive.libraryFolder(ref);
    if (!m_state.odd().dirNamesAreServerRelative)
        return folder;
    const QUrl site(QString::fromUtf8(m_state.addresses.sharePoint + m_drive.sitePath()));
    return site.path().mid(1) + u'/' + folder;
}

void SharePointCall::text(JsonText &json, const char *key, const QString &value) const
{
    if (m_wanted.isEmpty() || m_wanted.contains(QByteArray(key)))
        json.key(key).text(value);
}

void SharePointCall::row(JsonText &json, SandboxRef ref, bool isVerbose) const
{
    const SandboxDrive &drive = m_drive.drive();
    const auto holds = [this](const char *key) {
        return m_wanted.isEmpty() || m_wanted.contains(QByteArray(key));
    };
    json.beginObject();
    text(json, "Id", QString::fromLatin1(m_drive.binGuid(ref)));
    text(json, "LeafName", asListed(drive.name(ref)));
    text(json, "DirName", asListed(dirName(ref)));
    text(json, "Title", drive.name(ref));
    text(json, "DeletedDate", QString::fromLatin1(isoTime(drive.node(ref)->trashedMs)));
    for (const char *key : {"DeletedByName", "AuthorName"})
        text(json, key, drive.owner().name);
    for (const char *key : {"DeletedByEmail", "AuthorEmail"})
        text(json, key, drive.owner().login);
    if (holds("Size") && isVerbose && m_state.odd().sharePointSizesAreText)
        json.key("Size").text(QByteArray::number(drive.sizeBytes(ref)));
    else if (holds("Size"))
        json.key("Size").number(drive.sizeBytes(ref));
    if (holds("ItemType"))
        json.key("ItemType").number(ref.kind == SandboxKind::Folder ? 5 : 1);
    if (holds("ItemState"))
        json.key("ItemState").number(1);
    if (holds("LeafNamePath"))
        json.key("LeafNamePath").beginObject().key("DecodedUrl").text(drive.name(ref)).endObject();
    if (holds("DirNamePath"))
        json.key("DirNamePath").beginObject().key("DecodedUrl").text(dirName(ref)).endObject();
    json.endObject();
}

SandboxResponse SharePointCall::done() const
{
    if (m_request.header("Accept").contains("application/json"))
        return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = "{\"odata.null\":true}"};
    return {.status = 204};
}

SandboxResponse SharePointCall::answerEntry(const QByteArray &guid, const QByteArray &verb)
{
    const auto ref = m_drive.refOfBinGuid(guid);
    if (!ref)
        return error(404, "-2147024894, System.IO.FileNotFoundException", "The item is not in the recycle bin.");
    if (verb == "restore()" || verb == "Restore()" || verb == "restore") {
        const auto refusal = restore(*ref);
        return refusal ? *refusal : done();
    }
    if (verb.compare("DeleteObject", Qt::CaseInsensitive) == 0
        || verb.compare("DeleteObject()", Qt::CaseInsensitive) == 0) {
        m_drive.drive().purge(*ref);
        return done();
    }
    return error(404, "-1, Microsoft.SharePoint.Client.ResourceNotFoundException", "Cannot find the method.");
}

/** Everything or nothing. */
SandboxResponse SharePointCall::restoreByIds()
{
    const QJsonArray ids = QJsonDocument::fromJson(m_request.body).object()[u"ids"].toArray();
    std::vector<SandboxRef> refs;
    for (const QJsonValue &id : ids) {
        const auto ref = m_drive.refOfBinGuid(id.toString().toLatin1());
        if (!ref)
            return error(404, "-2147024894, System.IO.FileNotFoundException", "An item is not in the recycle bin.");
        refs.push_back(*ref);
    }
    if (refs.empty())
        return error(400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", "No ids.");
    for (const SandboxRef ref : refs) {
        if (const auto refusal = restore(ref))
            return *refusal;
    }
    return done();
}

/** To where it was, nowhere else; missing folders are made again. */
std::optional<SandboxResponse> SharePointCall::restore(SandboxRef ref)
{
    SandboxDrive &drive = m_drive.drive();
    const QDateTime now = m_state.clock.now();
    SandboxRef folder = drive.parent(ref);
    if (!drive.isLive(folder)) {
        folder = SandboxDrive::root; // it goes by the path: a folder that was made there since will do
        for (const QString &name : drive.lastPath(ref)) {
            const auto child = drive.childNamed(folder, name);
            if (child && child->kind != SandboxKind::Folder)
                return error(409, "-2130575257, Microsoft.SharePoint.SPException", "A file stands in the way.");
            if (!child && !m_state.odd().sharePointRecreatesParents)
                return error(404, "-2147024893, System.IO.DirectoryNotFoundException", "The folder does not exist.");
            folder = child ? *child : drive.addFolder(folder, name, now);
        }
    }
    if (drive.node(folder)->isReadOnly)
        return error(403, "-2147024891, System.UnauthorizedAccessException", "Access denied.");
    const QString name = drive.name(ref);
    if (drive.childNamed(folder, name))
        return error(409, "-2130575257, Microsoft.SharePoint.SPException",
            "A file with this name already exists. To restore the file, rename the existing file and try again.");
    drive.restore(ref, folder, name, now);
    return std::nullopt;
}

} // namespace

SandboxResponse SharePointService::handle(const SandboxRequest &request)
{
    ++m_state.requestNumber;
    const State::Account account = m_state.accountOf(m_state.sharePointTokens, request);
    if (m_state.isToken(m_state.graphTokens, request) && !account.drive)
        ++m_state.tokensAstray;
    if (account.drive && !account.isExpired)
        return SharePointCall(m_state, *account.drive, request).answer();
    SandboxResponse response{.status = 401,
        .headers = {{"Content-Type", "application/json"},
            {"WWW-Authenticate", "Bearer realm=\"practice\", client_id=\"00000003-0000-0ff1-ce00-000000000000\""}},
        .body = "{\"error_description\":\"Invalid issuer or signature.\"}"};
    return response;
}

SandboxResponse SharePointService::refusal(int status) const
{
    return sharePointError(m_state, status, "-2147023728, System.ServiceModel.ServiceUnavailable", "Not now.");
}

} // namespace Unbin::OneDriveSandbox
