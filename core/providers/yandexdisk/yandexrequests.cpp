// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexrequests.h"

#include "core/providers/yandexdisk/yandexpaths.h"

#include <initializer_list>

namespace Unbin::Yandex {

namespace {

using Method = HttpRequest::Method;

constexpr QLatin1String kItemFields("path,name,type,created,modified,size,md5,sha256,resource_id,share");
constexpr QLatin1String kEntryFields("path,name,type,created,modified,deleted,origin_path,size,md5,sha256,resource_id");
constexpr QLatin1String kPageFields("type,path,_embedded.total,_embedded.limit,_embedded.offset");
constexpr QLatin1String kDiskFields("total_space,used_space,trash_size,user");
constexpr QLatin1String kTrashParameter("trash:/");

constexpr std::chrono::minutes kChangeDeadline{3};
constexpr qint64 kLargestPageBytes = 64 * 1024 * 1024; // ten thousand entries with the longest names

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
            + QUrl::toPercentEncoding(parameter.value);
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

HttpRequest request(Method method, const QUrl &url)
{
    HttpRequest made{.method = method, .url = url, .headers = {{"Accept", "application/json"}}};
    if (made.isChange())
        made.deadline = kChangeDeadline;
    return made;
}

/** "path,name" as "_embedded.items.path,_embedded.items.name", after what a page tells of itself. */
QString pageFields(QLatin1String itemFields)
{
    QString fields = kPageFields;
    for (const QString &field : QString(itemFields).split(QLatin1Char(',')))
        fields += QLatin1String(",_embedded.items.") + field;
    return fields;
}

HttpRequest page(const QUrl &url)
{
    HttpRequest made = request(Method::Get, url);
    made.maxReplyBytes = kLargestPageBytes;
    return made;
}

const QString kResources = QStringLiteral("disk/resources");
const QString kTrashResources = QStringLiteral("disk/trash/resources");
const QString kOperations = QStringLiteral("/disk/operations");

} // namespace

HttpRequest listTrash(const QUrl &api, const QString &path, qint64 offset, qint64 limit)
{
    // Oldest first: what is trashed while we read joins at the end and shifts nothing.
    return page(address(api, kTrashResources,
        {{"path", path.isEmpty() ? QString(kTrashParameter) : path}, {"limit", QString::number(limit)},
            {"offset", QString::number(offset)}, {"sort", QStringLiteral("deleted")},
            {"fields", pageFields(kEntryFields)}}));
}

HttpRequest listNewestTrash(const QUrl &api, qint64 limit)
{
    return page(address(api, kTrashResources,
        {{"path", kTrashParameter}, {"limit", QString::number(limit)}, {"sort", QStringLiteral("-deleted")},
            {"fields", pageFields(kEntryFields)}}));
}

HttpRequest listFolder(const QUrl &api, const QString &path, qint64 offset, qint64 limit)
{
    return page(address(api, kResources,
        {{"path", path}, {"limit", QString::number(limit)}, {"offset", QString::number(offset)},
            {"sort", QStringLiteral("name")}, {"fields", pageFields(kItemFields)}}));
}

HttpRequest getTrashed(const QUrl &api, const QString &path)
{
    return request(Method::Get,
        address(api, kTrashResources, {{"path", path}, {"limit", QStringLiteral("0")}, {"fields", kEntryFields}}));
}

HttpRequest getLive(const QUrl &api, const QString &path)
{
    return request(Method::Get,
        address(api, kResources, {{"path", path}, {"limit", QStringLiteral("0")}, {"fields", kItemFields}}));
}

HttpRequest getDisk(const QUrl &api)
{
    HttpRequest made = request(Method::Get, address(api, QStringLiteral("disk"), {{"fields", kDiskFields}}));
    made.priority = HttpRequest::Priority::Interactive; // somebody waits for a sign-in to be believed
    return made;
}

HttpRequest restoreTrashed(const QUrl &api, const QString &path, const QString &name)
{
    return request(
        Method::Put, address(api, kTrashResources + QLatin1String("/restore"), {{"path", path}, {"name", name}}));
}

HttpRequest createFolder(const QUrl &api, const QString &path)
{
    return request(Method::Put, address(api, kResources, {{"path", path}}));
}

HttpRequest moveLive(const QUrl &api, const QString &from, const QString &to)
{
    return request(Method::Post, address(api, kResources + QLatin1String("/move"), {{"from", from}, {"path", to}}));
}

HttpRequest trashLive(const QUrl &api, const QString &path, const QByteArray &md5)
{
    return request(Method::Delete, address(api, kResources, {{"path", path}, {"md5", QString::fromLatin1(md5)}}));
}

std::optional<HttpRequest> purgeTrashed(const QUrl &api, const QString &path)
{
    if (trashPath(path) != path)
        return std::nullopt;
    return request(Method::Delete, address(api, kTrashResources, {{"path", path}}));
}

std::optional<QUrl> operationAddress(const QUrl &api, const QString &href)
{
    const QUrl told(href, QUrl::StrictMode);
    const QString path = told.path(QUrl::FullyEncoded);
    const qsizetype at = path.lastIndexOf(kOperations);
    if (!told.isValid() || at < 0)
        return std::nullopt;
    const QString rest = path.mid(at + kOperations.size());
    const bool hasIdInPath = rest.startsWith(QLatin1Char('/')) && rest.size() > 1;
    const bool leadsElsewhere = rest.contains(QLatin1String("..")) || rest.count(QLatin1Char('/')) > 1;
    if (leadsElsewhere || (!hasIdInPath && !told.hasQuery()))
        return std::nullopt;
    QUrl url = api;
    QString base = api.path(QUrl::FullyEncoded);
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + kOperations + rest, QUrl::StrictMode);
    if (told.hasQuery())
        url.setQuery(told.query(QUrl::FullyEncoded), QUrl::StrictMode);
    return url.isValid() ? std::optional(url) : std::nullopt;
}

HttpRequest getOperation(const QUrl &address)
{
    return request(Method::Get, address);
}

} // namespace Unbin::Yandex
