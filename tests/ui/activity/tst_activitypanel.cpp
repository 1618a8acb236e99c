// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/activity/activitypanel.h"
#include "ui/activity/activitytexts.h"

#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Unbin;
using namespace Unbin::Samples;
using namespace std::chrono_literals;
using Outcome = ReceiptLine::Outcome;

namespace {

/** An activity that is whatever the test says. */
class ToldActivity final : public Activity
{
public:
    Receipt::Kind kind() const override { return what; }
    State state() const override { return now; }
    End end() const override { return how; }
    qint64 itemCount() const override { return items; }
    QString firstName() const override { return QStringLiteral("report.pdf"); }
    QString targetPath() const override { return target; }
    const Progress &progress() const override { return done; }
    double itemsPerSecond() const override { return rate; }
    const std::optional<Receipt> &receipt() const override { return told; }
    const std::optional<Error> &error() const override { return trouble; }
    qint64 batch() const override { return 0; }
    bool canUndo() const override { return isUndoable; }
    bool canPutBack() const override { return isHalfWay; }
    bool isPutBack() const override { return wasPutBack; }
    void cancel() override { ++cancelled; }
    void setPaused(bool paused) override
    {
        isHeld = paused;
        Q_EMIT changed();
    }
    bool isPaused() const override { return isHeld; }

    void finish(End end, Receipt receipt)
    {
        now = State::Finished;
        how = end;
        told = std::move(receipt);
        Q_EMIT changed();
        Q_EMIT finished();
    }

    Receipt::Kind what = Receipt::Kind::Restore;
    State now = State::Running;
    End how = End::None;
    qint64 items = 200;
    QString target;
    Progress done{.doneItems = 57, .totalItems = 200};
    double rate = 0;
    std::optional<Receipt> told;
    std::optional<Error> trouble;
    bool isUndoable = false;
    bool isHeld = false;
    bool isHalfWay = false;
    bool wasPutBack = false;
    int cancelled = 0;
};

Receipt receipt(int restored, int skipped, int failed)
{
    Receipt receipt;
    const auto add = [&receipt](int count, Outcome outcome) {
        for (int i = 0; i < count; ++i)
            receipt.lines.push_back({.item = trashed(QStringLiteral("x")), .outcome = outcome});
    };
    add(restored, Outcome::Restored);
    add(skipped, Outcome::Skipped);
    add(failed, Outcome::Failed);
    return receipt;
}

QToolButton *button(const QWidget *root, const char *name)
{
    return findWidget<QToolButton>(root, name);
}

} // namespace

class TestActivityPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePanelTakesNoRoomWhileThereIsNothing();
    void progressTellsCountBytesRateAndTimeLeft();
    void waitingTellsWhyAndHowLong();
    void workOfTheServiceTellsHowLongAlready();
    void everyReasonOfWaitingHasAText();
    void theSummaryLeavesOutWhatDidNotHappen();
    void aSingleItemIsNamedWithItsPlace();
    void aFailedItemSaysWhy();
    void aRunningActivityCanBePausedAndCancelledByKeyboard();
    void aFinishedActivityOffersWhatMakesSense();
    void whatIsHalfWayMayGoOnOrBack();
    void buttonsAskForTheirActivity();
    void theNewestStandsOnTop();
    void manyActivitiesScroll();
    void everyControlHasAnAccessibleName();
};

void TestActivityPanel::thePanelTakesNoRoomWhileThereIsNothing()
{
    QWidget window;
    auto *panel = new ActivityPanel(&window);
    window.show();
    QVERIFY(!panel->isVisible());
    ToldActivity activity;
    panel->add(&activity);
    QVERIFY(panel->isVisible());
    panel->remove(&activity);
    QVERIFY(!panel->isVisible());
}

void TestActivityPanel::progressTellsCountBytesRateAndTimeLeft()
{
    ToldActivity activity;
    activity.done.doneBytes = 1'200'000;
    activity.done.totalBytes = 3'400'000;
    activity.rate = 2;
    const QString status = activityStatus(activity, 0ms);
    for (const char *part : {"57 of 200", "1.2 MB of 3.4 MB", "2.0 a second", "1 min 12 s left"})
        QVERIFY2(status.contains(QLatin1String(part)), qPrintable(status));
}

void TestActivityPanel::waitingTellsWhyAndHowLong()
{
    ToldActivity activity;
    activity.done.waiting = Progress::Waiting::RateLimit;
    QVERIFY(activityStatus(activity, 41s).contains(QStringLiteral("asks to wait 41 s")));
    QVERIFY(!activityStatus(activity, 0s).contains(QStringLiteral("0 s")));
    activity.isHeld = true;
    QVERIFY(activityStatus(activity, 41s).contains(QStringLiteral("Paused")));
}

