// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/timelinesamples.h"
#include "ui/timeline/timelinegeometry.h"

#include <QTest>

#include <cmath>

using namespace Unbin;
using Spacing = TimelineGeometry::Spacing;

namespace {

TimelineGeometry geometryOf(const History &history, Spacing spacing = Spacing::ByTime, bool isCollapsed = false)
{
    TimelineGeometry geometry;
    geometry.setMarks(timelineMarks(history, isCollapsed));
    geometry.setSize({900, 180}, 16);
    geometry.setSpacing(spacing);
    return geometry;
}

} // namespace

/** Where everything on a timeline is, without a widget. */
class TestTimelineGeometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMarkHasItsPlace_data();
    void everyMarkHasItsPlace();
    void whatIsDrawnIsBoundedByTheWidth();
    void pointingFindsTheMark();
    void trashedMarksStandApart();
    void zoomKeepsThePlaceUnderThePointer();
    void panningStaysWithinThePast();
    void everyMarkCanBeRevealed();
    void oneVersionAndOneTimeAreNoTrouble();
    void unknownTimesStandBetweenTheirNeighbours();
    void ticksAreFewAndInside_data();
    void ticksAreFewAndInside();
    void collapsedRunsAreOneMark();
    void barsOfABusyDayStayApart();
};

void TestTimelineGeometry::everyMarkHasItsPlace_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<Spacing>("spacing");
    for (const int count : {1, 2, 60, 5000}) {
        QTest::addRow("%d by time", count) << count << Spacing::ByTime;
        QTest::addRow("%d even", count) << count << Spacing::Even;
    }
}

void TestTimelineGeometry::everyMarkHasItsPlace()
{
    QFETCH(int, count);
    QFETCH(Spacing, spacing);
    const TimelineGeometry geometry = geometryOf(sampleHistory(count), spacing);
    QCOMPARE(geometry.size(), count);
    for (int i = 0; i < count; ++i) {
        const QRectF rect = geometry.rect(i);
        QVERIFY(rect.left() >= 0 && rect.right() <= 900);
        QVERIFY(rect.top() >= geometry.plot().top() - 0.001 && rect.bottom() <= geometry.axisTop());
        QVERIFY(rect.height() >= 10 && rect.width() >= 3);
        if (i > 0)
            QVERIFY(geometry.x(i) >= geometry.x(i - 1));
    }
    QCOMPARE(geometry.visible(), (std::pair{0, count - 1}));
}

void TestTimelineGeometry::whatIsDrawnIsBoundedByTheWidth()
{
    for (const Spacing spacing : {Spacing::ByTime, Spacing::Even}) {
        const TimelineGeometry geometry = geometryOf(sampleHistory(5000), spacing);
        const auto bars = geometry.bars();
        QVERIFY(bars.size() <= 900 / 2 + 1);
        int versions = 0;
        int next = 0;
        for (const auto &bar : bars) {
            QCOMPARE(bar.first, next); // none is left out, none is drawn twice
            next = bar.last + 1;
            versions += bar.versions;
        }
        QCOMPARE(next, 5000);
        QCOMPARE(versions, 5000);
        QCOMPARE(geometry.barOf(2500).first <= 2500 && geometry.barOf(2500).last >= 2500, true);
    }
}

void TestTimelineGeometry::pointingFindsTheMark()
{
    const TimelineGeometry geometry = geometryOf(sampleHistory(60));
    for (int i = 0; i < 60; ++i)
        QCOMPARE(geometry.markAt(geometry.rect(i).center()), i);
    QCOMPARE(geometry.markAt({geometry.x(0) + 2, 1}), 0); // above a low bar is as good
    QCOMPARE(geometry.markAt({geometry.x(30), geometry.axisTop() + 3}), -1);
    TimelineGeometry sparse = geometryOf(sampleHistory(2));
    QCOMPARE(sparse.markAt({450, 60}), -1);
}

void TestTimelineGeometry::trashedMarksStandApart()
{
    const TimelineGeometry geometry = geometryOf(sampleHistory(20, 5));
    QVERIFY(geometry.hasTrashed());
    for (int i = 0; i < 20; ++i) {
        const bool isTrashed = i < 5;
        QCOMPARE(geometry.mark(i).isTrashed, isTrashed);
        QCOMPARE(geometry.rect(i).top() > geometry.baseline(), isTrashed);
        QCOMPARE(geometry.markAt(geometry.rect(i).center()), i);
    }
}

