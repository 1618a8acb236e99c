// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/droptarget.h"

#include <QTreeView>

namespace Unbin {

/** The list of one live folder. Takes bin entries: on a folder's row into that one, elsewhere into the shown
 * one. */
class FolderView : public QTreeView
{
    Q_OBJECT
public:
    explicit FolderView(DropTarget::FolderAt folderAt, QWidget *parent = nullptr);

    /** A LiveFolderModel. */
    void setModel(QAbstractItemModel *model) override;

    DropTarget &dropTarget() { return m_dropTarget; }

Q_SIGNALS:
    void upWanted(); ///< Backspace or Alt+Up

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    DropTarget m_dropTarget;
};

} // namespace Unbin
