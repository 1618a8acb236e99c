// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin::LocalTrash {

/** A name in an open folder. */
struct At {
    int folder;
    QByteArray name;
};

/**
 * Renames and never replaces anything, not even an empty folder or a dangling link: renameat2 with
 * RENAME_NOREPLACE. A folder of ours that forbids writing is made writable for the moment: its ".." changes.
 * 0 or an errno: EEXIST if the name is taken, EXDEV if it can't be renamed to there.
 */
int moveNoReplace(const At &from, const At &to);

/** The same for file systems that know no flags: files by link and unlink, folders over an empty one made for
 * them. */
int moveNoReplaceWithoutFlags(const At &from, const At &to);

} // namespace Unbin::LocalTrash
