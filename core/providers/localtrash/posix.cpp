// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/posix.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

Error::Kind kindOf(int number)
{
    switch (number) {
    case ENOENT:
    case ESTALE:
        return Error::Kind::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return Error::Kind::Forbidden;
    case EEXIST:
    case ENOTEMPTY:
        return Error::Kind::NameTaken;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return Error::Kind::NoRoom;
    case ENAMETOOLONG:
    case EILSEQ:
        return Error::Kind::NameInvalid;
    case EBUSY:
    case ETXTBSY:
        return Error::Kind::Busy;
    case ELOOP:
        return Error::Kind::Unsafe;
    case ECANCELED:
        return Error::Kind::Cancelled;
    default:
        return Error::Kind::LocalIo;
    }
}

FileDescriptor openStepByStep(int root, const QByteArray &path)
{
    FileDescriptor folder(openat(root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    for (const QByteArray &part : path.split('/')) {
        if (part.isEmpty() || part == ".")
            continue;
        if (part == "..") {
            errno = EXDEV;
            return {};
        }
        folder = FileDescriptor(openat(folder.get(), part.constData(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
        struct stat facts;
        if (!folder.isOpen() || fstat(folder.get(), &facts) != 0)
            return {};
        if (!S_ISDIR(facts.st_mode)) {
            errno = S_ISLNK(facts.st_mode) ? ELOOP : ENOTDIR;
            return {};
        }
    }
    return folder;
}

} // namespace

FileDescriptor::~FileDescriptor()
{
    if (m_fd >= 0) {
        const int kept = errno;
        close(m_fd);
        errno = kept;
    }
}

Error errnoError(int number, const QByteArray &path)
{
    Error error = Error::of(kindOf(number));
    if (const char *name = strerrorname_np(number))
        error.code = QLatin1String(name);
    error.detail = QString::fromUtf8(path) + QLatin1String(": ") + QString::fromUtf8(strerrordesc_np(number));
    return error;
}

FileDescriptor openFolderAt(int folder, const char *name)
{
    return FileDescriptor(openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

FileDescriptor openTarget(int folder, const char *path)
{
    return FileDescriptor(openat(folder, path, O_PATH | O_DIRECTORY | O_CLOEXEC));
}

FileDescriptor openBeneath(int root, const QByteArray &path)
{
    open_how how{};
    how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const QByteArray wanted = path.isEmpty() ? QByteArrayLiteral(".") : path;
    for (;;) {
        const long fd = syscall(SYS_openat2, root, wanted.constData(), &how, sizeof how);
        if (fd >= 0)
            return FileDescriptor(int(fd));
        if (errno == ENOSYS || errno == EPERM)
            return openStepByStep(root, wanted);
        if (errno != EAGAIN && errno != EINTR) // EAGAIN: somebody renamed something on the way meanwhile
            return {};
    }
}

bool statAt(int folder, const QByteArray &name, struct stat *result)
{
    return fstatat(folder, name.constData(), result, AT_SYMLINK_NOFOLLOW) == 0;
}

QByteArray realPath(const FileDescriptor &fd)
{
    char buffer[PATH_MAX];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(fd.get());
    const ssize_t length = readlink(link.constData(), buffer, sizeof buffer);
    return length > 0 && buffer[0] == '/' ? QByteArray(buffer, length) : QByteArray();
}

int readSmallFile(int folder, const char *name, qint64 maxBytes, QByteArray *content, struct stat *facts)
{
    // Without O_NONBLOCK one FIFO would hang the reader for ever, and without O_NOFOLLOW a link could point
    // anywhere.
    const FileDescriptor fd(openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!fd.isOpen() || fstat(fd.get(), facts) != 0)
        return errno;
    if (!S_ISREG(facts->st_mode))
        return EINVAL;
    if (facts->st_size > maxBytes)
        return EFBIG;
    // One byte more than it should have, so that a file that has grown is noticed.
    content->resize(facts->st_size + 1);
    for (qsizetype done = 0;;) {
        const ssize_t count = read(fd.get(), content->data() + done, size_t(content->size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        done += count;
        if (count == 0 || done == facts->st_size) {
            content->truncate(done);
            return 0;
        }
        if (done == content->size()) { // it grew
            if (done > maxBytes)
                return EFBIG;
            content->resize(std::min<qint64>(2 * done, maxBytes + 1));
        }
    }
}

int writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return errno;
        if (count > 0)
            done += count;
    }
    return 0;
}

int forEachName(int folder, const std::function<bool(const char *name)> &visitor)
{
    // A description of its own: a duplicate would share the reading position with whoever else lists this
    // folder.
    const int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(fdopendir(fd), closedir);
    if (!stream) {
        const int number = errno;
        close(fd);
        return number;
    }
    for (;;) {
        errno = 0;
        const dirent *entry = readdir(stream.get());
        if (!entry)
            return errno;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && !visitor(entry->d_name))
            return 0;
    }
}

QString identityOf(const struct stat &facts)
{
    std::array<char, 64> text; // of two 64-bit numbers in base 16 and one in base 8
    char *const end = text.data() + text.size();
    char *at = std::to_chars(text.data(), end, static_cast<unsigned long long>(facts.st_dev), 16).ptr;
    *at++ = ':';
    at = std::to_chars(at, end, static_cast<unsigned long long>(facts.st_ino), 16).ptr;
    *at++ = ':';
    at = std::to_chars(at, end, unsigned(facts.st_mode & S_IFMT), 8).ptr;
    return QString::fromLatin1(text.data(), at - text.data());
}

} // namespace Unbin::LocalTrash
