// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/store/database.h"

#include <QDateTime>

#include <initializer_list>

/** Leaves a function that makes a Result if one of its steps failed. */
#define TRY_STEP(expression)                                                                                           \
    do {                                                                                                               \
        if (const auto step = (expression); !step)                                                                     \
            return failure(step.error());                                                                              \
    } while (false)

/** What the numbers in the ledger's columns mean. They are on disks: never renumber. */
namespace Unbin::OneDrive {

enum LedgerItemState : int {
    StateUnknown = 0, ///< named as somebody's parent, nothing more is known
    StateLive = 1,
    StateTrashed = 2, ///< left the drive; `batch`, `seen`, `source` say when and how we know
    StateGone = 3, ///< purged; kept while something still names it as its folder
};

enum LedgerSource : int {
    SourceDelta = 0, ///< its own tombstone
    SourceInside = 1, ///< its folder left
    SourceMissing = 2, ///< it did not come back in a full run: gone, nobody knows when
    SourceScan = 3, ///< found by looking for older deletions
    SourceOurs = 4, ///< we put it there
    SourceMigrated = 5, ///< known under the id it had before the drive moved
};

/** `kind` in the tables: ItemKind's own numbers, which the catalog stores too. */
constexpr int kFolderKind = int(ItemKind::Folder);
static_assert(kFolderKind == 1, "the schema's index says so");

inline QDateTime fromStored(qint64 milliseconds)
{
    return milliseconds > 0 ? QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC) : QDateTime();
}

inline void bindInstant(Statement &statement, int position, const QDateTime &instant)
{
    if (instant.isValid())
        statement.bind(position, instant.toMSecsSinceEpoch());
    else
        statement.bindNull(position);
}

} // namespace Unbin::OneDrive
