// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/receipt.h"

#include <algorithm>

namespace Unbin {

qint64 Receipt::count(ReceiptLine::Outcome outcome) const
{
    return std::count_if(
        lines.begin(), lines.end(), [outcome](const ReceiptLine &line) { return line.outcome == outcome; });
}

} // namespace Unbin
