// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/livefolders.h"

#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/trashrow.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

constexpr size_t kBatch = 500;

bool canAddTo(int folder, const char *name)
{
    return faccessat(folder, name, W_OK | X_OK, AT_EACCESS) == 0;
}

/** From the live root, or from "/" for what lies elsewhere, down to the folder; no ids yet. */
std::vector<QByteArray> pathsDownTo(const QByteArray &path, const LocalTrashConfig &config)
{
    const QByteArray root = isAtOrBelow(path, config.liveRoot) ? config.liveRoot : QByteArrayLiteral("/");
    std::vector<QByteArray> paths;
    for (QByteArray folder = path; folder != root; folder = parentOf(folder))
        paths.insert(paths.begin(), folder);
    paths.insert(paths.begin(), root);
    return paths;
}

FolderFacts::State stateAfter(int number)
{
    return number == ENOENT || number == ENOTDIR ? FolderFacts::State::Gone : FolderFacts::State::NoAccess;
}

} // namespace

LiveItem liveItemFor(const QByteArray &path, const struct stat &facts)
{
    LiveItem item;
    item.id = liveIdOf(path);
    item.kind = kindOf(facts.st_mode);
    item.name = decodeName(nameOf(path));
    if (path != "/")
        item.parent = liveIdOf(parentOf(path));
    if (item.kind == ItemKind::File)
        item.sizeBytes = facts.st_size;
    item.modifiedAt = modificationTime(facts);
    item.etag = identityOf(facts);
    return item;
}

Result<ListSummary> listLiveFolder(
    const QByteArray &path, const StopCheck &isStopped, const std::function<void(std::vector<LiveItem> &&)> &deliver)
{
    const FileDescriptor folder(open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen())
        return failure(errnoError(errno == ENOTDIR ? ENOENT : errno, path));
    ListSummary summary;
    std::vector<LiveItem> batch;
    const int failed = forEachName(folder.get(), [&](const char *name) {
        struct stat facts;
        if (!statAt(folder.get(), name, &facts)) // gone since, or a mount that doesn't answer
            return !isStopped();
        LiveItem item = liveItemFor(joined(path, name), facts);
        item.canAddChildren = item.kind != ItemKind::Folder || canAddTo(folder.get(), name);
        batch.push_back(std::move(item));
        ++summary.items;
        if (batch.size() == kBatch)
            deliver(std::exchange(batch, {}));
        return !isStopped();
    });
    if (isStopped())
        return failure(Error::Kind::Cancelled);
    if (failed != 0)
        return failure(errnoError(failed, path));
    if (!batch.empty())
        deliver(std::move(batch));
    return summary;
}

FolderFacts lookAtLiveFolder(const QByteArray &path, const LocalTrashConfig &config)
{
    FolderFacts facts;
    facts.id = liveIdOf(path);
    facts.name = decodeName(nameOf(path));
    const FileDescriptor folder = openTarget(AT_FDCWD, path.constData());
    facts.state = folder.isOpen() ? FolderFacts::State::Live : stateAfter(errno);
    facts.canAddChildren = folder.isOpen() && canAddTo(AT_FDCWD, path.constData());

    bool isThere = true;
    for (const QByteArray &step : pathsDownTo(path, config)) {
        isThere = isThere && (folder.isOpen() || openTarget(AT_FDCWD, step.constData()).isOpen());
        facts.path.push_back({isThere ? liveIdOf(step) : ItemId(), decodeName(nameOf(step))});
    }
    return facts;
}

Result<std::optional<LiveItem>> findLiveChild(const QByteArray &folder, const QByteArray &name)
{
    const FileDescriptor fd = openTarget(AT_FDCWD, folder.constData());
    if (!fd.isOpen())
        return failure(errnoError(errno == ENOTDIR ? ENOENT : errno, folder));
    struct stat facts;
    if (!isPlainName(name)) // no folder can hold it
        return std::nullopt;
    if (statAt(fd.get(), name, &facts))
        return liveItemFor(joined(folder, name), facts);
    if (errno == ENOENT || errno == ENAMETOOLONG)
        return std::nullopt;
    return failure(errnoError(errno, joined(folder, name)));
}

Result<LiveItem> createLiveFolder(const QByteArray &folder, const QByteArray &name)
{
    if (const auto checked = checkName(name); !checked)
        return failure(checked.error());
    const auto parent = openTargetFolder(folder);
    if (!parent)
        return failure(parent.error());
    const QByteArray path = joined(folder, name);
    if (mkdirat(parent->get(), name.constData(), 0777) != 0)
        return failure(errno == EEXIST ? nameTaken(path) : errnoError(errno, path));
    struct stat facts;
    if (!statAt(parent->get(), name, &facts))
        return failure(errnoError(errno, path));
    return liveItemFor(path, facts);
}

Result<LiveItem> moveLive(const QByteArray &path, const QString &etag, const QByteArray &folder, const QByteArray &name,
    const StopCheck &isStopped, const ProgressSink &report)
{
    if (const auto checked = checkName(name); !checked)
        return failure(checked.error());
    const FileDescriptor source = openTarget(AT_FDCWD, parentOf(path).constData());
    struct stat facts;
    if (!source.isOpen() || !statAt(source.get(), nameOf(path), &facts))
        return failure(errnoError(errno == ENOTDIR ? ENOENT : errno, path));
    if (!etag.isEmpty() && etag != identityOf(facts))
        return failure(Error::Kind::Changed, decodeName(path));
    const auto target = openTargetFolder(folder);
    if (!target)
        return failure(target.error());

    const At from{source.get(), nameOf(path)};
    const At to{target->get(), name};
    const QByteArray newPath = joined(folder, name);
    int failed = newPath == path ? 0 : moveNoReplace(from, to);
    bool isLeftBehind = false;
    if (failed == EXDEV)
        failed = moveByCopy(from, to, isStopped, report, &isLeftBehind);
    if (failed != 0)
        return failure(failed == EEXIST ? nameTaken(newPath) : errnoError(failed, newPath));
    if (!statAt(to.folder, to.name, &facts))
        return failure(errnoError(errno, newPath));
    return liveItemFor(newPath, facts);
}

Result<FileDescriptor> openTargetFolder(const QByteArray &path)
{
    FileDescriptor folder = openTarget(AT_FDCWD, path.constData());
    if (folder.isOpen())
        return folder;
    Error error = errnoError(errno, path);
    if (errno == ENOENT || errno == ENOTDIR)
        error.kind = Error::Kind::ParentMissing;
    return failure(std::move(error));
}

Result<Done> checkName(const QByteArray &name)
{
    if (isPlainName(name))
        return Done{};
    return failure(Error::Kind::NameInvalid, decodeName(name));
}

Error nameTaken(const QByteArray &path)
{
    Error error = errnoError(EEXIST, path);
    error.conflictingItem = liveIdOf(path).value();
    return error;
}

} // namespace Unbin::LocalTrash
