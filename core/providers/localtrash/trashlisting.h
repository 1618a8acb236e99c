// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/trashfinder.h"
#include "core/providers/localtrash/trashmemory.h"
#include "core/providers/provider.h"

#include <functional>

class QThreadPool;

namespace Unbin::LocalTrash {

/**
 * What a listing of the bin needs, and whom it tells.
 *
 * How an entry is shown, besides the ordinary InPlace:
 *   content without .trashinfo        ChosenFolderOnly / OriginUnknown
 *   .trashinfo that makes no sense    ChosenFolderOnly / InfoBroken
 *   .trashinfo without content        CleanUpOnly / ContentMissing
 *   Path that leaves the volume       ChosenFolderOnly / OriginOutsideVolume
 *   volume that keeps no owners       ChosenFolderOnly / UntrustedBin
 *   volume that was unplugged since   NotNow / DriveNotConnected
 *   deletion stopped half way         as above, but PartlyDeleted
 */
struct ListingTask {
    LocalTrashConfig config;
    TrashMemory &memory;
    QThreadPool &readers; ///< reads entries; another pool than the one the listing itself runs in
    StopCheck isStopped;
    std::function<void(std::vector<TrashedItem> &&)> deliver; ///< from any thread
    std::function<void(const TrashFolder &)> found; ///< before a trash is read, so that it can be watched without a gap
};

/** Lists every trash. Blocks; worker threads. */
Result<ListSummary> listTrashes(const ListingTask &task);

} // namespace Unbin::LocalTrash
