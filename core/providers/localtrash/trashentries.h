// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/copytree.h"
#include "core/providers/localtrash/trashrow.h"
#include "core/providers/localtrash/trashwatcher.h"
#include "core/providers/provider.h"

namespace Unbin::LocalTrash {

/** Work on single entries of a trash. All of it blocks; worker threads. */
struct EntryTask {
    LocalTrashConfig config;
    TrashMemory &memory;
    TrashWatcher *watcher; ///< told which changes are ours; may be null
    StopCheck isStopped;
    ProgressSink report;
};

/** An entry that has been found again, in a trash that was checked again. */
struct OpenedEntry {
    TrashFolderPtr trash;
    QByteArray name; ///< below files/
    TrashRow row;
};

/**
 * Reads the entry anew and compares it with what the user saw: Changed if its content is another one, or if
 * its .trashinfo names another place (some other tool reused the name). NotFound if it is gone.
 */
Result<OpenedEntry> openEntry(const EntryTask &task, const TrashedItem &seen);

/** Moves the content to its place, then removes the .trashinfo. A refusal leaves everything as it was. */
Result<LiveItem> restoreEntry(const EntryTask &task, const RestoreOrder &order);

/** Erases the content, then the .trashinfo; in this order, so that a kill leaves something to be listed. */
Result<Done> purgeEntry(const EntryTask &task, const TrashedItem &seen);

/** In the bin with the content that was seen, or live at its original place, or gone. */
Result<Whereabouts> locateEntry(const EntryTask &task, const TrashedItem &seen);

/** The entry of the bin that a folder of this path became, by the last listing and confirmed now; without
   one, the bin is not searched. */
std::optional<TrashedItem> findTrashedFolder(const EntryTask &task, const QByteArray &path);

} // namespace Unbin::LocalTrash
