// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/boxed.h"
#include "core/restore/receipt.h"
#include "core/restore/request.h"

#include <QObject>

#include <chrono>
#include <vector>

namespace Unbin {

/** One item of a plan as it is shown before anything moves. */
struct ReviewRow {
    enum class Verdict : quint8 {
        Goes, ///< restore: to folderPath, under name
        Waits, ///< restore: its folder comes back first, then it goes there
        AlreadyThere, ///< restore: the same content stands there; left in the bin unless included
        Impossible, ///< restore: error says why
        Unchanged, ///< undo: as it was restored
        Moved, ///< undo: live, but not where the restore put it
        Changed, ///< undo: other content than what was restored; left alone unless included
        AlreadyGone, ///< undo: no longer live; nothing to do
        Unseen, ///< undo: it could not be looked at
        MadeFolder, ///< undo: a folder made for the restore; goes if it is empty by then
    };
    AccountItem item;
    Verdict verdict = Verdict::Goes;
    bool isIncluded = true; ///< false: left as it is
    bool canChange = true; ///< false: included or not is no choice
    bool canRename = false;
    bool canMove = false; ///< another folder can be chosen
    bool replaces = false; ///< what stands there goes to the bin first (undo: what was replaced comes back)
    QString folderPath; ///< where it will be (undo: is), for people
    QString name; ///< that it will have (undo: has); raw
    Boxed<Error> error; ///< Impossible
};

/** What a plan costs. */
struct ReviewTotals {
    qint64 included = 0;
    qint64 left = 0; ///< not included, or nothing to do
    qint64 impossible = 0;
    qint64 calls = 0; ///< requests that change something
    std::chrono::seconds time{0}; ///< a rough guess
};

/** What so many changing requests take, a few at once, at a usual service's pace. */
inline std::chrono::seconds estimatedTime(qint64 calls)
{
    return std::chrono::seconds((calls + 9) / 10);
}

/**
 * A plan that waits for the user's word, and can be edited until then: each change is planned again at once. Owned by its
 * activity; gone when that goes on. Main thread.
 */
class PlanReview : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Receipt::Kind kind() const = 0;
    virtual int rowCount() const = 0;
    /** Constant time. */
    virtual ReviewRow row(int row) const = 0;
    virtual ReviewTotals totals() const = 0;
    /** Something is being looked up again; it can't run until that is done. */
    virtual bool isBusy() const { return false; }

    virtual void setIncluded(const std::vector<int> &rows, bool isIncluded) = 0;
    virtual void setName(int, const QString &) { }
    /** The rows are of the folder's account. */
    virtual void setFolder(const std::vector<int> &, const ChosenFolder &) { }

Q_SIGNALS:
    void changed(); ///< any rows, totals, or isBusy
};

} // namespace Unbin
