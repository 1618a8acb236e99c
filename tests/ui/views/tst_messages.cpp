// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "ui/base/emptystate.h"
#include "ui/base/iconlabel.h"
#include "ui/views/infobar.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Unbin;

class tst_Messages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOfferIsMadeByAButton()
    {
        int runs = 0;
        EmptyState state;
        state.show({.title = QStringLiteral("Nothing"),
            .offers = {{QStringLiteral("again"), QStringLiteral("&Again"), [&runs] {
                            ++runs;
                        }}}});
        static_cast<QWidget &>(state).show();
        QTest::mouseClick(findWidget<QPushButton>(&state, "again"), Qt::LeftButton);
        QCOMPARE(runs, 1);
    }

    void detailsAreShownOnDemandOnly()
    {
        EmptyState state;
        state.show({.title = QStringLiteral("Nothing"), .details = QStringLiteral("HTTP 500")});
        auto *details = findWidget<QLabel>(&state, "emptyDetails");
        QVERIFY(details->isHidden());
        findWidget<QPushButton>(&state, "emptyDetailsButton")->click();
        QVERIFY(!details->isHidden());
        QCOMPARE(details->text(), QStringLiteral("HTTP 500"));
    }

    void namesFromServicesAreNoMarkup()
    {
        EmptyState state;
        state.show({.title = QStringLiteral("<b>bold</b>"), .explanation = QStringLiteral("<i>x</i>")});
        for (const QLabel *label : state.findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void focusStaysInAnEmptyStateThatChanges()
    {
        EmptyState state;
        state.show({.title = QStringLiteral("One"), .offers = {{QStringLiteral("a"), QStringLiteral("A"), [] {
                                                                }}}});
        static_cast<QWidget &>(state).show();
        state.activateWindow();
        state.setFocus();
        QTRY_VERIFY(findWidget<QPushButton>(&state, "a")->hasFocus());
        state.show({.title = QStringLiteral("Two"), .offers = {{QStringLiteral("b"), QStringLiteral("B"), [] {
                                                                }}}});
        QTRY_VERIFY(findWidget<QPushButton>(&state, "b")->hasFocus());
    }

    void aBarIsClosedByItsButtonAndByEscape()
    {
        QWidget window;
        InfoBar bar(QStringLiteral("bar"), &window);
        QSignalSpy closed(&bar, &InfoBar::closed);
        window.show();
        bar.show({.text = QStringLiteral("Something happened")});
        QVERIFY(bar.isVisible());
        QTest::mouseClick(findWidget<QToolButton>(&bar, "barClose"), Qt::LeftButton);
        QVERIFY(!bar.isVisible());
        bar.show({.text = QStringLiteral("Something happened again")});
        QTest::keyClick(&bar, Qt::Key_Escape);
        QVERIFY(!bar.isVisible());
        QCOMPARE(closed.count(), 2);
    }

    void aMessageThatIsShownAgainDoesNotCutAPressInTwo()
    {
        QWidget window;
        window.resize(700, 200);
        InfoBar bar(QStringLiteral("bar"), &window);
        bar.resize(window.size());
        window.show();
        QStringList runs;
        const auto show = [&](const QString &run) {
            bar.show({.text = QStringLiteral("Something happened"),
                .details = QStringLiteral("HTTP 500"),
                .offers = {{QStringLiteral("again"), QStringLiteral("&Again"), [&runs, run] {
                                runs += run;
                            }}}});
        };
        show(QStringLiteral("old"));
        findWidget<QPushButton>(&bar, "barDetails")->click();
        auto *button = findWidget<QPushButton>(&bar, "again");
        QTest::mousePress(button, Qt::LeftButton);
        show(QStringLiteral("new"));
        QTest::mouseRelease(button, Qt::LeftButton);
        QCOMPARE(runs, QStringList({QStringLiteral("new")}));
        QVERIFY(findWidget<QPushButton>(&bar, "barDetails")->isChecked());
    }

    void iconsFollowTheColours()
    {
        const QPalette before = QGuiApplication::palette();
        InfoBar bar(QStringLiteral("bar"));
        bar.show({.text = QStringLiteral("Something to know.")});
        const IconLabel *picture = bar.findChild<IconLabel *>();
        const QImage dark = picture->pixmap().toImage();
        QPalette night = before;
        night.setColor(QPalette::WindowText, QColor(240, 240, 240));
        QApplication::setPalette(night);
        QTRY_VERIFY(picture->pixmap().toImage() != dark);
        QApplication::setPalette(before);
        QTRY_COMPARE(picture->pixmap().toImage(), dark);
    }

    void everyControlHasAName()
    {
        QWidget window;
        InfoBar bar(QStringLiteral("bar"), &window);
        bar.show({.text = QStringLiteral("x"), .details = QStringLiteral("y")});
        EmptyState state(&window);
        state.show({.title = QStringLiteral("x"), .details = QStringLiteral("y"), .isWaiting = true});
        QCOMPARE(controlsWithoutAccessibleName(&window), QStringList());
    }
};

QTEST_MAIN(tst_Messages)
#include "tst_messages.moc"
