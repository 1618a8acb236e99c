// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/movenoreplace.h"

#include "core/providers/localtrash/posix.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

int renameWithFlags(const At &from, const At &to)
{
    const int done = renameat2(from.folder, from.name.constData(), to.folder, to.name.constData(), RENAME_NOREPLACE);
    if (done == 0)
        return 0;
    return errno == EINVAL || errno == ENOSYS ? moveNoReplaceWithoutFlags(from, to) : errno;
}

} // namespace

int moveNoReplace(const At &from, const At &to)
{
    const int failed = renameWithFlags(from, to);
    if (failed != EACCES)
        return failed;
    const FileDescriptor folder = openFolderAt(from.folder, from.name.constData());
    struct stat facts;
    if (!folder.isOpen() || fstat(folder.get(), &facts) != 0 || facts.st_uid != geteuid() || (facts.st_mode & S_IWUSR)
        || fchmod(folder.get(), (facts.st_mode & 07777) | S_IWUSR) != 0)
        return failed;
    const int again = renameWithFlags(from, to);
    fchmod(folder.get(), facts.st_mode & 07777);
    return again;
}

int moveNoReplaceWithoutFlags(const At &from, const At &to)
{
    struct stat facts;
    if (!statAt(from.folder, from.name, &facts))
        return errno;
    if (!S_ISDIR(facts.st_mode)) {
        if (linkat(from.folder, from.name.constData(), to.folder, to.name.constData(), 0) != 0)
            return errno;
        return unlinkat(from.folder, from.name.constData(), 0) == 0 ? 0 : errno;
    }
    // A plain rename replaces an empty folder and nothing else; so it can replace none but the one made here.
    if (mkdirat(to.folder, to.name.constData(), 0700) != 0)
        return errno;
    if (renameat(from.folder, from.name.constData(), to.folder, to.name.constData()) == 0)
        return 0;
    const int failed = errno;
    unlinkat(to.folder, to.name.constData(), AT_REMOVEDIR);
    return failed == ENOTEMPTY ? EEXIST : failed;
}

} // namespace Unbin::LocalTrash
