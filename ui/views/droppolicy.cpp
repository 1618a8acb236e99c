// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/droppolicy.h"

#include "core/domain/names.h"

namespace Unbin {

namespace {

DropVerdict refused(const QString &tip)
{
    return {.isAccepted = false, .tip = tip};
}

} // namespace

DropVerdict DropPolicy::judge(const DropLoad &load, const std::optional<DropFolder> &target,
    const std::optional<Capabilities> &capabilities, const QString &accountName)
{
    if (!target)
        return refused(tr("Drop on a folder to restore into it", "tip while dragging"));
    const bool isForeign = load.accounts.size() != 1 || *load.accounts.begin() != target->account;
    if (isForeign && load.accounts.size() > 1)
        return refused(tr("Only items of “%1” can be restored here", "tip while dragging").arg(accountName));
    if (isForeign)
        return refused(tr("Items of another account can’t be restored here", "tip while dragging"));
    if (!capabilities)
        return refused(tr("“%1” can’t be reached now", "tip while dragging; %1 is an account").arg(accountName));
    if (!capabilities->canRestore || capabilities->restoreElsewhere == Capabilities::Elsewhere::No)
        return refused(tr("“%1” can’t restore into another folder", "tip while dragging").arg(accountName));
    if (!target->canAddChildren)
        return refused(tr("Nothing may be put into this folder", "tip while dragging"));
    if (!load.isRestorable)
        return refused(load.count == 1 ? tr("This item can’t be restored", "tip while dragging")
                                       : tr("None of these items can be restored", "tip while dragging"));
    const QString folder = displayName(target->name);
    if (load.count == 1) {
        return {true,
            tr("Restore “%1” into “%2”", "tip while dragging; an item, a folder")
                .arg(displayName(load.firstName), folder)};
    }
    return {true, tr("Restore %Ln items into “%1”", "tip while dragging", int(load.count)).arg(folder)};
}

} // namespace Unbin
