// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/itemoutcome.h"
#include "core/restore/journaledstep.h"

namespace Unbin {

class Provider;

/** What one undo has to do. */
struct UndoTask {
    int position = 0;
    AccountItem item;
    Boxed<LiveItem> now; ///< goes to the bin; empty: nothing does
    QString nowPath;
    Boxed<TrashedItem> replacedEntry; ///< comes back afterwards; empty: nothing does
    Boxed<TrashedItem> entry; ///< it went to the bin already, as this entry
    Boxed<LiveItem> was; ///< likewise: as it stood
    Boxed<PassedThrough> passed; ///< left by a restore that stopped half way; for who tries again
    bool onlyIfEmpty = false; ///< a folder that was made: left alone if it holds anything
    bool mustLook = false; ///< a reply was lost and nobody could look yet
};

/** One restored item into the bin again, then what it had replaced back to its place. */
class ItemUndoJob final : public Job<ItemOutcome>
{
public:
    /** All must outlive the job. */
    ItemUndoJob(UndoTask task, Provider &provider, const StepLog &log);

protected:
    void run() override;
    void onCancel() override;

private:
    void lookInside();
    void nameAgain();
    void lookAgain(const Place &meant, const Error &error);
    void putAway();
    void wasPutAway(TrashedItem entry);
    void bringBack();
    void undone();
    void leave(ReceiptLine::Reason reason);
    void failWith(const Error &error);
    void tellWhatIsLeft();

    UndoTask m_task;
    Provider &m_provider;
    StepLog m_log;
    ItemOutcome m_outcome;
    int m_tries = 0; ///< looked for and not done
};

} // namespace Unbin
