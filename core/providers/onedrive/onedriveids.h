// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

/**
 * What OneDrive calls things, and how it spells that (onedrive.md section 5, read 2026-08). Since the personal drives
 * moved to another back end the same id arrives in upper or lower case, and a drive's id (16 hexadecimal digits, also
 * the part before the "!" of an item's id) sometimes without its leading zero. So ids are compared folded, and sent as
 * they came.
 *
 * Our ItemId is one of:
 *     root             the drive's root folder, whatever its id is today
 *     <wire id>        any other item, live or in a personal bin
 *     path:/A/B        a folder that is known by its path only (a work bin names its folders so)
 *     bin:<guid>       an entry of a work bin, which has an id of its own
 */
namespace Unbin::OneDrive {

/** The key under which ids of drives or items are equal. */
QString foldedId(const QString &id);
bool isSameId(const QString &a, const QString &b);

/** Whether this can be an id: printable ASCII without what parts an address; at most 512. Everything else from a reply is
    refused. */
bool isPlausibleId(QStringView id);

/** One segment of an address, percent-encoded on its own: all but letters, digits and "-._~!". */
QByteArray encodedSegment(const QString &text);
/** "/A/B c" as "A/B%20c": each segment by itself. */
QByteArray encodedPath(const QString &path);

ItemId rootItemId();
ItemId pathItemId(const QString &path); ///< "/" is the root
ItemId binItemId(const QString &guid);

/** What an ItemId of ours stands for. Invalid for what this provider did not make. */
struct Target {
    enum class Kind { Invalid, Root, Wire, Path, BinEntry };
    Kind kind = Kind::Invalid;
    QString text; ///< wire id, path or guid

    bool isLiveAddress() const { return kind == Kind::Root || kind == Kind::Wire || kind == Kind::Path; }
};
Target targetOf(const ItemId &id);

} // namespace Unbin::OneDrive