void TestTimelineGeometry::zoomKeepsThePlaceUnderThePointer()
{
    TimelineGeometry geometry = geometryOf(sampleHistory(60));
    const double at = 300;
    const qint64 before = geometry.timeAt(at);
    for (const double factor : {2.0, 3.0, 0.5, 10.0}) {
        geometry.zoomAt(at, factor);
        QVERIFY(std::abs(geometry.timeAt(at) - before) < 60'000);
    }
    QVERIFY(geometry.zoom() > 1);
    QVERIFY(geometry.visible().second - geometry.visible().first < 59);
    geometry.zoomAt(at, 1e12);
    QCOMPARE(geometry.zoom(), geometry.longestZoom());
    geometry.zoomAt(at, 1e-12);
    QCOMPARE(geometry.zoom(), 1.0);
    QCOMPARE(geometry.visible(), (std::pair{0, 59}));
}

void TestTimelineGeometry::panningStaysWithinThePast()
{
    TimelineGeometry geometry = geometryOf(sampleHistory(60));
    geometry.panBy(500);
    QCOMPARE(geometry.visible(), (std::pair{0, 59})); // nothing to pan to
    geometry.zoomAt(450, 4);
    geometry.panBy(1e9);
    QCOMPARE(geometry.visible().first, 0);
    geometry.panBy(-1e9);
    QCOMPARE(geometry.visible().second, 59);
}

void TestTimelineGeometry::everyMarkCanBeRevealed()
{
    for (const Spacing spacing : {Spacing::ByTime, Spacing::Even}) {
        TimelineGeometry geometry = geometryOf(sampleHistory(5000), spacing);
        geometry.zoomAt(0, 40);
        for (int i = 0; i < 5000; i += 37) {
            geometry.reveal(i);
            const QRectF rect = geometry.rect(i);
            QVERIFY2(rect.left() >= 0 && rect.right() <= 900, qPrintable(QString::number(i)));
            QVERIFY(geometry.visible().first <= i && geometry.visible().second >= i);
        }
    }
}

void TestTimelineGeometry::oneVersionAndOneTimeAreNoTrouble()
{
    const TimelineGeometry one = geometryOf(sampleHistory(1));
    QCOMPARE(std::round(one.x(0)), 450.0);
    QCOMPARE(one.longestZoom(), 1.0);
    VersionHistory told{.file = {}, .versions = sampleHistory(3).versions()};
    for (Version &version : told.versions)
        version.modifiedAt = told.versions.front().modifiedAt;
    const TimelineGeometry same = geometryOf(History(told));
    QVERIFY(same.x(2) > same.x(1) && same.x(1) > same.x(0));
    TimelineGeometry none = geometryOf(History());
    QVERIFY(none.bars().empty() && none.ticks().empty());
    QCOMPARE(none.markAt({10, 10}), -1);
    none.zoomAt(5, 3);
    none.reveal(0);
}

void TestTimelineGeometry::unknownTimesStandBetweenTheirNeighbours()
{
    VersionHistory told{.file = {}, .versions = sampleHistory(5).versions()};
    told.versions[2].modifiedAt = {};
    told.versions[4].modifiedAt = {};
    const auto marks = timelineMarks(History(told), false);
    for (size_t i = 1; i < marks.size(); ++i)
        QVERIFY(marks[i].savedMs >= marks[i - 1].savedMs);
    QCOMPARE(marks.front().savedMs, marks[1].savedMs);
}

void TestTimelineGeometry::ticksAreFewAndInside_data()
{
    everyMarkHasItsPlace_data();
}

void TestTimelineGeometry::ticksAreFewAndInside()
{
    QFETCH(int, count);
    QFETCH(Spacing, spacing);
    TimelineGeometry geometry = geometryOf(sampleHistory(count), spacing);
    for (int step = 0; step < 30; ++step) {
        const auto ticks = geometry.ticks();
        QVERIFY(ticks.size() <= 14);
        for (size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(ticks[i].x >= 0 && ticks[i].x <= 900);
            if (i > 0)
                QVERIFY(ticks[i].x - ticks[i - 1].x > 60);
        }
        geometry.zoomAt(300, 2);
    }
}

void TestTimelineGeometry::collapsedRunsAreOneMark()
{
    const History history = sampleHistory(60);
    const TimelineGeometry geometry = geometryOf(history, Spacing::ByTime, true);
    QCOMPARE(geometry.size(), int(history.runs().size()));
    QVERIFY(geometry.size() < 60);
    int versions = 0;
    for (const auto &mark : geometry.marks())
        versions += mark.count;
    QCOMPARE(versions, 60);
    QVERIFY(geometry.marks().back().isCurrent);
}

void TestTimelineGeometry::barsOfABusyDayStayApart()
{
    VersionHistory told{.file = {}, .versions = sampleHistory(40).versions()};
    for (size_t i = 0; i < told.versions.size(); ++i) // four saves within an hour, then a week of nothing
        told.versions[i].modifiedAt = told.versions.front().modifiedAt.addSecs(-qint64(i / 4) * 7 * 86'400 - qint64(i % 4) * 900);
    TimelineGeometry geometry = geometryOf(History(told));
    geometry.zoomAt(geometry.x(39), 120);
    const auto bars = geometry.bars();
    QVERIFY(bars.size() >= 4);
    for (size_t i = 1; i < bars.size(); ++i)
        QVERIFY(bars[i].rect.left() >= bars[i - 1].rect.right());
}

QTEST_GUILESS_MAIN(TestTimelineGeometry)
#include "tst_timelinegeometry.moc"
