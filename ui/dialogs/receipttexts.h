// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/receipt.h"

#include <QString>

namespace Unbin {

// What a receipt says about one item, made from its line alone.

/** "Restored", "Skipped", "Failed", "Deleted for good", "Back in the bin". */
QString outcomeText(Receipt::Kind kind, ReceiptLine::Outcome outcome);
QString outcomeIconName(ReceiptLine::Outcome outcome);
/** Why a failed one failed, in a sentence; empty if nothing tells. */
QString failureText(const ReceiptLine &line);
/** Where it is now, or why it is not restored. */
QString resultText(Receipt::Kind kind, const ReceiptLine &line);
/** What can be done next; empty if nothing needs to be. */
QString lineAdvice(Receipt::Kind kind, const ReceiptLine &line);
/** Everything about the line, for reading and copying. */
QString lineDetails(Receipt::Kind kind, const ReceiptLine &line, const QString &accountName);
/** "Restored 200 items on 12 Mar 2026 14:00". */
QString receiptHeadline(const Receipt &receipt);

} // namespace Unbin
