// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/actionpolicy.h"

#include <QAction>
#include <QObject>

#include <vector>

class QMenuBar;
class QToolBar;

namespace Unbin {

/** Every action of the window, with its icon, keys and words. What they do is connected by others. */
class WindowActions : public QObject
{
    Q_OBJECT
public:
    /** The window becomes the actions' parent, and carries those whose keys work everywhere in it. */
    explicit WindowActions(QWidget *window);

    QAction *restore;
    QAction *restoreTo;
    QAction *restoreAs;
    QAction *purge;
    QAction *showInFolder;
    QAction *copyPath;
    QAction *properties;
    QAction *lookInside;
    QAction *versions;
    QAction *goBack;
    QAction *undo;
    QAction *history;
    QAction *selectAll;
    QAction *find;
    QAction *refresh;
    QAction *showSidebar; ///< checkable
    QAction *showDetails; ///< checkable
    QAction *addAccount;
    QAction *manageAccounts;
    QAction *quit;
    QAction *keyboardHelp;
    QAction *about;

    /** Actions whose keys must work in the list only: Delete means something else to a field or a tree. */
    std::vector<QAction *> ofTheList() const { return {restoreAs, purge, copyPath, properties, lookInside, selectAll}; }
    std::vector<QAction *> all() const { return m_all; }

    void fillMenus(QMenuBar *bar) const;
    void fillToolBar(QToolBar *bar) const;
    /** What a selection can be done with, for a context menu. */
    std::vector<QAction *> ofTheSelection() const; ///< null: a separator

    void setPermissions(const SelectionPermissions &permissions);
    /** Enables the action, or disables it and says why in its tips. */
    static void permit(QAction *action, const Permission &permission);

private:
    QAction *make(const char *objectName, const QString &iconName, const QString &text, const QString &tip,
        const QList<QKeySequence> &keys = {});

    QWidget *m_window;
    std::vector<QAction *> m_all;
};

} // namespace Unbin
