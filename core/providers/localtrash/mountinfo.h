// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace Unbin::LocalTrash {

/** One mounted file system. */
struct Mount {
    QByteArray path; ///< where, absolute
    QByteArray type; ///< "ext4", "fuse.sshfs"

    /** Has no files of users: proc, sysfs and the like. Not tmpfs, btrfs, NFS, 9p or FUSE: people delete
     * there too. */
    bool isPseudo() const;
    /** Owners and modes come from mount options, so they vouch for nothing: FAT, exFAT, NTFS, CIFS. */
    bool keepsOwners() const;
    /** Asking it anything may take for ever: a network or a process of a user is behind it. */
    bool mayHang() const;

    friend bool operator==(const Mount &, const Mount &) = default;
};

/** Reads /proc/self/mountinfo (proc(5)). Where several lie on one path the last one is what is seen, and is
   the only one returned. Lines that make no sense are skipped. Pure. */
std::vector<Mount> parseMountinfo(const QByteArray &content);

/** The mounts of a mountinfo file; none if it can't be read or the path is empty. */
std::vector<Mount> readMounts(const QByteArray &mountinfoPath);

/** The mount an absolute path without links lies on: the longest one above it. Null if there is none. */
const Mount *mountOf(const std::vector<Mount> &mounts, const QByteArray &path);

} // namespace Unbin::LocalTrash
