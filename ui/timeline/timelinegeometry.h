// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

namespace Unbin {

class History;

/** One bar of a timeline: a version, or a run of versions with one content. */
struct TimelineMark {
    int newest = 0; ///< index into the history of the newest version of the run
    int count = 1; ///< versions in the run
    qint64 savedMs = 0; ///< UTC milliseconds since 1970, of the newest version
    double share = 0; ///< height, 0 to 1
    int author = 0; ///< number of the author
    bool isCurrent = false;
    bool isTrashed = false;
};

/** The marks of a history, oldest first. Unknown times are put between their neighbours'. */
std::vector<TimelineMark> timelineMarks(const History &history, bool isCollapsed);

/**
 * Where everything on a timeline is: the one mapping for painting, hit tests, tool tips and keys. Knows no widget and no
 * palette. Lengths are in logical pixels, x grows with time.
 *
 * The view is a window onto the whole past: zoom 1 shows all of it, larger zooms a part. Looking for what is visible is
 * logarithmic in the number of marks; what is drawn is bounded by the width.
 */
class TimelineGeometry
{
public:
    enum class Spacing { ByTime, Even };

    /** What is drawn at one place: one mark, or several that share it. */
    struct Bar {
        int first = 0; ///< marks first to last are here
        int last = 0;
        QRectF rect;
        int versions = 1; ///< in all of them
    };
    struct Tick {
        double x = 0;
        QString text;
        bool isMajor = false;
    };

    void setMarks(std::vector<TimelineMark> marks);
    void setSize(const QSizeF &size, double lineHeight);
    void setSpacing(Spacing spacing);
    Spacing spacing() const { return m_spacing; }

    const std::vector<TimelineMark> &marks() const { return m_marks; }
    int size() const { return int(m_marks.size()); }
    const TimelineMark &mark(int index) const { return m_marks[size_t(index)]; }
    bool hasTrashed() const { return m_hasTrashed; }

    // The view
    double zoom() const { return m_zoom; }
    double longestZoom() const;
    /** The place under x stays where it is. */
    void zoomAt(double x, double factor);
    void panBy(double pixels); ///< positive: towards the past
    void showAll();
    /** Pans no further than needed. */
    void reveal(int mark);
    bool canPan() const { return m_zoom > 1.0001; }

    // The mapping
    double x(int mark) const;
    qint64 timeAt(double x) const; ///< ByTime
    double barWidth() const { return m_barWidth; } ///< of one that has room
    QRectF rect(int mark) const;
    /** First and last mark that may be seen; last < first: none. */
    std::pair<int, int> visible() const;
    std::vector<Bar> bars() const;
    /** The mark at this point, or near it; -1 if there is none. */
    int markAt(const QPointF &point) const;
    /** The bar in bars() that a mark is part of. */
    Bar barOf(int mark) const;
    std::vector<Tick> ticks() const;

    // The parts of the picture, from the top: bars, baseline, trashed bars (if any), pins of selection and handles, axis
    double baseline() const { return m_baseline; }
    double trashTop() const { return m_baseline + kGap; }
    double pinTop() const { return axisTop() - m_pinHeight; }
    double axisTop() const { return m_size.height() - m_axisHeight; }
    QRectF plot() const { return {m_left, m_top, m_width, m_baseline - m_top}; }

private:
    static constexpr double kGap = 6;

    double position(int mark) const; ///< 0 to 1 over the whole past
    double toX(double position) const { return m_left + (position - m_offset) * m_zoom * m_width; }
    double toPosition(double x) const { return m_offset + (x - m_left) / (m_zoom * m_width); }
    void clampView();
    void measureBars();
    double widthOf(int mark) const;
    int firstAtOrAfter(double position) const;
    std::vector<Tick> timeTicks() const;
    std::vector<Tick> evenTicks() const;

    std::vector<TimelineMark> m_marks;
    std::vector<int> m_before; ///< by mark: the neighbour in its lane, -1 for none
    std::vector<int> m_after;
    Spacing m_spacing = Spacing::ByTime;
    QSizeF m_size{400, 160};
    double m_lineHeight = 16;
    double m_left = 0;
    double m_top = 0;
    double m_width = 400;
    double m_baseline = 120;
    double m_axisHeight = 24;
    double m_trashHeight = 0;
    double m_pinHeight = 20;
    double m_zoom = 1;
    double m_offset = 0; ///< position at the left edge
    double m_barWidth = 10;
    bool m_hasTrashed = false;
};

} // namespace Unbin
