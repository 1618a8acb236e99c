// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/restore/receipt.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <variant>
#include <vector>

namespace Unbin {

/** What the journal keeps; the tables in README.md have one column for each of these fields. */

/** One item of a batch as it was planned. */
struct JournaledItem {
    AccountItem item;
    Place place; ///< where it shall go; empty parent: its original folder
};

struct BatchBegun {
    qint64 batch = 0;
    Receipt::Kind kind = Receipt::Kind::Restore;
    QDateTime at;
    std::vector<JournaledItem> items; ///< position = index
};

/** An item that joined while running: a folder that has to come back first. */
struct ItemJoined {
    qint64 batch = 0;
    int position = 0;
    JournaledItem item;
};

struct StepIntended {
    enum class Kind {
        Restore,
        Move,
        CreateFolder,
        Trash,
        BringBack,
        Purge,
        MakeCurrent, ///< these five: arguments hold the file, the version, and what was current before
        DeleteVersion,
        UntrashVersion,
        SaveVersionBeside,
        SaveVersionHere,
    };

    qint64 step = 0;
    qint64 batch = 0;
    int position = -1; ///< -1: shared by several items
    AccountId account;
    Kind kind = Kind::Restore;
    QJsonObject arguments; ///< all that is needed to look for its effect
    QDateTime at;
};

struct StepEnded {
    enum class State { Done, Failed, Unknown };

    qint64 step = 0;
    State state = State::Done;
    QJsonObject result; ///< ids that an undo needs, or the error
    QDateTime at;
};

struct ItemEnded {
    qint64 batch = 0;
    int position = 0;
    ReceiptLine line;
};

struct BatchEnded {
    qint64 batch = 0;
    bool isCancelled = false;
    QDateTime at;
};

using JournalEntry = std::variant<BatchBegun, ItemJoined, StepIntended, StepEnded, ItemEnded, BatchEnded>;

} // namespace Unbin
