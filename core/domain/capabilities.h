// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <optional>

namespace Unbin {

/**
 * What a service can do for one account. Everyone outside a provider's folder decides from this record, never from
 * the provider's name. It can be learned at sign-in and withdrawn by a refusal at run time
 * (Provider::capabilitiesChanged). A test may switch any field off.
 */
struct Capabilities {
    /** How an item gets into a folder other than its original one. */
    enum class Elsewhere {
        No,
        OneStep, ///< the restore call takes the folder
        OnlyIfParentGone, ///< the call takes a folder, but heeds it only when the original one is gone; else move after
        RestoreThenMove, ///< the call takes no folder
    };
    /** What a restore does when the original folder is gone. */
    enum class ParentGone {
        NeedsFolder, ///< the call must name another folder, or fails
        ServiceRecreates, ///< the service makes the old path again
    };

    bool canRestore = false;
    bool canRenameWhileRestoring = false;
    Elsewhere restoreElsewhere = Elsewhere::No;
    ParentGone parentGone = ParentGone::NeedsFolder;
    /** False: a restore into a taken name may silently get another one, so what only passes through a folder goes under a
        name that nothing can have. */
    bool refusesTakenNames = true;
    bool canBrowse = false; ///< listFolder, lookAtFolder, findChild
    bool canCreateFolder = false;
    bool canMove = false; ///< move and rename live items
    bool canTrash = false; ///< put a live item into the bin: replace and undo need it
    bool canPurge = false; ///< delete an entry of the bin for good
    bool isNameCaseSensitive = true; ///< "a" and "A" can stand side by side
    bool tellsOriginalPath = true; ///< false: only the parent's id is listed and each path is a look-up
    bool tellsWhoDeleted = false;
    bool tellsSize = true; ///< sizes of folders may still be unknown
    bool hasVersions = false;
    bool watchesChanges = false; ///< binChanged is emitted when others change the bin
    bool locksFolderTrees = false; ///< folder restores must run one at a time
    std::optional<int> retentionDays; ///< usual days until purge, where no exact date is told
    int requestsAtOnce = 4; ///< restores that may be under way together, at least 1
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::Capabilities)
