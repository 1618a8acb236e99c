// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashing.h"

#include "core/providers/localtrash/livefolders.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

constexpr int kMaxAttempts = 10'000;
constexpr qsizetype kMaxTrashedNameBytes = 255 - (sizeof kInfoSuffix - 1);
constexpr qsizetype kMaxExtensionBytes = 20;

/** What is to be trashed, found and open. */
struct Victim {
    FileDescriptor parent;
    QByteArray name;
    QByteArray path; ///< as it was named
    QByteArray realPath; ///< the same without links on the way
    struct stat facts;
};

Result<Victim> openVictim(const QByteArray &path, const QString &etag)
{
    Victim victim;
    victim.parent = openTarget(AT_FDCWD, parentOf(path).constData());
    victim.name = nameOf(path);
    victim.path = path;
    if (!isPlainName(victim.name))
        return failure(Error::Kind::Unsafe, decodeName(path));
    if (!victim.parent.isOpen() || !statAt(victim.parent.get(), victim.name, &victim.facts))
        return failure(errnoError(errno == ENOTDIR ? ENOENT : errno, path));
    if (!etag.isEmpty() && etag != identityOf(victim.facts))
        return failure(Error::Kind::Changed, decodeName(path));
    const QByteArray realParent = realPath(victim.parent);
    victim.realPath = realParent.isEmpty() ? path : joined(realParent, victim.name);
    return victim;
}

/** Makes the .trashinfo; its existence is the lock on the name. 0 or an errno. */
int writeInfo(const TrashFolder &trash, const QByteArray &name, const QByteArray &content, struct stat *facts)
{
    const QByteArray fileName = name + kInfoSuffix;
    const FileDescriptor fd(
        openat(trash.info.get(), fileName.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!fd.isOpen())
        return errno;
    int failed = writeAll(fd.get(), content);
    if (failed == 0 && fstat(fd.get(), facts) != 0)
        failed = errno;
    if (failed != 0)
        unlinkat(trash.info.get(), fileName.constData(), 0);
    return failed;
}

/** A KIO that lists between our two steps takes the .trashinfo for one without content and deletes it. */
void ensureInfo(const TrashFolder &trash, const QByteArray &name, const QByteArray &content)
{
    struct stat facts;
    if (!statAt(trash.info.get(), name + kInfoSuffix, &facts) && errno == ENOENT)
        writeInfo(trash, name, content, &facts);
}

class Trashing
{
public:
    Trashing(const EntryTask &task, const Victim &victim, const QDateTime &deletedAt)
        : m_task(task)
        , m_victim(victim)
        , m_deletedAt(deletedAt)
    { }

    Result<TrashedItem> run()
    {
        auto home = openHomeTrash(m_task.config, IfAbsent::Create);
        if (home && isInside(**home))
            return failure(Error::Kind::Unsafe, decodeName(m_victim.path) + QLatin1String(": is the trash itself"));
        struct stat files;
        int failed = EXDEV;
        if (home && fstat((*home)->files.get(), &files) == 0 && files.st_dev == m_victim.facts.st_dev)
            failed = putInto(**home, Method::Rename);
        if (failed == EXDEV)
            failed = putIntoVolume();
        if (failed == EXDEV && home)
            failed = putInto(**home, Method::Copy);
        if (!home && failed == EXDEV)
            return failure(home.error());
        if (failed != 0)
            return failure(errnoError(failed, m_victim.path));
        auto row = readRow(*m_used, m_task.config, m_usedName);
        if (!row)
            return failure(Error::Kind::OutcomeUnknown, decodeName(m_victim.path));
        return std::move(row->item);
    }

private:
    enum class Method { Rename, Copy };

    /** The trash, a folder above it, or something in it. */
    bool isInside(const TrashFolder &trash) const
    {
        const QByteArray path = realPath(trash.fd);
        return isAtOrBelow(path, m_victim.realPath) || isAtOrBelow(m_victim.realPath, path);
    }

    /** EXDEV if the volume has no trash that can be used. */
    int putIntoVolume()
    {
        const std::vector<Mount> mounts = readMounts(m_task.config.mountinfoPath);
        const Mount *mount = mountOf(mounts, m_victim.realPath);
        if (!mount)
            return EXDEV;
        auto trash = openSharedTrash(m_task.config, *mount, IfAbsent::Create);
        if (!trash)
            trash = openOwnTrash(m_task.config, *mount, IfAbsent::Create);
        if (!trash)
            return EXDEV;
        if (isInside(**trash))
            return EPERM;
        m_volumeTrash = *trash;
        return putInto(**trash, Method::Rename);
    }

    int putInto(const TrashFolder &trash, Method method)
    {
        const QByteArray noted = trash.isHome ? m_victim.path : pathBelowBase(m_victim.realPath, trash);
        const QByteArray content = writeTrashInfo(noted, m_deletedAt);
        for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
            const QByteArray name = trashNameFor(m_victim.name, attempt);
            int failed = putUnder(trash, name, content, method);
            if (failed == EEXIST)
                continue;
            m_used = &trash;
            m_usedName = name;
            return failed;
        }
        return EEXIST;
    }

    int putUnder(const TrashFolder &trash, const QByteArray &name, const QByteArray &content, Method method)
    {
        const TrashWatcher::OwnChange ours(m_task.watcher, name);
        struct stat written;
        if (const int failed = writeInfo(trash, name, content, &written))
            return failed;
        const At from{m_victim.parent.get(), m_victim.name};
        const At to{trash.files.get(), name};
        bool isLeftBehind = false;
        const int failed = method == Method::Rename
            ? moveNoReplace(from, to)
            : moveByCopy(from, to, m_task.isStopped, m_task.report, &isLeftBehind);
        if (failed == 0) {
            ensureInfo(trash, name, content);
            return 0;
        }
        // Only what was written here: after a KIO's clean-up the name may be somebody else's by now.
        struct stat now;
        if (statAt(trash.info.get(), name + kInfoSuffix, &now) && now.st_ino == written.st_ino)
            unlinkat(trash.info.get(), (name + kInfoSuffix).constData(), 0);
        return failed;
    }

    const EntryTask &m_task;
    const Victim &m_victim;
    const QDateTime m_deletedAt;
    TrashFolderPtr m_volumeTrash; // keeps what m_used may point to
    const TrashFolder *m_used = nullptr;
    QByteArray m_usedName;
};

} // namespace

QByteArray trashNameFor(const QByteArray &name, int attempt)
{
    const QByteArray number = attempt > 1 ? '.' + QByteArray::number(attempt) : QByteArray();
    const qsizetype dot = name.lastIndexOf('.');
    const bool hasExtension = dot > 0 && name.size() - dot <= kMaxExtensionBytes;
    const QByteArray extension = hasExtension ? name.mid(dot) : QByteArray();
    QByteArray stem = hasExtension ? name.left(dot) : name;
    const qsizetype room = kMaxTrashedNameBytes - number.size() - extension.size();
    if (stem.size() > room) {
        qsizetype end = room;
        while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xc0) == 0x80)
            --end;
        stem.truncate(end > 0 ? end : room); // not UTF-8 at all: anywhere
    }
    return stem + number + extension;
}

Result<TrashedItem> trashLive(
    const EntryTask &task, const QByteArray &path, const QString &etag, const QDateTime &deletedAt)
{
    const auto victim = openVictim(path, etag);
    if (!victim)
        return failure(victim.error());
    if (task.isStopped())
        return failure(Error::Kind::Cancelled);
    return Trashing(task, *victim, deletedAt).run();
}

} // namespace Unbin::LocalTrash
