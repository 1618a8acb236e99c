// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journaljson.h"

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
    fields.add("etag", item.etag);
    fields.add(item.hash);
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
    fields.add(version.hash);
    return fields.take();
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

} // namespace Unbin
