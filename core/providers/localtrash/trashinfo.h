// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

namespace Unbin::LocalTrash {

class LocalHours;

/** What one .trashinfo says. */
struct TrashInfo {
    enum class State {
        Read, ///< path is set
        Empty, ///< no bytes: its writer has not finished (Qt creates it so), or never will
        Broken, ///< not a .trashinfo, no Path, or a Path with a NUL in it
    };

    State state = State::Broken;
    QByteArray path; ///< decoded bytes as written: absolute, or relative to what the trash belongs to
    QDateTime deletedAt; ///< UTC; invalid if absent or not understood
};

/** What the name of the .trashinfo has more than the name of the entry. */
inline constexpr char kInfoSuffix[] = ".trashinfo";

/** A .trashinfo is never longer than this; whatever is, is none. */
constexpr qint64 kMaxInfoBytes = 64 * 1024;

/**
 * Reads a .trashinfo: freedesktop.org Trash specification 1.0, and what its writers do to it. The first
 * occurrence of a key counts (a rule of security: Qt writes names raw, and a line break in one injects
 * further lines). Lenient: CRLF, blanks round "=", percent signs that encode nothing. A Path that holds a
 * byte that no URL may hold is taken literally, for Qt does not encode. Pure.
 */
TrashInfo parseTrashInfo(const QByteArray &content, LocalHours &hours);

/** A DeletionDate: local time, or with Z or an offset; with or without fractions and dashes. UTC, or invalid.
 */
QDateTime parseDeletionDate(QByteArrayView text, LocalHours &hours);

/** The whole content of a .trashinfo; path as TrashInfo::path, deletedAt any instant. */
QByteArray writeTrashInfo(const QByteArray &path, const QDateTime &deletedAt);

} // namespace Unbin::LocalTrash
