// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinepainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace Unbin {

namespace {

constexpr double kThin = 5; // a bar

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightnessF() < 0.5;
}

} // namespace

QColor authorColor(const QPalette &palette, int author)
{
    // Each at least 3 : 1 against white, or against black: orange, teal, violet, olive, rose, slate, brown.
    static constexpr std::array<QRgb, 7> onLight = {0xc8741a, 0x1f8a7d, 0x7a5bb0, 0x74842a, 0xb8486e, 0x5c7187, 0x8f6047};
    static constexpr std::array<QRgb, 7> onDark = {0xf0a35a, 0x4fc3b0, 0xb39ddb, 0xb5c35a, 0xe58aa8, 0x9fb3c8, 0xc99a80};
    const size_t number = size_t(author) % (onLight.size() + 1);
    if (number > 0)
        return QColor::fromRgb(isDark(palette) ? onDark[number - 1] : onLight[number - 1]);
    const QColor highlight = palette.color(QPalette::Highlight);
    const float lightness = isDark(palette) ? std::clamp(highlight.lightnessF(), 0.55F, 0.75F)
                                            : std::clamp(highlight.lightnessF(), 0.25F, 0.5F);
    return QColor::fromHslF(std::max(0.0F, highlight.hslHueF()), highlight.hslSaturationF(), lightness);
}

TimelinePainter::TimelinePainter(const TimelineGeometry &geometry, Look look)
    : m_geometry(geometry)
    , m_look(std::move(look))
{
    const auto &marks = geometry.marks();
    const auto found = std::find_if(marks.rbegin(), marks.rend(), [](const TimelineMark &mark) { return mark.isCurrent; });
    if (found != marks.rend())
        m_current = int(marks.rend() - found) - 1;
}

QColor TimelinePainter::faded(const QColor &color, double alpha) const
{
    QColor result = color;
    result.setAlphaF(float(alpha));
    return result;
}

void TimelinePainter::paint(QPainter &painter, const QRectF &area)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_look.font);
    painter.fillRect(area, m_look.palette.brush(QPalette::Base));
    paintAxis(painter);
    paintCurrent(painter);
    paintAuthors(painter);
    const auto bars = m_geometry.bars();
    for (size_t i = 0; i < bars.size(); ++i) {
        const double next = i + 1 < bars.size() ? bars[i + 1].rect.center().x() : bars[i].rect.center().x() + 1000;
        const double before = i > 0 ? bars[i - 1].rect.center().x() : bars[i].rect.center().x() - 1000;
        const double at = bars[i].rect.center().x();
        if (m_geometry.mark(bars[i].first).isTrashed)
            paintTrashed(painter, bars[i]);
        else
            paintBar(painter, bars[i], std::min(next - at, at - before));
    }
    paintSelection(painter);
    paintHandle(painter, m_look.handleA, QStringLiteral("A"));
    paintHandle(painter, m_look.handleB, QStringLiteral("B"));
}

void TimelinePainter::paintAxis(QPainter &painter) const
{
    const QColor text = m_look.palette.color(QPalette::Text);
    const QRectF plot = m_geometry.plot();
    const QFontMetricsF metrics(m_look.font);
    QFont strong = m_look.font;
    strong.setBold(true);
    const double axis = m_geometry.axisTop();
    for (const TimelineGeometry::Tick &tick : m_geometry.ticks()) {
        painter.setPen(QPen(faded(text, tick.isMajor ? 0.22 : 0.08), 1));
        painter.drawLine(QPointF(tick.x, plot.top() - 4), QPointF(tick.x, axis));
        painter.setPen(faded(text, tick.isMajor ? 0.9 : 0.6));
        painter.setFont(tick.isMajor ? strong : m_look.font);
        const double width = metrics.horizontalAdvance(tick.text) + 8;
        double left = tick.x - width / 2; // not over the edges
        left = std::clamp(left, 2.0, std::max(2.0, plot.right() + plot.left() - width - 2));
        painter.drawText(QRectF(left, axis, width, metrics.height() * 1.5), Qt::AlignCenter, tick.text);
    }
    painter.setFont(m_look.font);
    painter.setPen(QPen(faded(text, 0.35), 1));
    painter.drawLine(QPointF(0, m_geometry.baseline() + 0.5), QPointF(plot.right() + plot.left(), m_geometry.baseline() + 0.5));
    if (!m_geometry.hasTrashed())
        return;
    paintTrashLane(painter);
}

