// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Unbin {

/** Paints a row of the sidebar: headings in bold with their state in a second line, bins with their count at
 * the end. */
class PlacesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintStatus(
        QPainter *painter, const QStyleOptionViewItem &option, const QString &status, bool isTroubled);
    static void paintBadge(QPainter *painter, QStyleOptionViewItem &heading, int badge);
    static void paintCount(QPainter *painter, QStyleOptionViewItem &option, qint64 count);
};

} // namespace Unbin
