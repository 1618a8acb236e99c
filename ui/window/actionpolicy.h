// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/capabilities.h"
#include "ui/views/selectionsummary.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace Unbin {

/** Whether an action may be used, and why not: the reason is shown in its tool tip and in the status bar. */
struct Permission {
    QString reason; ///< empty: it may

    bool isGiven() const { return reason.isEmpty(); }
    friend bool operator==(const Permission &, const Permission &) = default;
};

/** What may be done with a selection of bin entries. */
struct SelectionPermissions {
    Permission restore;
    Permission restoreTo;
    Permission restoreAs;
    Permission purge;
    Permission showInFolder;
    Permission copyPath;
    Permission properties;
};

/**
 * Decides from what is selected and what the accounts can do, never from a provider's name. abilities gives
 * the capabilities of an account, or nothing if it can't be reached now. */
class ActionPolicy
{
    Q_DECLARE_TR_FUNCTIONS(ActionPolicy)
public:
    using Abilities = std::function<std::optional<Capabilities>(const AccountId &)>;

    static SelectionPermissions judge(const SelectionSummary &selection, const Abilities &abilities);

private:
    static Permission judgeRestore(const SelectionSummary &selection, const Abilities &abilities);
    static Permission judgeRestoreTo(const SelectionSummary &selection, const Abilities &abilities);
    static Permission judgeRestoreAs(const SelectionSummary &selection, const Abilities &abilities);
    static Permission judgePurge(const SelectionSummary &selection, const Abilities &abilities);
    static Permission judgeShowInFolder(const SelectionSummary &selection, const Abilities &abilities);
};

} // namespace Unbin
