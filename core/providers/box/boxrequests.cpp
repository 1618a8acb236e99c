// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxrequests.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <initializer_list>

namespace Unbin::Box {

namespace {

using Method = HttpRequest::Method;

constexpr QLatin1String kTrashFields("type,id,etag,name,size,sha1,trashed_at,purged_at,item_status,parent,owned_by,"
                                     "created_at,modified_at,content_modified_at");
constexpr QLatin1String kLiveFields("type,id,etag,name,size,sha1,item_status,parent,modified_at,content_modified_at,"
                                    "permissions");
constexpr QLatin1String kFolderFields("type,id,etag,name,item_status,parent,path_collection,permissions");
constexpr QLatin1String kVersionedFields("type,id,etag,name,size,sha1,item_status,parent,modified_at,content_modified_at,"
                                         "permissions,modified_by,version_number,file_version");
constexpr QLatin1String kVersionFields("type,id,sha1,name,size,created_at,modified_at,modified_by,uploader_display_name,"
                                       "trashed_at,purged_at,version_number");
constexpr QLatin1String kMeFields("type,id,name,login,space_amount,space_used");
constexpr int kPageSize = 1000; // the most Box gives

// Box works on a folder tree up to 600 s before it answers 503 and goes on (box.md section 4): wait for its
// own word.
constexpr std::chrono::minutes kTreeDeadline{11};
constexpr std::chrono::minutes kItemDeadline{2};

std::chrono::milliseconds deadlineFor(const WireId &item)
{
    return item.kind() == ItemKind::Folder ? std::chrono::milliseconds(kTreeDeadline) : kItemDeadline;
}

/** Web links are sent without `fields` where the published contract does not list it; they come in full then.
 */
QString liveFieldsOf(const WireId &item)
{
    return item.kind() == ItemKind::Link ? QString() : QString(kLiveFields);
}

struct Parameter {
    const char *name;
    QString value;
};

QUrl address(const QUrl &api, const QString &path, std::initializer_list<Parameter> parameters = {})
{
    QByteArray query;
    for (const Parameter &parameter : parameters) {
        if (parameter.value.isEmpty())
            continue;
        query += (query.isEmpty() ? "" : "&") + QByteArray(parameter.name) + '='
            + QUrl::toPercentEncoding(parameter.value, ",");
    }
    QUrl url = api;
    QString base = api.path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + QLatin1Char('/') + path);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

HttpRequest get(const QUrl &url)
{
    return HttpRequest{.method = Method::Get, .url = url};
}

HttpRequest pageRequest(const QUrl &api, const QString &path, QLatin1String fields, const QString &marker)
{
    return get(address(api, path,
        {{"fields", fields}, {"limit", QString::number(kPageSize)}, {"usemarker", QStringLiteral("true")},
            {"marker", marker}}));
}

QString versionPath(const WireId &file, const QString &version)
{
    return file.path() + QLatin1String("/versions/") + version;
}

QByteArray compact(const QJsonObject &body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray bodyOf(const Wish &wish)
{
    QJsonObject body;
    if (!wish.name.isEmpty())
        body.insert(QLatin1String("name"), wish.name);
    if (!wish.parent.isEmpty())
        body.insert(QLatin1String("parent"), QJsonObject{{QLatin1String("id"), wish.parent}});
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

HttpRequest withBody(Method method, const QUrl &url, const Wish &wish, std::chrono::milliseconds deadline)
{
    return HttpRequest{
        .method = method, .url = url, .contentType = "application/json", .body = bodyOf(wish), .deadline = deadline};
}

} // namespace

HttpRequest listTrash(const QUrl &api, const QString &marker)
{
    return pageRequest(api, QStringLiteral("folders/trash/items"), kTrashFields, marker);
}

HttpRequest listFolder(const QUrl &api, const QString &folder, const QString &marker)
{
    return pageRequest(api, QLatin1String("folders/") + folder + QLatin1String("/items"), kLiveFields, marker);
}

HttpRequest getTrashed(const QUrl &api, const WireId &item)
{
    return get(address(api, item.path() + QLatin1String("/trash"), {{"fields", kTrashFields}}));
}

HttpRequest getLive(const QUrl &api, const WireId &item)
{
    return get(address(api, item.path(), {{"fields", liveFieldsOf(item)}}));
}

HttpRequest getFolder(const QUrl &api, const QString &folder)
{
    return get(address(api, QLatin1String("folders/") + folder, {{"fields", kFolderFields}}));
}

HttpRequest getMe(const QUrl &api)
{
    HttpRequest request = get(address(api, QStringLiteral("users/me"), {{"fields", kMeFields}}));
    request.priority = HttpRequest::Priority::Interactive; // somebody waits for a sign-in to be believed
    return request;
}

HttpRequest restoreTrashed(const QUrl &api, const WireId &item, const Wish &wish)
{
    return withBody(Method::Post, address(api, item.path(), {{"fields", kLiveFields}}), wish, deadlineFor(item));
}

HttpRequest updateLive(const QUrl &api, const WireId &item, const Wish &wish)
{
    return withBody(Method::Put, address(api, item.path(), {{"fields", liveFieldsOf(item)}}), wish, deadlineFor(item));
}

HttpRequest createFolder(const QUrl &api, const Wish &wish)
{
    return withBody(
        Method::Post, address(api, QStringLiteral("folders"), {{"fields", kLiveFields}}), wish, kItemDeadline);
}

HttpRequest trashLive(const QUrl &api, const WireId &item, const QString &etag)
{
    const bool isFolder = item.kind() == ItemKind::Folder;
    HttpRequest request{.method = Method::Delete,
        .url = address(api, item.path(), {{"recursive", isFolder ? QStringLiteral("true") : QString()}}),
        .deadline = deadlineFor(item)};
    if (!etag.isEmpty())
        request.headers.append({"If-Match", etag.toLatin1()});
    return request;
}

HttpRequest purgeTrashed(const QUrl &api, const WireId &item)
{
    return HttpRequest{.method = Method::Delete,
        .url = address(api, item.path() + QLatin1String("/trash")),
        .deadline = deadlineFor(item)};
}

HttpRequest getVersioned(const QUrl &api, const WireId &file)
{
    return get(address(api, file.path(), {{"fields", kVersionedFields}}));
}

HttpRequest listVersions(const QUrl &api, const WireId &file, int offset)
{
    return get(address(api, file.path() + QLatin1String("/versions"),
        {{"fields", kVersionFields}, {"limit", QString::number(kPageSize)}, {"offset", QString::number(offset)}}));
}

HttpRequest getVersion(const QUrl &api, const WireId &file, const QString &version)
{
    return get(address(api, versionPath(file, version), {{"fields", kVersionFields}}));
}

HttpRequest getContent(const QUrl &api, const WireId &file, const QString &version)
{
    return get(address(api, file.path() + QLatin1String("/content"), {{"version", version}}));
}

HttpRequest promoteVersion(const QUrl &api, const WireId &file, const QString &version)
{
    return HttpRequest{.method = Method::Post,
        .url = address(api, file.path() + QLatin1String("/versions/current"), {{"fields", kVersionFields}}),
        .contentType = "application/json",
        .body = compact({{QLatin1String("type"), QLatin1String("file_version")}, {QLatin1String("id"), version}}),
        .deadline = kItemDeadline};
}

HttpRequest trashVersion(const QUrl &api, const WireId &file, const QString &version)
{
    return HttpRequest{
        .method = Method::Delete, .url = address(api, versionPath(file, version)), .deadline = kItemDeadline};
}

HttpRequest untrashVersion(const QUrl &api, const WireId &file, const QString &version)
{
    return HttpRequest{.method = Method::Put,
        .url = address(api, versionPath(file, version)),
        .contentType = "application/json",
        .body = compact({{QLatin1String("trashed_at"), QJsonValue::Null}}),
        .deadline = kItemDeadline};
}

HttpRequest copyVersion(const QUrl &api, const WireId &file, const QString &version, const Wish &copy)
{
    QJsonObject body{{QLatin1String("parent"), QJsonObject{{QLatin1String("id"), copy.parent}}}};
    if (!copy.name.isEmpty())
        body.insert(QLatin1String("name"), copy.name);
    if (!version.isEmpty())
        body.insert(QLatin1String("version"), version);
    return HttpRequest{.method = Method::Post,
        .url = address(api, file.path() + QLatin1String("/copy"), {{"fields", kLiveFields}}),
        .contentType = "application/json",
        .body = compact(body),
        .deadline = kItemDeadline};
}

} // namespace Unbin::Box
