// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/filecopy.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <vector>

namespace Unbin::LocalTrash {

namespace {

constexpr size_t kBlockBytes = 1024 * 1024;
constexpr qsizetype kMaxAttributeBytes = 64 * 1024; // XATTR_SIZE_MAX, xattr(7)

/** Copies [begin, end) at the same place of the other file. */
int copyRange(int from, int to, off_t begin, off_t end, std::vector<char> &buffer, const StopCheck &isStopped,
    const std::function<void(qint64)> &report)
{
    while (begin < end) {
        if (isStopped())
            return ECANCELED;
        const size_t wanted = std::min<size_t>(buffer.size(), size_t(end - begin));
        const ssize_t count = pread(from, buffer.data(), wanted, begin);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        if (count == 0) // became shorter; what remains reads as a hole
            return 0;
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = pwrite(to, buffer.data() + done, size_t(count - done), begin + done);
            if (written < 0 && errno != EINTR)
                return errno;
            done += std::max<ssize_t>(written, 0);
        }
        begin += count;
        report(count);
    }
    return 0;
}

int copyData(int from, int to, off_t size, const StopCheck &isStopped, const std::function<void(qint64)> &report)
{
    std::vector<char> buffer(std::min<size_t>(kBlockBytes, size_t(std::max<off_t>(size, 1))));
    for (off_t position = 0; position < size;) {
        off_t begin = lseek(from, position, SEEK_DATA);
        if (begin < 0 && errno == ENXIO) // nothing but a hole up to the end
            break;
        off_t end = begin < 0 ? size : lseek(from, begin, SEEK_HOLE);
        if (begin < 0 || end < 0) { // the file system knows no holes
            begin = position;
            end = size;
        }
        if (const int failed = copyRange(from, to, begin, std::min(end, size), buffer, isStopped, report))
            return failed;
        position = end;
    }
    return ftruncate(to, size) == 0 ? 0 : errno;
}

bool isRefusedAttribute(int number)
{
    return number == ENOTSUP || number == EPERM || number == EACCES || number == ENODATA || number == EINVAL;
}

int copyExtendedAttributes(int from, int to)
{
    const ssize_t length = flistxattr(from, nullptr, 0);
    if (length <= 0)
        return 0;
    QByteArray names(length, Qt::Uninitialized);
    names.truncate(std::max<ssize_t>(flistxattr(from, names.data(), size_t(names.size())), 0));
    for (const QByteArray &name : names.split('\0')) {
        if (name.isEmpty())
            continue;
        QByteArray value(kMaxAttributeBytes, Qt::Uninitialized);
        const ssize_t size = fgetxattr(from, name.constData(), value.data(), size_t(value.size()));
        if (size < 0 || fsetxattr(to, name.constData(), value.constData(), size_t(size), 0) == 0)
            continue;
        if (!isRefusedAttribute(errno))
            return errno;
    }
    return 0;
}

} // namespace

int copyFile(const At &from, const At &to, const struct stat &facts, const StopCheck &isStopped,
    const std::function<void(qint64 bytes)> &report)
{
    const FileDescriptor source(
        openat(from.folder, from.name.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!source.isOpen())
        return errno;
    const FileDescriptor target(
        openat(to.folder, to.name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target.isOpen())
        return errno;
    if (const int failed = copyData(source.get(), target.get(), facts.st_size, isStopped, report))
        return failed;
    return copyAttributes(source.get(), target.get(), facts);
}

int copyLink(const At &from, const At &to, const struct stat &facts)
{
    char destination[PATH_MAX];
    const ssize_t length = readlinkat(from.folder, from.name.constData(), destination, sizeof destination);
    if (length < 0)
        return errno;
    const QByteArray text(destination, length);
    if (symlinkat(text.constData(), to.folder, to.name.constData()) != 0)
        return errno;
    const timespec times[] = {facts.st_atim, facts.st_mtim};
    // Neither matters to what a link means, and not every file system keeps them.
    (void)!fchownat(to.folder, to.name.constData(), facts.st_uid, facts.st_gid, AT_SYMLINK_NOFOLLOW);
    utimensat(to.folder, to.name.constData(), times, AT_SYMLINK_NOFOLLOW);
    return 0;
}

int copySpecial(const At &to, const struct stat &facts)
{
    if (mknodat(to.folder, to.name.constData(), facts.st_mode, facts.st_rdev) != 0)
        return errno;
    const timespec times[] = {facts.st_atim, facts.st_mtim};
    (void)!fchownat(to.folder, to.name.constData(), facts.st_uid, facts.st_gid, AT_SYMLINK_NOFOLLOW);
    fchmodat(to.folder, to.name.constData(), facts.st_mode & 07777, 0);
    utimensat(to.folder, to.name.constData(), times, AT_SYMLINK_NOFOLLOW);
    return 0;
}

int copyAttributes(int from, int to, const struct stat &facts)
{
    if (const int failed = copyExtendedAttributes(from, to))
        return failed;
    mode_t mode = facts.st_mode & 07777;
    // Set-user-id without the owner it was meant for would hand out our own rights.
    if (fchown(to, facts.st_uid, facts.st_gid) != 0)
        mode &= ~mode_t(S_ISUID | S_ISGID);
    if (fchmod(to, mode) != 0 && errno != EPERM && errno != ENOTSUP)
        return errno;
    const timespec times[] = {facts.st_atim, facts.st_mtim};
    if (futimens(to, times) != 0 && errno != EPERM)
        return errno;
    return fsync(to) == 0 || errno == EINVAL ? 0 : errno;
}

void syncFolder(int folder)
{
    const FileDescriptor readable(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (readable.isOpen())
        fsync(readable.get());
}

} // namespace Unbin::LocalTrash
