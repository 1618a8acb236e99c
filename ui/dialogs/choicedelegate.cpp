// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/choicedelegate.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace Unbin {

namespace {

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

bool isChoosing(const QEvent *event, const QRect &cell)
{
    switch (event->type()) {
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<const QMouseEvent *>(event);
        return mouse->button() == Qt::LeftButton && cell.contains(mouse->position().toPoint())
            && !(mouse->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)); // those select rows
    }
    case QEvent::KeyPress: {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        return key == Qt::Key_Space || key == Qt::Key_Select;
    }
    default:
        return false;
    }
}

} // namespace

void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = styleOf(option);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.features &= ~QStyleOptionViewItem::HasCheckIndicator; // that one would be square
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    QStyleOptionButton mark;
    mark.palette = option.palette;
    mark.direction = option.direction;
    mark.fontMetrics = option.fontMetrics;
    mark.state = option.state & (QStyle::State_Active | QStyle::State_MouseOver);
    if (index.flags() & Qt::ItemIsUserCheckable)
        mark.state |= QStyle::State_Enabled;
    mark.state |= cell.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
    const QSize size(style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, cell.widget),
        style->pixelMetric(QStyle::PM_ExclusiveIndicatorHeight, nullptr, cell.widget));
    mark.rect = QStyle::alignedRect(option.direction, Qt::AlignCenter, size, option.rect);
    style->drawPrimitive(QStyle::PE_IndicatorRadioButton, &mark, painter, cell.widget);
}

bool ChoiceDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPossible = index.flags() & Qt::ItemIsUserCheckable;
    return isPossible && isChoosing(event, option.rect) && model->setData(index, Qt::Checked, Qt::CheckStateRole);
}

} // namespace Unbin
