// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/workrows.h"

#include "core/http/jsonreader.h"
#include "core/providers/onedrive/onedriveids.h"

#include <QJsonArray>

#include <functional>

namespace Unbin::OneDrive {

namespace {

constexpr int kWorkRetentionDays = 93; // both stages together (onedrive.md section 1.8)

// RecycleBinItemType (section 1.6).
constexpr int kTypeFile = 1;
constexpr int kTypeFolder = 5;
constexpr int kTypeFolderWithLists = 6;

/** Only a guess, and only where nobody tells: folders rarely have an ending, files nearly always. */
ItemKind guessKind(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const qsizetype ending = name.size() - dot - 1;
    return dot > 0 && ending >= 1 && ending <= 10 && !name.mid(dot).contains(QLatin1Char(' ')) ? ItemKind::File
                                                                                              : ItemKind::Folder;
}

bool isWithin(const QString &path, const QString &folder)
{
    return path.compare(folder, Qt::CaseInsensitive) == 0
        || path.startsWith(folder + QLatin1Char('/'), Qt::CaseInsensitive);
}

QString trimmedSlashes(QString path)
{
    while (path.startsWith(QLatin1Char('/')))
        path.remove(0, 1);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path;
}

using ReadRow = std::function<Result<BinRow>(JsonReader &reader)>;

Result<BinRowPage> readRows(const QJsonArray &values, const ReadRow &readRow)
{
    BinRowPage page;
    page.rows.reserve(size_t(values.size()));
    for (qsizetype i = 0; i < values.size(); ++i) {
        JsonReader reader(values.at(i).toObject(), QStringLiteral("value[%1]").arg(i));
        if (auto row = readRow(reader))
            page.rows.push_back(std::move(*row));
        else
            page.problems.push_back(row.error());
    }
    return page;
}

Result<BinRow> readBasics(JsonReader &reader, QLatin1String idKey, QLatin1String nameKey)
{
    BinRow row;
    row.guid = reader.requiredString(idKey);
    row.name = reader.requiredString(nameKey);
    if (reader.isBroken())
        return failure(reader.error());
    if (!isPlausibleId(row.guid) || row.guid.contains(QLatin1Char('\'')) || row.name.isEmpty())
        return failure(Error::Kind::BadResponse, QStringLiteral("an entry of the bin without a usable id or name"));
    return row;
}

void place(BinRow &row, const QString &location, const DriveFacts &drive)
{
    if (location.isEmpty())
        return;
    row.folder = folderInDrive(location, drive);
    row.isElsewhere = row.folder.isNull();
}

/** "LeafNamePath": {"DecodedUrl": ...} is right where the plain text mangles "%" and "#". */
QString decoded(const JsonReader &reader, QLatin1String pathKey, QLatin1String plainKey)
{
    const auto path = reader.object(pathKey);
    const QString text = path ? JsonReader(*path).string(QLatin1String("DecodedUrl")) : QString();
    return text.isEmpty() ? reader.string(plainKey) : text;
}

Result<BinRow> readSharePointRow(JsonReader &reader, const DriveFacts &drive)
{
    auto row = readBasics(reader, QLatin1String("Id"), QLatin1String("LeafName"));
    if (!row)
        return row;
    row->name = decoded(reader, QLatin1String("LeafNamePath"), QLatin1String("LeafName"));
    place(*row, decoded(reader, QLatin1String("DirNamePath"), QLatin1String("DirName")), drive);
    const qint64 type = reader.bytes(QLatin1String("ItemType")); // a number, or text in verbose answers
    row->isKindTold = type >= 0;
    row->kind = type == kTypeFolder || type == kTypeFolderWithLists ? ItemKind::Folder : ItemKind::File;
    if (type >= 0 && type != kTypeFile && row->kind != ItemKind::Folder)
        row->isElsewhere = true; // a list, a page's attachment, an old version: not a thing of the drive
    if (!row->isKindTold)
        row->kind = guessKind(row->name);
    row->sizeBytes = reader.bytes(QLatin1String("Size"));
    row->deletedAt = reader.instant(QLatin1String("DeletedDate"));
    row->deletedBy = reader.string(QLatin1String("DeletedByName"));
    if (row->deletedBy.isEmpty())
        row->deletedBy = reader.string(QLatin1String("DeletedByEmail"));
    return row;
}

Result<BinRow> readGraphRow(JsonReader &reader, const DriveFacts &drive)
{
    auto row = readBasics(reader, QLatin1String("id"), QLatin1String("name"));
    if (!row)
        return row;
    place(*row, reader.string(QLatin1String("deletedFromLocation")), drive);
    row->kind = guessKind(row->name);
    row->sizeBytes = reader.bytes(QLatin1String("size"));
    row->deletedAt = reader.instant(QLatin1String("deletedDateTime"));
    const JsonReader by(reader.object(QLatin1String("deletedBy")).value_or(QJsonObject()));
    const JsonReader user(by.object(QLatin1String("user")).value_or(QJsonObject()));
    row->deletedBy = user.string(QLatin1String("displayName"));
    if (row->deletedBy.isEmpty())
        row->deletedBy = user.string(QLatin1String("email"));
    return row;
}

} // namespace

QString folderInDrive(const QString &location, const DriveFacts &drive)
{
    QString path = trimmedSlashes(location);
    const QString site = trimmedSlashes(drive.siteUrl.path(QUrl::FullyDecoded));
    if (!site.isEmpty() && isWithin(path, site))
        path = trimmedSlashes(path.mid(site.size()));
    const QString library = drive.libraryName();
    if (!library.isEmpty() && !isWithin(path, library))
        return {};
    const qsizetype slash = library.isEmpty() ? path.indexOf(QLatin1Char('/')) : library.size();
    const QString below = slash < 0 ? QString() : path.mid(slash);
    return below.isEmpty() ? QStringLiteral("/") : below;
}

Result<BinRowPage> readGraphBin(const QByteArray &body, const DriveFacts &drive)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json);
    const QJsonArray values = reader.requiredArray(QLatin1String("value"));
    if (reader.isBroken())
        return failure(reader.error());
    auto page = readRows(values, [&drive](JsonReader &row) { return readGraphRow(row, drive); });
    page->nextLink = reader.string(QLatin1String("@odata.nextLink"));
    return page;
}

