// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/receipt.h"

#include <algorithm>

namespace Unbin {

qint64 Receipt::count(ReceiptLine::Outcome outcome) const
{
    return std::count_if(
        lines.begin(), lines.end(), [outcome](const ReceiptLine &line) { return line.outcome == outcome; });
}

bool isHalfDone(Receipt::Kind kind, const ReceiptLine &line)
{
    return kind == Receipt::Kind::Restore && line.outcome == ReceiptLine::Outcome::Failed && line.now;
}

qint64 halfDoneCount(const Receipt &receipt)
{
    return std::count_if(receipt.lines.begin(), receipt.lines.end(),
        [&receipt](const ReceiptLine &line) { return isHalfDone(receipt.kind, line); });
}

} // namespace Unbin
