// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/receipt.h"

#include <vector>

namespace Unbin {

/** How one item's job ended. Item jobs always succeed with one of these: whatever went wrong is in the line. */
struct ItemOutcome {
    ReceiptLine line;
    bool leftBin = false; ///< its entry is no longer in the bin
    /** The service refused what the plan took for free or for live (NameTaken, ParentMissing): plan it again. The line
        then only tells where the item is. */
    Boxed<Error> surprise;
    Place refused; ///< with surprise: the place in question
    /** The network went away: the line tells how far it came, and it may go on from there. */
    bool isCutOff = false;
    bool mustLook = false; ///< with isCutOff: a reply was lost, and looking for its effect was not possible
    /** What came into the bin and what left it, beside the item itself. */
    std::vector<TrashedItem> enteredBin;
    std::vector<ItemId> alsoLeftBin;
    std::vector<ItemId> changedFolders;
};

} // namespace Unbin
