// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/localtrashconfig.h"
#include "core/providers/localtrash/mountinfo.h"
#include "core/providers/localtrash/posix.h"

#include <functional>
#include <memory>
#include <vector>

namespace Unbin::LocalTrash {

/** One trash that passed every check, held by descriptors, so that nobody can exchange it under us. */
struct TrashFolder {
    QByteArray path;
    QByteArray base; ///< what a relative Path is relative to: the data home, or the top of the volume
    bool isHome = false;
    bool keepsOwners = true; ///< false: anybody may have written its entries
    FileDescriptor baseFd;
    FileDescriptor fd;
    FileDescriptor info;
    FileDescriptor files;
    struct stat facts { }; ///< of the trash folder itself

    bool isSameAs(const TrashFolder &other) const
    {
        return facts.st_dev == other.facts.st_dev && facts.st_ino == other.facts.st_ino;
    }
};
using TrashFolderPtr = std::shared_ptr<const TrashFolder>;

/** The trashes that may be used, each once, and why others may not: Unsafe with the folder and the reason. */
struct FoundTrashes {
    std::vector<TrashFolderPtr> folders;
    std::vector<Error> problems;
};

enum class IfAbsent { Fail, Create };

/** The home trash. Its owner must be the user; its parts may be links (people do that), but to folders of
 * theirs. */
Result<TrashFolderPtr> openHomeTrash(const LocalTrashConfig &config, IfAbsent ifAbsent);

/**
 * $topdir/.Trash/$uid: only if .Trash is a folder, no link, and sticky. NotFound if there is none; Unsafe if
 * it, or what it lies in, belongs to somebody else or could be changed by others.
 */
Result<TrashFolderPtr> openSharedTrash(const LocalTrashConfig &config, const Mount &mount, IfAbsent ifAbsent);
/** $topdir/.Trash-$uid, by the same rules. */
Result<TrashFolderPtr> openOwnTrash(const LocalTrashConfig &config, const Mount &mount, IfAbsent ifAbsent);

/** The trash of this path, checked anew. LocalIo with code "DriveNotConnected" if its volume is not mounted.
 */
Result<TrashFolderPtr> openTrashAt(const LocalTrashConfig &config, const QByteArray &trashPath);

/** False if the trash lies on a volume that is not mounted. Asks nothing of the volume itself. */
bool isDriveConnected(const LocalTrashConfig &config, const QByteArray &trashPath);

/** Both trashes of one volume. */
FoundTrashes findTrashesOn(const LocalTrashConfig &config, const Mount &mount);

using TrashProbe = std::function<FoundTrashes(const LocalTrashConfig &, const Mount &)>;
/**
 * Every trash of the user: home and all volumes. A volume that may hang is asked on a thread of its own; if
 * it does not answer in time it is reported as TimedOut and left behind. Bind mounts are recognised. Blocks;
 * worker threads.
 */
FoundTrashes findTrashes(
    const LocalTrashConfig &config, const StopCheck &isStopped, const TrashProbe &probe = findTrashesOn);

} // namespace Unbin::LocalTrash
