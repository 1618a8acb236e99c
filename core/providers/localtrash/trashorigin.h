// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/providers/localtrash/trashinfo.h"

namespace Unbin::LocalTrash {

struct TrashFolder;

/** Where an entry says that it came from, and whether it may be believed. */
struct Origin {
    QByteArray path; ///< absolute, without ".", "..", or doubled separators; empty if unknown
    Restorability restorability = Restorability::ChosenFolderOnly;
    Remark remark = Remark::OriginUnknown;
};

/**
 * The rules for Path, by the text alone. In a home trash absolute, or relative to the data home. On a volume
 * relative to its top, or absolute but below it (Qt writes those), and never with "..": it is data from
 * whoever held the stick. What leaves the volume keeps its path, for people to see, but must not be followed.
 */
Origin originOf(const TrashInfo &info, const TrashFolder &trash);

/** The path below the top of the trash's volume, for openBeneath(). Only for origins on that volume. */
QByteArray pathBelowBase(const QByteArray &path, const TrashFolder &trash);

/** Whether no link on the way leads out of the volume: the deepest folder that exists is looked at. */
bool staysOnVolume(const QByteArray &parent, const TrashFolder &trash);

} // namespace Unbin::LocalTrash
