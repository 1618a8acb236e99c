// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/localtrash/privatemounts.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace Unbin {

namespace {

QByteArray &obstacle()
{
    static QByteArray text("enterPrivateMounts() was not called");
    return text;
}

bool writeText(const char *path, const QByteArray &text)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const bool isWritten = fd >= 0 && write(fd, text.constData(), size_t(text.size())) == text.size();
    if (fd >= 0)
        close(fd);
    return isWritten;
}

/** The user keeps the number they have: what they own outside, they own inside. */
bool enterUserNamespace()
{
    const QByteArray uid = QByteArray::number(geteuid());
    const QByteArray gid = QByteArray::number(getegid());
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && writeText("/proc/self/setgroups", "deny")
        && writeText("/proc/self/uid_map", uid + ' ' + uid + " 1")
        && writeText("/proc/self/gid_map", gid + ' ' + gid + " 1");
}

} // namespace

void enterPrivateMounts()
{
    const bool isEntered = geteuid() == 0 ? unshare(CLONE_NEWNS) == 0 : enterUserNamespace();
    if (!isEntered || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        obstacle() = QByteArray("no private mounts here: ") + strerror(errno);
    else
        obstacle().clear();
}

QByteArray whyNoMounts()
{
    return obstacle();
}

bool mountTmpfs(const QByteArray &folder, const QByteArray &options)
{
    return mount("none", folder.constData(), "tmpfs", 0, options.constData()) == 0;
}

bool unmount(const QByteArray &folder)
{
    return umount2(folder.constData(), MNT_DETACH) == 0;
}

} // namespace Unbin