Result<BinRowPage> readSharePointBin(const QByteArray &body, const DriveFacts &drive)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    const JsonReader outer(*json);
    const auto verbose = outer.object(QLatin1String("d"));
    JsonReader reader(verbose.value_or(*json));
    const QJsonArray values = reader.requiredArray(verbose ? QLatin1String("results") : QLatin1String("value"));
    if (reader.isBroken())
        return failure(reader.error());
    auto page = readRows(values, [&drive](JsonReader &row) { return readSharePointRow(row, drive); });
    for (const QLatin1String key :
        {QLatin1String("odata.nextLink"), QLatin1String("@odata.nextLink"), QLatin1String("__next")}) {
        if (page->nextLink.isEmpty())
            page->nextLink = reader.string(key);
    }
    return page;
}

TrashedItem trashedItem(const BinRow &row, const ItemId &parent)
{
    TrashedItem item;
    item.id = binItemId(row.guid);
    item.kind = row.kind;
    item.name = row.name;
    item.originalParent = parent;
    item.originalPath = row.folder;
    item.sizeBytes = row.sizeBytes;
    item.deletedAt = row.deletedAt;
    item.deletedBy = row.deletedBy;
    if (row.deletedAt.isValid()) {
        item.purgeAt = row.deletedAt.addDays(kWorkRetentionDays);
        item.isPurgeEstimated = true;
    }
    return item;
}

} // namespace Unbin::OneDrive
