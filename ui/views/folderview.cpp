// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/folderview.h"

#include "ui/models/livefoldermodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace Unbin {

namespace {

/** Rows as high as those of a bin. */
class RoomyDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(),
            qMax(option.decorationSize.height(), option.fontMetrics.height()) + option.fontMetrics.height() / 2};
    }
};

} // namespace

FolderView::FolderView(DropTarget::FolderAt folderAt, QWidget *parent)
    : QTreeView(parent)
    , m_dropTarget(viewport(), std::move(folderAt))
{
    setObjectName(QStringLiteral("folderList"));
    setAccessibleName(tr("Folder", "accessible name of the list of a live folder"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemDelegate(new RoomyDelegate(this));
    setItemsExpandable(false);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTextElideMode(Qt::ElideMiddle);
    setSortingEnabled(true);
    sortByColumn(0, Qt::AscendingOrder);
    setDragDropMode(DropOnly);
    setDragDropOverwriteMode(true); // onto a row, never between two
    setFrameShape(QFrame::NoFrame);
    header()->setSectionsMovable(true);
}

void FolderView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    const int character = fontMetrics().averageCharWidth();
    header()->resizeSection(LiveFolderModel::Name, 40 * character);
    header()->resizeSection(LiveFolderModel::Modified, 26 * character);
    header()->resizeSection(LiveFolderModel::Size, 12 * character);
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
