// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QMainWindow;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolBar;

namespace Unbin {

class ActivityPanel;
class BinPage;
class DetailPane;
class FilesPage;
class InfoBar;
class Sidebar;
class VersionsPage;
class WindowActions;

/** Where the parts of the window are. The window owns the widgets; this knows their places and remembers sizes. */
struct WindowLayout {
    struct Parts {
        Sidebar *sidebar;
        BinPage *binPage;
        FilesPage *filesPage;
        VersionsPage *versionsPage;
        InfoBar *messages;
        DetailPane *details;
        ActivityPanel *activity;
    };

    WindowLayout(QMainWindow *window, const WindowActions &actions, const Parts &parts);

    void restore(const QSettings &settings);
    void save(QSettings &settings) const;
    /** The details step aside where the list needs their room, and come back with it. */
    void fit(int windowWidth);

    QToolBar *toolBar;
    QStackedWidget *pages; ///< binPage, filesPage, versionsPage
    QLabel *shown; ///< status bar: how much is in the list
    QLabel *selected; ///< status bar: how much of it is selected

private:
    void fillStatusBar();

    QMainWindow *m_window;
    QSplitter *m_columns; // sidebar, pages, details
    QSplitter *m_rows; // columns, activity
    Parts m_parts;
    const WindowActions &m_actions;
    bool m_isNarrow = false;
    bool m_isDetailsAside = false; ///< they will come back by themselves
};

} // namespace Unbin