/** For a job of this run, and for one that an earlier run began: what can't be cancelled can be left there. */
void TestActivityPanel::workOfTheServiceTellsHowLongAlready()
{
    ToldActivity activity;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    activity.done.waiting = Progress::Waiting::Service;
    QVERIFY(activityStatus(activity, 0ms, now).contains(QStringLiteral("the service is working on it")));
    activity.done.since = now.addSecs(-250);
    const QString status = activityStatus(activity, 0ms, now);
    QVERIFY2(status.contains(QStringLiteral("working on it, for 4 min 10 s by now")), qPrintable(status));
    QVERIFY2(status.contains(QStringLiteral("57 of 200")), qPrintable(status));

    activity.now = Activity::State::Planning;
    ActivityPanel panel;
    panel.add(&activity);
    const QString resumed = findWidget<QLabel>(&panel, "activityStatus")->toolTip();
    const QString text = resumed.isEmpty() ? findWidget<QLabel>(&panel, "activityStatus")->text() : resumed;
    QVERIFY2(text.contains(QStringLiteral("Cut off earlier")), qPrintable(text));
    QVERIFY2(activityStatus(activity, 0ms, now).contains(QStringLiteral("4 min 10 s")), qPrintable(text));
    QVERIFY(button(&panel, "leave")->isVisible());
    QVERIFY(!button(&panel, "cancel")->isVisible());
    panel.remove(&activity);
}

void TestActivityPanel::everyReasonOfWaitingHasAText()
{
    QVERIFY(waitingText(Progress::Waiting::No, 1s).isEmpty());
    for (int i = 1; i <= int(Progress::Waiting::Service); ++i)
        QVERIFY(!waitingText(Progress::Waiting(i), 1s).isEmpty());
}

void TestActivityPanel::theSummaryLeavesOutWhatDidNotHappen()
{
    QCOMPARE(receiptSummary(receipt(198, 1, 1)), QStringLiteral("198 restored, 1 skipped, 1 failed"));
    QCOMPARE(receiptSummary(receipt(3, 0, 0)), QStringLiteral("3 restored"));
    QVERIFY(!receiptSummary(receipt(0, 0, 0)).isEmpty());
}

void TestActivityPanel::aSingleItemIsNamedWithItsPlace()
{
    ToldActivity activity;
    activity.items = 1;
    activity.target = QStringLiteral("/Reports");
    QVERIFY(activityTitle(activity).contains(QStringLiteral("report.pdf")));
    QVERIFY(activityTitle(activity).contains(QStringLiteral("/Reports")));
    Receipt told = receipt(1, 0, 0);
    told.lines[0].now = live(QStringLiteral("report (2).pdf"));
    told.lines[0].nowPath = QStringLiteral("/Elsewhere");
    told.lines[0].isRenamed = true;
    activity.finish(Activity::End::Done, told);
    QVERIFY(activityTitle(activity).contains(QStringLiteral("/Elsewhere")));
    QVERIFY(activityTitle(activity).contains(QStringLiteral("report (2).pdf")));
}

void TestActivityPanel::aFailedItemSaysWhy()
{
    ToldActivity activity;
    activity.items = 1;
    Receipt told = receipt(0, 0, 1);
    told.lines[0].error = Error::of(Error::Kind::NoRoom);
    activity.finish(Activity::End::Done, told);
    QVERIFY(activityTitle(activity).contains(QStringLiteral("not restored")));
    QVERIFY(activityStatus(activity, 0ms).contains(QStringLiteral("no room")));
}

void TestActivityPanel::aRunningActivityCanBePausedAndCancelledByKeyboard()
{
    ActivityPanel panel;
    ToldActivity activity;
    panel.add(&activity);
    auto *pause = button(&panel, "pause");
    pause->setFocus();
    QTest::keyClick(pause, Qt::Key_Space);
    QVERIFY(activity.isHeld);
    QCOMPARE(pause->text(), QStringLiteral("Resume"));
    QTest::keyClick(pause, Qt::Key_Space);
    QVERIFY(!activity.isHeld);
    QTest::keyClick(button(&panel, "cancel"), Qt::Key_Space);
    QCOMPARE(activity.cancelled, 1);
    QVERIFY(!button(&panel, "cancel")->isEnabled()); // once is enough
    QVERIFY(findWidget<QLabel>(&panel, "activityStatus")->text().contains(QStringLiteral("Cancelling")));
    panel.remove(&activity);
}

