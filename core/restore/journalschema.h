// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/journalentry.h"
#include "core/store/database.h"

#include <QLatin1String>

namespace Unbin {

/** The journal's tables, as README.md here describes them. Never edit a migration that shipped; add one. */
const Database::Migrations &journalMigrations();

/** batches.ended_at of a batch whose beginning is still being written: nothing was sent, and the next run forgets it. */
inline constexpr qint64 kBeingWritten = 0;

/** How kinds and states are spelled in the tables. */
QLatin1String spelled(Receipt::Kind kind);
QLatin1String spelled(StepIntended::Kind kind);
QLatin1String spelled(StepEnded::State state);
QLatin1String spelled(ReceiptLine::Outcome outcome);
QLatin1String spelled(ReceiptLine::Reason reason);
/** Restore for a text that is none of ours. */
Receipt::Kind receiptKindFrom(const QString &text);
/** nullopt for a text that is none of ours. */
std::optional<StepIntended::Kind> stepKindFrom(const QString &text);
std::optional<ReceiptLine::Outcome> outcomeFrom(const QString &text);
/** None for a text that is none of ours. */
ReceiptLine::Reason reasonFrom(const QString &text);

} // namespace Unbin
