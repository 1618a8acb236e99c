// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/itemoutcome.h"
#include "core/restore/journaledstep.h"
#include "core/restore/steps.h"

namespace Unbin {

class FolderMaker;
class Provider;

/** One planned item, ready to go. */
struct RestoreTask {
    int position = 0;
    AccountItem item;
    int folder = -1; ///< index of the planned folder
    ItemId folderId; ///< its id; empty if it is still to be made, or known to the service alone
    bool mustMakeFolder = false;
    QString folderPath;
    QString name;
    RestoreSteps steps;
    Boxed<LiveItem> replaces;
    Boxed<LiveItem> now; ///< restored by an earlier attempt: only the move is left
    Boxed<LiveItem> replaced; ///< put aside by an earlier attempt, as replacedEntry
    Boxed<TrashedItem> replacedEntry;
    Boxed<PassedThrough> passed; ///< on the way of an earlier attempt
    bool mustLook = false; ///< a reply was lost and nobody could look yet
};

/**
 * Brings one item back: makes room, restores, moves if the item is not where and how it was wanted. Every changing
 * request is journaled. A lost reply is settled by looking at the item; a restore is never sent twice blindly. What was
 * put aside comes back if the item can't take its place.
 */
class ItemRestoreJob final : public Job<ItemOutcome>
{
public:
    /** All must outlive the job. */
    ItemRestoreJob(RestoreTask task, Provider &provider, FolderMaker &maker, const StepLog &log);

protected:
    void run() override;
    /** The account goes away: ends with what is known. */
    void onCancel() override;

private:
    void makeRoom();
    void restore();
    void lookAtOrigin();
    void send();
    void lookAfterRestore(const Error &error);
    void foundLive(LiveItem live);
    void arrived(LiveItem live);
    bool isInWrongFolder() const;
    bool wantsOtherName() const;
    void move();
    void lookAtTarget(const Place &to, const Error &error);
    void lookAfterMove(const Error &error);
    void refuse(const Error &error, Place place);
    void failWith(Error error);
    void skipAs(ReceiptLine::Reason reason);
    void bringBackThenEnd();
    void end();
    void findPath();
    void noteChanged(const ItemId &folder);

    RestoreTask m_task;
    Provider &m_provider;
    FolderMaker &m_maker;
    StepLog m_log;
    ItemOutcome m_outcome;
    QString m_askedName; // what the restore call was told, or the item's own
    bool m_hasLostReply = false;
    bool m_hasMoved = false;
    int m_restores = 0; // looked for and not done
    int m_moves = 0; // likewise
};

} // namespace Unbin
