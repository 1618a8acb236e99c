// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/movenoreplace.h"
#include "core/providers/localtrash/posix.h"

namespace Unbin::LocalTrash {

/** A regular file with its holes and attributes, synced. facts: of the source. All four: 0 or an errno. */
int copyFile(const At &from, const At &to, const struct stat &facts, const StopCheck &isStopped,
    const std::function<void(qint64 bytes)> &report);
int copyLink(const At &from, const At &to, const struct stat &facts);
/** FIFO, socket or device. */
int copySpecial(const At &to, const struct stat &facts);

/** Extended attributes, owner, mode and times of an open file or folder, then syncs it. Owners and attributes
   that the target does not take are left out: it keeps none, or only root may set them. */
int copyAttributes(int from, int to, const struct stat &facts);

/** Brings a rename in this folder to the disk, as far as the file system can. */
void syncFolder(int folder);

} // namespace Unbin::LocalTrash
