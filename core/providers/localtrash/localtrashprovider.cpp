// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localtrashprovider.h"

#include "core/domain/clock.h"
#include "core/jobs/workerjob.h"
#include "core/providers/localtrash/livefolders.h"
#include "core/providers/localtrash/thisuser.h"
#include "core/providers/localtrash/trashentries.h"
#include "core/providers/localtrash/trashing.h"
#include "core/providers/localtrash/trashlisting.h"
#include "core/providers/localtrash/trashwatcher.h"

#include <QThreadPool>

namespace Unbin {

using namespace LocalTrash;

namespace {

constexpr int kOperationThreads = 6; // they mostly wait for the disk
constexpr int kReaderThreads = 12;

StopCheck stopCheck(const WorkerContext &context)
{
    return [context] {
        return context.isStopped();
    };
}

ProgressSink progressSink(const WorkerContext &context)
{
    return [context](const Progress &progress) {
        context.setProgress(progress);
    };
}

/** Sends batches to the sink on the job's thread. std::function copies what it holds, hence the shared
 * pointer. */
template <class T>
std::function<void(std::vector<T> &&)> deliverTo(const PageSink<T> &sink, const WorkerContext &context)
{
    return [sink, context](std::vector<T> &&batch) {
        auto shared = std::make_shared<std::vector<T>>(std::move(batch));
        context.deliver([sink, shared] { sink(std::move(*shared)); });
    };
}

Error notLive(const ItemId &id)
{
    return Error::of(Error::Kind::NotFound, id.value());
}

} // namespace

class LocalTrashProvider::Private
{
public:
    Private(LocalTrashConfig c, Clock &clk)
        : config(std::move(c))
        , clock(clk)
        , watcher(config.mountinfoPath, clk)
    {
        operations.setMaxThreadCount(kOperationThreads);
        readers.setMaxThreadCount(kReaderThreads);
    }

    EntryTask entryTask(const WorkerContext &context)
    {
        return {config, memory, &watcher, stopCheck(context), progressSink(context)};
    }

