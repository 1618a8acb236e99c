// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashfinder.h"

#include "core/providers/localtrash/localids.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <thread>

namespace Unbin::LocalTrash {

namespace {

tl::unexpected<Error> unsafe(const QByteArray &path, QLatin1String reason)
{
    return failure(Error::Kind::Unsafe, QString::fromUtf8(path) + QLatin1String(": ") + reason);
}

tl::unexpected<Error> cannotOpen(int number, const QByteArray &path)
{
    if (number == ELOOP || number == ENOTDIR)
        return unsafe(path, QLatin1String("is a link or no folder"));
    return failure(errnoError(number, path));
}

/** Who but the owner may write to a folder without it being refused. */
enum class Writers { OwnerOnly, OwnerAndGroup, Anybody };

struct Rules {
    quint32 uid;
    bool keepsOwners;
    bool followsLinks;
    IfAbsent ifAbsent;
};

Result<FileDescriptor> openChecked(
    int parent, const QByteArray &name, const QByteArray &path, const Rules &rules, Writers allowed)
{
    if (rules.ifAbsent == IfAbsent::Create && mkdirat(parent, name.constData(), 0700) != 0 && errno != EEXIST)
        return failure(errnoError(errno, path));
    const int linkFlag = rules.followsLinks ? 0 : O_NOFOLLOW;
    FileDescriptor fd(openat(parent, name.constData(), O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC | linkFlag));
    struct stat facts;
    if (!fd.isOpen() || fstat(fd.get(), &facts) != 0)
        return cannotOpen(errno, path);
    if (!rules.keepsOwners) // then owner and mode are mount options and tell nothing
        return fd;
    if (facts.st_uid != rules.uid)
        return unsafe(path, QLatin1String("belongs to another user"));
    const mode_t forbidden = allowed == Writers::OwnerOnly ? S_IWGRP | S_IWOTH
        : allowed == Writers::OwnerAndGroup                ? S_IWOTH
                                                           : 0;
    if (facts.st_mode & forbidden)
        return unsafe(path, QLatin1String("others may write to it"));
    return fd;
}

/** Opens info and files of a folder whose path, base and fd are set. */
Result<TrashFolderPtr> completed(TrashFolder &&folder, const Rules &rules)
{
    if (fstat(folder.fd.get(), &folder.facts) != 0)
        return failure(errnoError(errno, folder.path));
    const Writers allowed = folder.isHome ? Writers::Anybody : Writers::OwnerAndGroup;
    auto info = openChecked(folder.fd.get(), "info", folder.path + "/info", rules, allowed);
    if (!info)
        return failure(info.error());
    auto files = openChecked(folder.fd.get(), "files", folder.path + "/files", rules, allowed);
    if (!files)
        return failure(files.error());
    folder.info = std::move(*info);
    folder.files = std::move(*files);
    return std::make_shared<const TrashFolder>(std::move(folder));
}

Result<TrashFolder> beginOn(const Mount &mount)
{
    TrashFolder folder;
    folder.base = mount.path;
    folder.keepsOwners = mount.keepsOwners();
    folder.baseFd = FileDescriptor(open(mount.path.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder.baseFd.isOpen())
        return failure(errnoError(errno == ENOTDIR ? ENOENT : errno, mount.path)); // a file can be a mount point, too
    return folder;
}

/** Makes the way to the data home; 0700, for what lies there is private. */
void makeFolders(const QByteArray &path)
{
    if (path.size() > 1 && mkdir(path.constData(), 0700) != 0 && errno == ENOENT) {
        makeFolders(parentOf(path));
        mkdir(path.constData(), 0700);
    }
}

void add(FoundTrashes &found, Result<TrashFolderPtr> folder)
{
    if (folder)
        found.folders.push_back(std::move(*folder));
    else if (folder.error().kind != Error::Kind::NotFound)
        found.problems.push_back(std::move(folder.error()));
}

/** The top of the volume that a trash of this user lies on; empty if the path is not one of a trash of
 * theirs. */
QByteArray topOf(const LocalTrashConfig &config, const QByteArray &trashPath)
{
    const QByteArray uid = QByteArray::number(config.uid);
    if (nameOf(trashPath) == ".Trash-" + uid)
        return parentOf(trashPath);
    if (nameOf(trashPath) == uid && nameOf(parentOf(trashPath)) == ".Trash")
        return parentOf(parentOf(trashPath));
    return {};
}

std::optional<Mount> mountOfTrash(const LocalTrashConfig &config, const QByteArray &top)
{
    for (const Mount &mount : readMounts(config.mountinfoPath)) {
        if (mount.path == top)
            return mount;
    }
    return std::nullopt;
}

/** A question to one volume that may never be answered. Shared with the thread that asks. */
struct Inquiry {
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<FoundTrashes> found;
};

std::shared_ptr<Inquiry> ask(const LocalTrashConfig &config, const Mount &mount, const TrashProbe &probe)
{
    auto inquiry = std::make_shared<Inquiry>();
    // Detached: a dead NFS server keeps the thread in the kernel, where nothing but its return ends it.
    std::thread([inquiry, config, mount, probe] {
        FoundTrashes found = probe(config, mount);
        const std::scoped_lock lock(inquiry->mutex);
        inquiry->found = std::move(found);
        inquiry->answered.notify_all();
    }).detach();
    return inquiry;
}

FoundTrashes awaitAnswer(
    Inquiry &inquiry, const Mount &mount, std::chrono::steady_clock::time_point deadline, const StopCheck &isStopped)
{
    std::unique_lock lock(inquiry.mutex);
    while (!inquiry.found && !isStopped() && std::chrono::steady_clock::now() < deadline)
        inquiry.answered.wait_for(lock, std::chrono::milliseconds(50));
    if (inquiry.found)
        return std::move(*inquiry.found);
    FoundTrashes late;
    late.problems.push_back(Error{.kind = Error::Kind::TimedOut,
        .code = QStringLiteral("NotReachable"),
        .detail = QString::fromUtf8(mount.path) + QLatin1String(": does not answer")});
    return late;
}

/** Bind mounts show one trash at several places. */
void addNew(FoundTrashes &all, FoundTrashes &&some)
{
    for (TrashFolderPtr &folder : some.folders) {
        const bool isKnown = std::any_of(all.folders.begin(), all.folders.end(),
            [&](const TrashFolderPtr &known) { return known->isSameAs(*folder); });
        if (!isKnown)
            all.folders.push_back(std::move(folder));
    }
    std::move(some.problems.begin(), some.problems.end(), std::back_inserter(all.problems));
}

} // namespace

Result<TrashFolderPtr> openHomeTrash(const LocalTrashConfig &config, IfAbsent ifAbsent)
{
    const Rules rules{config.uid, true, true, ifAbsent};
    TrashFolder folder;
    folder.path = config.homeTrash();
    folder.base = config.dataHome;
    folder.isHome = true;
    if (ifAbsent == IfAbsent::Create)
        makeFolders(config.dataHome);
    folder.baseFd = openTarget(AT_FDCWD, config.dataHome.constData());
    if (!folder.baseFd.isOpen())
        return failure(errnoError(errno, config.dataHome));
    auto fd = openChecked(folder.baseFd.get(), "Trash", folder.path, rules, Writers::Anybody);
    if (!fd)
        return failure(fd.error());
    folder.fd = std::move(*fd);
    return completed(std::move(folder), rules);
}

Result<TrashFolderPtr> openSharedTrash(const LocalTrashConfig &config, const Mount &mount, IfAbsent ifAbsent)
{
    auto folder = beginOn(mount);
    if (!folder)
        return failure(folder.error());
    const QByteArray sharedPath = joined(mount.path, ".Trash");
    const FileDescriptor shared = openFolderAt(folder->baseFd.get(), ".Trash");
    struct stat facts;
    if (!shared.isOpen() || fstat(shared.get(), &facts) != 0)
        return cannotOpen(errno, sharedPath);
    if (!(facts.st_mode & S_ISVTX))
        return unsafe(sharedPath, QLatin1String("lacks the sticky bit: anybody could exchange what is in it"));

    const Rules rules{config.uid, folder->keepsOwners, false, ifAbsent};
    const QByteArray name = QByteArray::number(config.uid);
    folder->path = joined(sharedPath, name);
    auto fd = openChecked(shared.get(), name, folder->path, rules, Writers::OwnerOnly);
    if (!fd)
        return failure(fd.error());
    folder->fd = std::move(*fd);
    return completed(std::move(*folder), rules);
}

Result<TrashFolderPtr> openOwnTrash(const LocalTrashConfig &config, const Mount &mount, IfAbsent ifAbsent)
{
    auto folder = beginOn(mount);
    if (!folder)
        return failure(folder.error());
    const Rules rules{config.uid, folder->keepsOwners, false, ifAbsent};
    const QByteArray name = ".Trash-" + QByteArray::number(config.uid);
    folder->path = joined(mount.path, name);
    auto fd = openChecked(folder->baseFd.get(), name, folder->path, rules, Writers::OwnerOnly);
    if (!fd)
        return failure(fd.error());
    folder->fd = std::move(*fd);
    return completed(std::move(*folder), rules);
}

bool isDriveConnected(const LocalTrashConfig &config, const QByteArray &trashPath)
{
    return trashPath == config.homeTrash() || mountOfTrash(config, topOf(config, trashPath)).has_value();
}

Result<TrashFolderPtr> openTrashAt(const LocalTrashConfig &config, const QByteArray &trashPath)
{
    if (trashPath == config.homeTrash())
        return openHomeTrash(config, IfAbsent::Fail);
    const QByteArray top = topOf(config, trashPath);
    if (top.isEmpty())
        return unsafe(trashPath, QLatin1String("is no trash of this user"));
    if (const auto mount = mountOfTrash(config, top))
        return nameOf(trashPath).startsWith(".Trash-") ? openOwnTrash(config, *mount, IfAbsent::Fail)
                                                       : openSharedTrash(config, *mount, IfAbsent::Fail);
    return failure(Error{.kind = Error::Kind::LocalIo,
        .code = QStringLiteral("DriveNotConnected"),
        .detail = QString::fromUtf8(top) + QLatin1String(": nothing is mounted there")});
}

FoundTrashes findTrashesOn(const LocalTrashConfig &config, const Mount &mount)
{
    FoundTrashes found;
    add(found, openSharedTrash(config, mount, IfAbsent::Fail));
    add(found, openOwnTrash(config, mount, IfAbsent::Fail));
    return found;
}

FoundTrashes findTrashes(const LocalTrashConfig &config, const StopCheck &isStopped, const TrashProbe &probe)
{
    const auto deadline = std::chrono::steady_clock::now() + config.probeDeadline;
    std::vector<std::pair<Mount, std::shared_ptr<Inquiry>>> inquiries;
    FoundTrashes all;
    auto home = openHomeTrash(config, IfAbsent::Create);
    // A data home that can't be made (a read-only home) is an empty trash only if there is none.
    if (home || home.error().kind == Error::Kind::Unsafe)
        add(all, std::move(home));
    else
        add(all, openHomeTrash(config, IfAbsent::Fail));
    for (const Mount &mount : readMounts(config.mountinfoPath)) {
        if (mount.isPseudo())
            continue;
        if (mount.mayHang())
            inquiries.emplace_back(mount, ask(config, mount, probe));
        else
            addNew(all, probe(config, mount));
    }
    for (const auto &[mount, inquiry] : inquiries)
        addNew(all, awaitAnswer(*inquiry, mount, deadline, isStopped));
    return all;
}

} // namespace Unbin::LocalTrash
