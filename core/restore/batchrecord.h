// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/journalentry.h"
#include "core/store/database.h"

#include <vector>

namespace Unbin {

/** One step as the journal has it. */
struct StepRecord {
    enum class State { Intended, Done, Failed, Unknown };

    qint64 step = 0;
    int position = -1;
    AccountId account;
    StepIntended::Kind kind = StepIntended::Kind::Restore;
    QJsonObject arguments;
    State state = State::Intended;
    QJsonObject result;
    QDateTime intendedAt; ///< UTC
    QString handle; ///< set if the service took the order and went on by itself

    /** It may or may not have taken effect: to be settled by looking. */
    bool isOpen() const { return state == State::Intended || state == State::Unknown; }
};

/** One item as the journal has it. */
struct ItemRecord {
    ReceiptLine line; ///< final unless isOpen
    Place place;
    QJsonObject task;
    bool isOpen = true;
};

/** A batch as the journal has it. */
struct BatchRecord {
    qint64 batch = 0;
    Receipt::Kind kind = Receipt::Kind::Restore;
    QDateTime startedAt; ///< UTC
    QDateTime endedAt; ///< UTC; invalid: it was cut off
    bool isCancelled = false;
    qint64 asked = 0; ///< items of the request; those behind them came along
    std::optional<ChosenFolder> target;
    qint64 undoes = 0; ///< the batch that this one took back; 0: none
    qint64 undoneBy = 0; ///< the newest batch that took this one back; 0: none
    std::vector<ItemRecord> items; ///< by position
    /** In the order they were begun: those of open items, those of no single item, and those that passed through a folder. */
    std::vector<StepRecord> steps;

    /** Items without outcome count as failed: nobody knows yet. */
    Receipt receipt() const;
};

/** A batch in one line, for the history. */
struct BatchSummary {
    qint64 batch = 0;
    Receipt::Kind kind = Receipt::Kind::Restore;
    QDateTime startedAt; ///< UTC
    QDateTime endedAt; ///< UTC
    bool isCancelled = false;
    QString firstName; ///< raw
    qint64 items = 0;
    qint64 restored = 0;
    qint64 failed = 0;
    qint64 undoes = 0;
    qint64 undoneBy = 0;
};

/** The columns that hold what became of an item. */
QJsonObject resultJson(const ReceiptLine &line);

/** Storage (code "damaged") if a row is none that we write: whoever asks for a batch gets all of it or nothing. */
Result<BatchRecord> readBatch(Database &database, qint64 batch);
/** The newest finished batches, newest first. */
Result<std::vector<BatchSummary>> readHistory(Database &database, int most);

} // namespace Unbin
