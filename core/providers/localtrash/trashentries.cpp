// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashentries.h"

#include "core/providers/localtrash/erasetree.h"
#include "core/providers/localtrash/livefolders.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

/** The folder a restore goes to, open, and its path. */
struct Destination {
    FileDescriptor folder;
    QByteArray path;
};

Error changed(const TrashedItem &seen)
{
    return Error::of(Error::Kind::Changed, seen.id.value());
}

QByteArray entryPath(const OpenedEntry &entry)
{
    return entry.trash->path + "/files/" + entry.name;
}

/** Links could lead the way to the original folder out of the volume: the way is walked without leaving it.
 */
Result<Destination> originalFolder(const OpenedEntry &entry)
{
    const Origin &origin = entry.row.origin;
    if (origin.path.isEmpty())
        return failure(Error::Kind::ParentMissing, QStringLiteral("the original place is unknown"));
    if (origin.restorability != Restorability::InPlace)
        return failure(Error::Kind::Unsafe,
            QLatin1String("the noted original place can't be trusted: ") + decodeName(origin.path));
    const QByteArray path = parentOf(origin.path);
    if (entry.trash->isHome) {
        auto folder = openTargetFolder(path);
        if (!folder)
            return failure(folder.error());
        return Destination{std::move(*folder), path};
    }
    FileDescriptor folder = openBeneath(entry.trash->baseFd.get(), pathBelowBase(path, *entry.trash));
    if (folder.isOpen())
        return Destination{std::move(folder), path};
    const int number = errno;
    Error error = errnoError(number, path);
    if (number == EXDEV || number == ELOOP)
        error.kind = Error::Kind::Unsafe;
    else if (number == ENOENT || number == ENOTDIR)
        error.kind = Error::Kind::ParentMissing;
    return failure(std::move(error));
}

Result<Destination> destinationOf(const RestoreOrder &order, const OpenedEntry &entry)
{
    if (order.folder.isEmpty())
        return originalFolder(entry);
    const QByteArray path = livePathOf(order.folder);
    if (path.isEmpty())
        return failure(Error::Kind::ParentMissing, order.folder.value());
    auto folder = openTargetFolder(path);
    if (!folder)
        return failure(folder.error());
    if (const QByteArray real = realPath(*folder); !real.isEmpty() && isAtOrBelow(real, realPath(entry.trash->fd)))
        return failure(Error::Kind::Unsafe, decodeName(path) + QLatin1String(": lies in the trash itself"));
    return Destination{std::move(*folder), path};
}

QByteArray targetName(const RestoreOrder &order, const OpenedEntry &entry)
{
    const QByteArray own = entry.row.origin.path.isEmpty() ? entry.name : nameOf(entry.row.origin.path);
    return order.name.isEmpty() ? own : encodeName(order.name, own);
}

/** Inodes are given out anew, so they tell only folders, whose times change; and a copy from another volume
   has a new one, but its old time. */
bool isSameItem(const LiveItem &live, const TrashedItem &seen)
{
    if (live.kind != seen.kind)
        return false;
    if (live.kind == ItemKind::Folder && live.etag == seen.etag)
        return true;
    return live.modifiedAt == seen.modifiedAt && (live.kind != ItemKind::File || live.sizeBytes == seen.sizeBytes);
}

void forgetInfo(const EntryTask &task, const OpenedEntry &entry)
{
    unlinkat(entry.trash->info.get(), (entry.name + kInfoSuffix).constData(), 0);
    if (entry.row.item.kind == ItemKind::Folder)
        DirectorySizes::dropFrom(entry.trash->fd.get(), entry.name);
    task.memory.setPartlyDeleted(entry.row.item.id, false);
}

} // namespace

Result<OpenedEntry> openEntry(const EntryTask &task, const TrashedItem &seen)
{
    const auto key = entryKey(seen.id);
    if (!key)
        return failure(Error::Kind::NotFound, seen.id.value());
    auto trash = openTrashAt(task.config, key->trashPath);
    if (!trash)
        return failure(trash.error());
    auto row = readRow(**trash, task.config, key->name);
    if (!row)
        return failure(Error::Kind::NotFound, decodeName(key->trashPath + '/' + key->name));
    if (!seen.etag.isEmpty() && seen.etag != row->item.etag)
        return failure(changed(seen));
    if (!seen.originalParent.isEmpty() && !row->item.originalParent.isEmpty()
        && seen.originalParent != row->item.originalParent)
        return failure(changed(seen));
    return OpenedEntry{std::move(*trash), key->name, std::move(*row)};
}

