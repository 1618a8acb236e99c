// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/localtrashconfig.h"
#include "core/providers/provider.h"

#include <memory>

namespace Unbin {

class Clock;

/**
 * This computer's trash: the home trash and the one on every mounted volume, by the freedesktop.org Trash
 * specification 1.0 (2014-01-02). Own code on descriptors; no D-Bus, no daemon.
 *
 * All file work happens on threads of its own; the main thread only sees values. Destroying the provider
 * waits for the change that is under way (a rename, or one block of a copy), not for a volume that hangs.
 *
 * Ids hold raw bytes: an entry is its trash folder and its name in it, a live item its absolute path. Names
 * that are not UTF-8 survive byte for byte; in QStrings their odd bytes are lone surrogates (see localids.h),
 * which displayName() makes visible.
 *
 * Unlike a service, a cancelled change is settled first: it ends with Cancelled only if nothing has changed.
 * Restorability and Remark of entries: see trashlisting.h. A folder of the bin that could not be deleted
 * altogether keeps its entry, with Remark::PartlyDeleted, and purge() fails with Forbidden, code
 * "PartlyDeleted".
 */
class LocalTrashProvider final : public Provider
{
    Q_OBJECT
public:
    /** The clock must outlive the provider; it dates what is trashed and delays binChanged. */
    LocalTrashProvider(LocalTrashConfig config, Clock &clock, QObject *parent = nullptr);
    ~LocalTrashProvider() override;

    Capabilities capabilities() const override;
    ItemId rootFolder() const override;

    /** binBytes is -1: the bin is not measured. Room and use are those of the volume of the home trash. */
    JobPtr<AccountFacts> identify() override;
    JobPtr<ListSummary> listBin(PageSink<TrashedItem> sink) override;
    JobPtr<Whereabouts> locate(const TrashedItem &item) override;
    JobPtr<ListSummary> listFolder(const ItemId &folder, PageSink<LiveItem> sink) override;
    JobPtr<FolderFacts> lookAtFolder(const ItemId &folder) override;
    /** Names are equal if their bytes are. */
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &folder, const QString &name) override;
    /** Never overwrites. Unsafe if the entry's own origin can't be trusted and order names no folder. */
    JobPtr<LiveItem> restore(const RestoreOrder &order) override;
    JobPtr<LiveItem> move(const LiveItem &item, const Place &place) override;
    JobPtr<LiveItem> createFolder(const Place &place) override;
    JobPtr<TrashedItem> trash(const LiveItem &item) override;
    JobPtr<Done> purge(const TrashedItem &item) override;

    /** The id of a live path of this computer, and back (empty if it is none of ours). For tests and for
       drops of files from outside. */
    static ItemId liveId(const QByteArray &absolutePath);
    static QByteArray livePath(const ItemId &id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
