// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/progress.h"
#include "core/restore/receipt.h"
#include "core/restore/request.h"

#include <QObject>

#include <optional>

namespace Unbin {

/**
 * One restore or purge as the window sees it, from the click to the receipt. Owned by RestoreService; lives
 * on after its end until dismissed. Main thread.
 */
class Activity : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Planning,
        Asking,
        Running,
        Verifying, ///< all is done; it looks again at what came of it
        Finished,
        Interrupted, ///< cut off by the end of an earlier run: RestoreService::goOn() or leave()
    };
    enum class End { None, Done, Cancelled, Failed }; ///< Failed: the job as a whole; single items are in the receipt

    using QObject::QObject;

    virtual Receipt::Kind kind() const = 0;
    /** Its number in the journal; 0: it has none yet. */
    virtual qint64 batch() const = 0;
    virtual State state() const = 0;
    virtual End end() const = 0;
    /** Items asked for, and their bytes where known (-1 otherwise). */
    virtual qint64 itemCount() const = 0;
    /** Name of the single item, or of the first one. Raw; show through displayName(). */
    virtual QString firstName() const = 0;
    /** Target folder for people; empty when each goes to its original place. */
    virtual QString targetPath() const = 0;
    virtual const Progress &progress() const = 0;
    /** Items a second over the last seconds; 0 while unknown. */
    virtual double itemsPerSecond() const = 0;
    /** Set once finished (also when cancelled: what was done until then). */
    virtual const std::optional<Receipt> &receipt() const = 0;
    /** Why the job as a whole failed (End::Failed). */
    virtual const std::optional<Error> &error() const = 0;
    /** An undo can be begun (for an undo: a redo). */
    virtual bool canUndo() const = 0;
    /** An undo was begun, or came to nothing. */
    virtual void setUndone(bool) { }
    /** Items left the bin and did not arrive: they can be put into it again. */
    virtual bool canPutBack() const { return false; }
    /** That, or going on with them, was begun; or it came to nothing. */
    virtual void setPutBack(bool) { }
    virtual bool isPutBack() const { return false; }
    /** The folder that was chosen for all; nullopt when each goes to its original place. */
    virtual std::optional<ChosenFolder> target() const { return std::nullopt; }

    /** Starts no further item; what is under way is settled, then the receipt says what was done. */
    virtual void cancel() = 0;
    virtual void setPaused(bool paused) = 0;
    virtual bool isPaused() const = 0;

Q_SIGNALS:
    void changed(); ///< state, progress or rate; at most ten times a second, and at every change of state
    void finished(); ///< once
};

} // namespace Unbin
