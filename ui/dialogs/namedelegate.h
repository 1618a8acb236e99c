// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Unbin {

/** Edits a file name in its cell; the ending is left out of the selection, as file managers do. Enter ends
   the editing and does not reach the dialog. */
class NameDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
};

/** How many characters at the front to select for renaming: all but the ending. */
int stemLength(const QString &name);

} // namespace Unbin