void TestActivityPanel::aFinishedActivityOffersWhatMakesSense()
{
    ActivityPanel panel;
    ToldActivity activity;
    panel.add(&activity);
    QVERIFY(!button(&panel, "dismiss")->isVisible());
    QVERIFY(panel.findChild<QProgressBar *>()->isVisible());
    activity.isUndoable = true;
    activity.finish(Activity::End::Done, receipt(3, 0, 0));
    QVERIFY(button(&panel, "undo")->isVisible());
    QVERIFY(button(&panel, "showReceipt")->isVisible());
    QVERIFY(button(&panel, "dismiss")->isVisible());
    QVERIFY(!button(&panel, "retryFailed")->isVisible());
    QVERIFY(!button(&panel, "pause")->isVisible());
    QVERIFY(!panel.findChild<QProgressBar *>()->isVisible());
    panel.remove(&activity);
}

void TestActivityPanel::whatIsHalfWayMayGoOnOrBack()
{
    ActivityPanel panel;
    ToldActivity activity;
    activity.items = 1;
    activity.isHalfWay = true;
    panel.add(&activity);
    QVERIFY(!button(&panel, "putBack")->isVisible());
    Receipt told = receipt(0, 0, 1);
    told.lines[0].error = Error::of(Error::Kind::Forbidden);
    told.lines[0].now = live(QStringLiteral("x.unbin-0123456789ab"));
    told.lines[0].nowPath = QStringLiteral("/Work");
    activity.finish(Activity::End::Done, told);
    QCOMPARE(button(&panel, "retryFailed")->text(), QStringLiteral("Go On"));
    QVERIFY(button(&panel, "putBack")->isVisible());
    QVERIFY(!button(&panel, "undo")->isVisible());
    QSignalSpy back(&panel, &ActivityPanel::putBackRequested);
    QTest::keyClick(button(&panel, "putBack"), Qt::Key_Space);
    QCOMPARE(back.count(), 1);
    QCOMPARE(back.front().front().value<Activity *>(), &activity);

    activity.wasPutBack = true;
    activity.isHalfWay = false;
    Q_EMIT activity.changed();
    QVERIFY(!button(&panel, "retryFailed")->isVisible());
    QVERIFY(!button(&panel, "putBack")->isVisible());
    panel.remove(&activity);
}

void TestActivityPanel::buttonsAskForTheirActivity()
{
    ActivityPanel panel;
    ToldActivity activity;
    panel.add(&activity);
    activity.isUndoable = true;
    activity.finish(Activity::End::Done, receipt(1, 1, 1));
    QSignalSpy undo(&panel, &ActivityPanel::undoRequested);
    QSignalSpy retry(&panel, &ActivityPanel::retryRequested);
    QSignalSpy shown(&panel, &ActivityPanel::receiptRequested);
    connect(&panel, &ActivityPanel::dismissRequested, &panel, &ActivityPanel::remove);
    for (const char *name : {"undo", "retryFailed", "showReceipt", "dismiss"})
        QTest::mouseClick(button(&panel, name), Qt::LeftButton);
    QCOMPARE(undo.count(), 1);
    QCOMPARE(undo.first().first().value<Activity *>(), &activity);
    QCOMPARE(retry.count(), 1);
    QCOMPARE(shown.count(), 1);
    QVERIFY(!panel.isVisible()); // dismissed in the middle of its own click
}

void TestActivityPanel::theNewestStandsOnTop()
{
    ActivityPanel panel;
    ToldActivity older;
    ToldActivity newer;
    panel.add(&older);
    panel.add(&newer);
    panel.resize(600, 400);
    QCoreApplication::processEvents();
    const auto rows = panel.findChildren<QWidget *>(QStringLiteral("activity"));
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[1]->y() < rows[0]->y());
    panel.remove(&older);
    panel.remove(&newer);
}

void TestActivityPanel::manyActivitiesScroll()
{
    ActivityPanel panel;
    std::vector<std::unique_ptr<ToldActivity>> activities;
    for (int i = 0; i < 30; ++i) {
        activities.push_back(std::make_unique<ToldActivity>());
        panel.add(activities.back().get());
    }
    panel.resize(panel.sizeHint());
    QCoreApplication::processEvents();
    QVERIFY(panel.height() < 400);
    bool canScroll = false;
    for (const QScrollBar *bar : panel.findChildren<QScrollBar *>())
        canScroll |= bar->orientation() == Qt::Vertical && bar->maximum() > 0;
    QVERIFY(canScroll);
    for (const auto &activity : activities)
        panel.remove(activity.get());
}

void TestActivityPanel::everyControlHasAnAccessibleName()
{
    ActivityPanel panel;
    ToldActivity activity;
    panel.add(&activity);
    activity.isUndoable = true;
    activity.finish(Activity::End::Done, receipt(1, 1, 1));
    QCOMPARE(controlsWithoutAccessibleName(&panel), QStringList());
    panel.remove(&activity);
}

QTEST_MAIN(TestActivityPanel)
#include "tst_activitypanel.moc"
