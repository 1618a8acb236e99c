// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/actionpolicy.h"

#include <algorithm>

namespace Unbin {

namespace {

const Permission Given;

/** True if the condition holds for at least one account of the selection that can be reached. */
template <class Condition>
bool anyAccount(const SelectionSummary &selection, const ActionPolicy::Abilities &abilities, Condition condition)
{
    return std::any_of(selection.accounts.begin(), selection.accounts.end(), [&](const SelectionSummary::Part &part) {
        const auto capabilities = abilities(part.account);
        return capabilities && condition(*capabilities);
    });
}

} // namespace

SelectionPermissions ActionPolicy::judge(const SelectionSummary &selection, const Abilities &abilities)
{
    if (selection.isEmpty()) {
        const Permission nothing{tr("Select something in the bin first", "why an action is disabled")};
        return {nothing, nothing, nothing, nothing, nothing, nothing, nothing};
    }
    const Permission single
        = selection.count == 1 ? Given : Permission{tr("Select a single item", "why an action is disabled")};
    return {.restore = judgeRestore(selection, abilities),
        .restoreTo = judgeRestoreTo(selection, abilities),
        .restoreAs = single.isGiven() ? judgeRestoreAs(selection, abilities) : single,
        .purge = judgePurge(selection, abilities),
        .showInFolder = single.isGiven() ? judgeShowInFolder(selection, abilities) : single,
        .copyPath = Given,
        .properties = single};
}

Permission ActionPolicy::judgeRestore(const SelectionSummary &selection, const Abilities &abilities)
{
    if (selection.restorable == 0) {
        return {selection.count == 1 ? tr("This item can’t be restored", "why an action is disabled")
                                     : tr("None of these items can be restored", "why an action is disabled")};
    }
    if (!anyAccount(selection, abilities, [](const Capabilities &c) { return c.canRestore; }))
        return {tr("The account can’t be reached now", "why an action is disabled")};
    return Given;
}

Permission ActionPolicy::judgeRestoreTo(const SelectionSummary &selection, const Abilities &abilities)
{
    if (selection.accounts.size() > 1)
        return {tr("Select items of one account only", "why an action is disabled")};
    if (const Permission restore = judgeRestore(selection, abilities); !restore.isGiven())
        return restore;
    const bool canChoose = anyAccount(selection, abilities,
        [](const Capabilities &c) { return c.canBrowse && c.restoreElsewhere != Capabilities::Elsewhere::No; });
    return canChoose ? Given
                     : Permission{tr("This account can’t restore into another folder", "why an action is disabled")};
}

Permission ActionPolicy::judgeRestoreAs(const SelectionSummary &selection, const Abilities &abilities)
{
    if (const Permission restore = judgeRestore(selection, abilities); !restore.isGiven())
        return restore;
    const bool canRename = anyAccount(
        selection, abilities, [](const Capabilities &c) { return c.canRenameWhileRestoring || c.canMove; });
    return canRename ? Given : Permission{tr("This account can’t give another name", "why an action is disabled")};
}

/** Deleting for good is offered only where it can be done to all of what is selected: no half surprises. */
Permission ActionPolicy::judgePurge(const SelectionSummary &selection, const Abilities &abilities)
{
    for (const SelectionSummary::Part &part : selection.accounts) {
        const auto capabilities = abilities(part.account);
        if (!capabilities)
            return {tr("The account can’t be reached now", "why an action is disabled")};
        if (!capabilities->canPurge)
            return {tr("This account can’t delete for good from here", "why an action is disabled")};
    }
    return Given;
}

Permission ActionPolicy::judgeShowInFolder(const SelectionSummary &selection, const Abilities &abilities)
{
    if (selection.single && selection.single->item.originalParent.isEmpty())
        return {tr("Where it came from isn’t known", "why an action is disabled")};
    if (!anyAccount(selection, abilities, [](const Capabilities &c) { return c.canBrowse; }))
        return {tr("The folders of this account can’t be shown now", "why an action is disabled")};
    return Given;
}

} // namespace Unbin
