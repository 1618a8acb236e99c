// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinegeometry.h"

#include "core/versions/history.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace Unbin {

namespace {

constexpr double kWidest = 14; // a bar
constexpr double kThinnest = 3;
constexpr double kShared = 2; // marks closer than this share a bar
constexpr double kReach = 8; // how far beside a bar one may point
constexpr double kShortest = 10; // a bar of a tiny content
constexpr qint64 kShortestSpanMs = 10'000; // the deepest zoom shows so much time
constexpr double kWidestSpacing = 90; // and so few marks, evenly spaced

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

/** A distance between ticks: in milliseconds, or in months where those are longer. */
struct Step {
    qint64 ms;
    int months;
};
constexpr std::array kSteps = {Step{kSecond, 0}, Step{5 * kSecond, 0}, Step{15 * kSecond, 0}, Step{30 * kSecond, 0},
    Step{kMinute, 0}, Step{5 * kMinute, 0}, Step{15 * kMinute, 0}, Step{30 * kMinute, 0}, Step{kHour, 0},
    Step{3 * kHour, 0}, Step{6 * kHour, 0}, Step{12 * kHour, 0}, Step{kDay, 0}, Step{2 * kDay, 0}, Step{7 * kDay, 0},
    Step{30 * kDay, 1}, Step{91 * kDay, 3}, Step{182 * kDay, 6}, Step{365 * kDay, 12}, Step{730 * kDay, 24},
    Step{1826 * kDay, 60}, Step{3652 * kDay, 120}};

QDateTime local(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

/** The first tick not before this instant. */
QDateTime firstTick(qint64 fromMs, const Step &step)
{
    const QDateTime from = local(fromMs);
    const QDate date = from.date();
    QDateTime tick;
    if (step.months > 0) {
        const int months = date.year() * 12 + date.month() - 1;
        const int floor = months - months % step.months;
        tick = QDate(floor / 12, floor % 12 + 1, 1).startOfDay();
        return tick < from ? tick.addMonths(step.months) : tick;
    }
    if (step.ms >= kDay) {
        const qint64 days = step.ms / kDay;
        tick = QDate::fromJulianDay(date.toJulianDay() - date.toJulianDay() % days).startOfDay();
        return tick < from ? tick.addDays(days) : tick;
    }
    const qint64 ofDay = from.time().msecsSinceStartOfDay();
    tick = date.startOfDay().addMSecs(ofDay - ofDay % step.ms);
    return tick < from ? tick.addMSecs(step.ms) : tick;
}

QDateTime nextTick(const QDateTime &tick, const Step &step)
{
    if (step.months > 0)
        return tick.addMonths(step.months);
    return step.ms >= kDay ? tick.addDays(step.ms / kDay) : tick.addMSecs(step.ms);
}

QString tickText(const QDateTime &tick, const Step &step, bool isMajor)
{
    const QLocale locale;
    if (step.months >= 12)
        return QString::number(tick.date().year());
    if (step.months > 0) {
        return isMajor ? QString::number(tick.date().year())
                       : locale.standaloneMonthName(tick.date().month(), QLocale::ShortFormat);
    }
    if (step.ms >= kDay || isMajor)
        return locale.toString(tick.date(), QStringLiteral("d MMM"));
    return locale.toString(tick.time(), step.ms < kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

/** A tick where something larger begins: a year among months, a month among days, a day among hours. */
bool beginsMore(const QDateTime &tick, const Step &step)
{
    if (step.months >= 12)
        return false;
    if (step.months > 0)
        return tick.date().month() == 1;
    return step.ms < kDay && tick.time().msecsSinceStartOfDay() == 0;
}

} // namespace

std::vector<TimelineMark> timelineMarks(const History &history, bool isCollapsed)
{
    std::vector<TimelineMark> marks;
    const double largest = double(std::max<qint64>(1, history.largestBytes()));
    const auto add = [&](int newest, int count) {
        const Version &version = history.version(newest);
        const double size = version.sizeBytes < 0 ? 0.25 : double(version.sizeBytes) / largest;
        bool isCurrent = false;
        for (int i = newest; i < newest + count; ++i)
            isCurrent = isCurrent || history.version(i).isCurrent;
        marks.push_back({.newest = newest,
            .count = count,
            .savedMs = version.modifiedAt.isValid() ? version.modifiedAt.toMSecsSinceEpoch() : 0,
            .share = std::sqrt(std::clamp(size, 0.0, 1.0)),
            .author = history.authorOf(newest),
            .isCurrent = isCurrent,
            .isTrashed = version.isTrashed()});
    };
    if (isCollapsed) {
        for (auto run = history.runs().rbegin(); run != history.runs().rend(); ++run)
            add(run->newest, run->count);
    } else {
        for (int i = history.size() - 1; i >= 0; --i)
            add(i, 1);
    }
    qint64 last = 0;
    for (TimelineMark &mark : marks) // times run forward, whatever the service says
        last = mark.savedMs = std::max(last, mark.savedMs);
    const auto known = std::find_if(marks.begin(), marks.end(), [](const auto &mark) { return mark.savedMs > 0; });
    for (auto mark = marks.begin(); known != marks.end() && mark != known; ++mark)
        mark->savedMs = known->savedMs;
    return marks;
}

void TimelineGeometry::setMarks(std::vector<TimelineMark> marks)
{
    m_marks = std::move(marks);
    m_hasTrashed = std::any_of(m_marks.begin(), m_marks.end(), [](const auto &mark) { return mark.isTrashed; });
    m_before.assign(m_marks.size(), -1);
    m_after.assign(m_marks.size(), -1);
    std::array<int, 2> last = {-1, -1}; // of each lane
    for (int i = 0; i < size(); ++i) {
        int &neighbour = last[m_marks[size_t(i)].isTrashed];
        m_before[size_t(i)] = neighbour;
        if (neighbour >= 0)
            m_after[size_t(neighbour)] = i;
        neighbour = i;
    }
    setSize(m_size, m_lineHeight);
}

void TimelineGeometry::setSize(const QSizeF &size, double lineHeight)
{
    m_size = size;
    m_lineHeight = lineHeight;
    m_left = std::min(2 * lineHeight, size.width() / 8);
    m_width = std::max(1.0, size.width() - 2 * m_left);
    m_axisHeight = lineHeight * 1.5;
    m_top = lineHeight * 1.7; // room for the flag of the current one
    m_trashHeight = m_hasTrashed ? lineHeight * 1.8 : 0;
    m_pinHeight = lineHeight * 1.25;
    const double below = m_axisHeight + m_pinHeight + m_trashHeight + (m_hasTrashed ? kGap : 0);
    m_baseline = std::max(m_top + 20, size.height() - below);
    clampView();
}

void TimelineGeometry::setSpacing(Spacing spacing)
{
    if (m_spacing == spacing)
        return;
    m_spacing = spacing;
    showAll();
}

double TimelineGeometry::longestZoom() const
{
    if (size() < 2)
        return 1;
    if (m_spacing == Spacing::Even)
        return std::max(1.0, kWidestSpacing * (size() - 1) / m_width);
    const double span = double(m_marks.back().savedMs - m_marks.front().savedMs);
    return std::clamp(span / double(kShortestSpanMs), 1.0, 1e8);
}

void TimelineGeometry::zoomAt(double x, double factor)
{
    const double held = toPosition(x);
    m_zoom = std::clamp(m_zoom * factor, 1.0, longestZoom());
    m_offset = held - (x - m_left) / (m_zoom * m_width);
    clampView();
}

void TimelineGeometry::panBy(double pixels)
{
    m_offset -= pixels / (m_zoom * m_width);
    clampView();
}

void TimelineGeometry::showAll()
{
    m_zoom = 1;
    m_offset = 0;
    clampView();
}

void TimelineGeometry::reveal(int mark)
{
    if (mark < 0 || mark >= size())
        return;
    const double margin = std::min(m_width / 4, 3 * kWidest);
    const double at = x(mark);
    if (at < m_left + margin)
        panBy(m_left + margin - at);
    else if (at > m_left + m_width - margin)
        panBy(m_left + m_width - margin - at);
}

void TimelineGeometry::clampView()
{
    m_zoom = std::clamp(m_zoom, 1.0, longestZoom());
    m_offset = std::clamp(m_offset, 0.0, 1.0 - 1.0 / m_zoom);
    measureBars();
}

/** As wide as the usual gap allows. */
void TimelineGeometry::measureBars()
{
    const double usual = size() < 2 ? kWidest : m_width * m_zoom / double(size()) * 0.7;
    m_barWidth = std::clamp(usual, kThinnest, kWidest);
}

/** Bars of a busy day stay apart as long as there is a pixel between them; those that share a place count as one. */
double TimelineGeometry::widthOf(int mark) const
{
    double width = m_barWidth;
    for (const int other : {m_before[size_t(mark)], m_after[size_t(mark)]}) {
        const double away = other < 0 ? kWidest * 2 : std::abs(x(other) - x(mark));
        if (away >= kShared)
            width = std::min(width, away * 0.8);
    }
    return std::max(width, kThinnest);
}

double TimelineGeometry::position(int mark) const
{
    if (size() < 2)
        return 0.5;
    const qint64 span = m_marks.back().savedMs - m_marks.front().savedMs;
    if (m_spacing == Spacing::Even || span <= 0)
        return double(mark) / double(size() - 1);
    return double(m_marks[size_t(mark)].savedMs - m_marks.front().savedMs) / double(span);
}

double TimelineGeometry::x(int mark) const
{
    return toX(position(mark));
}

qint64 TimelineGeometry::timeAt(double x) const
{
    if (m_marks.empty())
        return 0;
    const double span = double(m_marks.back().savedMs - m_marks.front().savedMs);
    return m_marks.front().savedMs + qint64(toPosition(x) * span);
}

QRectF TimelineGeometry::rect(int mark) const
{
    const TimelineMark &what = m_marks[size_t(mark)];
    const double width = widthOf(mark);
    const double left = x(mark) - width / 2;
    if (what.isTrashed)
        return {left, trashTop(), width, std::max(kShortest, m_trashHeight - kGap)};
    const double tallest = m_baseline - m_top;
    const double height = std::min(tallest, kShortest + what.share * (tallest - kShortest));
    return {left, m_baseline - height, width, height};
}

int TimelineGeometry::firstAtOrAfter(double position) const
{
    int low = 0;
    int high = size();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (this->position(middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::pair<int, int> TimelineGeometry::visible() const
{
    const int first = firstAtOrAfter(toPosition(m_left - kWidest - 1));
    const int beyond = firstAtOrAfter(toPosition(m_left + m_width + kWidest + 1));
    return {first, std::min(size(), beyond + 1) - 1};
}

std::vector<TimelineGeometry::Bar> TimelineGeometry::bars() const
{
    std::vector<Bar> bars;
    const auto [first, last] = visible();
    double anchor = 0; // where the newest bar begins; bars don't grow without end
    for (int i = first; i <= last; ++i) {
        const double at = x(i);
        const bool isSame = !bars.empty() && at - anchor < kShared
            && m_marks[size_t(bars.back().first)].isTrashed == m_marks[size_t(i)].isTrashed;
        if (!isSame) {
            bars.push_back({.first = i, .last = i, .rect = rect(i), .versions = m_marks[size_t(i)].count});
            anchor = at;
            continue;
        }
        Bar &bar = bars.back();
        bar.last = i;
        bar.versions += m_marks[size_t(i)].count;
        const QRectF other = rect(i);
        if (other.height() > bar.rect.height())
            bar.rect = QRectF(bar.rect.left(), other.top(), bar.rect.width(), other.height());
    }
    return bars;
}

TimelineGeometry::Bar TimelineGeometry::barOf(int mark) const
{
    const std::vector<Bar> all = bars();
    const auto found = std::find_if(
        all.begin(), all.end(), [mark](const Bar &bar) { return mark >= bar.first && mark <= bar.last; });
    return found == all.end() ? Bar{.first = mark, .last = mark, .rect = rect(mark)} : *found;
}

int TimelineGeometry::markAt(const QPointF &point) const
{
    if (point.y() < 0 || point.y() > axisTop())
        return -1;
    const bool isBelow = m_hasTrashed && point.y() > m_baseline;
    const double reach = std::max(kReach, m_barWidth / 2);
    int nearest = -1;
    double distance = reach;
    const int from = firstAtOrAfter(toPosition(point.x() - reach));
    for (int i = from; i < size() && x(i) <= point.x() + reach; ++i) {
        if (m_marks[size_t(i)].isTrashed != isBelow)
            continue;
        const double away = std::abs(x(i) - point.x());
        if (away <= distance) {
            distance = away;
            nearest = i;
        }
    }
    return nearest;
}

std::vector<TimelineGeometry::Tick> TimelineGeometry::ticks() const
{
    if (m_marks.empty())
        return {};
    const bool isOneTime = m_marks.front().savedMs == m_marks.back().savedMs;
    return m_spacing == Spacing::Even || isOneTime ? evenTicks() : timeTicks();
}

std::vector<TimelineGeometry::Tick> TimelineGeometry::timeTicks() const
{
    const qint64 from = timeAt(m_left);
    const qint64 to = timeAt(m_left + m_width);
    const double room = m_lineHeight * 5.5; // a label and its distance
    const double msPerPixel = double(to - from) / m_width;
    const auto *step = std::find_if(kSteps.begin(), std::prev(kSteps.end()),
        [&](const Step &candidate) { return double(candidate.ms) >= room * msPerPixel; });
    std::vector<Tick> ticks;
    for (QDateTime at = firstTick(from, *step); at.isValid() && at.toMSecsSinceEpoch() <= to && ticks.size() < 200;
         at = nextTick(at, *step)) {
        const double share = double(at.toMSecsSinceEpoch() - from) / double(std::max<qint64>(1, to - from));
        const bool isMajor = beginsMore(at, *step);
        ticks.push_back({m_left + share * m_width, tickText(at, *step, isMajor), isMajor});
    }
    return ticks;
}

/** A date below every so many marks. */
std::vector<TimelineGeometry::Tick> TimelineGeometry::evenTicks() const
{
    std::vector<Tick> ticks;
    const QLocale locale;
    const double room = m_lineHeight * 6.5;
    double next = m_left - 1;
    const auto [first, last] = visible();
    for (int i = first; i <= last; ++i) {
        const double at = x(i);
        if (at < next || at > m_left + m_width + 1)
            continue;
        const QDateTime when = local(m_marks[size_t(i)].savedMs);
        ticks.push_back({at, m_marks[size_t(i)].savedMs > 0 ? locale.toString(when, QStringLiteral("d MMM HH:mm")) : QString(), false});
        next = at + room;
    }
    return ticks;
}

} // namespace Unbin
