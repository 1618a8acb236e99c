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

/** A round mark in the text's own colour: the styles' marks vanish on a dark or a selected row. */
void paintMark(QPainter *painter, const QRect &place, QColor ink, bool isChosen, bool isPossible)
{
    if (!isPossible && !isChosen)
        ink.setAlphaF(0.35F);
    else if (!isChosen)
        ink.setAlphaF(0.6F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink, isChosen ? 1.6 : 1.2));
    painter->setBrush(Qt::NoBrush);
    const QRectF circle = QRectF(place).adjusted(1, 1, -1, -1);
    if (isPossible || isChosen)
        painter->drawEllipse(circle);
    else
        painter->drawLine(
            circle.center() - QPointF(circle.width() / 4, 0), circle.center() + QPointF(circle.width() / 4, 0));
    if (isChosen) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(circle.center(), circle.width() / 4, circle.height() / 4);
    }
    painter->restore();
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

    const bool isPossible = index.flags() & Qt::ItemIsUserCheckable;
    const bool isSelected = cell.state & QStyle::State_Selected;
    const auto group = isPossible ? QPalette::Active : QPalette::Disabled;
    const QColor ink = cell.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const int size = style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, cell.widget);
    const QRect place = QStyle::alignedRect(option.direction, Qt::AlignCenter, {size, size}, option.rect);
    paintMark(painter, place, ink, cell.checkState == Qt::Checked, isPossible);
}

bool ChoiceDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPossible = index.flags() & Qt::ItemIsUserCheckable;
    return isPossible && isChoosing(event, option.rect) && model->setData(index, Qt::Checked, Qt::CheckStateRole);
}

} // namespace Unbin
