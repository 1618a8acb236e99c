// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxitems.h"

#include "core/http/jsonreader.h"
#include "core/providers/box/boxids.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace Unbin::Box {

namespace {

// Box's pseudo folder "Trash", which stands in for the old path in path_collection (box.md section 2).
constexpr QLatin1String kTrashFolder("1");

/** What every item has; the reader collects what is wrong with it. */
struct Basics {
    WireId id;
    QString name;
    QString etag;
};

Error brokenEntry(const QString &where, QLatin1String problem)
{
    const QString subject = where.isEmpty() ? QStringLiteral("item") : where;
    return Error::of(Error::Kind::BadResponse, subject + QLatin1String(": ") + problem);
}

/** Etags go back to Box in a header, so nothing but plain printable characters is kept. */
QString readEtag(const JsonReader &reader)
{
    const QString etag = reader.id(QLatin1String("etag"));
    const bool isPlain = etag.size() <= 128
        && std::all_of(etag.begin(), etag.end(), [](QChar c) { return c > QLatin1Char(' ') && c < QChar(0x7f); });
    return isPlain ? etag : QString();
}

Result<Basics> readBasics(JsonReader &reader, const QString &where)
{
    const QString type = reader.requiredString(QLatin1String("type"));
    const QString number = reader.requiredId(QLatin1String("id"));
    const QString name = reader.requiredString(QLatin1String("name"));
    if (reader.isBroken())
        return failure(reader.error());
    const auto id = wireId(type, number);
    if (!id)
        return failure(brokenEntry(where, QLatin1String("an id that can't be one")));
    if (name.isEmpty())
        return failure(brokenEntry(where, QLatin1String("no name")));
    return Basics{*id, name, readEtag(reader)};
}

QDateTime readContentTime(const JsonReader &reader)
{
    const QDateTime content = reader.instant(QLatin1String("content_modified_at"));
    return content.isValid() ? content : reader.instant(QLatin1String("modified_at"));
}

struct Parent {
    ItemId id;
    QString name;
};

Parent readParent(const JsonReader &reader)
{
    const auto object = reader.object(QLatin1String("parent"));
    if (!object)
        return {};
    const JsonReader parent(*object);
    const auto id = wireId(QStringLiteral("folder"), parent.id(QLatin1String("id")));
    if (!id || id->id == kTrashFolder)
        return {};
    return {id->itemId(), parent.string(QLatin1String("name"))};
}

QString readOwner(const JsonReader &reader)
{
    const auto object = reader.object(QLatin1String("owned_by"));
    if (!object)
        return {};
    const JsonReader owner(*object);
    const QString name = owner.string(QLatin1String("name"));
    return name.isEmpty() ? owner.string(QLatin1String("login")) : name;
}

bool readCanUpload(const JsonReader &reader)
{
    const auto permissions = reader.object(QLatin1String("permissions"));
    return !permissions || JsonReader(*permissions).boolean(QLatin1String("can_upload"), true);
}

Breadcrumbs readPath(const JsonReader &reader)
{
    Breadcrumbs path;
    const auto collection = reader.object(QLatin1String("path_collection"));
    const auto entries = collection ? JsonReader(*collection).array(QLatin1String("entries")) : std::nullopt;
    for (const QJsonValue &entry : entries.value_or(QJsonArray())) {
        const JsonReader crumb(entry.toObject());
        if (const auto id = wireId(QStringLiteral("folder"), crumb.id(QLatin1String("id"))))
            path.push_back({id->itemId(), crumb.string(QLatin1String("name"))});
    }
    return path;
}

/** Marker pages end with `next_marker` null, empty or absent; anything else that is no text is not an end. */
Result<QString> readNextMarker(const QJsonObject &json)
{
    const QJsonValue marker = json.value(QLatin1String("next_marker"));
    if (marker.isString())
        return marker.toString();
    if (marker.isUndefined() || marker.isNull())
        return QString();
    return failure(Error::Kind::BadResponse, QStringLiteral("next_marker is no text"));
}

template <class Entry>
Result<Page<Entry>> readPage(const QByteArray &body,
    const std::function<Result<Entry>(const QJsonObject &, const QString &)> &readEntry,
    const std::function<bool(const QJsonObject &)> &isWanted)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json);
    const QJsonArray entries = reader.requiredArray(QLatin1String("entries"));
    if (reader.isBroken())
        return failure(reader.error());
    const auto marker = readNextMarker(*json);
    if (!marker)
        return failure(marker.error());

    Page<Entry> page;
    page.nextMarker = *marker;
    page.entries.reserve(size_t(entries.size()));
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject object = entries.at(i).toObject();
        if (!isWanted(object))
            continue;
        if (auto entry = readEntry(object, QStringLiteral("entries[%1]").arg(i)))
            page.entries.push_back(std::move(*entry));
        else
            page.problems.push_back(entry.error());
    }
    return page;
}

} // namespace

