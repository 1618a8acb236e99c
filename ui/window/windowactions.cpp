// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowactions.h"

#include "ui/base/icons.h"

#include <QMenuBar>
#include <QToolBar>
#include <QVariant>

namespace Unbin {

namespace {

constexpr char TipProperty[] = "unbinTip"; // the tip of an action while it may be used

} // namespace

WindowActions::WindowActions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    restore = make("restore", QStringLiteral("restore"), tr("&Restore", "action"),
        tr("Put the selected items back where they were", "tip of an action"), {Qt::CTRL | Qt::Key_R});
    restoreTo = make("restoreTo", QStringLiteral("restore-to"), tr("Restore &To…", "action"),
        tr("Restore the selected items into a folder you choose", "tip of an action"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    restoreAs = make("restoreAs", QStringLiteral("edit"), tr("Restore &As…", "action"),
        tr("Restore the selected item under another name", "tip of an action"), {Qt::Key_F2});
    purge = make("purge", QStringLiteral("delete-forever"), tr("&Delete Permanently…", "action"),
        tr("Delete the selected items for good", "tip of an action"), {Qt::SHIFT | Qt::Key_Delete, Qt::Key_Delete});
    showInFolder = make("showInFolder", QStringLiteral("show-in-folder"), tr("Show in &Folder", "action"),
        tr("Show the folder the selected item was deleted from", "tip of an action"), {Qt::CTRL | Qt::Key_O});
    copyPath = make("copyPath", QStringLiteral("copy"), tr("&Copy Original Path", "action"),
        tr("Copy where the selected items were", "tip of an action"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_C, Qt::CTRL | Qt::Key_C});
    properties = make("properties", QStringLiteral("properties"), tr("&Properties", "action"),
        tr("Show everything known about the selected item", "tip of an action"),
        {Qt::ALT | Qt::Key_Return, Qt::ALT | Qt::Key_Enter});
    lookInside = make("lookInside", QStringLiteral("folder-open"), tr("Look &Inside…", "action"),
        tr("Show what the selected folder holds", "tip of an action"), {Qt::CTRL | Qt::Key_Down});
    versions = make("versions", QStringLiteral("clock"), tr("&Versions", "action"),
        tr("Show the past of the selected file", "tip of an action"), {Qt::ALT | Qt::Key_V});
    goBack = make("goBack", QStringLiteral("undo"), tr("As The&y Were…", "action"),
        tr("Bring the selected files, or this folder, back to how they were at a moment", "tip of an action"),
        {Qt::CTRL | Qt::ALT | Qt::Key_V});
    undo = make("undo", QStringLiteral("undo"), tr("&Undo", "action"),
        tr("Take back the newest restore", "tip of an action"), {Qt::CTRL | Qt::Key_Z});
    history = make("history", QStringLiteral("clock"), tr("&History…", "action"),
        tr("Show what was done earlier; receipts and undo of it", "tip of an action"), {Qt::CTRL | Qt::Key_H});
    selectAll = make("selectAll", {}, tr("Select &All", "action"),
        tr("Select everything in the list", "tip of an action"), {Qt::CTRL | Qt::Key_A});
    find = make("find", QStringLiteral("search"), tr("&Find", "action"),
        tr("Show only the items with certain words in them", "tip of an action"),
        {Qt::CTRL | Qt::Key_F, Qt::Key_Slash});
    refresh = make("refresh", QStringLiteral("refresh"), tr("R&efresh", "action"),
        tr("Read again what is shown", "tip of an action"), {Qt::Key_F5});
    showSidebar = make("showSidebar", {}, tr("&Sidebar", "action, checkable"),
        tr("Show the places beside the list", "tip of an action"), {Qt::Key_F9});
    showDetails = make("showDetails", QStringLiteral("info"), tr("&Details", "action, checkable"),
        tr("Show the details beside the list", "tip of an action"), {Qt::CTRL | Qt::Key_I});
    addAccount = make("addAccount", QStringLiteral("add-account"), tr("&Add Account…", "action"),
        tr("Connect another account", "tip of an action"), {Qt::CTRL | Qt::SHIFT | Qt::Key_A});
    manageAccounts = make("manageAccounts", QStringLiteral("settings"), tr("&Manage Accounts…", "action"),
        tr("Names, order and sign-ins of the accounts", "tip of an action"), {Qt::CTRL | Qt::Key_Comma});
    quit = make("quit", {}, tr("&Quit", "action"), tr("Close the window", "tip of an action"), {Qt::CTRL | Qt::Key_Q});
    keyboardHelp = make("keyboardHelp", QStringLiteral("keyboard"), tr("&Keyboard Shortcuts", "action"),
        tr("Show all keys of this window", "tip of an action"), {Qt::Key_F1});
    about = make("about", QStringLiteral("unbin"), tr("A&bout Unbin", "action"),
        tr("Show the version and the licence", "tip of an action"));
    showSidebar->setCheckable(true);
    showDetails->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    for (QAction *action : ofTheList()) {
        window->removeAction(action);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
}

QAction *WindowActions::make(const char *objectName, const QString &iconName, const QString &text, const QString &tip,
    const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(objectName));
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcuts(keys);
    const QString shortcut = keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
    action->setProperty(TipProperty, shortcut.isEmpty() ? tip : tr("%1 (%2)", "a tip, its keys").arg(tip, shortcut));
    permit(action, {});
    m_window->addAction(action);
    m_all.push_back(action);
    return action;
}

void WindowActions::permit(QAction *action, const Permission &permission)
{
    const QString tip = action->property(TipProperty).toString();
    const QString reason = permission.isGiven() ? tip : permission.reason;
    action->setEnabled(permission.isGiven());
    action->setToolTip(reason);
    action->setStatusTip(reason);
}

void WindowActions::setPermissions(const SelectionPermissions &permissions)
{
    permit(restore, permissions.restore);
    permit(restoreTo, permissions.restoreTo);
    permit(restoreAs, permissions.restoreAs);
    permit(purge, permissions.purge);
    permit(showInFolder, permissions.showInFolder);
    permit(copyPath, permissions.copyPath);
    permit(properties, permissions.properties);
}

std::vector<QAction *> WindowActions::ofTheSelection() const
{
    return {restore, restoreTo, restoreAs, nullptr, lookInside, showInFolder, copyPath, nullptr, purge, nullptr, properties};
}

void WindowActions::fillMenus(QMenuBar *bar) const
{
    const auto add = [bar](const QString &title, const std::vector<QAction *> &actions) {
        QMenu *menu = bar->addMenu(title);
        for (QAction *action : actions) {
            if (action)
                menu->addAction(action);
            else
                menu->addSeparator();
        }
    };
    std::vector<QAction *> item = ofTheSelection();
    item.insert(item.end(), {nullptr, versions, goBack, nullptr, quit});
    add(tr("&Item", "menu"), item);
    add(tr("&Edit", "menu"), {undo, history, nullptr, selectAll, find});
    add(tr("Vie&w", "menu: Alt+V shows versions"), {refresh, nullptr, showSidebar, showDetails});
    add(tr("&Accounts", "menu"), {addAccount, manageAccounts});
    add(tr("&Help", "menu"), {keyboardHelp, nullptr, about});
}

void WindowActions::fillToolBar(QToolBar *bar) const
{
    bar->addAction(restore);
    bar->addAction(restoreTo);
    bar->addSeparator();
    bar->addAction(purge);
    bar->addSeparator();
    bar->addAction(versions);
    bar->addAction(goBack);
    bar->addSeparator();
    bar->addAction(undo);
    bar->addAction(refresh);
    auto *spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    bar->addAction(showDetails);
}

} // namespace Unbin
