// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowdelegate.h"

#include "core/domain/item.h"
#include "ui/base/icons.h"
#include "ui/models/binmodel.h"

#include <QPainter>

namespace Unbin {

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state.setFlag(QStyle::State_HasFocus, false);
    const auto restorability = Restorability(index.data(BinModel::RestorabilityRole).toInt());
    if (restorability == Restorability::CleanUpOnly || restorability == Restorability::NotNow)
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isMarked
        = index.column() == int(BinColumn::Name) && Remark(index.data(BinModel::RemarkRole).toInt()) != Remark::None;
    if (!isMarked)
        return QStyledItemDelegate::paint(painter, option, index);
    // The cell's background reaches below the mark, its text does not.
    const int size = option.decorationSize.height();
    QStyleOptionViewItem background = option;
    background.state.setFlag(QStyle::State_HasFocus, false);
    const QStyle *style = option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, option.widget);
    QStyleOptionViewItem text = option;
    text.rect.setRight(text.rect.right() - size - size / 2);
    text.rect = QStyle::visualRect(option.direction, option.rect, text.rect);
    QStyledItemDelegate::paint(painter, text, index);
    const QRect mark(option.rect.right() - size - size / 4, option.rect.center().y() - size / 2, size, size);
    icon(QStringLiteral("warning"))
        .paint(painter, QStyle::visualRect(option.direction, option.rect, mark), Qt::AlignCenter,
            option.state & QStyle::State_Selected ? QIcon::Selected : QIcon::Normal);
}

} // namespace Unbin
