// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/folderview.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace Unbin {

FolderView::FolderView(DropTarget::FolderAt folderAt, QWidget *parent)
    : QTreeView(parent)
    , m_dropTarget(viewport(), std::move(folderAt))
{
    setObjectName(QStringLiteral("folderList"));
    setAccessibleName(tr("Folder", "accessible name of the list of a live folder"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemsExpandable(false);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTextElideMode(Qt::ElideMiddle);
    setSortingEnabled(true);
    sortByColumn(0, Qt::AscendingOrder);
    setDragDropMode(DropOnly);
    setFrameShape(QFrame::NoFrame);
    header()->setSectionsMovable(true);
}

void FolderView::dragEnterEvent(QDragEnterEvent *event)
{
    QTreeView::dragEnterEvent(event);
    m_dropTarget.enter(event);
}

void FolderView::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // scrolls at the edges, marks the row
    m_dropTarget.move(event);
}

void FolderView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    m_dropTarget.leave();
}

void FolderView::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setState(NoState);
    m_dropTarget.drop(event);
    viewport()->update();
}

void FolderView::keyPressEvent(QKeyEvent *event)
{
    const bool goesUp = event->key() == Qt::Key_Backspace
        || (event->key() == Qt::Key_Up && event->modifiers().testFlag(Qt::AltModifier));
    if (goesUp)
        Q_EMIT upWanted();
    else
        QTreeView::keyPressEvent(event);
}

} // namespace Unbin
