// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/domain/result.h"
#include "core/providers/provider.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <optional>
#include <vector>

/**
 * Graph's JSON as our values. Pure functions, any thread. Every reply is untrusted: what lacks an id, or a name where one
 * is promised, is BadResponse; any other field that is absent, null or of the wrong type is unknown.
 */
namespace Unbin::OneDrive {

/** One drive, as `GET /me/drive` and `/drives/{d}/root` tell it (onedrive.md sections 1.3, 1.6 and 5). */
struct DriveFacts {
    QString id; ///< as sent
    QString rootId; ///< as sent; requests must name it where "root" is not understood
    bool isPersonal = false; ///< driveType "personal"; everything else behaves like work and school
    QString ownerName;
    QString ownerLogin;
    QUrl webUrl; ///< of the library: its last segment is the library's name in paths of a work bin
    QUrl siteUrl; ///< SharePoint's own address of the site, without a slash at the end; invalid if not told
    QString siteKey; ///< what stands for {site-id}: "host,site,web" or "host:/personal/user:"; empty if not known
    qint64 totalBytes = -1;
    qint64 usedBytes = -1;
    qint64 binBytes = -1;

    /** "Documents": the first segment of site-relative paths of this drive; empty if unknown. */
    QString libraryName() const;
};

/** One driveItem, live or not: what an entry of a delta page or of a list of children says. */
struct Entry {
    QString id; ///< as sent
    QString name; ///< empty: not told (tombstones of work drives)
    QString parentId; ///< empty: not told
    QString parentDriveId;
    QString parentPath; ///< decoded, from the root: "/A/B"; null: not told
    ItemKind kind = ItemKind::Other;
    bool isKindTold = false;
    bool isRoot = false;
    bool isDeleted = false;
    qint64 sizeBytes = -1;
    QDateTime createdAt;
    QDateTime modifiedAt;
    ContentHash hash;
    QString etag;
};

/** One page of entries. */
struct EntryPage {
    std::vector<Entry> entries;
    std::vector<Error> problems; ///< one for each entry that made no sense
    QString nextLink; ///< verbatim; empty: none
    QString deltaLink;
};

/** BadResponse without an id. A missing name is the caller's to judge. */
Result<Entry> readEntry(const QJsonObject &json, const QString &where = {});
/** A live item must have a name. parent is used where the reply tells none; the drive's root is spelled "root". */
Result<LiveItem> liveItem(const Entry &entry, const DriveFacts &drive, const ItemId &parent = {});
/** Children and delta pages. BadResponse if the body is no list. */
Result<EntryPage> readEntryPage(const QByteArray &body);

/** "/drive/root:/A%20B/C", "/drives/{id}/root:" to "/A B/C", "/"; null if it is neither (section 1.9). */
QString readParentPath(const QString &path);

Result<DriveFacts> readDrive(const QJsonObject &json);
Result<QString> readRootId(const QJsonObject &json);
/** Fills in what `GET /me` knows better. */
AccountFacts accountFacts(const DriveFacts &drive, const std::optional<QJsonObject> &me);

/** The item's id in our words: the root is "root". */
ItemId itemIdOf(const QString &wireId, const DriveFacts &drive);
/** Belongs to another drive: something shared that shows up here (section 1.5). */
bool isForeign(const Entry &entry, const QString &driveId);

} // namespace Unbin::OneDrive
