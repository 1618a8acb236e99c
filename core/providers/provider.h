// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/capabilities.h"
#include "core/domain/item.h"
#include "core/jobs/job.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace Unbin {

class OlderDeletions;
class TrashedFolders;
class Versions;

/** Gets items as they arrive, in batches, on the job's thread, only while the job runs. */
template<class T>
using PageSink = std::function<void(std::vector<T> &&)>;

/** How a listing ended. The listing is complete unless it says otherwise. */
struct ListSummary {
    qint64 items = 0; ///< delivered, duplicates not counted
    bool isPartial = false; ///< some part could not be read; see problems
    /** Parts that could not be read, one each: a trash folder that is not safe, an entry that made no sense. The rest
        was delivered all the same. */
    std::vector<Error> problems;
};

/** Who is signed in and how much room there is. Byte counts are -1 where unknown. */
struct AccountFacts {
    QString remoteId; ///< the service's own stable id of the user or drive
    QString displayName;
    QString login; ///< mail address or the like
    qint64 totalBytes = -1;
    qint64 usedBytes = -1;
    qint64 binBytes = -1;
};

/** What a restore step is asked to do. */
struct RestoreOrder {
    TrashedItem item;
    /** Folder to restore into. Empty: the original one. Where capabilities say that the service heeds it only if the
        original is gone, the planner fills it only then. */
    ItemId folder;
    /** New name. Empty: the original one. */
    QString name;
};

/**
 * The adapter of one account at one service: the few operations all of them share. A provider's folder is the only
 * place that knows its wire. Main thread; nothing here blocks.
 *
 * Every operation makes an unstarted job; nothing is sent before it is launched. Errors are mapped to the closed kinds
 * by one function per provider. An operation that capabilities() denies ends with Unsupported. Changing operations
 * whose reply was lost end with OutcomeUnknown, and never repeat themselves.
 */
class Provider : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Capabilities capabilities() const = 0;
    /** Id of the folder at the top of the live tree. */
    virtual ItemId rootFolder() const = 0;
    /** Where a person can see this bin in a browser; empty if nowhere. */
    virtual QString webBinAddress() const { return {}; }

    virtual JobPtr<AccountFacts> identify() = 0;

    /** The whole bin, in pages, in no particular order, each entry once. */
    virtual JobPtr<ListSummary> listBin(PageSink<TrashedItem> sink) = 0;
    /** Where this entry is now: settles a lost reply, and finds what changed since it was listed. */
    virtual JobPtr<Whereabouts> locate(const TrashedItem &item) = 0;

    /** One folder's children, in pages, each once. NotFound if the folder is not live. */
    virtual JobPtr<ListSummary> listFolder(const ItemId &folder, PageSink<LiveItem> sink) = 0;
    /** What became of a folder. Always succeeds with a state unless the service can't be asked. */
    virtual JobPtr<FolderFacts> lookAtFolder(const ItemId &folder) = 0;
    /** The child of this name by the service's own rule of equality, or nullopt. */
    virtual JobPtr<std::optional<LiveItem>> findChild(const ItemId &folder, const QString &name) = 0;

    /** One request. The result is the item as the reply tells it: its name and parent are the truth, not the order's. */
    virtual JobPtr<LiveItem> restore(const RestoreOrder &order) = 0;
    /** Moves and/or renames. Never replaces: NameTaken instead. */
    virtual JobPtr<LiveItem> move(const LiveItem &item, const Place &place) = 0;
    /** One level. NameTaken if anything of that name exists (conflictingItem names it where known). */
    virtual JobPtr<LiveItem> createFolder(const Place &place) = 0;
    /** Puts a live item into the bin; the result is the entry that brings it back. */
    virtual JobPtr<TrashedItem> trash(const LiveItem &item) = 0;
    /** Deletes one entry of the bin for good. */
    virtual JobPtr<Done> purge(const TrashedItem &item) = 0;

    /**
     * Waits until the work behind a handle of JobBase::accepted has ended, well or badly, or is no longer known; then the
     * item is looked at. An error only if the service can't be asked. Services that answer when they are done have no
     * handles.
     */
    virtual JobPtr<Done> follow(const QString &handle)
    {
        Q_UNUSED(handle)
        return readyJob(Done{});
    }
    /** The history of live files; null where the service tells none. Owned by the provider. */
    virtual Versions *versions() { return nullptr; }
    /** Where the bin is known only from some day on; null where it is always whole. Owned by the provider. */
    virtual OlderDeletions *olderDeletions() { return nullptr; }

    /** These entries are on screen now: what costs a look at each begins with them. */
    virtual void itemsShown(const std::vector<ItemId> &items) { Q_UNUSED(items) }
    /** Whether anybody looks at this bin: who has to ask the service for changes asks only then. */
    virtual void setWatched(bool isWatched) { Q_UNUSED(isWatched) }
    /** Looking into trashed folders; null where the service tells nothing of what they hold. Owned by the provider. */
    virtual TrashedFolders *trashedFolders() { return nullptr; }

Q_SIGNALS:
    void capabilitiesChanged();
    /** Somebody else changed the bin: a refresh would show it. Already debounced. */
    void binChanged();
    /** Nothing works until the user signs in again. */
    void signInNeeded();
};

} // namespace Unbin
