// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/timelinesamples.h"
#include "ui/timeline/momentdialog.h"
#include "ui/timeline/timelinepainter.h"
#include "ui/timeline/versiontimeline.h"

#include <QAccessible>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

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

void turnWheel(QWidget &widget, QPointF at, QPoint angle, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

class TestTimeline : public QObject
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
    void authorsAreToldApartOnLightAndDark();
    void keysWalkAndNeverAct();
    void keysAskForWhatIsWanted();
    void wheelZoomsAndPans();
    void pointerSelectsAndDraggingPans();
    void newHistoryKeepsTheSelection();
    void screenReadersSeeAList();
    void everyLookIsPainted_data();
    void everyLookIsPainted();
    void plansAreToldLineByLine();
};

void TestTimeline::everyMarkHasItsPlace_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<Spacing>("spacing");
    for (const int count : {1, 2, 60, 5000}) {
        QTest::addRow("%d by time", count) << count << Spacing::ByTime;
        QTest::addRow("%d even", count) << count << Spacing::Even;
    }
}

void TestTimeline::everyMarkHasItsPlace()
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

void TestTimeline::whatIsDrawnIsBoundedByTheWidth()
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

void TestTimeline::pointingFindsTheMark()
{
    const TimelineGeometry geometry = geometryOf(sampleHistory(60));
    for (int i = 0; i < 60; ++i)
        QCOMPARE(geometry.markAt(geometry.rect(i).center()), i);
    QCOMPARE(geometry.markAt({geometry.x(0) + 2, 1}), 0); // above a low bar is as good
    QCOMPARE(geometry.markAt({geometry.x(30), geometry.axisTop() + 3}), -1);
    TimelineGeometry sparse = geometryOf(sampleHistory(2));
    QCOMPARE(sparse.markAt({450, 60}), -1);
}

void TestTimeline::trashedMarksStandApart()
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

void TestTimeline::zoomKeepsThePlaceUnderThePointer()
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

void TestTimeline::panningStaysWithinThePast()
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

void TestTimeline::everyMarkCanBeRevealed()
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

void TestTimeline::oneVersionAndOneTimeAreNoTrouble()
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

void TestTimeline::unknownTimesStandBetweenTheirNeighbours()
{
    VersionHistory told{.file = {}, .versions = sampleHistory(5).versions()};
    told.versions[2].modifiedAt = {};
    told.versions[4].modifiedAt = {};
    const auto marks = timelineMarks(History(told), false);
    for (size_t i = 1; i < marks.size(); ++i)
        QVERIFY(marks[i].savedMs >= marks[i - 1].savedMs);
    QCOMPARE(marks.front().savedMs, marks[1].savedMs);
}

void TestTimeline::ticksAreFewAndInside_data()
{
    everyMarkHasItsPlace_data();
}

void TestTimeline::ticksAreFewAndInside()
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

void TestTimeline::collapsedRunsAreOneMark()
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

void TestTimeline::authorsAreToldApartOnLightAndDark()
{
    for (const bool isDark : {false, true}) {
        QPalette palette;
        palette.setColor(QPalette::Base, isDark ? QColor(30, 30, 32) : QColor(Qt::white));
        palette.setColor(QPalette::Highlight, QColor(61, 125, 216));
        for (int a = 0; a < 6; ++a) {
            const QColor color = authorColor(palette, a);
            QVERIFY(std::abs(color.lightnessF() - palette.color(QPalette::Base).lightnessF()) > 0.3F);
            for (int b = 0; b < a; ++b)
                QVERIFY(std::abs(color.hslHueF() - authorColor(palette, b).hslHueF()) > 0.04F);
        }
    }
}

void TestTimeline::keysWalkAndNeverAct()
{
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setCollapsed(false);
    timeline.setHistory(sampleHistory(60));
    QSignalSpy preview(&timeline, &VersionTimeline::previewWanted);
    QSignalSpy compare(&timeline, &VersionTimeline::compareWanted);
    QCOMPARE(timeline.selected(), 0); // the current one
    QTest::keyClick(&timeline, Qt::Key_Left);
    QCOMPARE(timeline.selected(), 1);
    QTest::keyClick(&timeline, Qt::Key_Home);
    QCOMPARE(timeline.selected(), 59);
    QTest::keyClick(&timeline, Qt::Key_Left); // there is nothing older
    QCOMPARE(timeline.selected(), 59);
    QTest::keyClick(&timeline, Qt::Key_Right);
    QCOMPARE(timeline.selected(), 58);
    QTest::keyClick(&timeline, Qt::Key_PageDown);
    QCOMPARE(timeline.selected(), 48);
    QTest::keyClick(&timeline, Qt::Key_PageUp);
    QCOMPARE(timeline.selected(), 58);
    QTest::keyClick(&timeline, Qt::Key_End);
    QCOMPARE(timeline.selected(), 0);
    QTest::keyClick(&timeline, Qt::Key_Plus);
    QVERIFY(timeline.geometryOfMarks().zoom() > 1);
    QTest::keyClick(&timeline, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(timeline.selected(), 0);
    QTest::keyClick(&timeline, Qt::Key_0);
    QCOMPARE(timeline.geometryOfMarks().zoom(), 1.0);
    for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_M, Qt::Key_X})
        QTest::keyClick(&timeline, key);
    QCOMPARE(preview.count() + compare.count(), 0);
}

