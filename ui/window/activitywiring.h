// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace Unbin {

class Activity;
class ActivityPanel;
class ItemCommands;
class RestoreService;

/** Shows the service's activities in the panel, does what the panel asks, and keeps Undo pointing at the newest thing
    that can be undone. */
class ActivityWiring : public QObject
{
    Q_OBJECT
public:
    /** All must outlive the wiring. */
    ActivityWiring(RestoreService &restores, ActivityPanel &panel, ItemCommands &commands, QAction *undo);

private:
    void add(Activity *activity);
    Activity *newestToUndo() const;
    void updateUndo();

    RestoreService &m_restores;
    ActivityPanel &m_panel;
    QAction *m_undo;
};

} // namespace Unbin
