// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveitems.h"

#include "core/http/jsonreader.h"
#include "core/providers/onedrive/onedriveids.h"

#include <QJsonArray>

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

Error broken(const QString &where, QLatin1String problem)
{
    const QString subject = where.isEmpty() ? QStringLiteral("item") : where;
    return Error::of(Error::Kind::BadResponse, subject + QLatin1String(": ") + problem);
}

/** Microsoft's "no date" is the year 1 (section 1.5). */
QDateTime readInstant(const JsonReader &reader, QLatin1String key)
{
    const QDateTime instant = reader.instant(key);
    return instant.isValid() && instant.date().year() >= 1970 ? instant : QDateTime();
}

/** Etags go back in a header, so nothing but plain printable characters is kept. */
QString readEtag(const JsonReader &reader)
{
    const QString etag = reader.string(QLatin1String("eTag"));
    const bool isPlain = etag.size() <= 256
        && std::all_of(etag.begin(), etag.end(), [](QChar c) { return c > QLatin1Char(' ') && c < QChar(0x7f); });
    return isPlain ? etag : QString();
}

/** QuickXor first: the only one that both kinds of drives tell. */
ContentHash readHash(const QJsonObject &file)
{
    using Algorithm = ContentHash::Algorithm;
    const JsonReader hashes(file.value(QLatin1String("hashes")).toObject());
    const QByteArray quick = QByteArray::fromBase64(hashes.string(QLatin1String("quickXorHash")).toLatin1());
    if (quick.size() == 20)
        return {Algorithm::QuickXor, quick};
    const QByteArray sha1 = QByteArray::fromHex(hashes.string(QLatin1String("sha1Hash")).toLatin1());
    if (sha1.size() == 20)
        return {Algorithm::Sha1, sha1};
    const QByteArray sha256 = QByteArray::fromHex(hashes.string(QLatin1String("sha256Hash")).toLatin1());
    if (sha256.size() == 32)
        return {Algorithm::Sha256, sha256};
    return {};
}

void readKind(const JsonReader &reader, Entry &entry)
{
    entry.isKindTold = true;
    if (reader.object(QLatin1String("remoteItem")))
        entry.kind = ItemKind::Link; // a shortcut to another drive, whatever it looks like
    else if (reader.object(QLatin1String("package")))
        entry.kind = ItemKind::Other; // a notebook: a folder that must not be used as one
    else if (reader.object(QLatin1String("folder")) || entry.isRoot)
        entry.kind = ItemKind::Folder;
    else if (reader.object(QLatin1String("file")))
        entry.kind = ItemKind::File;
    else
        entry.isKindTold = false;
}

void readParent(const JsonReader &reader, Entry &entry)
{
    const auto object = reader.object(QLatin1String("parentReference"));
    if (!object)
        return;
    const JsonReader parent(*object);
    const QString id = parent.string(QLatin1String("id"));
    entry.parentId = isPlausibleId(id) ? id : QString();
    entry.parentDriveId = parent.string(QLatin1String("driveId"));
    entry.parentPath = readParentPath(parent.string(QLatin1String("path")));
}

QString readLink(const QJsonObject &json, QLatin1String key)
{
    return json.value(key).toString();
}

JsonReader nested(const JsonReader &reader, QLatin1String key)
{
    return JsonReader(reader.object(key).value_or(QJsonObject()));
}

/** Both spellings occur in Microsoft's own metadata. */
JsonReader sharePointIds(const JsonReader &drive)
{
    const auto ids = drive.object(QLatin1String("sharePointIds"));
    return ids ? JsonReader(*ids) : nested(drive, QLatin1String("sharepointIds"));
}

