// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/mountinfo.h"

#include "core/providers/localtrash/localids.h"

#include <QFile>
#include <QSet>

#include <algorithm>

namespace Unbin::LocalTrash {

namespace {

/** "\040" is a blank: the kernel writes blank, tab, line break and backslash in octal. */
QByteArray unescaped(const QByteArray &field)
{
    const auto isOctal = [](char c) {
        return c >= '0' && c <= '7';
    };
    QByteArray bytes;
    for (qsizetype i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 3 < field.size() && field[i + 1] <= '3' && isOctal(field[i + 1])
            && isOctal(field[i + 2]) && isOctal(field[i + 3])) {
            bytes += char((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
            i += 3;
        } else {
            bytes += field[i];
        }
    }
    return bytes;
}

} // namespace

bool Mount::isPseudo() const
{
    static const QSet<QByteArray> pseudo = {
        "autofs",
        "binfmt_misc",
        "bpf",
        "cgroup",
        "cgroup2",
        "configfs",
        "debugfs",
        "devpts",
        "devtmpfs",
        "efivarfs",
        "functionfs",
        "fusectl",
        "hugetlbfs",
        "mqueue",
        "nsfs",
        "proc",
        "pstore",
        "resctrl",
        "rpc_pipefs",
        "securityfs",
        "selinuxfs",
        "smackfs",
        "sysfs",
        "tracefs",
        "fuse.lxcfs",
        "fuse.gvfsd-fuse",
        "fuse.portal",
    };
    return pseudo.contains(type);
}

bool Mount::keepsOwners() const
{
    static const QSet<QByteArray> ownerless = {
        "vfat",
        "msdos",
        "fat",
        "exfat",
        "fuse.exfat",
        "ntfs",
        "ntfs3",
        "fuse.ntfs-3g",
        "fuseblk",
        "cifs",
        "smb3",
        "smbfs",
        "hfs",
    };
    return !ownerless.contains(type);
}

bool Mount::mayHang() const
{
    static const QSet<QByteArray> remote = {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "coda",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "ocfs2",
        "virtiofs",
        "vboxsf",
    };
    return remote.contains(type) || type.startsWith("fuse");
}

std::vector<Mount> parseMountinfo(const QByteArray &content)
{
    std::vector<Mount> mounts;
    for (const QByteArray &line : content.split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        const qsizetype dash = fields.indexOf("-", 6); // optional fields end with a lone dash
        if (dash < 0 || dash + 1 >= fields.size() || !fields[4].startsWith('/'))
            continue;
        Mount mount{unescaped(fields[4]), unescaped(fields[dash + 1])};
        std::erase_if(mounts, [&](const Mount &below) { return below.path == mount.path; });
        mounts.push_back(std::move(mount));
    }
    return mounts;
}

std::vector<Mount> readMounts(const QByteArray &mountinfoPath)
{
    QFile file(QFile::decodeName(mountinfoPath));
    return !mountinfoPath.isEmpty() && file.open(QIODevice::ReadOnly) ? parseMountinfo(file.readAll())
                                                                      : std::vector<Mount>();
}

const Mount *mountOf(const std::vector<Mount> &mounts, const QByteArray &path)
{
    const Mount *deepest = nullptr;
    for (const Mount &mount : mounts) {
        if (isAtOrBelow(path, mount.path) && (!deepest || mount.path.size() > deepest->path.size()))
            deepest = &mount;
    }
    return deepest;
}

} // namespace Unbin::LocalTrash
