// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/undoreview.h"

#include "core/restore/undoactivity.h"

namespace Unbin {

namespace {

using Verdict = ReviewRow::Verdict;

Verdict verdictOf(Recheck::State state)
{
    switch (state) {
    case Recheck::State::Same:
        return Verdict::Unchanged;
    case Recheck::State::Changed:
        return Verdict::Changed;
    case Recheck::State::Moved:
        return Verdict::Moved;
    case Recheck::State::InBin:
    case Recheck::State::Gone:
        return Verdict::AlreadyGone;
    case Recheck::State::Unseen:
        return Verdict::Unseen;
    }
    Q_UNREACHABLE();
    return Verdict::Unseen;
}

} // namespace

UndoReview::UndoReview(UndoActivity &activity)
    : m_activity(activity)
{ }

int UndoReview::rowCount() const
{
    return m_activity.m_plan.size();
}

ReviewRow UndoReview::row(int row) const
{
    const UndoActivity::Task &task = m_activity.m_tasks[size_t(row)];
    ReviewRow shown{.item = m_activity.m_plan.item(row)};
    shown.verdict = task.onlyIfEmpty ? Verdict::MadeFolder : verdictOf(task.check);
    shown.canChange = task.now || task.replacedEntry;
    shown.isIncluded = task.isIncluded && shown.canChange;
    shown.replaces = task.replacedEntry.has_value();
    shown.folderPath = task.nowPath;
    shown.name = task.now ? task.now->name : shown.item.item.name;
    return shown;
}

ReviewTotals UndoReview::totals() const
{
    ReviewTotals totals;
    for (const UndoActivity::Task &task : m_activity.m_tasks) {
        const bool isIncluded = task.isIncluded && (task.now || task.replacedEntry);
        ++(isIncluded ? totals.included : totals.left);
        if (isIncluded)
            totals.calls += int(task.now.has_value()) + int(task.replacedEntry.has_value());
    }
    totals.time = estimatedTime(totals.calls);
    return totals;
}

void UndoReview::setIncluded(const std::vector<int> &rows, bool isIncluded)
{
    for (const int row : rows)
        m_activity.m_tasks[size_t(row)].isIncluded = isIncluded;
    Q_EMIT changed();
}

} // namespace Unbin