QUrl readAddress(QString text)
{
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    const QUrl url = QUrl::fromEncoded(text.toUtf8(), QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment() ? url : QUrl();
}

QString siteKeyOf(const QUrl &siteUrl, const JsonReader &ids)
{
    const QString site = ids.string(QLatin1String("siteId"));
    const QString web = ids.string(QLatin1String("webId"));
    if (siteUrl.isEmpty())
        return {};
    if (isPlausibleId(site) && isPlausibleId(web))
        return siteUrl.host() + QLatin1Char(',') + site + QLatin1Char(',') + web;
    const QString path = siteUrl.path();
    return path.size() > 1 ? siteUrl.host() + QLatin1Char(':') + path + QLatin1Char(':') : siteUrl.host();
}

QUrl parentOf(const QUrl &library)
{
    QString path = library.path(QUrl::FullyEncoded);
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    if (slash <= 0)
        return {};
    QUrl site = library;
    site.setPath(path.left(slash), QUrl::StrictMode);
    return site;
}

} // namespace

QString DriveFacts::libraryName() const
{
    const QString path = webUrl.path(QUrl::FullyDecoded);
    const QString site = siteUrl.path(QUrl::FullyDecoded);
    if (!siteUrl.isEmpty() && !path.startsWith(site + QLatin1Char('/'), Qt::CaseInsensitive))
        return {};
    return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
}

QString readParentPath(const QString &path)
{
    const qsizetype root = path.indexOf(QLatin1String("root:"));
    if (root < 0)
        return {};
    QString decoded;
    const auto segments = path.mid(root + 5).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &segment : segments)
        decoded += QLatin1Char('/') + QUrl::fromPercentEncoding(segment.toUtf8());
    return decoded.isEmpty() ? QStringLiteral("/") : decoded;
}

Result<Entry> readEntry(const QJsonObject &json, const QString &where)
{
    JsonReader reader(json, where);
    Entry entry;
    entry.id = reader.requiredString(QLatin1String("id"));
    if (reader.isBroken())
        return failure(reader.error());
    if (!isPlausibleId(entry.id))
        return failure(broken(where, QLatin1String("an id that can't be one")));
    entry.name = reader.string(QLatin1String("name"));
    entry.isRoot = reader.object(QLatin1String("root")).has_value();
    entry.isDeleted = reader.object(QLatin1String("deleted")).has_value();
    entry.sizeBytes = reader.bytes(QLatin1String("size"));
    entry.etag = readEtag(reader);
    readKind(reader, entry);
    readParent(reader, entry);
    const JsonReader local = nested(reader, QLatin1String("fileSystemInfo"));
    entry.createdAt = readInstant(local, QLatin1String("createdDateTime"));
    entry.modifiedAt = readInstant(local, QLatin1String("lastModifiedDateTime"));
    if (!entry.createdAt.isValid())
        entry.createdAt = readInstant(reader, QLatin1String("createdDateTime"));
    if (!entry.modifiedAt.isValid())
        entry.modifiedAt = readInstant(reader, QLatin1String("lastModifiedDateTime"));
    if (const auto file = reader.object(QLatin1String("file")))
        entry.hash = readHash(*file);
    return entry;
}

Result<LiveItem> liveItem(const Entry &entry, const DriveFacts &drive, const ItemId &parent)
{
    if (entry.name.isEmpty() && !entry.isRoot)
        return failure(broken({}, QLatin1String("no name")));
    if (entry.isDeleted)
        return failure(Error::Kind::NotFound, QStringLiteral("it lies in the bin"));
    LiveItem item;
    item.id = itemIdOf(entry.id, drive);
    item.kind = entry.kind;
    item.name = entry.name;
    const ItemId told = entry.parentId.isEmpty() ? ItemId() : itemIdOf(entry.parentId, drive);
    // Where we know the folder by another spelling of the same id, that one counts.
    item.parent = !parent.isEmpty() && (told.isEmpty() || isSameId(told.value(), parent.value())) ? parent : told;
    item.sizeBytes = entry.sizeBytes;
    item.modifiedAt = entry.modifiedAt;
    item.hash = entry.hash;
    item.etag = entry.etag;
    return item;
}

