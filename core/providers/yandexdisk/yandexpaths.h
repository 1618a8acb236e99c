// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <optional>

/**
 * Paths are all that Yandex Disk can be asked by: "disk:/docs/a.txt" and "trash:/a.txt_<hash>". They are our ItemIds, always
 * with scheme, never ending in "/". A live id names a place rather than a thing; what stands there is known again by its
 * resource_id, which we keep as etag. Names are opaque: compared unit by unit, sent back as they came (yandex-disk.md
 * section 10).
 */
namespace Unbin::Yandex {

extern const QString kRoot; ///< "disk:/"

/** A path that a reply told, in our form: "disk:" is added where the service leaves it out. nullopt if it is none: another
    scheme, an empty, "." or ".." segment. */
std::optional<QString> livePath(const QString &told);
/** An entry of the bin or something inside of one; never the bin itself. */
std::optional<QString> trashPath(const QString &told);

bool isLive(const ItemId &id);
bool isTrashed(const ItemId &id);

/** Of "disk:/docs/a.txt": "disk:/docs"; of the root the root. Works on trash paths too. */
QString parentOf(const QString &path);
QString nameOf(const QString &path);
QString joined(const QString &folder, const QString &name);
/** Whether inner is the path itself or lies below it. */
bool isWithin(const QString &inner, const QString &path);
/** "/docs" for "disk:/docs/a.txt"'s folder: for people. */
QString forPeople(const QString &folder);

/** What may be sent as a name at all: not empty, "." or "..", no "/", at most 255 characters (section 5). */
bool isName(const QString &name);

} // namespace Unbin::Yandex
