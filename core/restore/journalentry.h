// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/restore/receipt.h"
#include "core/restore/request.h"

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
    QJsonObject task; ///< what was decided for it, so that it can go on after a crash; the activity's own form
};

struct BatchBegun {
    qint64 batch = 0;
    Receipt::Kind kind = Receipt::Kind::Restore;
    QDateTime at;
    std::vector<JournaledItem> items; ///< position = index
    qint64 asked = -1; ///< items of the request; those behind them came along. -1: all
    std::optional<ChosenFolder> target = {};
    qint64 undoes = 0; ///< the batch that this one takes back; 0: none
    /** More items follow as ItemsPlanned, then BatchReleased. Until that is written the batch never was. */
    bool isPartial = false;
};

/** The next items of a partial beginning: thousands at a time, for all of a great batch would be in memory twice. */
struct ItemsPlanned {
    qint64 batch = 0;
    int first = 0; ///< position of items.front()
    std::vector<JournaledItem> items;
};

/** The beginning is whole; from now on steps may follow. */
struct BatchReleased {
    qint64 batch = 0;
};

/** A beginning that could not be written to its end: what there is of it goes away. */
struct BatchDropped {
    qint64 batch = 0;
};

/** An item that joined while running: a folder that has to come back first. */
struct ItemJoined {
    qint64 batch = 0;
    int position = 0;
    JournaledItem item;
};

/** What was decided for an item changed while the batch ran: a late answer. */
struct ItemReplanned {
    qint64 batch = 0;
    int position = 0;
    Place place;
    QJsonObject task;
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

/** The service took the order and works on it; the handle finds its work again (Provider::follow). */
struct StepAccepted {
    qint64 step = 0;
    QString handle;
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

using JournalEntry = std::variant<BatchBegun, ItemsPlanned, BatchReleased, BatchDropped, ItemJoined, ItemReplanned, StepIntended, StepAccepted, StepEnded,
    ItemEnded, BatchEnded>;

} // namespace Unbin
