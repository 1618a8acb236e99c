// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/foldertreedelegate.h"

#include "ui/models/foldertreemodel.h"

namespace Unbin {

void FolderTreeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(FolderTreeModel::CanAddRole).toBool()) {
        option->palette.setBrush(QPalette::Text, option->palette.placeholderText());
        option->font.setItalic(
            index.data(FolderTreeModel::RowKindRole).toInt() == int(FolderTreeModel::RowKind::Loading));
    }
}

} // namespace Unbin
