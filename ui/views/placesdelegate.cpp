// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/placesdelegate.h"

#include "ui/base/badges.h"
#include "ui/views/sidebarmodel.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace Unbin {

namespace {

using Kind = SidebarModel::Kind;

Kind kindOf(const QModelIndex &index)
{
    return Kind(index.data(SidebarModel::KindRole).toInt());
}

QColor textColour(const QStyleOptionViewItem &option, QPalette::ColorRole ordinary)
{
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    return option.palette.color(group, option.state & QStyle::State_Selected ? QPalette::HighlightedText : ordinary);
}

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

/** "Sign in again" is to be pressed, so it looks it. */
void paintButton(QPainter *painter, const QStyleOptionViewItem &item)
{
    QStyleOptionButton button;
    button.rect = item.rect.adjusted(2, 2, -2, -2);
    button.state = QStyle::State_Enabled | QStyle::State_Raised | (item.state & QStyle::State_MouseOver);
    button.state.setFlag(
        QStyle::State_HasFocus, item.state & QStyle::State_HasFocus && item.state & QStyle::State_Selected);
    button.palette = item.palette;
    button.direction = item.direction;
    button.fontMetrics = item.fontMetrics;
    button.text = item.fontMetrics.elidedText(item.text, Qt::ElideRight, button.rect.width() - 2 * item.rect.height());
    button.icon = item.icon;
    button.iconSize = item.decorationSize;
    styleOf(item)->drawControl(QStyle::CE_PushButton, &button, painter, item.widget);
    if (button.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(button);
        focus.rect = styleOf(item)->subElementRect(QStyle::SE_PushButtonFocusRect, &button, item.widget);
        styleOf(item)->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, item.widget);
    }
}

} // namespace

QSize PlacesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int line = option.fontMetrics.height();
    size.setHeight(qMax(size.height(), line * 8 / 5));
    switch (kindOf(index)) {
    case Kind::Account:
        size.rheight() += line / 2 + (index.data(SidebarModel::StatusRole).toString().isEmpty() ? 0 : line);
        break;
    case Kind::SignIn:
        size.rheight() += line / 2;
        break;
    case Kind::AllBins:
    case Kind::Bin:
    case Kind::Files:
    case Kind::Folder:
    case Kind::Notice:
        break;
    }
    return size;
}

void PlacesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    painter->save();
    switch (kindOf(index)) {
    case Kind::SignIn:
        paintButton(painter, item);
        break;
    case Kind::Account: {
        const QString status = index.data(SidebarModel::StatusRole).toString();
        item.font.setBold(true);
        item.fontMetrics = QFontMetrics(item.font);
        item.rect.adjust(0, option.fontMetrics.height() / 2, 0, status.isEmpty() ? 0 : -option.fontMetrics.height());
        paintBadge(painter, item, index.data(SidebarModel::BadgeRole).toInt());
        styleOf(item)->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        paintStatus(painter, item, status, index.data(SidebarModel::TroubleRole).toBool());
        break;
    }
    case Kind::Notice:
        item.palette.setColor(QPalette::Text, item.palette.color(QPalette::PlaceholderText));
        styleOf(item)->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        break;
    case Kind::AllBins:
    case Kind::Bin:
        paintCount(painter, item, index.data(SidebarModel::CountRole).toLongLong());
        break;
    case Kind::Files:
    case Kind::Folder:
        styleOf(item)->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        break;
    }
    painter->restore();
}

/** A dot at the end of the heading, which then has less room for its text. */
void PlacesDelegate::paintBadge(QPainter *painter, QStyleOptionViewItem &heading, int badge)
{
    const QColor colour = badgeColour(badge);
    if (!colour.isValid())
        return;
    const int size = heading.fontMetrics.height() * 3 / 5;
    const int margin = heading.fontMetrics.averageCharWidth();
    const QRect whole = heading.rect;
    const QRect end(whole.right() - size - margin, whole.center().y() - size / 2, size, size);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(QStyle::visualRect(heading.direction, whole, end));
    painter->restore();
    heading.text = heading.fontMetrics.elidedText(
        heading.text, heading.textElideMode, whole.width() - size - 3 * margin - whole.height());
}

void PlacesDelegate::paintStatus(
    QPainter *painter, const QStyleOptionViewItem &heading, const QString &status, bool isTroubled)
{
    if (status.isEmpty())
        return;
    QStyleOptionViewItem plain = heading;
    plain.font.setBold(false);
    const QFontMetrics metrics(plain.font);
    const QRect text = styleOf(heading)->subElementRect(QStyle::SE_ItemViewItemText, &heading, heading.widget);
    const QRect line(text.left(), heading.rect.bottom() + 1, heading.rect.right() - text.left(), metrics.height());
    painter->setFont(plain.font);
    // Not selected paint: the second line lies below the heading's highlight.
    plain.state.setFlag(QStyle::State_Selected, false);
    painter->setPen(textColour(plain, isTroubled ? QPalette::Text : QPalette::PlaceholderText));
    painter->drawText(QStyle::visualRect(heading.direction, heading.rect, line),
        int(Qt::AlignVCenter | QStyle::visualAlignment(heading.direction, Qt::AlignLeft)),
        metrics.elidedText(status, Qt::ElideRight, line.width()));
}

void PlacesDelegate::paintCount(QPainter *painter, QStyleOptionViewItem &item, qint64 count)
{
    const QRect whole = item.rect;
    const QString text = count < 0 ? QString() : QLocale().toString(count);
    const int margin = item.fontMetrics.averageCharWidth();
    const int width = text.isEmpty() ? 0 : item.fontMetrics.horizontalAdvance(text) + 2 * margin;
    item.text = item.fontMetrics.elidedText(item.text, item.textElideMode, whole.width() - width - whole.height());
    styleOf(item)->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const QRect end(whole.right() - width, whole.top(), width - margin, whole.height());
    painter->setPen(textColour(item, QPalette::PlaceholderText));
    painter->drawText(QStyle::visualRect(item.direction, whole, end),
        int(Qt::AlignVCenter | QStyle::visualAlignment(item.direction, Qt::AlignRight)), text);
}

} // namespace Unbin
