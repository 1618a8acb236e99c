// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriverequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin::OneDrive {

namespace {

using Method = HttpRequest::Method;

constexpr const char *kItemFields = "id,name,size,folder,file,package,parentReference,deleted,createdDateTime,"
                                    "lastModifiedDateTime,fileSystemInfo,remoteItem,root,eTag";
constexpr const char *kDriveFields = "id,name,driveType,owner,webUrl,sharePointIds,quota";

// Whole trees are restored, moved and deleted in one call and may take long (section 2).
constexpr std::chrono::minutes kTreeDeadline{5};
constexpr std::chrono::minutes kDeltaDeadline{3};

/** tail is encoded already, and begins without a slash. */
QUrl address(const QUrl &base, const QByteArray &tail, const QByteArray &query = {})
{
    QByteArray text = base.toEncoded(QUrl::FullyEncoded);
    while (text.endsWith('/'))
        text.chop(1);
    text += '/' + tail;
    if (!query.isEmpty())
        text += '?' + query;
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

HttpRequest get(const QUrl &url)
{
    return HttpRequest{.method = Method::Get, .url = url};
}

QByteArray driveAddress(const QString &drive)
{
    return "drives/" + encodedSegment(drive);
}

QByteArray itemAddress(const QString &drive, const QString &id)
{
    return driveAddress(drive) + "/items/" + encodedSegment(id);
}

QByteArray itemQuery(bool withDeleted)
{
    return QByteArray(withDeleted ? "includeDeletedItems=true&" : "") + "$select=" + kItemFields;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject wishObject(const Wish &wish)
{
    QJsonObject body;
    if (!wish.name.isEmpty())
        body.insert(QLatin1String("name"), wish.name);
    if (!wish.parent.isEmpty())
        body.insert(QLatin1String("parentReference"), QJsonObject{{QLatin1String("id"), wish.parent}});
    return body;
}

HttpRequest post(const QUrl &url, const QJsonObject &body)
{
    return HttpRequest{.method = Method::Post,
        .url = url,
        .contentType = "application/json",
        .body = compact(body),
        .deadline = kTreeDeadline};
}

HttpRequest guarded(HttpRequest request, const QString &etag)
{
    if (!etag.isEmpty())
        request.headers.append({QByteArray("If-Match"), etag.toLatin1()});
    return request;
}

QByteArray versionAddress(const QString &drive, const QString &item, const QString &version)
{
    return itemAddress(drive, item) + "/versions/" + encodedSegment(version);
}

HttpRequest sharePoint(HttpRequest request)
{
    request.headers.append({QByteArray("Accept"), QByteArray("application/json;odata=nometadata")});
    return request;
}

QByteArray sharePointEntry(const QString &guid)
{
    return "_api/web/RecycleBin('" + encodedSegment(guid) + "')";
}

/** "Documents" of "host:/personal/user:" goes unencoded but for what is inside of the segments. */
QByteArray encodedSite(const QString &key)
{
    return QUrl::toPercentEncoding(key, "!,:/");
}

} // namespace

QUrl betaOf(const QUrl &api)
{
    QByteArray text = api.toEncoded(QUrl::FullyEncoded);
    while (text.endsWith('/'))
        text.chop(1);
    return QUrl::fromEncoded(text.left(text.lastIndexOf('/') + 1) + "beta", QUrl::StrictMode);
}

HttpRequest getDrive(const QUrl &api)
{
    HttpRequest request = get(address(api, "me/drive", QByteArray("$select=") + kDriveFields));
    request.priority = HttpRequest::Priority::Interactive; // everything else waits for it
    return request;
}

HttpRequest getRoot(const QUrl &api, const QString &drive)
{
    HttpRequest request = get(address(api, driveAddress(drive) + "/root", QByteArray("$select=id,name,root,folder")));
    request.priority = HttpRequest::Priority::Interactive;
    return request;
}

HttpRequest getMe(const QUrl &api)
{
    HttpRequest request = get(address(api, "me", "$select=id,displayName,mail,userPrincipalName"));
    request.priority = HttpRequest::Priority::Interactive;
    return request;
}

HttpRequest getLink(const QString &link)
{
    HttpRequest request = get(QUrl::fromEncoded(link.toUtf8(), QUrl::StrictMode));
    request.deadline = kDeltaDeadline;
    return request;
}

QByteArray itemAddress(const QString &drive, const Target &item)
{
    switch (item.kind) {
    case Target::Kind::Wire:
        return itemAddress(drive, item.text);
    case Target::Kind::Path:
        return driveAddress(drive) + "/root:/" + encodedPath(item.text);
    case Target::Kind::Root:
    case Target::Kind::BinEntry:
    case Target::Kind::Invalid:
        break;
    }
    return driveAddress(drive) + "/root";
}

HttpRequest getItem(const QUrl &api, const QString &drive, const Target &item, bool withDeleted)
{
    return get(address(api, itemAddress(drive, item), itemQuery(withDeleted)));
}

QByteArray itemPath(const QString &drive, const Target &item, bool withDeleted)
{
    return '/' + itemAddress(drive, item) + '?' + itemQuery(withDeleted);
}

HttpRequest getChildren(const QUrl &api, const QString &drive, const Target &folder, bool withDeleted)
{
    // A path is closed by a colon before what follows it.
    const QByteArray tail = folder.kind == Target::Kind::Path ? ":/children" : "/children";
    // Two hundred is the size that clients of the undocumented flag have used (section 1.2).
    return get(address(api, itemAddress(drive, folder) + tail,
        QByteArray(withDeleted ? "$top=200&" : "$top=1000&") + itemQuery(withDeleted)));
}

HttpRequest getDelta(const QUrl &api, const QString &drive)
{
    HttpRequest request
        = get(address(api, driveAddress(drive) + "/root/delta", QByteArray("$top=1000&$select=") + kItemFields));
    request.deadline = kDeltaDeadline;
    return request;
}

HttpRequest restoreItem(const QUrl &api, const QString &drive, const QString &item, const Wish &wish)
{
    return post(address(api, itemAddress(drive, item) + "/restore"), wishObject(wish));
}

HttpRequest updateItem(
    const QUrl &api, const QString &drive, const QString &item, const Wish &wish, const QString &etag)
{
    HttpRequest request = post(address(api, itemAddress(drive, item)), wishObject(wish));
    request.method = Method::Patch;
    return guarded(std::move(request), etag);
}

HttpRequest deleteItem(const QUrl &api, const QString &drive, const QString &item, const QString &etag)
{
    return guarded(HttpRequest{.method = Method::Delete,
                       .url = address(api, itemAddress(drive, item)),
                       .deadline = kTreeDeadline},
        etag);
}

HttpRequest createFolder(const QUrl &api, const QString &drive, const Target &parent, const QString &name)
{
    const QByteArray tail = parent.kind == Target::Kind::Path ? ":/children" : "/children";
    return post(address(api, itemAddress(drive, parent) + tail),
        {{QLatin1String("name"), name}, {QLatin1String("folder"), QJsonObject()},
            {QLatin1String("@microsoft.graph.conflictBehavior"), QStringLiteral("fail")}});
}

HttpRequest batchOf(const QUrl &api, const QList<QByteArray> &paths)
{
    QJsonArray requests;
    for (qsizetype i = 0; i < paths.size(); ++i) {
        requests.append(QJsonObject{{QLatin1String("id"), QString::number(i)},
            {QLatin1String("method"), QStringLiteral("GET")}, {QLatin1String("url"), QString::fromLatin1(paths[i])}});
    }
    HttpRequest request = post(address(api, "$batch"), {{QLatin1String("requests"), requests}});
    request.deadline = kDeltaDeadline;
    return request;
}

HttpRequest getVersions(const QUrl &api, const QString &drive, const QString &item)
{
    return get(address(api, itemAddress(drive, item) + "/versions"));
}

HttpRequest getContent(const QUrl &api, const QString &drive, const QString &item, const QString &version)
{
    const QByteArray of = version.isEmpty() ? itemAddress(drive, item) : versionAddress(drive, item, version);
    return get(address(api, of + "/content"));
}

HttpRequest restoreVersion(const QUrl &api, const QString &drive, const QString &item, const QString &version)
{
    return HttpRequest{.method = Method::Post,
        .url = address(api, versionAddress(drive, item, version) + "/restoreVersion"),
        .deadline = kTreeDeadline};
}

HttpRequest deleteVersion(const QUrl &api, const QString &drive, const QString &item, const QString &version)
{
    return HttpRequest{.method = Method::Delete, .url = address(api, versionAddress(drive, item, version))};
}

HttpRequest getSiteBin(const QUrl &base, const QString &siteKey)
{
    // Only $select and $top are documented; deletedBy is not, so nothing is selected.
    return get(address(base, "sites/" + encodedSite(siteKey) + "/recycleBin/items", "$top=200"));
}

HttpRequest getSharePointBin(const QUrl &site, const QString &name)
{
    QByteArray query = "$top=200&$orderby=DeletedDate%20desc";
    if (!name.isEmpty()) {
        QString literal = name;
        literal.replace(QLatin1Char('\''), QLatin1String("''")); // OData's way to quote its quote
        query += "&$filter=LeafName%20eq%20'" + QUrl::toPercentEncoding(literal) + '\'';
    }
    return sharePoint(get(address(site, "_api/web/RecycleBin", query)));
}

HttpRequest restoreFromSharePointBin(const QUrl &site, const QString &guid)
{
    return sharePoint(HttpRequest{.method = Method::Post,
        .url = address(site, sharePointEntry(guid) + "/restore()"),
        .deadline = kTreeDeadline});
}

HttpRequest purgeFromSharePointBin(const QUrl &site, const QString &guid)
{
    return sharePoint(HttpRequest{.method = Method::Post,
        .url = address(site, sharePointEntry(guid) + "/DeleteObject"),
        .deadline = kTreeDeadline});
}

} // namespace Unbin::OneDrive