ContentHash readHash(const JsonReader &reader)
{
    const QString text = reader.string(QLatin1String("sha1"));
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    if (text.size() != 40 || bytes.size() != 20)
        return {};
    return {ContentHash::Algorithm::Sha1, bytes};
}

bool isActive(const QJsonObject &json)
{
    const QJsonValue status = json.value(QLatin1String("item_status"));
    return !status.isString() || status.toString() == QLatin1String("active");
}

Result<BinEntry> readBinEntry(const QJsonObject &json, const QString &where)
{
    JsonReader reader(json, where);
    auto basics = readBasics(reader, where);
    if (!basics)
        return failure(basics.error());
    const Parent parent = readParent(reader);
    TrashedItem item;
    item.id = basics->id.itemId();
    item.kind = basics->id.kind();
    item.name = basics->name;
    item.originalParent = parent.id;
    item.sizeBytes = reader.bytes(QLatin1String("size"));
    item.deletedAt = reader.instant(QLatin1String("trashed_at"));
    item.createdAt = reader.instant(QLatin1String("created_at"));
    item.modifiedAt = readContentTime(reader);
    item.purgeAt = reader.instant(QLatin1String("purged_at"));
    item.owner = readOwner(reader);
    item.hash = readHash(reader);
    item.etag = basics->etag;
    return BinEntry{std::move(item), parent.name};
}

Result<LiveItem> readLiveItem(const QJsonObject &json, const ItemId &parent, const QString &where)
{
    JsonReader reader(json, where);
    auto basics = readBasics(reader, where);
    if (!basics)
        return failure(basics.error());
    const Parent told = readParent(reader);
    LiveItem item;
    item.id = basics->id.itemId();
    item.kind = basics->id.kind();
    item.name = basics->name;
    item.parent = told.id.isEmpty() ? parent : told.id;
    item.sizeBytes = reader.bytes(QLatin1String("size"));
    item.modifiedAt = readContentTime(reader);
    item.hash = readHash(reader);
    item.etag = basics->etag;
    item.canAddChildren = item.kind != ItemKind::Folder || readCanUpload(reader);
    return item;
}

Result<FolderFacts> readFolder(const QJsonObject &json)
{
    JsonReader reader(json, QStringLiteral("folder"));
    auto basics = readBasics(reader, QStringLiteral("folder"));
    if (!basics)
        return failure(basics.error());
    FolderFacts facts;
    facts.state = FolderFacts::State::Live;
    facts.id = basics->id.itemId();
    facts.name = basics->name;
    facts.path = readPath(reader);
    facts.path.push_back({facts.id, facts.name});
    facts.canAddChildren = readCanUpload(reader);
    return facts;
}

Result<AccountFacts> readAccount(const QJsonObject &json)
{
    JsonReader reader(json, QStringLiteral("user"));
    AccountFacts facts;
    facts.remoteId = reader.requiredId(QLatin1String("id"));
    if (reader.isBroken())
        return failure(reader.error());
    facts.displayName = reader.string(QLatin1String("name"));
    facts.login = reader.string(QLatin1String("login"));
    facts.totalBytes = reader.bytes(QLatin1String("space_amount"));
    facts.usedBytes = reader.bytes(QLatin1String("space_used"));
    return facts;
}

Result<Page<BinEntry>> readBinPage(const QByteArray &body)
{
    return readPage<BinEntry>(body, &readBinEntry, [](const QJsonObject &) { return true; });
}

Result<Page<LiveItem>> readFolderPage(const QByteArray &body, const ItemId &folder)
{
    return readPage<LiveItem>(
        body, [&folder](const QJsonObject &json, const QString &where) { return readLiveItem(json, folder, where); },
        &isActive);
}

} // namespace Unbin::Box
