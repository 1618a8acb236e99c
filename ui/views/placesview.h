// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/droptarget.h"

#include <QTreeView>

namespace Unbin {

class SidebarModel;

/** The tree in the sidebar: folders open by themselves under a drag that rests on them. */
class PlacesView : public QTreeView
{
    Q_OBJECT
public:
    explicit PlacesView(SidebarModel &model, QWidget *parent = nullptr);

    DropTarget &dropTarget() { return m_dropTarget; }
    QSize sizeHint() const override;

Q_SIGNALS:
    /** Clicked, or Return or Space pressed on it. */
    void pressed(const QModelIndex &index);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    DropTarget m_dropTarget;
};

} // namespace Unbin
