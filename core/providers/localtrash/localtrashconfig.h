// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace Unbin {

/**
 * Which trash a LocalTrashProvider works on. All paths are absolute, without a trailing slash, and bytes:
 * names on this computer need not be UTF-8. Tests and the demo point it at a private tree.
 */
struct LocalTrashConfig {
    QByteArray dataHome; ///< $XDG_DATA_HOME; the home trash is the folder Trash in it, and is made when missing
    /** The table of mounts in the kernel's format (proc(5)). Empty: only the home trash, no other volume. */
    QByteArray mountinfoPath = QByteArrayLiteral("/proc/self/mountinfo");
    quint32 uid = 0; ///< whose trashes; must be the effective user, others' are never touched
    /** Where the live tree begins for people: rootFolder(), and what paths are shown relative to. */
    QByteArray liveRoot = QByteArrayLiteral("/");
    /** How long a volume that may hang (network, FUSE) may take to show its trash before it counts as not
     * reachable. */
    std::chrono::milliseconds probeDeadline{3000};

    QByteArray homeTrash() const { return dataHome + "/Trash"; }

    /** The trashes of the user who runs the program, by XDG_DATA_HOME and HOME as they are now. */
    static LocalTrashConfig ofThisUser();
};

} // namespace Unbin