void TestTimeline::keysAskForWhatIsWanted()
{
    VersionTimeline timeline;
    timeline.setCollapsed(false);
    timeline.setHistory(sampleHistory(9));
    QSignalSpy preview(&timeline, &VersionTimeline::previewWanted);
    QSignalSpy compare(&timeline, &VersionTimeline::compareWanted);
    QSignalSpy details(&timeline, &VersionTimeline::detailsWanted);
    timeline.select(4);
    QTest::keyClick(&timeline, Qt::Key_Space);
    QCOMPARE(preview.takeFirst().first().toInt(), 4);
    QTest::keyClick(&timeline, Qt::Key_C);
    QCOMPARE(compare.count(), 1);
    QTest::keyClick(&timeline, Qt::Key_Return);
    QCOMPARE(details.takeFirst().first().toInt(), 4);
    QTest::keyClick(&timeline, Qt::Key_A);
    timeline.select(6);
    QTest::keyClick(&timeline, Qt::Key_B);
    QCOMPARE(timeline.handleA(), 4);
    QCOMPARE(timeline.handleB(), 6);
    timeline.setHistory({});
    QTest::keyClick(&timeline, Qt::Key_Space); // nothing there
    QCOMPARE(preview.count(), 0);
}

void TestTimeline::wheelZoomsAndPans()
{
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setHistory(sampleHistory(60));
    turnWheel(timeline, {450, 60}, {0, 240});
    const double zoom = timeline.geometryOfMarks().zoom();
    QVERIFY(zoom > 1.5);
    const int first = timeline.geometryOfMarks().visible().first;
    turnWheel(timeline, {450, 60}, {0, 1200}, Qt::ShiftModifier);
    QVERIFY(timeline.geometryOfMarks().visible().first < first);
    QCOMPARE(timeline.geometryOfMarks().zoom(), zoom);
    turnWheel(timeline, {450, 60}, {-1200, 0});
    turnWheel(timeline, {450, 60}, {0, -2400});
    QCOMPARE(timeline.geometryOfMarks().zoom(), 1.0);
}

void TestTimeline::pointerSelectsAndDraggingPans()
{
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setCollapsed(false);
    timeline.setHistory(sampleHistory(30));
    QSignalSpy preview(&timeline, &VersionTimeline::previewWanted);
    const int mark = 10;
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, timeline.markRect(mark).center());
    QCOMPARE(timeline.markOf(timeline.selected()), mark);
    QCOMPARE(preview.count(), 0);
    QTest::mouseDClick(&timeline, Qt::LeftButton, {}, timeline.markRect(mark).center());
    QCOMPARE(preview.count(), 1);
    for (int i = 0; i < 5; ++i)
        timeline.zoomIn();
    const qint64 before = timeline.geometryOfMarks().timeAt(450);
    QTest::mousePress(&timeline, Qt::LeftButton, {}, QPoint(450, 4));
    QTest::mouseMove(&timeline, QPoint(500, 4));
    QTest::mouseMove(&timeline, QPoint(600, 4));
    QTest::mouseRelease(&timeline, Qt::LeftButton, {}, QPoint(600, 4));
    QVERIFY(timeline.geometryOfMarks().timeAt(450) < before);
}

void TestTimeline::newHistoryKeepsTheSelection()
{
    VersionTimeline timeline;
    timeline.setHistory(sampleHistory(9));
    timeline.select(3);
    timeline.setHandles(3, 5);
    const VersionId id = timeline.history().version(3).id;
    timeline.setHistory(sampleHistory(12)); // three more on top
    QCOMPARE(timeline.history().version(timeline.selected()).id, id);
    QCOMPARE(timeline.handleA(), 6);
    timeline.select(0);
    timeline.setHistory(sampleHistory(13)); // who looks at the current one goes on looking at it
    QCOMPARE(timeline.selected(), 0);
    QVERIFY(timeline.history().version(0).isCurrent);
}