    const LocalTrashConfig config;
    Clock &clock;
    TrashMemory memory;
    TrashWatcher watcher;
    // Last, so that they are waited for before what their functions use goes away; readers after operations.
    QThreadPool readers;
    QThreadPool operations;
};

LocalTrashProvider::LocalTrashProvider(LocalTrashConfig config, Clock &clock, QObject *parent)
    : Provider(parent)
    , d(std::make_unique<Private>(std::move(config), clock))
{
    connect(&d->watcher, &TrashWatcher::changed, this, &Provider::binChanged);
}

LocalTrashProvider::~LocalTrashProvider() = default;

Capabilities LocalTrashProvider::capabilities() const
{
    // freedesktop.org Trash specification 1.0; what this computer's file systems can do.
    Capabilities can;
    can.canRestore = true;
    can.canRenameWhileRestoring = true;
    can.restoreElsewhere = Capabilities::Elsewhere::OneStep;
    can.parentGone = Capabilities::ParentGone::NeedsFolder;
    can.canBrowse = true;
    can.canCreateFolder = true;
    can.canMove = true;
    can.canTrash = true;
    can.canPurge = true;
    can.isNameCaseSensitive = true;
    can.watchesChanges = true;
    can.requestsAtOnce = 2;
    return can;
}

ItemId LocalTrashProvider::rootFolder() const
{
    return liveIdOf(d->config.liveRoot);
}

JobPtr<AccountFacts> LocalTrashProvider::identify()
{
    return workerJob<AccountFacts>(
        [config = d->config](const WorkerContext &) { return factsOfThisUser(config); }, &d->operations);
}

JobPtr<ListSummary> LocalTrashProvider::listBin(PageSink<TrashedItem> sink)
{
    return workerJob<ListSummary>(
        [d = d.get(), sink = std::move(sink)](const WorkerContext &context) {
            const ListingTask task{d->config, d->memory, d->readers, stopCheck(context), deliverTo(sink, context),
                [d](const TrashFolder &trash) {
                    d->watcher.watch(trash);
                }};
            return listTrashes(task);
        },
        &d->operations);
}

JobPtr<Whereabouts> LocalTrashProvider::locate(const TrashedItem &item)
{
    return workerJob<Whereabouts>(
        [d = d.get(), item](const WorkerContext &context) { return locateEntry(d->entryTask(context), item); },
        &d->operations);
}

JobPtr<ListSummary> LocalTrashProvider::listFolder(const ItemId &folder, PageSink<LiveItem> sink)
{
    const QByteArray path = livePathOf(folder);
    if (path.isEmpty())
        return failedJob<ListSummary>(notLive(folder));
    return workerJob<ListSummary>(
        [path, sink = std::move(sink)](const WorkerContext &context) {
            return listLiveFolder(path, stopCheck(context), deliverTo(sink, context));
        },
        &d->operations);
}

JobPtr<FolderFacts> LocalTrashProvider::lookAtFolder(const ItemId &folder)
{
    const QByteArray path = livePathOf(folder);
    if (path.isEmpty())
        return readyJob<FolderFacts>({.state = FolderFacts::State::Gone, .id = folder});
    return workerJob<FolderFacts>(
        [d = d.get(), path](const WorkerContext &context) -> Result<FolderFacts> {
            FolderFacts facts = lookAtLiveFolder(path, d->config);
            if (facts.state != FolderFacts::State::Gone)
                return facts;
            if (auto trashed = findTrashedFolder(d->entryTask(context), path)) {
                facts.state = FolderFacts::State::Trashed;
                facts.trashed = std::move(trashed);
            }
            return facts;
        },
        &d->operations);
}

JobPtr<std::optional<LiveItem>> LocalTrashProvider::findChild(const ItemId &folder, const QString &name)
{
    const QByteArray path = livePathOf(folder);
    if (path.isEmpty())
        return failedJob<std::optional<LiveItem>>(notLive(folder));
    return workerJob<std::optional<LiveItem>>(
        [path, name](const WorkerContext &) { return findLiveChild(path, encodeName(name)); }, &d->operations);
}

JobPtr<LiveItem> LocalTrashProvider::restore(const RestoreOrder &order)
{
    return settledWorkerJob<LiveItem>(
        [d = d.get(), order](const WorkerContext &context) { return restoreEntry(d->entryTask(context), order); },
        &d->operations);
}

JobPtr<LiveItem> LocalTrashProvider::move(const LiveItem &item, const Place &place)
{
    const QByteArray path = livePathOf(item.id);
    const QByteArray folder = place.parent.isEmpty() ? parentOf(path) : livePathOf(place.parent);
    if (path.isEmpty() || folder.isEmpty())
        return failedJob<LiveItem>(notLive(path.isEmpty() ? item.id : place.parent));
    const QByteArray name = place.name.isEmpty() ? nameOf(path) : encodeName(place.name, nameOf(path));
    return settledWorkerJob<LiveItem>(
        [path, etag = item.etag, folder, name](const WorkerContext &context) {
            return moveLive(path, etag, folder, name, stopCheck(context), progressSink(context));
        },
        &d->operations);
}

JobPtr<LiveItem> LocalTrashProvider::createFolder(const Place &place)
{
    const QByteArray folder = livePathOf(place.parent);
    if (folder.isEmpty())
        return failedJob<LiveItem>(Error::of(Error::Kind::ParentMissing, place.parent.value()));
    return settledWorkerJob<LiveItem>(
        [folder, name = encodeName(place.name)](const WorkerContext &) { return createLiveFolder(folder, name); },
        &d->operations);
}

JobPtr<TrashedItem> LocalTrashProvider::trash(const LiveItem &item)
{
    const QByteArray path = livePathOf(item.id);
    if (path.isEmpty())
        return failedJob<TrashedItem>(notLive(item.id));
    return settledWorkerJob<TrashedItem>(
        [d = d.get(), path, etag = item.etag, now = d->clock.now()](
            const WorkerContext &context) { return trashLive(d->entryTask(context), path, etag, now); },
        &d->operations);
}

JobPtr<Done> LocalTrashProvider::purge(const TrashedItem &item)
{
    return settledWorkerJob<Done>(
        [d = d.get(), item](const WorkerContext &context) { return purgeEntry(d->entryTask(context), item); },
        &d->operations);
}

ItemId LocalTrashProvider::liveId(const QByteArray &absolutePath)
{
    return liveIdOf(absolutePath);
}
QByteArray LocalTrashProvider::livePath(const ItemId &id)
{
    return livePathOf(id);
}

} // namespace Unbin
