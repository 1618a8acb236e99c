// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/versions/history.h"
#include "ui/timeline/timelinegeometry.h"

#include <QPointer>
#include <QWidget>

namespace Unbin {

class HoverCard;

/**
 * A file's past as a painted time axis: a bar per version, its height by size, its colour by author. Walks by keys and
 * pointer; never does anything to a version by itself, it only says what is wanted.
 *
 * Left and Right walk, Home and End go to the oldest and the newest, Page Up and Page Down ten at a time. Plus, Minus and 0
 * zoom; Shift with an arrow pans. The wheel zooms, with Shift or sideways it pans; dragging pans; pinching zooms. Space, C
 * and Enter ask for preview, comparison and details; A and B set the handles. For screen readers it is a list of versions.
 */
class VersionTimeline : public QWidget
{
    Q_OBJECT
public:
    explicit VersionTimeline(QWidget *parent = nullptr);
    ~VersionTimeline() override;

    /** Keeps the selected version and the handles where their ids are still there, else selects the current one. */
    void setHistory(History history);
    const History &history() const { return m_history; }
    const TimelineGeometry &geometryOfMarks() const { return m_geometry; }

    void setCollapsed(bool isCollapsed);
    bool isCollapsed() const { return m_isCollapsed; }
    void setSpacing(TimelineGeometry::Spacing spacing);
    TimelineGeometry::Spacing spacing() const { return m_geometry.spacing(); }

    /** Indices into the history; -1: none. */
    int selected() const { return m_selected; }
    int handleA() const { return m_a; }
    int handleB() const { return m_b; }
    void select(int version);
    void setHandles(int a, int b);

    void zoomIn();
    void zoomOut();
    void showAll();

    /** One line that says all about a version, for tips and screen readers. */
    QString describe(int version) const;
    /** What a mark stands for: one version, or a run of them. */
    QString describeMark(int mark) const;
    int markOf(int version) const;
    QRect markRect(int mark) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionMoved(int version);
    void handlesMoved(int a, int b);
    void previewWanted(int version);
    void compareWanted();
    void detailsWanted(int version);
    void menuWanted(QPoint globalPosition);
    void historyShown();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void rebuild();
    void measure();
    bool zoomByGesture(QEvent *event);
    bool walk(QKeyEvent *event);
    void walkTo(int mark);
    void hover(int mark);
    void selectAt(QPointF position);
    void announceSelection();

    History m_history;
    QStringList m_authors; // as they are shown
    TimelineGeometry m_geometry;
    std::vector<int> m_markOfVersion;
    bool m_isCollapsed = true;
    int m_selected = -1;
    int m_a = -1;
    int m_b = -1;
    int m_hovered = -1;
    QPointF m_pressedAt;
    double m_draggedTo = 0;
    bool m_isDragging = false;
    bool m_hasPinched = false; // since the last press
    QPointer<HoverCard> m_card;
};

} // namespace Unbin
