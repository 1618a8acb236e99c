// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/activitywiring.h"

#include "core/restore/restoreservice.h"
#include "ui/activity/activitypanel.h"
#include "ui/window/itemcommands.h"
#include "ui/window/windowactions.h"

#include <algorithm>

namespace Unbin {

ActivityWiring::ActivityWiring(RestoreService &restores, ActivityPanel &panel, ItemCommands &commands, QAction *undo)
    : m_restores(restores)
    , m_panel(panel)
    , m_undo(undo)
{
    connect(&m_restores, &RestoreService::added, this, &ActivityWiring::add);
    connect(&m_restores, &RestoreService::aboutToRemove, this, [this](Activity *activity) {
        m_panel.remove(activity);
        // It is still among the service's activities: look again once it is gone.
        QMetaObject::invokeMethod(this, &ActivityWiring::updateUndo, Qt::QueuedConnection);
    });
    connect(&m_panel, &ActivityPanel::undoRequested, &commands, &ItemCommands::undo);
    connect(&m_panel, &ActivityPanel::retryRequested, &commands, &ItemCommands::retryFailed);
    connect(&m_panel, &ActivityPanel::putBackRequested, &m_restores, &RestoreService::putBack);
    connect(&m_panel, &ActivityPanel::receiptRequested, &commands, &ItemCommands::showReceipt);
    connect(&m_panel, &ActivityPanel::dismissRequested, &m_restores, &RestoreService::dismiss);
    connect(&m_panel, &ActivityPanel::goOnRequested, &commands, &ItemCommands::goOn);
    connect(&m_panel, &ActivityPanel::leaveRequested, &m_restores, &RestoreService::leave);
    connect(m_undo, &QAction::triggered, &commands, [this, &commands] { commands.undo(newestToUndo()); });
    for (Activity *activity : m_restores.activities())
        add(activity);
    updateUndo();
}

void ActivityWiring::add(Activity *activity)
{
    m_panel.add(activity);
    connect(activity, &Activity::changed, this, &ActivityWiring::updateUndo);
    connect(activity, &Activity::finished, this, &ActivityWiring::updateUndo);
}

Activity *ActivityWiring::newestToUndo() const
{
    const std::vector<Activity *> all = m_restores.activities();
    const auto newest = std::find_if(all.rbegin(), all.rend(), [](const Activity *a) {
        return a->kind() != Receipt::Kind::Undo && a->canUndo(); // a redo is asked for at its own row
    });
    return newest == all.rend() ? nullptr : *newest;
}

void ActivityWiring::updateUndo()
{
    WindowActions::permit(m_undo,
        newestToUndo() ? Permission{} : Permission{tr("There is nothing to undo", "why an action is disabled")});
}

} // namespace Unbin