void TestTimeline::screenReadersSeeAList()
{
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setHistory(sampleHistory(60));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&timeline);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), timeline.geometryOfMarks().size());
    QAccessibleInterface *last = list->child(list->childCount() - 1);
    QCOMPARE(last->role(), QAccessible::ListItem);
    QVERIFY(last->text(QAccessible::Name).contains(QStringLiteral("current")));
    QVERIFY(last->state().selected);
    QCOMPARE(last->parent(), list);
    QCOMPARE(list->indexOfChild(last), list->childCount() - 1);
    QAccessibleInterface *first = list->child(0);
    QVERIFY(first->text(QAccessible::Name).contains(QStringLiteral("Robin Sample")));
    first->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(timeline.markOf(timeline.selected()), 0);
    QVERIFY(first->state().selected && !last->state().selected);
    QCOMPARE(list->childAt(first->rect().center().x(), first->rect().center().y()), first);
    QCOMPARE(list->child(9999), nullptr);
    timeline.setHistory(sampleHistory(2));
    QCOMPARE(list->childCount(), timeline.geometryOfMarks().size());
}

void TestTimeline::everyLookIsPainted_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isDark");
    for (const int count : {0, 1, 2, 60, 5000}) {
        QTest::addRow("%d light", count) << count << false;
        QTest::addRow("%d dark", count) << count << true;
    }
}

void TestTimeline::everyLookIsPainted()
{
    QFETCH(int, count);
    QFETCH(bool, isDark);
    VersionTimeline timeline;
    QPalette palette;
    palette.setColor(QPalette::Base, isDark ? QColor(29, 31, 34) : QColor(Qt::white));
    palette.setColor(QPalette::Text, isDark ? QColor(236, 236, 236) : QColor(28, 28, 28));
    palette.setColor(QPalette::Highlight, QColor(61, 125, 216));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    timeline.setPalette(palette);
    timeline.resize(900, 190);
    timeline.setHistory(sampleHistory(count, count / 10));
    if (count > 3)
        timeline.setHandles(0, 3);
    const QImage image = timeline.grab().toImage();
    const QString folder = qEnvironmentVariable("UNBIN_TIMELINE_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(QStringLiteral("%1/timeline-%2-%3.png").arg(folder).arg(count).arg(isDark ? u"dark" : u"light")));
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colors.insert(image.pixel(x, y));
    }
    QCOMPARE(image.pixelColor(1, 1), palette.color(QPalette::Base));
    if (count > 0)
        QVERIFY(colors.size() > 4); // base, bar, band, flag, text
}

void TestTimeline::plansAreToldLineByLine()
{
    MomentPlan plan;
    for (const auto verdict : {MomentLine::Verdict::AlreadySo, MomentLine::Verdict::GoesBack,
             MomentLine::Verdict::NoVersionThen, MomentLine::Verdict::VersionTrashed, MomentLine::Verdict::Unknown}) {
        MomentLine line{.file = {.name = QStringLiteral("f")}, .path = QStringLiteral("/"), .verdict = verdict};
        line.error = Error::of(Error::Kind::Forbidden);
        plan.lines.push_back(line);
    }
    MomentPlanModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlan(plan);
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(model.index(0, MomentPlanModel::Result).data().toString().contains(QStringLiteral("Goes back")));
    QSet<QString> texts;
    for (int row = 0; row < 5; ++row)
        texts.insert(model.index(row, MomentPlanModel::Result).data().toString());
    QCOMPARE(texts.size(), 5);

    MomentDialog dialog(QStringLiteral("“Handbook”"), QDateTime::currentDateTime());
    QSignalSpy chosen(&dialog, &MomentDialog::momentChosen);
    auto *confirm = dialog.findChild<QPushButton *>(QStringLiteral("confirmMoment"));
    QVERIFY(!confirm->isEnabled());
    dialog.findChild<QPushButton *>(QStringLiteral("lookAtMoment"))->click();
    QCOMPARE(chosen.count(), 1);
    dialog.showPlan(plan); // for another moment
    QVERIFY(!confirm->isEnabled());
    plan.moment = chosen.first().first().toDateTime();
    dialog.showPlan(plan);
    QVERIFY(confirm->isEnabled());
    plan.lines.erase(plan.lines.begin() + 1);
    dialog.showPlan(plan);
    QVERIFY(!confirm->isEnabled()); // nothing to bring back
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