/** The words stand behind the last of them, or before the first where there is no room. */
void TimelinePainter::paintTrashLane(QPainter &painter) const
{
    const auto &marks = m_geometry.marks();
    const auto isTrashed = [](const TimelineMark &mark) { return mark.isTrashed; };
    const int first = int(std::find_if(marks.begin(), marks.end(), isTrashed) - marks.begin());
    const int last = int(marks.rend() - std::find_if(marks.rbegin(), marks.rend(), isTrashed)) - 1;
    const QRectF plot = m_geometry.plot();
    const double right = plot.right() + plot.left();
    const double width = QFontMetricsF(m_look.font).horizontalAdvance(m_look.trashText) + 4;
    double left = m_geometry.rect(last).right() + 8;
    if (left + width > right)
        left = m_geometry.rect(first).left() - width - 8;
    painter.setPen(faded(m_look.palette.color(QPalette::Text), 0.6));
    const QRectF bar = m_geometry.rect(last);
    painter.drawText(QRectF(std::max(4.0, left), bar.top(), width, bar.height()), Qt::AlignLeft | Qt::AlignVCenter,
        m_look.trashText);
}

/** A run of equal contents is a stack: another bar shows behind. */
void TimelinePainter::paintBar(QPainter &painter, const TimelineGeometry::Bar &bar, double room) const
{
    const TimelineMark &mark = m_geometry.mark(bar.last);
    const bool isHovered = m_look.hovered >= bar.first && m_look.hovered <= bar.last;
    const QColor color = authorColor(m_look.palette, mark.author);
    if (bar.rect.width() <= kThin) { // many of them: no edges, no rounding
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(bar.rect.adjusted(0, 0, -0.7, 0), isHovered ? color.lighter(118) : color);
        painter.setRenderHint(QPainter::Antialiasing);
        return;
    }
    const double radius = std::min(3.0, bar.rect.width() / 2);
    const bool isStack = bar.versions > 1 && room > bar.rect.width() + 5;
    if (isStack) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(color, 0.35));
        painter.drawRoundedRect(bar.rect.adjusted(3, 4, 3, 0), radius, radius);
    }
    painter.setPen(QPen(m_look.palette.color(QPalette::Base), bar.rect.width() > 4 ? 1 : 0.5));
    painter.setBrush(isHovered ? color.lighter(118) : color);
    painter.drawRoundedRect(bar.rect, radius, radius);
    painter.fillRect(QRectF(bar.rect.left() + 0.5, bar.rect.bottom() - radius, bar.rect.width() - 1, radius), painter.brush());
    if (bar.versions < 2 || room < 8)
        return;
    const QString count = QString::number(bar.versions);
    QFont small = m_look.font;
    small.setPointSizeF(small.pointSizeF() * 0.85);
    const QFontMetricsF metrics(small);
    const double width = metrics.horizontalAdvance(count) + 6;
    const double flagWidth = QFontMetricsF(m_look.font).horizontalAdvance(m_look.currentText) + 40;
    const bool isUnderFlag = m_current >= 0 && bar.rect.top() < m_geometry.plot().top() + metrics.height()
        && std::abs(m_geometry.x(m_current) - bar.rect.center().x()) < flagWidth;
    if (width > room || isUnderFlag)
        return;
    painter.setFont(small);
    painter.setPen(faded(m_look.palette.color(QPalette::Text), 0.75));
    const QRectF above(bar.rect.center().x() - width / 2, bar.rect.top() - metrics.height() - 1, width, metrics.height());
    painter.drawText(above, Qt::AlignCenter, count);
    painter.setFont(m_look.font);
}

void TimelinePainter::paintTrashed(QPainter &painter, const TimelineGeometry::Bar &bar) const
{
    const QColor color = authorColor(m_look.palette, m_geometry.mark(bar.last).author);
    const bool isHovered = m_look.hovered >= bar.first && m_look.hovered <= bar.last;
    if (bar.rect.width() <= kThin) {
        painter.fillRect(bar.rect.adjusted(0, 0, -0.7, 0), faded(color, isHovered ? 0.7 : 0.4));
        return;
    }
    painter.setBrush(faded(color, isHovered ? 0.35 : 0.12));
    painter.setPen(QPen(color, 1.2, Qt::DashLine));
    painter.drawRoundedRect(bar.rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
}

/** A band from top to axis and a flag: nobody is made to guess which version is current. */
void TimelinePainter::paintCurrent(QPainter &painter) const
{
    if (m_current < 0)
        return;
    const QRectF bar = m_geometry.rect(m_current);
    const QRectF plot = m_geometry.plot();
    const QColor highlight = m_look.palette.color(QPalette::Highlight);
    const double right = plot.right() + plot.left();
    if (bar.right() < 0 || bar.left() > right)
        return;
    const QRectF flag = flagRect();
    const double height = flag.height();
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(highlight, 0.14));
    const QRectF band(bar.left() - 4, flag.bottom() - 2, bar.width() + 8, m_geometry.axisTop() - flag.bottom() + 2);
    painter.drawRect(band);
    painter.setBrush(highlight);
    painter.drawRoundedRect(flag, height / 2, height / 2);
    painter.setPen(m_look.palette.color(QPalette::HighlightedText));
    painter.drawText(flag, Qt::AlignCenter, m_look.currentText);
}

