// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/timelinesamples.h"
#include "ui/timeline/hovercard.h"
#include "ui/timeline/momentdialog.h"
#include "ui/timeline/timelinepainter.h"
#include "ui/timeline/versiontimeline.h"

#include <QAccessible>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Unbin;

namespace {

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
    void authorsAreToldApartOnLightAndDark();
    void keysWalkAndNeverAct();
    void keysAskForWhatIsWanted();
    void wheelZoomsAndPans();
    void pointerSelectsAndDraggingPans();
    void hoveringShowsTheFactsBesideTheMark();
    void fingersZoom();
    void newHistoryKeepsTheSelection();
    void screenReadersSeeAList();
    void everyLookIsPainted_data();
    void everyLookIsPainted();
    void plansAreToldLineByLine();
};

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

void TestTimeline::hoveringShowsTheFactsBesideTheMark()
{
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setHistory(sampleHistory(12));
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    const auto card = [&timeline] { return timeline.findChild<HoverCard *>(); };
    const auto words = [&card] {
        QStringList all;
        for (const QLabel *label : card()->findChildren<QLabel *>())
            all += label->text();
        return all.join(u'\n');
    };
    int run = 0;
    while (timeline.geometryOfMarks().mark(run).count == 1)
        ++run;
    const int selected = timeline.selected();
    QTest::mouseMove(&timeline, timeline.markRect(run).center());
    QTRY_VERIFY(card() && card()->isVisible());
    const Version &version = timeline.history().version(timeline.geometryOfMarks().mark(run).newest);
    QVERIFY2(words().contains(version.author), qPrintable(words()));
    QVERIFY2(words().contains(QStringLiteral("2 save")), qPrintable(words()));
    QTest::mouseMove(&timeline, timeline.markRect(timeline.geometryOfMarks().size() - 1).center());
    QTRY_VERIFY2(words().contains(QStringLiteral("current")), qPrintable(words()));
    QTest::mouseMove(&timeline, QPoint(timeline.markRect(run).right() + 30, int(timeline.geometryOfMarks().axisTop()) + 4));
    QTRY_VERIFY(!card()->isVisible());
    QCOMPARE(timeline.selected(), selected);
}

void TestTimeline::fingersZoom()
{
    static QPointingDevice *screen = QTest::createTouchDevice();
    VersionTimeline timeline;
    timeline.resize(900, 180);
    timeline.setHistory(sampleHistory(60));
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QTest::touchEvent(&timeline, screen).press(0, {400, 60}).press(1, {500, 60});
    for (int apart = 20; apart <= 200; apart += 20)
        QTest::touchEvent(&timeline, screen).move(0, {400 - apart, 60}).move(1, {500 + apart, 60});
    QTest::touchEvent(&timeline, screen).release(0, {200, 60}).release(1, {700, 60});
    QVERIFY(timeline.geometryOfMarks().zoom() > 1.5);
    const double zoom = timeline.geometryOfMarks().zoom();
    QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, {450, 60}, {450, 60},
        timeline.mapToGlobal(QPointF(450, 60)), 0.25, {});
    QApplication::sendEvent(&timeline, &pinch); // of a touch pad
    QVERIFY(timeline.geometryOfMarks().zoom() > zoom * 1.2);
    QCOMPARE(timeline.selected(), 0); // fingers that zoom choose nothing
    QTest::touchEvent(&timeline, screen).press(0, QPoint(timeline.markRect(4).center()));
    QTest::touchEvent(&timeline, screen).release(0, QPoint(timeline.markRect(4).center()));
    QTRY_COMPARE(timeline.markOf(timeline.selected()), 4); // one that taps does
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
