// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <optional>
#include <vector>

namespace Unbin {

/** What is selected in a bin, in numbers: all that the status bar, the detail pane and the actions need to
 * know. */
struct SelectionSummary {
    struct Part {
        AccountId account;
        qint64 count = 0;
        qint64 bytes = 0; ///< of those whose size is known
    };

    qint64 count = 0;
    qint64 bytes = 0; ///< of those whose size is known
    qint64 unknownSizes = 0;
    qint64 restorable = 0; ///< in place or into a chosen folder, now
    std::vector<Part> accounts; ///< one per account that has part in it
    std::optional<AccountItem> single; ///< set when exactly one is selected

    bool isEmpty() const { return count == 0; }
};

} // namespace Unbin
