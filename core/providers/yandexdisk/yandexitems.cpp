// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexitems.h"

#include "core/http/jsonreader.h"
#include "core/providers/yandexdisk/yandexpaths.h"

#include <QJsonArray>
#include <QUrl>

#include <functional>

namespace Unbin::Yandex {

namespace {

using Kind = Error::Kind;

constexpr int kUsualDays = 30; // section 9: stated for personal disks, never told by the service

Error broken(const QString &where, QLatin1String problem)
{
    return Error::of(Kind::BadResponse, (where.isEmpty() ? QStringLiteral("resource") : where) + problem);
}

ItemKind kindOf(const QString &type)
{
    if (type == QLatin1String("dir"))
        return ItemKind::Folder;
    return type == QLatin1String("file") ? ItemKind::File : ItemKind::Other;
}

/** MD5 first: the service can be told to delete a file only if it has that one. */
ContentHash readHash(const JsonReader &reader)
{
    const QByteArray md5 = QByteArray::fromHex(reader.string(QLatin1String("md5")).toLatin1());
    if (md5.size() == 16)
        return {ContentHash::Algorithm::Md5, md5};
    const QByteArray sha256 = QByteArray::fromHex(reader.string(QLatin1String("sha256")).toLatin1());
    return sha256.size() == 32 ? ContentHash{ContentHash::Algorithm::Sha256, sha256} : ContentHash{};
}

/** "r" is the only value seen for what can't be written to; words with a "w" let one write (section 5, [?]). */
bool canBeWrittenTo(const JsonReader &reader)
{
    const auto share = reader.object(QLatin1String("share"));
    if (!share)
        return true;
    const JsonReader told(*share);
    const QString rights = told.string(QLatin1String("rights"));
    return told.boolean(QLatin1String("is_owned"), false) || rights.isEmpty()
        || rights.contains(QLatin1Char('w'), Qt::CaseInsensitive);
}

/** What every thing has, live or not. */
struct Basics {
    QString path;
    QString name;
    ItemKind kind;
};

Result<Basics> readBasics(
    JsonReader &reader, const QString &where, const std::function<std::optional<QString>(const QString &)> &checkedPath)
{
    const QString told = reader.requiredString(QLatin1String("path"));
    const QString type = reader.requiredString(QLatin1String("type"));
    const QString name = reader.requiredString(QLatin1String("name"));
    if (reader.isBroken())
        return failure(reader.error());
    const auto path = checkedPath(told);
    if (!path)
        return failure(broken(where, QLatin1String(": a path that can't be one")));
    if (name.isEmpty() || name.contains(QLatin1Char('/')))
        return failure(broken(where, QLatin1String(": a name that can't be one")));
    return Basics{*path, name, kindOf(type)};
}

Result<TrashedItem> readTrashed(JsonReader &reader, const QString &where)
{
    const auto basics = readBasics(reader, where, &trashPath);
    if (!basics)
        return failure(basics.error());
    TrashedItem item;
    item.id = ItemId(basics->path);
    item.kind = basics->kind;
    item.name = basics->name;
    item.sizeBytes = item.kind == ItemKind::File ? reader.bytes(QLatin1String("size")) : -1;
    item.deletedAt = reader.instant(QLatin1String("deleted"));
    item.createdAt = reader.instant(QLatin1String("created"));
    item.modifiedAt = reader.instant(QLatin1String("modified"));
    item.hash = readHash(reader);
    item.etag = reader.string(QLatin1String("resource_id"));
    if (const auto origin = livePath(reader.string(QLatin1String("origin_path"))); origin && *origin != kRoot) {
        item.originalParent = ItemId(parentOf(*origin));
        item.originalPath = forPeople(parentOf(*origin));
    }
    if (item.deletedAt.isValid()) {
        item.purgeAt = item.deletedAt.addDays(kUsualDays);
        item.isPurgeEstimated = true;
    }
    return item;
}

template <class Item>
Result<Page<Item>> readPage(
    const QByteArray &body, const std::function<Result<Item>(const QJsonObject &, const QString &)> &readItem)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    if (json->value(QLatin1String("type")).toString() == QLatin1String("file"))
        return failure(Kind::NotFound, QStringLiteral("not a folder"));
    JsonReader outer(*json);
    const JsonReader embedded(outer.requiredObject(QLatin1String("_embedded")));
    if (outer.isBroken())
        return failure(outer.error());
    const auto items = embedded.array(QLatin1String("items"));
    if (!items)
        return failure(Kind::BadResponse, QStringLiteral("_embedded.items is no list"));
    Page<Item> page;
    page.total = embedded.bytes(QLatin1String("total"));
    page.items.reserve(size_t(items->size()));
    page.paths.reserve(size_t(items->size()));
    for (qsizetype i = 0; i < items->size(); ++i) {
        const QJsonObject object = items->at(i).toObject();
        page.paths.push_back(object.value(QLatin1String("path")).toString());
        if (auto item = readItem(object, QStringLiteral("items[%1]").arg(i)))
            page.items.push_back(std::move(*item));
        else
            page.problems.push_back(item.error());
    }
    return page;
}

} // namespace