QRectF TimelinePainter::flagRect() const
{
    const QRectF plot = m_geometry.plot();
    const QFontMetricsF metrics(m_look.font);
    const double height = metrics.height() + 2;
    const double width = metrics.horizontalAdvance(m_look.currentText) + height;
    const double right = plot.right() + plot.left();
    const double centre = m_geometry.rect(m_current).center().x();
    return {std::clamp(centre - width / 2, 2.0, std::max(2.0, right - width - 2)), 3, width, height};
}

/** Who is which colour, on the side of the top line that the flag leaves free; as many as fit, then how many more. */
void TimelinePainter::paintAuthors(QPainter &painter) const
{
    if (m_look.authors.size() < 2)
        return;
    const QFontMetricsF metrics(m_look.font);
    const QRectF plot = m_geometry.plot();
    const double height = metrics.height() + 2;
    const double dot = std::round(height * 0.5);
    const double gap = height * 0.75;
    double left = 12;
    double right = plot.right() + plot.left() - 12;
    if (m_current >= 0) {
        const QRectF flag = flagRect();
        (flag.center().x() > plot.center().x() ? right : left)
            = flag.center().x() > plot.center().x() ? flag.left() - 12 : flag.right() + 12;
    }
    const auto more = [](qsizetype count) { return QStringLiteral("+%1").arg(count); };
    for (qsizetype i = 0; i < m_look.authors.size(); ++i) {
        const qsizetype rest = m_look.authors.size() - i;
        const QString name = metrics.elidedText(m_look.authors[i], Qt::ElideRight, height * 9);
        const double width = dot + 5 + metrics.horizontalAdvance(name);
        const double reserve = rest > 1 ? gap + metrics.horizontalAdvance(more(rest - 1)) : 0;
        painter.setPen(faded(m_look.palette.color(QPalette::Text), 0.75));
        if (left + width + reserve > right) {
            if (left + metrics.horizontalAdvance(more(rest)) <= right)
                painter.drawText(QRectF(left, 3, right - left, height), Qt::AlignLeft | Qt::AlignVCenter, more(rest));
            return;
        }
        painter.drawText(QRectF(left + dot + 5, 3, width, height), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(Qt::NoPen);
        painter.setBrush(authorColor(m_look.palette, int(i)));
        painter.drawRoundedRect(QRectF(left, 3 + (height - dot) / 2, dot, dot), 2, 2);
        left += width + gap;
    }
}

void TimelinePainter::paintSelection(QPainter &painter) const
{
    if (m_look.selected < 0)
        return;
    const QRectF rect = m_geometry.rect(m_look.selected);
    painter.setBrush(Qt::NoBrush);
    QColor ring = m_look.palette.color(QPalette::Text);
    painter.setPen(QPen(faded(ring, m_look.hasFocus ? 0.95 : 0.5), m_look.hasFocus ? 2.2 : 1.6));
    painter.drawRoundedRect(rect.adjusted(-3.5, -3.5, 3.5, 2.5), 4, 4);
    if (m_look.selected == m_look.handleA || m_look.selected == m_look.handleB)
        return; // the pin points at it
    const double x = rect.center().x();
    const double tip = m_geometry.pinTop() + 5;
    QPainterPath arrow(QPointF(x, tip));
    arrow.lineTo(x - 5, tip + 7);
    arrow.lineTo(x + 5, tip + 7);
    arrow.closeSubpath();
    painter.fillPath(arrow, ring);
}

void TimelinePainter::paintHandle(QPainter &painter, int mark, const QString &letter) const
{
    if (mark < 0)
        return;
    const QRectF rect = m_geometry.rect(mark);
    QFont strong = m_look.font;
    strong.setBold(true);
    strong.setPointSizeF(strong.pointSizeF() * 0.9);
    const double size = QFontMetricsF(strong).height() + 2;
    const bool isBoth = m_look.handleA == m_look.handleB;
    const double shift = isBoth ? (letter == QLatin1String("A") ? -size / 2 : size / 2) : 0;
    const QRectF circle(rect.center().x() - size / 2 + shift, m_geometry.pinTop() + 3, size, size);
    painter.setPen(QPen(m_look.palette.color(QPalette::Base), 1.5));
    painter.setBrush(m_look.palette.color(QPalette::Text));
    painter.drawEllipse(circle);
    painter.setPen(m_look.palette.color(QPalette::Base));
    painter.setFont(strong);
    painter.drawText(circle, Qt::AlignCenter, letter);
    painter.setFont(m_look.font);
}

} // namespace Unbin
