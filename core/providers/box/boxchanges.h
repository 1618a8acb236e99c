// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/providers/box/boxfolders.h"
#include "core/providers/box/boxrequests.h"
#include "core/providers/provider.h"

/**
 * The jobs that change something at Box. Each sends its change once; what it looks up before or after changes
 * nothing. Connection and folders must outlive them.
 */
namespace Unbin::Box {

/**
 * Takes an item out of the bin. Box's word for "the original folder is gone and you named no other" is not
 * documented, so a refusal that may mean it is looked into: ParentMissing if the item still lies in the bin
 * and the folder it would go to is not live.
 */
class RestoreJob final : public Job<LiveItem>
{
public:
    RestoreJob(Connection &connection, Folders &folders, RestoreOrder order, const WireId &item);

protected:
    void run() override;

private:
    void refused(const Error &error);
    void lookAtSuspects(const Error &error);

    Connection &m_connection;
    Folders &m_folders;
    RestoreOrder m_order;
    WireId m_item;
    std::vector<ItemId> m_suspects; ///< folders that may be what is missing, still to be looked at
};

/**
 * Moves and renames in one call. Where Box wants folders moved and renamed separately (403
 * `operation_limit_exceeded`), first looks whether the new name is free at the place, so that nothing is
 * begun that can't be ended; then moves, then renames, or the other way round if the old name is taken there.
 * If the second call fails, detail says where the item is.
 */
class MoveJob final : public Job<LiveItem>
{
public:
    MoveJob(
        Connection &connection, Folders &folders, LiveItem item, Place place, const WireId &wire, const WireId &target);

protected:
    void run() override;

private:
    void send(const Wish &wish, std::function<void(Result<LiveItem>)> handler);
    void refused(const Error &error);
    void split();
    void sendFirst(bool isMoveFirst);
    void sendSecond(bool isMoveFirst, const LiveItem &halfWay);

    Connection &m_connection;
    Folders &m_folders;
    LiveItem m_item;
    Place m_place;
    WireId m_wire;
    WireId m_target;
};

/**
 * Puts a live item into the bin and brings its entry. Whether DELETE trashes or destroys is a setting of the
 * company that no call tells (box.md section 5), so the entry is looked for: if there is none, the item is
 * gone for good, the job ends with Unsupported (code "deleted_for_good"), and whenDestroyed is called.
 */
class TrashJob final : public Job<TrashedItem>
{
public:
    TrashJob(Connection &connection, Folders &folders, LiveItem item, const WireId &wire,
        std::function<void()> whenDestroyed);

protected:
    void run() override;

private:
    void lookForEntry();
    void lookAmongLive();

    Connection &m_connection;
    Folders &m_folders;
    LiveItem m_item;
    WireId m_wire;
    std::function<void()> m_whenDestroyed;
};

JobPtr<LiveItem> createFolder(Connection &connection, Folders &folders, const WireId &parent, const QString &name);
JobPtr<Done> purge(Connection &connection, Folders &folders, const WireId &item);

} // namespace Unbin::Box
