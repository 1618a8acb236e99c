// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/yandex/yandextext.h"

#include "app/sandbox/yandex/yandexdialect.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QSet>

#include <map>

namespace Unbin {

namespace {

using Algorithm = QCryptographicHash::Algorithm;

QString hashOf(const SandboxContent &content, Algorithm algorithm)
{
    const QByteArray standIn = content.bytes.isEmpty() && content.sizeBytes > 0
        ? QByteArray::number(content.sizeBytes) + ' ' + QByteArray::number(content.seed)
        : content.bytes;
    return QString::fromLatin1(QCryptographicHash::hash(standIn, algorithm).toHex());
}

/** Fields that are asked for, as a tree: "_embedded.items.name". */
struct WantedField {
    bool isWhole = false;
    std::map<QString, WantedField> below;
};

QJsonValue chosen(const QJsonValue &value, const WantedField &wanted)
{
    if (value.isArray()) {
        QJsonArray kept;
        for (const QJsonValue &item : value.toArray())
            kept.append(chosen(item, wanted));
        return kept;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject kept;
    for (const auto &[name, field] : wanted.below) {
        const auto it = object.constFind(name);
        if (it != object.constEnd())
            kept.insert(name, field.isWhole ? it.value() : chosen(it.value(), field));
    }
    return kept;
}

void writeReversed(const QJsonValue &value, QByteArray &out)
{
    if (value.isArray()) {
        out += '[';
        bool isFirst = true;
        for (const QJsonValue &item : value.toArray()) {
            if (!std::exchange(isFirst, false))
                out += ',';
            writeReversed(item, out);
        }
        out += ']';
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        QStringList keys = object.keys();
        std::reverse(keys.begin(), keys.end());
        out += '{';
        bool isFirst = true;
        for (const QString &key : keys) {
            if (!std::exchange(isFirst, false))
                out += ',';
            out += '"' + key.toUtf8() + "\":"; // our own keys: plain words
            writeReversed(object.value(key), out);
        }
        out += '}';
    } else {
        const QByteArray inArray = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        out += inArray.sliced(1, inArray.size() - 2);
    }
}

} // namespace

QString YandexText::time(qint64 ms) const
{
    QDateTime at = QDateTime::fromMSecsSinceEpoch(ms - ms % 1000, Qt::UTC);
    const QLatin1String format("yyyy-MM-ddThh:mm:ss");
    if (!m_quirks.tellsOtherOffset)
        return at.toString(format) + QLatin1String("+00:00");
    return at.addSecs(4 * 3600).toString(format) + QLatin1String("+04:00");
}

QString YandexText::livePath(SandboxRef ref) const
{
    QString path;
    for (; ref != SandboxDrive::root; ref = m_drive.parent(ref))
        path.prepend(QLatin1Char('/') + m_drive.name(ref));
    return QLatin1String("disk:") + (path.isEmpty() ? QStringLiteral("/") : path);
}

QJsonObject YandexText::resource(SandboxRef ref, const QString &path) const
{
    const SandboxNode &node = *m_drive.node(ref);
    const bool isFolder = ref.kind == SandboxKind::Folder;
    QJsonObject json{{QStringLiteral("type"), isFolder ? QStringLiteral("dir") : QStringLiteral("file")},
        {QStringLiteral("name"), ref == SandboxDrive::root ? QStringLiteral("disk") : m_drive.name(ref)},
        {QStringLiteral("path"), path}, {QStringLiteral("created"), time(node.createdMs)},
        {QStringLiteral("modified"), time(node.modifiedMs)}};
    if (!m_quirks.omitsResourceIds)
        json.insert(QStringLiteral("resource_id"), YandexDialect::resourceId(m_drive, ref));
    if (node.isReadOnly) {
        json.insert(QStringLiteral("share"),
            QJsonObject{{QStringLiteral("is_root"), true}, {QStringLiteral("is_owned"), false},
                {QStringLiteral("rights"), m_quirks.readOnlyRights}});
    }
    if (m_quirks.hasUnknownKeys)
        json.insert(QStringLiteral("zzz_new"), QJsonObject{{QStringLiteral("path"), QStringLiteral("disk:/not/this")}});
    if (!isFolder)
        json.insert(QStringLiteral("size"), node.content.sizeBytes);
    if (m_quirks.omitsOptional)
        return json;
    json.insert(QStringLiteral("revision"), 1'700'000'000'000'000 + qint64(node.revision));
    json.insert(QStringLiteral("exif"), QJsonObject());
    json.insert(QStringLiteral("comment_ids"), QJsonObject());
    if (!isFolder) {
        json.insert(QStringLiteral("md5"), hashOf(node.content, Algorithm::Md5));
        json.insert(QStringLiteral("sha256"), hashOf(node.content, Algorithm::Sha256));
        json.insert(QStringLiteral("mime_type"), QStringLiteral("application/octet-stream"));
        json.insert(QStringLiteral("media_type"), QStringLiteral("data"));
        json.insert(QStringLiteral("antivirus_status"), QStringLiteral("clean"));
    }
    return json;
}

QJsonObject YandexText::trashEntry(SandboxRef ref) const
{
    QJsonObject json = resource(ref, YandexDialect::trashPath(m_drive, ref));
    json.insert(QStringLiteral("origin_path"), QLatin1String("disk:") + m_drive.trashedFrom(ref));
    json.insert(QStringLiteral("deleted"), time(m_drive.node(ref)->trashedMs));
    return json;
}

QJsonObject YandexText::trashRoot() const
{
    QJsonObject json{{QStringLiteral("type"), QStringLiteral("dir")},
        {QStringLiteral("path"), QStringLiteral("trash:/")}, {QStringLiteral("name"), QStringLiteral("trash")},
        {QStringLiteral("created"), time(0)}, {QStringLiteral("modified"), time(0)}};
    if (!m_quirks.omitsResourceIds)
        json.insert(QStringLiteral("resource_id"),
            QStringLiteral("%1:%2").arg(m_drive.owner().id).arg(0, 64, 16, QLatin1Char('0')));
    return json;
}

QJsonObject YandexText::embedded(
    const QJsonArray &items, qint64 total, qint64 limit, qint64 offset, const QString &path) const
{
    QJsonObject json{{QStringLiteral("items"), items}, {QStringLiteral("total"), total},
        {QStringLiteral("limit"), limit}, {QStringLiteral("offset"), offset}};
    if (!m_quirks.omitsOptional && path.startsWith(QLatin1String("disk:"))) {
        json.insert(QStringLiteral("path"), path);
        json.insert(QStringLiteral("sort"), QString());
    }
    return json;
}

QJsonObject YandexText::disk() const
{
    const SandboxOwner &owner = m_drive.owner();
    qint64 inBin = 0;
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder}) {
        for (quint32 serial = 0; serial < m_drive.count(kind); ++serial) {
            if (m_drive.isTrashedItself({kind, serial}))
                inBin += m_drive.sizeBytes({kind, serial});
        }
    }
    QJsonObject json{{QStringLiteral("total_space"), m_drive.quotaBytes()},
        {QStringLiteral("used_space"), m_drive.usedBytes()}, {QStringLiteral("trash_size"), inBin}};
    if (m_quirks.omitsOptional)
        return json;
    json.insert(QStringLiteral("max_file_size"), qint64(1'073'741'824));
    json.insert(QStringLiteral("is_paid"), false);
    json.insert(QStringLiteral("revision"), qint64(1'700'000'000'000'000));
    json.insert(QStringLiteral("system_folders"),
        QJsonObject{{QStringLiteral("downloads"), QStringLiteral("disk:/Загрузки")},
            {QStringLiteral("applications"), QStringLiteral("disk:/Приложения")}});
    json.insert(QStringLiteral("user"),
        QJsonObject{{QStringLiteral("uid"), QString::number(owner.id)}, {QStringLiteral("login"), owner.login},
            {QStringLiteral("display_name"), owner.name}, {QStringLiteral("country"), QStringLiteral("ru")}});
    return json;
}

QJsonObject chosenFields(const QJsonObject &object, const QString &fields)
{
    if (fields.isEmpty())
        return object;
    WantedField wanted;
    for (const QString &field : fields.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        WantedField *at = &wanted;
        for (const QString &name : field.split(QLatin1Char('.')))
            at = &at->below[name];
        at->isWhole = true;
    }
    return chosen(object, wanted).toObject();
}

QByteArray yandexJson(const QJsonObject &object, bool reversesKeys)
{
    if (!reversesKeys)
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    QByteArray out;
    writeReversed(object, out);
    return out;
}

} // namespace Unbin
