// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/domain/result.h"
#include "core/providers/onedrive/onedriveitems.h"

#include <vector>

/** The two forms in which the bin of a site is told. Pure functions, any thread. */
namespace Unbin::OneDrive {

/** One row of a site's bin. */
struct BinRow {
    QString guid;
    QString name;
    QString folder; ///< path of the folder it lay in, within the drive: "/" or "/A/B"; null: unknown
    bool isElsewhere = false; ///< of another library of the site, or no file or folder at all
    ItemKind kind = ItemKind::File;
    bool isKindTold = false; ///< false: guessed from the name
    qint64 sizeBytes = -1;
    QDateTime deletedAt;
    QString deletedBy;
};

struct BinRowPage {
    std::vector<BinRow> rows;
    std::vector<Error> problems;
    QString nextLink;
};

/** Graph's recycleBinItem (onedrive.md section 1.3): tells no kind. */
Result<BinRowPage> readGraphBin(const QByteArray &body, const DriveFacts &drive);
/** SharePoint's RecycleBinItem, plain or verbose (section 1.6): tells kind and who deleted it. */
Result<BinRowPage> readSharePointBin(const QByteArray &body, const DriveFacts &drive);

/** Where a site-relative (or server-relative) folder lies within the drive; null: not in its library. */
QString folderInDrive(const QString &location, const DriveFacts &drive);

TrashedItem trashedItem(const BinRow &row, const ItemId &parent);

} // namespace Unbin::OneDrive
