// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <functional>
#include <sys/stat.h>
#include <utility>

namespace Unbin::LocalTrash {

/** Owns a file descriptor. */
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    { }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    { }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~FileDescriptor();

    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd = -1;
};

/** Gives true once the work shall stop. */
using StopCheck = std::function<bool()>;

/** The one mapping of errno values to kinds; code is the errno's name, detail the path and the system's
 * words. */
Error errnoError(int number, const QByteArray &path);

/** For working by descriptor: follows no link at the last part, never blocks on a FIFO. Check isOpen(), then
 * errno. */
FileDescriptor openFolderAt(int folder, const char *name);
/** A folder by path or below folder, links followed, without the right to read it. */
FileDescriptor openTarget(int folder, const char *path);
/**
 * Opens the folder at path below root without leaving root by link or "..": openat2 with RESOLVE_BENEATH;
 * where the kernel or a sandbox has no openat2, no link at all is followed. errno EXDEV or ELOOP: the path
 * leads out.
 */
FileDescriptor openBeneath(int root, const QByteArray &path);

/** lstat below a descriptor; false with errno set. */
bool statAt(int folder, const QByteArray &name, struct stat *result);
/** The path the kernel knows for an open descriptor; empty if it can't tell. */
QByteArray realPath(const FileDescriptor &fd);

/** All of a regular file; EFBIG beyond maxBytes, EINVAL if it is no regular file. 0 or an errno. */
int readSmallFile(int folder, const char *name, qint64 maxBytes, QByteArray *content, struct stat *facts);
/** All bytes; 0 or an errno. */
int writeAll(int fd, const QByteArray &bytes);

/** The names in a folder but "." and "..". Visitor returns false to stop. 0 or an errno. */
int forEachName(int folder, const std::function<bool(const char *name)> &visitor);

/** Says what "the same item" means here: device, inode and kind of file. */
QString identityOf(const struct stat &facts);

} // namespace Unbin::LocalTrash
