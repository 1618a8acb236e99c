// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/progress.h"
#include "core/providers/localtrash/movenoreplace.h"
#include "core/providers/localtrash/posix.h"

namespace Unbin::LocalTrash {

/** Whom a copy tells how far it is; may be empty. */
using ProgressSink = std::function<void(const Progress &)>;

/**
 * Copies a file, link or folder with everything below it: content with its holes, mode, times, extended
 * attributes, owner where allowed, links as links, hard links within the tree. All of it is on the disk when
 * this returns. The target's name must be free. Returns 0 or an errno (ECANCELED if stopped), and leaves
 * nothing behind on failure.
 */
int copyTree(const At &from, const At &to, const StopCheck &isStopped, const ProgressSink &report);

/**
 * Moves to another volume: copies to a temporary sibling of the target, gives it the name without replacing
 * anything, then erases the source. Until the copy is complete the source is untouched. 0 or an errno; once
 * the copy has its name the move has happened, and what could not be erased stays behind (*leftBehind).
 */
int moveByCopy(const At &from, const At &to, const StopCheck &isStopped, const ProgressSink &report, bool *leftBehind);

} // namespace Unbin::LocalTrash
