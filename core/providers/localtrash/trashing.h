// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/trashentries.h"

namespace Unbin::LocalTrash {

/**
 * Puts a live item into the bin: the home trash if it is on the same volume, else the trash of its volume,
 * which is made if need be, else, by copying, the home trash. The .trashinfo is made first and complete;
 * creating it reserves the name. Unsafe for the trash itself and what lies in it. Blocks; worker threads.
 */
Result<TrashedItem> trashLive(
    const EntryTask &task, const QByteArray &path, const QString &etag, const QDateTime &deletedAt);

/**
 * The name tried when all before were taken, counting from 1 (the item's own name): "a.txt", "a.2.txt".
 * Shortened so that NAME.trashinfo still fits into 255 bytes, never within a UTF-8 sequence. Pure.
 */
QByteArray trashNameFor(const QByteArray &name, int attempt);

} // namespace Unbin::LocalTrash