Result<EntryPage> readEntryPage(const QByteArray &body)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json);
    const QJsonArray values = reader.requiredArray(QLatin1String("value"));
    if (reader.isBroken())
        return failure(reader.error());
    EntryPage page;
    page.nextLink = readLink(*json, QLatin1String("@odata.nextLink"));
    page.deltaLink = readLink(*json, QLatin1String("@odata.deltaLink"));
    page.entries.reserve(size_t(values.size()));
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (auto entry = readEntry(values.at(i).toObject(), QStringLiteral("value[%1]").arg(i)))
            page.entries.push_back(std::move(*entry));
        else
            page.problems.push_back(entry.error());
    }
    return page;
}

Result<DriveFacts> readDrive(const QJsonObject &json)
{
    JsonReader reader(json, QStringLiteral("drive"));
    DriveFacts drive;
    drive.id = reader.requiredString(QLatin1String("id"));
    if (reader.isBroken())
        return failure(reader.error());
    if (!isPlausibleId(drive.id))
        return failure(broken(QStringLiteral("drive"), QLatin1String("an id that can't be one")));
    drive.isPersonal = reader.string(QLatin1String("driveType")) == QLatin1String("personal");
    const JsonReader owner = nested(nested(reader, QLatin1String("owner")), QLatin1String("user"));
    drive.ownerName = owner.string(QLatin1String("displayName"));
    drive.ownerLogin = owner.string(QLatin1String("email"));
    drive.webUrl = readAddress(reader.string(QLatin1String("webUrl")));
    const JsonReader ids = sharePointIds(reader);
    drive.siteUrl = readAddress(ids.string(QLatin1String("siteUrl")));
    if (drive.siteUrl.isEmpty() && !drive.isPersonal)
        drive.siteUrl = parentOf(drive.webUrl);
    drive.siteKey = siteKeyOf(drive.siteUrl, ids);
    const JsonReader quota = nested(reader, QLatin1String("quota"));
    drive.totalBytes = quota.bytes(QLatin1String("total"));
    drive.usedBytes = quota.bytes(QLatin1String("used"));
    drive.binBytes = quota.bytes(QLatin1String("deleted"));
    return drive;
}

Result<QString> readRootId(const QJsonObject &json)
{
    const auto root = readEntry(json, QStringLiteral("root"));
    return root ? Result<QString>(root->id) : failure(root.error());
}

AccountFacts accountFacts(const DriveFacts &drive, const std::optional<QJsonObject> &me)
{
    const JsonReader user(me.value_or(QJsonObject()));
    AccountFacts facts;
    facts.remoteId = foldedId(drive.id);
    facts.displayName = user.string(QLatin1String("displayName"));
    facts.login = user.string(QLatin1String("mail"));
    if (facts.login.isEmpty())
        facts.login = user.string(QLatin1String("userPrincipalName"));
    if (facts.displayName.isEmpty())
        facts.displayName = drive.ownerName;
    if (facts.login.isEmpty())
        facts.login = drive.ownerLogin;
    facts.totalBytes = drive.totalBytes;
    facts.usedBytes = drive.usedBytes;
    facts.binBytes = drive.binBytes;
    return facts;
}

ItemId itemIdOf(const QString &wireId, const DriveFacts &drive)
{
    if (isSameId(wireId, drive.rootId))
        return rootItemId();
    // One folder, one ItemId: the drive's own digits in front vary from reply to reply, so they are spelled as the root's.
    const qsizetype mark = wireId.indexOf(QLatin1Char('!'));
    const qsizetype ownDigits = drive.rootId.indexOf(QLatin1Char('!'));
    if (drive.isPersonal && mark > 0 && ownDigits > 0 && isSameId(wireId.left(mark), drive.rootId.left(ownDigits)))
        return ItemId(drive.rootId.left(ownDigits) + wireId.mid(mark));
    return ItemId(wireId);
}

bool isForeign(const Entry &entry, const QString &driveId)
{
    return !entry.parentDriveId.isEmpty() && !isSameId(entry.parentDriveId, driveId);
}

} // namespace Unbin::OneDrive
