// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/placesview.h"

#include "ui/views/sidebarmodel.h"

#include <QKeyEvent>

#include <chrono>

namespace Unbin {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds SpringDelay = 600ms;
constexpr int TreeWidthInCharacters = 28;

} // namespace

PlacesView::PlacesView(SidebarModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_dropTarget(viewport(), [this, &model](QPoint position) {
        const QModelIndex index = indexAt(position);
        return index.isValid() ? model.folder(index) : std::nullopt;
    })
{
    setObjectName(QStringLiteral("places"));
    setAccessibleName(tr("Places", "accessible name of the sidebar"));
    setModel(&model);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setIndentation(fontMetrics().height());
    setDragDropMode(DropOnly);
    setDragDropOverwriteMode(true); // onto a row, never between two
    setDropIndicatorShown(true);
    setAutoExpandDelay(int(SpringDelay.count()));
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QTreeView::clicked, this, &PlacesView::pressed);
}

QSize PlacesView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * TreeWidthInCharacters, QTreeView::sizeHint().height()};
}

void PlacesView::dragEnterEvent(QDragEnterEvent *event)
{
    QTreeView::dragEnterEvent(event);
    m_dropTarget.enter(event);
}

void PlacesView::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // scrolls at the edges, opens folders, marks the row
    m_dropTarget.move(event);
}

void PlacesView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    m_dropTarget.leave();
}

void PlacesView::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setState(NoState);
    m_dropTarget.drop(event);
    viewport()->update();
}

void PlacesView::keyPressEvent(QKeyEvent *event)
{
    const bool presses
        = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (presses && currentIndex().isValid())
        Q_EMIT pressed(currentIndex());
    else
        QTreeView::keyPressEvent(event);
}

/** Accounts are headings that stay open: no arrow before them, nor before what stands at the top. */
void PlacesView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (index.parent().isValid())
        QTreeView::drawBranches(painter, rect, index);
}

} // namespace Unbin