Result<LiveItem> restoreEntry(const EntryTask &task, const RestoreOrder &order)
{
    const auto entry = openEntry(task, order.item);
    if (!entry)
        return failure(entry.error());
    if (!entry->row.content)
        return failure(Error::Kind::NotFound, decodeName(entryPath(*entry)));
    const QByteArray name = targetName(order, *entry);
    if (const auto checked = checkName(name); !checked)
        return failure(checked.error());
    const auto destination = destinationOf(order, *entry);
    if (!destination)
        return failure(destination.error());
    if (task.isStopped())
        return failure(Error::Kind::Cancelled);

    const TrashWatcher::OwnChange ours(task.watcher, entry->name);
    const At from{entry->trash->files.get(), entry->name};
    const At to{destination->folder.get(), name};
    const QByteArray newPath = joined(destination->path, name);
    bool isLeftBehind = false;
    int failed = moveNoReplace(from, to);
    if (failed == EXDEV) // other volume, or a bind mount or subvolume that only looks like the same
        failed = moveByCopy(from, to, task.isStopped, task.report, &isLeftBehind);
    if (failed != 0)
        return failure(failed == EEXIST ? nameTaken(newPath) : errnoError(failed, newPath));
    if (isLeftBehind)
        task.memory.setPartlyDeleted(order.item.id, true);
    else
        forgetInfo(task, *entry);
    struct stat facts;
    if (!statAt(to.folder, to.name, &facts))
        return failure(Error::Kind::OutcomeUnknown, decodeName(newPath));
    return liveItemFor(newPath, facts);
}

Result<Done> purgeEntry(const EntryTask &task, const TrashedItem &seen)
{
    const auto entry = openEntry(task, seen);
    if (!entry)
        return failure(entry.error());
    const TrashWatcher::OwnChange ours(task.watcher, entry->name);
    const auto report = [&](qint64 removed) {
        if (task.report)
            task.report(Progress{.doneItems = removed});
    };
    const Erased erased = eraseTree({entry->trash->files.get(), entry->name}, task.isStopped, report);
    if (erased.isComplete()) {
        forgetInfo(task, *entry);
        return Done{};
    }
    if (erased.removed > 0)
        task.memory.setPartlyDeleted(seen.id, true);
    if (erased.wasStopped)
        return failure(Error::Kind::Cancelled, QStringLiteral("%1 deleted before").arg(erased.removed));
    Error error = errnoError(erased.firstErrno, entry->trash->path + "/files/" + erased.firstLeft);
    error.kind = Error::Kind::Forbidden;
    error.code = QStringLiteral("PartlyDeleted");
    error.detail += QStringLiteral(" (%1 deleted, %2 left)").arg(erased.removed).arg(erased.left);
    return failure(std::move(error));
}

Result<Whereabouts> locateEntry(const EntryTask &task, const TrashedItem &seen)
{
    Whereabouts where;
    const auto entry = openEntry(task, seen);
    if (entry) {
        where.state = Whereabouts::State::InBin;
        where.trashed = entry->row.item;
        if (task.memory.partlyDeleted().contains(seen.id))
            where.trashed->remark = Remark::PartlyDeleted;
        return where;
    }
    const Error::Kind kind = entry.error().kind;
    if (kind != Error::Kind::NotFound && kind != Error::Kind::Changed)
        return failure(entry.error());
    const QByteArray parent = livePathOf(seen.originalParent);
    if (parent.isEmpty())
        return where;
    const auto child = findLiveChild(parent, encodeName(seen.name));
    if (child && *child && isSameItem(**child, seen)) {
        where.state = Whereabouts::State::Live;
        where.live = **child;
    }
    return where;
}

std::optional<TrashedItem> findTrashedFolder(const EntryTask &task, const QByteArray &path)
{
    const auto id = task.memory.trashedFolder(path);
    if (!id)
        return std::nullopt;
    TrashedItem seen;
    seen.id = *id;
    const auto entry = openEntry(task, seen);
    const bool isIt = entry && entry->row.origin.path == path && entry->row.item.kind == ItemKind::Folder;
    return isIt ? std::optional(entry->row.item) : std::nullopt;
}

} // namespace Unbin::LocalTrash
