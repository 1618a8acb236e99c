// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowlayout.h"

#include "ui/activity/activitypanel.h"
#include "ui/timeline/versionspage.h"
#include "ui/views/binpage.h"
#include "ui/views/detailpane.h"
#include "ui/views/filespage.h"
#include "ui/views/infobar.h"
#include "ui/views/sidebar.h"
#include "ui/window/windowactions.h"

#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

namespace Unbin {

namespace {

constexpr QSize FirstSize(1240, 760);
constexpr QSize SmallestSize(640, 400);
constexpr int RoomForDetails = 860;
constexpr int SidebarCharacters = 27; // "This Computer" with its icon and count

QString geometryKey()
{
    return QStringLiteral("window/geometry");
}
QString columnsKey()
{
    return QStringLiteral("window/columns");
}
QString rowsKey()
{
    return QStringLiteral("window/rows");
}
QString sidebarKey()
{
    return QStringLiteral("window/showsSidebar");
}
QString detailsKey()
{
    return QStringLiteral("window/showsDetails");
}

} // namespace

WindowLayout::WindowLayout(QMainWindow *window, const WindowActions &actions, const Parts &parts)
    : toolBar(new QToolBar(WindowActions::tr("Main Toolbar", "its name in a menu"), window))
    , pages(new QStackedWidget(window))
    , shown(new QLabel(window))
    , selected(new QLabel(window))
    , m_window(window)
    , m_columns(new QSplitter(Qt::Horizontal, window))
    , m_rows(new QSplitter(Qt::Vertical, window))
    , m_parts(parts)
    , m_actions(actions)
{
    toolBar->setObjectName(QStringLiteral("mainToolBar"));
    toolBar->setMovable(false);
    toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    actions.fillToolBar(toolBar);
    window->addToolBar(toolBar);
    actions.fillMenus(window->menuBar());

    pages->addWidget(parts.binPage);
    pages->addWidget(parts.filesPage);
    pages->addWidget(parts.versionsPage);
    auto *middle = new QWidget(window);
    auto *middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->setSpacing(0);
    middleLayout->addWidget(parts.messages);
    middleLayout->addWidget(pages, 1);

    m_columns->setObjectName(QStringLiteral("columns"));
    parts.sidebar->setMinimumWidth(parts.sidebar->fontMetrics().averageCharWidth() * SidebarCharacters);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(parts.sidebar);
    m_columns->addWidget(middle);
    m_columns->addWidget(parts.details);
    m_columns->setStretchFactor(1, 1);
    m_rows->setObjectName(QStringLiteral("rows"));
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(parts.activity);
    m_rows->setStretchFactor(0, 1);
    window->setCentralWidget(m_rows);
    window->setMinimumSize(SmallestSize);
    fillStatusBar();
}

void WindowLayout::fillStatusBar()
{
    shown->setObjectName(QStringLiteral("shownStatus"));
    selected->setObjectName(QStringLiteral("selectedStatus"));
    m_window->statusBar()->addWidget(shown, 1);
    m_window->statusBar()->addPermanentWidget(selected);
}

void WindowLayout::restore(const QSettings &settings)
{
    if (!m_window->restoreGeometry(settings.value(geometryKey()).toByteArray()))
        m_window->resize(FirstSize);
    m_columns->restoreState(settings.value(columnsKey()).toByteArray());
    m_rows->restoreState(settings.value(rowsKey()).toByteArray());
    m_actions.showSidebar->setChecked(settings.value(sidebarKey(), true).toBool());
    m_actions.showDetails->setChecked(settings.value(detailsKey(), true).toBool());
    m_parts.sidebar->setVisible(m_actions.showSidebar->isChecked());
    m_parts.details->setVisible(m_actions.showDetails->isChecked());
    m_parts.binPage->restoreState(settings);
    fit(m_window->width());
}

void WindowLayout::fit(int windowWidth)
{
    const bool isNarrow = windowWidth < RoomForDetails;
    if (isNarrow == std::exchange(m_isNarrow, isNarrow))
        return;
    if (isNarrow) {
        m_isDetailsAside = m_actions.showDetails->isChecked();
        m_actions.showDetails->setChecked(false);
    } else if (std::exchange(m_isDetailsAside, false)) {
        m_actions.showDetails->setChecked(true);
    }
}

void WindowLayout::save(QSettings &settings) const
{
    settings.setValue(geometryKey(), m_window->saveGeometry());
    settings.setValue(columnsKey(), m_columns->saveState());
    settings.setValue(rowsKey(), m_rows->saveState());
    settings.setValue(sidebarKey(), m_actions.showSidebar->isChecked());
    settings.setValue(detailsKey(), m_actions.showDetails->isChecked() || m_isDetailsAside);
    m_parts.binPage->saveState(settings);
}

} // namespace Unbin