Result<TrashedItem> readEntry(const QJsonObject &json, const QString &where)
{
    JsonReader reader(json, where);
    return readTrashed(reader, where);
}

Result<TrashedItem> readInside(const QJsonObject &json, const TrashedItem &folder, const QString &where)
{
    JsonReader reader(json, where);
    auto item = readTrashed(reader, where);
    if (!item)
        return item;
    if (!isWithin(item->id.value(), folder.id.value()) || item->id == folder.id)
        return failure(broken(where, QLatin1String(": it lies elsewhere")));
    if (!folder.originalParent.isEmpty()) {
        const QString below = parentOf(item->id.value()).mid(folder.id.value().size()); // "" or "/sub"
        const QString origin = joined(folder.originalParent.value(), folder.name) + below;
        item->originalParent = ItemId(origin);
        item->originalPath = forPeople(origin);
    }
    item->deletedAt = folder.deletedAt;
    item->purgeAt = folder.purgeAt;
    item->isPurgeEstimated = folder.isPurgeEstimated;
    item->remark = Remark::InsideTrashedFolder;
    return item;
}

Result<LiveItem> readLive(const QJsonObject &json, const QString &where)
{
    JsonReader reader(json, where);
    const auto basics = readBasics(reader, where, &livePath);
    if (!basics)
        return failure(basics.error());
    LiveItem item;
    item.id = ItemId(basics->path);
    item.kind = basics->kind;
    item.name = basics->path == kRoot ? basics->name : nameOf(basics->path);
    item.parent = basics->path == kRoot ? ItemId() : ItemId(parentOf(basics->path));
    item.sizeBytes = item.kind == ItemKind::File ? reader.bytes(QLatin1String("size")) : -1;
    item.modifiedAt = reader.instant(QLatin1String("modified"));
    item.hash = readHash(reader);
    item.etag = reader.string(QLatin1String("resource_id"));
    item.canAddChildren = item.kind == ItemKind::Folder && canBeWrittenTo(reader);
    return item;
}

Result<AccountFacts> readDisk(const QJsonObject &json)
{
    const JsonReader disk(json);
    const JsonReader user(disk.object(QLatin1String("user")).value_or(QJsonObject()));
    AccountFacts facts;
    facts.remoteId = user.id(QLatin1String("uid"));
    facts.login = user.string(QLatin1String("login"));
    facts.displayName = user.string(QLatin1String("display_name"));
    if (facts.displayName.isEmpty())
        facts.displayName = facts.login;
    facts.totalBytes = disk.bytes(QLatin1String("total_space"));
    facts.usedBytes = disk.bytes(QLatin1String("used_space"));
    facts.binBytes = disk.bytes(QLatin1String("trash_size"));
    return facts;
}

Result<Page<TrashedItem>> readBinPage(const QByteArray &body)
{
    return readPage<TrashedItem>(body, &readEntry);
}

Result<Page<TrashedItem>> readInsidePage(const QByteArray &body, const TrashedItem &folder)
{
    return readPage<TrashedItem>(
        body, [&folder](const QJsonObject &json, const QString &where) { return readInside(json, folder, where); });
}

Result<Page<LiveItem>> readFolderPage(const QByteArray &body)
{
    return readPage<LiveItem>(body, &readLive);
}

std::optional<QString> pathOfLink(const QJsonObject &link)
{
    const QUrl url(link.value(QLatin1String("href")).toString(), QUrl::StrictMode);
    for (QString item : url.query(QUrl::FullyEncoded).split(QLatin1Char('&'))) {
        if (!item.startsWith(QLatin1String("path=")))
            continue;
        item.replace(QLatin1Char('+'), QLatin1String("%20"));
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(item.mid(5).toLatin1()));
        const auto live = livePath(path);
        return live && *live != kRoot ? live : std::nullopt;
    }
    return std::nullopt;
}

bool isSameThing(const TrashedItem &entry, const LiveItem &live)
{
    if (!entry.etag.isEmpty() && !live.etag.isEmpty())
        return entry.etag == live.etag;
    const bool isOtherSize = entry.sizeBytes >= 0 && live.sizeBytes >= 0 && entry.sizeBytes != live.sizeBytes;
    // A folder's name and kind are anybody's; what is restored keeps its times (section 2), what was just made has its own.
    const bool isOtherFolder = entry.kind == ItemKind::Folder && entry.modifiedAt.isValid() && live.modifiedAt.isValid()
        && entry.modifiedAt != live.modifiedAt;
    return entry.kind == live.kind && !isOtherSize && !isOtherFolder && compareContent(entry.hash, live.hash) != Sameness::Different;
}

} // namespace Unbin::Yandex
