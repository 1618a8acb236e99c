// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/restorereview.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/restoreactivity.h"

namespace Unbin {

namespace {

using Reason = ReceiptLine::Reason;
using Stage = PlannedItem::Stage;
using Verdict = ReviewRow::Verdict;

/** Requests that change something. */
int callsFor(const PlannedItem &planned)
{
    return 1 + int(planned.steps.movesAfter && !planned.isTakenBack) + int(planned.replaces.has_value());
}

} // namespace

RestoreReview::RestoreReview(RestoreActivity &activity)
    : m_activity(activity)
{ }

int RestoreReview::rowCount() const
{
    return int(m_activity.m_plan.receipt.lines.size());
}

bool RestoreReview::isBusy() const
{
    return m_activity.m_planner || !m_activity.m_toPlan.empty();
}

ReviewRow RestoreReview::row(int row) const
{
    const Plan &plan = m_activity.m_plan;
    const PlannedItem &planned = plan.items[size_t(row)];
    const ReceiptLine &line = plan.line(row);
    const Provider *provider = m_activity.m_workshop.providers.find(line.item.account);
    const Capabilities can = provider ? provider->capabilities() : Capabilities{};
    ReviewRow shown{.item = line.item};
    shown.name = !planned.name.isEmpty() ? planned.name
        : planned.wish.name.isEmpty()    ? line.item.item.name
                                         : planned.wish.name;
    shown.folderPath = planned.folder >= 0 ? plan.folders[size_t(planned.folder)].path : line.item.item.originalPath;
    shown.canMove = can.restoreElsewhere != Capabilities::Elsewhere::No;
    shown.canRename = can.canRenameWhileRestoring || can.canMove;
    shown.replaces = planned.replaces.has_value();
    if (planned.stage == Stage::WaitsForParent)
        shown.verdict = Verdict::Waits;
    if (planned.stage != Stage::Done)
        return shown;
    shown.isIncluded = false;
    shown.canRename = shown.canMove = false;
    if (line.reason == Reason::AlreadyThere) {
        shown.verdict = Verdict::AlreadyThere;
    } else if (line.outcome == ReceiptLine::Outcome::Failed) {
        shown.verdict = Verdict::Impossible;
        shown.error = line.error;
        shown.canChange = false;
    } else if (line.reason == Reason::GoneBefore) {
        shown.verdict = Verdict::AlreadyGone;
        shown.canChange = false;
    }
    return shown;
}

ReviewTotals RestoreReview::totals() const
{
    const Plan &plan = m_activity.m_plan;
    ReviewTotals totals;
    for (int index = 0; index < rowCount(); ++index) {
        const PlannedItem &planned = plan.items[size_t(index)];
        if (planned.stage != Stage::Done) {
            ++totals.included;
            totals.calls += callsFor(planned);
        } else {
            ++(plan.line(index).outcome == ReceiptLine::Outcome::Failed ? totals.impossible : totals.left);
        }
    }
    for (const PlannedFolder &folder : plan.folders)
        totals.calls += int(folder.kind == PlannedFolder::Kind::ToMake);
    totals.calls += qint64(plan.receipt.alongside.size());
    totals.time = estimatedTime(totals.calls);
    return totals;
}

/** Gives back what was reserved for it. False if there is no choice about it. */
bool RestoreReview::reopen(int row)
{
    PlannedItem &planned = m_activity.m_plan.items[size_t(row)];
    ReceiptLine &line = m_activity.m_plan.line(row);
    if (planned.stage == Stage::Done && line.outcome == ReceiptLine::Outcome::Failed)
        return false;
    if (planned.folder >= 0)
        m_activity.m_memory.release(planned.folder, planned.name, row);
    planned.stage = Stage::Unplanned;
    planned.replaces.reset();
    planned.name.clear();
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.reason = Reason::None;
    return true;
}

void RestoreReview::leaveOut(int row, std::vector<int> &freed)
{
    const bool wasReady = m_activity.m_plan.items[size_t(row)].stage != Stage::Done;
    if (!wasReady || !reopen(row))
        return;
    m_activity.m_plan.items[size_t(row)].stage = Stage::Done;
    m_activity.m_plan.line(row).reason = Reason::UserSkipped;
    const auto waiting = m_activity.m_plan.freeWaiting(row);
    freed.insert(freed.end(), waiting.begin(), waiting.end());
}

void RestoreReview::setIncluded(const std::vector<int> &rows, bool isIncluded)
{
    std::vector<int> again;
    for (const int row : rows) {
        if (!isIncluded) {
            leaveOut(row, again);
            continue;
        }
        const ReceiptLine &line = m_activity.m_plan.line(row);
        const bool isLeftOut = m_activity.m_plan.items[size_t(row)].stage == Stage::Done
            && (line.reason == Reason::UserSkipped || line.reason == Reason::AlreadyThere);
        if (!isLeftOut)
            continue;
        if (line.reason == Reason::AlreadyThere)
            m_activity.m_plan.items[size_t(row)].wish.isWantedTwice = true;
        if (reopen(row))
            again.push_back(row);
    }
    m_activity.planEdited(std::move(again));
    Q_EMIT changed();
}

void RestoreReview::setName(int row, const QString &name)
{
    if (name.isEmpty() || !reopen(row))
        return;
    m_activity.m_plan.items[size_t(row)].wish.name = name;
    m_activity.planEdited({row});
    Q_EMIT changed();
}

void RestoreReview::setFolder(const std::vector<int> &rows, const ChosenFolder &folder)
{
    std::vector<int> again;
    for (const int row : rows) {
        if (m_activity.m_plan.item(row).account != folder.account || !reopen(row))
            continue;
        Wish &wish = m_activity.m_plan.items[size_t(row)].wish;
        wish.folder = folder.folder;
        wish.folderPath = folder.path;
        m_activity.m_plan.items[size_t(row)].waitsFor = -1;
        again.push_back(row);
    }
    m_activity.planEdited(std::move(again));
    Q_EMIT changed();
}

} // namespace Unbin
