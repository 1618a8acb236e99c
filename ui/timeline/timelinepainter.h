// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timelinegeometry.h"

#include <QFont>
#include <QPalette>

class QPainter;

namespace Unbin {

/** The colour of an author's bars: the palette's highlight for the first, then calm tones that are told apart by hue and by
    lightness, on light and on dark; after the last one they begin again. */
QColor authorColor(const QPalette &palette, int author);

/** Paints a timeline. Takes nothing but the palette's colours; a value, made for one painting. */
class TimelinePainter
{
public:
    struct Look {
        QPalette palette;
        QFont font;
        int selected = -1; ///< marks, all of these; -1: none
        int hovered = -1;
        int handleA = -1;
        int handleB = -1;
        bool hasFocus = false;
        QStringList authors; ///< names for people, by number: the key to the colours; fewer than two: none
        QString currentText; ///< what stands at the current one
        QString trashText; ///< what stands at the lane of trashed ones
    };

    TimelinePainter(const TimelineGeometry &geometry, Look look);

    void paint(QPainter &painter, const QRectF &area);

private:
    void paintAxis(QPainter &painter) const;
    void paintTrashLane(QPainter &painter) const;
    void paintBar(QPainter &painter, const TimelineGeometry::Bar &bar, double room) const;
    void paintTrashed(QPainter &painter, const TimelineGeometry::Bar &bar) const;
    void paintCurrent(QPainter &painter) const;
    void paintAuthors(QPainter &painter) const;
    QRectF flagRect() const;
    void paintSelection(QPainter &painter) const;
    void paintHandle(QPainter &painter, int mark, const QString &letter) const;
    QColor faded(const QColor &color, double alpha) const;

    const TimelineGeometry &m_geometry;
    const Look m_look;
    int m_current = -1;
};

} // namespace Unbin
