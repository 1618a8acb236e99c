// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journaljson.h"

#include <QJsonArray>

#include <algorithm>

namespace Unbin {

namespace {

QLatin1String wordFor(VersionDeed::What what)
{
    switch (what) {
    case VersionDeed::What::MakeCurrent:
        return QLatin1String("make-current");
    case VersionDeed::What::Delete:
        return QLatin1String("delete");
    case VersionDeed::What::Untrash:
        return QLatin1String("untrash");
    case VersionDeed::What::SaveBeside:
        return QLatin1String("save-beside");
    case VersionDeed::What::SaveHere:
        return QLatin1String("save-here");
    }
    Q_UNREACHABLE();
    return {};
}

class Fields
{
public:
    void add(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_object.insert(QLatin1String(name), value);
    }
    void add(const char *name, const QDateTime &value)
    {
        if (value.isValid())
            m_object.insert(QLatin1String(name), value.toMSecsSinceEpoch());
    }
    void addBytes(const char *name, qint64 value)
    {
        if (value >= 0)
            m_object.insert(QLatin1String(name), value);
    }
    void add(const ContentHash &hash)
    {
        if (!hash.isKnown())
            return;
        m_object.insert(QStringLiteral("hashAlgorithm"), int(hash.algorithm));
        m_object.insert(QStringLiteral("hash"), QString::fromLatin1(hash.bytes.toHex()));
    }
    QJsonObject take() { return std::move(m_object); }

private:
    QJsonObject m_object;
};

class Reader
{
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    { }
    QString text(const char *name) const { return m_object.value(QLatin1String(name)).toString(); }
    qint64 number(const char *name, qint64 otherwise) const
    {
        return m_object.value(QLatin1String(name)).toInteger(otherwise);
    }
    QDateTime time(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
    }
    std::optional<ItemKind> kind() const
    {
        const QString name = text("kind");
        for (const ItemKind kind : {ItemKind::File, ItemKind::Folder, ItemKind::Link, ItemKind::Other}) {
            if (name == kindName(kind))
                return kind;
        }
        return std::nullopt;
    }
    ContentHash hash() const
    {
        const qint64 algorithm = number("hashAlgorithm", 0);
        if (algorithm <= 0 || algorithm > qint64(ContentHash::Algorithm::QuickXor))
            return {};
        return {ContentHash::Algorithm(algorithm), QByteArray::fromHex(text("hash").toLatin1())};
    }

private:
    const QJsonObject &m_object;
};

} // namespace

QJsonObject toJson(const TrashedItem &item)
{
    Fields fields;
    fields.add("id", item.id.value());
    fields.add("kind", kindName(item.kind));
    fields.add("name", item.name);
    fields.add("originalParent", item.originalParent.value());
    fields.add("originalPath", item.originalPath);
    fields.addBytes("sizeBytes", item.sizeBytes);
    fields.add("deletedAt", item.deletedAt);
    fields.add("modifiedAt", item.modifiedAt);
    fields.add("createdAt", item.createdAt);
    fields.add("purgeAt", item.purgeAt);
    fields.add("etag", item.etag);
    fields.add(item.hash);
    if (item.restorability != Restorability::InPlace)
        fields.addBytes("restorability", int(item.restorability));
    if (item.remark != Remark::None)
        fields.addBytes("remark", int(item.remark));
    return fields.take();
}

QJsonObject toJson(const LiveItem &item)
{
    Fields fields;
    fields.add("id", item.id.value());
    fields.add("kind", kindName(item.kind));
    fields.add("name", item.name);
    fields.add("parent", item.parent.value());
    fields.addBytes("sizeBytes", item.sizeBytes);
    fields.add("modifiedAt", item.modifiedAt);
    fields.add("etag", item.etag);
    fields.add(item.hash);
    return fields.take();
}

QJsonObject toJson(const Version &version)
{
    Fields fields;
    fields.add("id", version.id.value());
    fields.add("label", version.label);
    fields.add("name", version.name);
    fields.addBytes("sizeBytes", version.sizeBytes);
    fields.add("modifiedAt", version.modifiedAt);
    fields.add("author", version.author);
    fields.add("trashedAt", version.trashedAt);
    fields.add("purgeAt", version.purgeAt);
    fields.add(version.hash);
    QJsonObject object = fields.take();
    if (version.isCurrent)
        object.insert(QStringLiteral("current"), true);
    return object;
}

QJsonObject toJson(const VersionDeed &deed)
{
    Fields fields;
    fields.add("deed", wordFor(deed.what));
    fields.add("localPath", deed.localPath);
    QJsonObject object = fields.take();
    object.insert(QStringLiteral("version"), toJson(deed.version));
    if (deed.what == VersionDeed::What::MakeCurrent)
        object.insert(QStringLiteral("before"), toJson(deed.before));
    return object;
}

QJsonObject toJson(const VersionOrder &order)
{
    Fields fields;
    fields.add("path", order.path);
    fields.add("nameAfter", order.nameAfter);
    QJsonObject object = fields.take();
    object.insert(QStringLiteral("file"), toJson(order.file));
    object.insert(QStringLiteral("what"), toJson(order.deed));
    object.insert(QStringLiteral("beside"), toJson(order.beside));
    if (order.isUndo)
        object.insert(QStringLiteral("undo"), true);
    return object;
}

QJsonObject toJson(const Place &place)
{
    Fields fields;
    fields.add("parent", place.parent.value());
    fields.add("name", place.name);
    return fields.take();
}

QJsonObject toJson(const Error &error)
{
    Fields fields;
    fields.add("error", QString(kindName(error.kind)));
    fields.addBytes("httpStatus", error.httpStatus > 0 ? error.httpStatus : -1);
    fields.add("code", error.code);
    fields.add("requestId", error.requestId);
    fields.add("detail", error.detail);
    return fields.take();
}

QJsonObject toJson(const ChosenFolder &folder)
{
    Fields fields;
    fields.add("account", folder.account.value());
    fields.add("folder", folder.folder.value());
    fields.add("path", folder.path);
    return fields.take();
}

QJsonObject toJson(const PassedThrough &passed)
{
    Fields fields;
    fields.add("folder", passed.folder.value());
    fields.addBytes("levels", passed.levels);
    QJsonObject object = fields.take();
    object.insert(QStringLiteral("path"), QJsonArray::fromStringList(passed.path));
    return object;
}

std::optional<TrashedItem> trashedItemFrom(const QJsonObject &json)
{
    const Reader read(json);
    const auto kind = read.kind();
    if (!kind || read.text("id").isEmpty())
        return std::nullopt;
    TrashedItem item{.id = ItemId(read.text("id")),
        .kind = *kind,
        .name = read.text("name"),
        .originalParent = ItemId(read.text("originalParent")),
        .originalPath = read.text("originalPath"),
        .sizeBytes = read.number("sizeBytes", -1),
        .deletedAt = read.time("deletedAt"),
        .createdAt = read.time("createdAt"),
        .modifiedAt = read.time("modifiedAt"),
        .purgeAt = read.time("purgeAt"),
        .hash = read.hash(),
        .etag = read.text("etag")};
    const qint64 restorability = read.number("restorability", 0);
    const qint64 remark = read.number("remark", 0);
    if (restorability < 0 || restorability > qint64(Restorability::NotNow) || remark < 0
        || remark > qint64(Remark::MayBeGone))
        return std::nullopt;
    item.restorability = Restorability(restorability);
    item.remark = Remark(remark);
    return item;
}

std::optional<LiveItem> liveItemFrom(const QJsonObject &json)
{
    const Reader read(json);
    const auto kind = read.kind();
    if (!kind || read.text("id").isEmpty())
        return std::nullopt;
    return LiveItem{.id = ItemId(read.text("id")),
        .kind = *kind,
        .name = read.text("name"),
        .parent = ItemId(read.text("parent")),
        .sizeBytes = read.number("sizeBytes", -1),
        .modifiedAt = read.time("modifiedAt"),
        .hash = read.hash(),
        .etag = read.text("etag")};
}

std::optional<Error> errorFrom(const QJsonObject &json)
{
    const Reader read(json);
    const auto kind = kindFromName(read.text("error"));
    if (!kind)
        return std::nullopt;
    return Error{.kind = *kind,
        .httpStatus = int(std::clamp<qint64>(read.number("httpStatus", 0), 0, 999)),
        .code = read.text("code"),
        .requestId = read.text("requestId"),
        .detail = read.text("detail")};
}

std::optional<ChosenFolder> chosenFolderFrom(const QJsonObject &json)
{
    const Reader read(json);
    if (read.text("folder").isEmpty())
        return std::nullopt;
    return ChosenFolder{AccountId(read.text("account")), ItemId(read.text("folder")), read.text("path")};
}

std::optional<PassedThrough> passedFrom(const QJsonObject &json)
{
    const Reader read(json);
    PassedThrough passed{.folder = ItemId(read.text("folder"))};
    for (const QJsonValue &name : json.value(QStringLiteral("path")).toArray())
        passed.path.append(name.toString());
    const qint64 levels = read.number("levels", 0);
    if (levels < 1 || levels > passed.path.size())
        return std::nullopt;
    passed.levels = int(levels);
    return passed;
}

Version versionFrom(const QJsonObject &json)
{
    const Reader read(json);
    return {.id = VersionId(read.text("id")),
        .isCurrent = json.value(QStringLiteral("current")).toBool(),
        .label = read.text("label"),
        .name = read.text("name"),
        .sizeBytes = read.number("sizeBytes", -1),
        .modifiedAt = read.time("modifiedAt"),
        .author = read.text("author"),
        .hash = read.hash(),
        .trashedAt = read.time("trashedAt"),
        .purgeAt = read.time("purgeAt")};
}

std::optional<VersionDeed> deedFrom(const QJsonObject &json)
{
    using What = VersionDeed::What;
    const Reader read(json);
    for (const What what : {What::MakeCurrent, What::Delete, What::Untrash, What::SaveBeside, What::SaveHere}) {
        if (read.text("deed") == wordFor(what)) {
            return VersionDeed{.what = what,
                .version = versionFrom(json.value(QStringLiteral("version")).toObject()),
                .before = versionFrom(json.value(QStringLiteral("before")).toObject()),
                .localPath = read.text("localPath")};
        }
    }
    return std::nullopt;
}

std::optional<VersionOrder> versionOrderFrom(const AccountId &account, const QJsonObject &json)
{
    const Reader read(json);
    const auto file = liveItemFrom(json.value(QStringLiteral("file")).toObject());
    const auto deed = deedFrom(json.value(QStringLiteral("what")).toObject());
    if (!file || !deed)
        return std::nullopt;
    return VersionOrder{.account = account,
        .file = *file,
        .path = read.text("path"),
        .deed = *deed,
        .beside = placeFrom(json.value(QStringLiteral("beside")).toObject()),
        .isUndo = json.value(QStringLiteral("undo")).toBool(),
        .nameAfter = read.text("nameAfter")};
}

Place placeFrom(const QJsonObject &json)
{
    const Reader read(json);
    return {ItemId(read.text("parent")), read.text("name")};
}

} // namespace Unbin
