// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"

namespace Unbin {

/**
 * A finished restore taken back: what it restored goes to the bin again, what it replaced comes back. In the reverse
 * order, files before the folders they may lie in. A line that is Restored was undone; now stays empty.
 */
class UndoActivity final : public BatchActivity
{
    Q_OBJECT
public:
    /** Each line has what is to be trashed in now, what is to come back in replacedEntry; one of them may be empty. */
    UndoActivity(std::vector<ReceiptLine> lines, const Workshop &workshop, QObject *parent);

    /** The lines of a finished restore that can be undone. */
    static std::vector<ReceiptLine> undoable(const Receipt &done);
    /** The lines of a finished undo that are still to be undone. */
    static std::vector<ReceiptLine> leftOver(const Receipt &undone);

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    void idle() override;

private:
    std::vector<ReceiptLine> m_done; // beside m_plan's items
    std::vector<int> m_folders; // the one to be undone next is the last
};

} // namespace Unbin
