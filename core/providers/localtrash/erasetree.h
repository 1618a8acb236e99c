// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/movenoreplace.h"
#include "core/providers/localtrash/posix.h"

namespace Unbin::LocalTrash {

/** What became of a tree that was to be erased. */
struct Erased {
    qint64 removed = 0; ///< files and folders that are gone
    qint64 left = 0; ///< those that could not be removed, or lie on another volume
    int firstErrno = 0; ///< why the first one stayed
    QByteArray firstLeft; ///< its path below the tree
    bool wasStopped = false;

    bool isComplete() const { return left == 0 && !wasStopped; }
};

/**
 * Removes a file, link or folder with all below it, for good. By descriptor: follows no link, leaves whatever
 * lies on another device (a mount below the tree). Folders of ours are made writable first. Goes on after
 * failures. What is gone already counts as removed. Any depth.
 */
Erased eraseTree(const At &tree, const StopCheck &isStopped, const std::function<void(qint64 removed)> &report);

} // namespace Unbin::LocalTrash
