// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"
#include "tests/ui/window/windowworld.h"
#include "ui/dialogs/confirmpurgedialog.h"
#include "ui/dialogs/propertiesdialog.h"
#include "ui/dialogs/restoreasdialog.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace Unbin;

namespace {

QString titleInPlaceOfList(MainWindow &window)
{
    auto *page = findWidget<QWidget>(&window, "binPage");
    auto *title = page->findChild<QLabel *>(QStringLiteral("emptyTitle"));
    return title->isVisible() ? title->text() : QString();
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBinIsListed()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("here.txt"));
        world.connect().addTrashed(ItemId(QStringLiteral("root")), QStringLiteral("cloud.txt"));
        world.show();
        QCOMPARE(world.listedNames(), QStringList({QStringLiteral("cloud.txt"), QStringLiteral("here.txt")}));
        QCOMPARE(findWidget<QLabel>(world.window.get(), "shownStatus")->text().section(QLatin1Char(','), 0, 0),
            QStringLiteral("2 items"));
    }

    void theMouseRestores()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        const ItemId work = drive.addFolder(drive.rootFolder(), QStringLiteral("Work"));
        drive.addTrashed(work, QStringLiteral("plan.txt"));
        world.show();
        world.click(QStringLiteral("plan.txt"));
        auto *bar = findWidget<QToolBar>(world.window.get(), "mainToolBar");
        QWidget *button = bar->widgetForAction(world.action("restore"));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(drive.find(QStringLiteral("/Work/plan.txt")).has_value());
        QTRY_COMPARE(world.listedNames(), QStringList());
        QTRY_COMPARE(titleInPlaceOfList(*world.window), QStringLiteral("The bin is empty"));
    }

    void theKeyboardRestores()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addTrashed(drive.rootFolder(), QStringLiteral("a.txt"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("b.txt"));
        world.show();
        QVERIFY(world.list()->hasFocus());
        QTest::keyClicks(world.list(), QStringLiteral("b")); // type-ahead
        QTest::keyClick(world.list(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(drive.find(QStringLiteral("/b.txt")).has_value());
        QTRY_COMPARE(world.listedNames(), QStringList({QStringLiteral("a.txt")}));
    }

    void theFilterIsReachedByKeyAndClearedByEscape()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addTrashed(drive.rootFolder(), QStringLiteral("apple.txt"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("pear.txt"));
        world.show();
        auto *filter = findWidget<QLineEdit>(world.window.get(), "filterField");
        QTest::keyClick(world.list(), Qt::Key_Slash);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("PEA"));
        QTRY_COMPARE(world.listedNames(), QStringList({QStringLiteral("pear.txt")}));
        QTRY_COMPARE(
            findWidget<QLabel>(world.window.get(), "shownStatus")->text(), QStringLiteral("1 of 2 items match"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(world.listedNames().size(), 2);
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(world.list()->hasFocus());
        QTest::keyClick(world.list(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(filter->hasFocus());
    }

    void aFilterWithoutMatchOffersToClearItself()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("apple.txt"));
        world.show();
        auto *filter = findWidget<QLineEdit>(world.window.get(), "filterField");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("zzz"));
        QTRY_COMPARE(titleInPlaceOfList(*world.window), QStringLiteral("Nothing matches “zzz”"));
        QTest::mouseClick(findWidget<QPushButton>(world.window.get(), "clearFilter"), Qt::LeftButton);
        QTRY_COMPARE(world.listedNames(), QStringList({QStringLiteral("apple.txt")}));
        QVERIFY(filter->hasFocus());
    }

    void selectAllCountsAndSumsUp()
    {
        WindowWorld world;
        for (int i = 0; i < 50; ++i)
            world.here().addTrashed(world.here().rootFolder(), QStringLiteral("%1.txt").arg(i), "12345");
        world.show();
        QTest::keyClick(world.list(), Qt::Key_A, Qt::ControlModifier);
        QTRY_VERIFY(
            findWidget<QLabel>(world.window.get(), "selectedStatus")->text().startsWith(QStringLiteral("50 selected")));
        QCOMPARE(findWidget<QLabel>(world.window.get(), "detailTitle")->text(), QStringLiteral("50 items selected"));
        QVERIFY(!world.action("properties")->isEnabled());
        QCOMPARE(world.action("properties")->toolTip(), QStringLiteral("Select a single item"));
    }

    void deletingForGoodAsksFirst()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addTrashed(drive.rootFolder(), QStringLiteral("old.txt"));
        world.show();
        world.selectNames({QStringLiteral("old.txt")});
        QTest::keyClick(world.list(), Qt::Key_Delete);
        auto *dialog = visibleWindow<ConfirmPurgeDialog>();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Return); // the default loses nothing
        QTRY_VERIFY(!visibleWindow<ConfirmPurgeDialog>());
        QCOMPARE(drive.bin().size(), 1);

        QTest::keyClick(world.list(), Qt::Key_Delete, Qt::ShiftModifier);
        dialog = visibleWindow<ConfirmPurgeDialog>();
        QVERIFY(dialog);
        Q_EMIT dialog->confirmed();
        dialog->accept();
        QTRY_COMPARE(drive.bin(), QStringList());
        QTRY_COMPARE(world.listedNames(), QStringList());
    }

    void deleteDoesNothingWhereTheListIsNotMeant()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("old.txt"));
        world.show();
        world.selectNames({QStringLiteral("old.txt")});
        auto *places = findWidget<QWidget>(world.window.get(), "places");
        places->setFocus();
        QTest::keyClick(places, Qt::Key_Delete);
        QVERIFY(!visibleWindow<ConfirmPurgeDialog>());
    }

    void anItemIsRestoredUnderAnotherName()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addTrashed(drive.rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        QTest::keyClick(world.list(), Qt::Key_F2);
        auto *dialog = visibleWindow<RestoreAsDialog>();
        QVERIFY(dialog);
        auto *name = findWidget<QLineEdit>(dialog, "newName");
        QCOMPARE(name->selectedText(), QStringLiteral("plan"));
        QTest::keyClicks(name, QStringLiteral("copy"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(drive.find(QStringLiteral("/copy.txt")).has_value());
    }

    void doubleClickAndReturnShowProperties()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.click(QStringLiteral("plan.txt"));
        QCoreApplication::processEvents();
        QTest::mouseDClick(world.list()->viewport(), Qt::LeftButton, {},
            WindowWorld::centreOf(world.list(), world.indexOf(QStringLiteral("plan.txt"))));
        auto *dialog = visibleWindow<PropertiesDialog>();
        QVERIFY(dialog);
        dialog->reject();
        QTRY_VERIFY(!visibleWindow<PropertiesDialog>());
        QTest::keyClick(world.list(), Qt::Key_Return);
        QVERIFY(visibleWindow<PropertiesDialog>());
    }

    void thePathIsCopied()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        const ItemId work = drive.addFolder(drive.rootFolder(), QStringLiteral("Work"));
        drive.addTrashed(work, QStringLiteral("plan.txt"));
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        QTest::keyClick(world.list(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/Work/plan.txt"));
    }

    void aFailedListingIsExplainedInPlaceOfTheListAndTriedAgain()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addTrashed(drive.rootFolder(), QStringLiteral("plan.txt"));
        bool isDown = true;
        drive.faults = [&isDown](const FakeProvider::Request &) -> std::optional<FakeProvider::Fault> {
            if (isDown)
                return FakeProvider::Fault{Error::of(Error::Kind::Unreachable)};
            return std::nullopt;
        };
        world.show();
        QTRY_COMPARE(titleInPlaceOfList(*world.window), QStringLiteral("The bin could not be read"));
        isDown = false;
        QTest::mouseClick(findWidget<QPushButton>(world.window.get(), "retryBin"), Qt::LeftButton);
        QTRY_COMPARE(world.listedNames(), QStringList({QStringLiteral("plan.txt")}));
    }

    void aDeadTokenIsTheMatterOfItsAccountOnly()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("here.txt"));
        FakeProvider &cloud = world.connect();
        world.show();
        QVERIFY(!world.place(QStringLiteral("Sign in again to Fake")).isValid());
        Q_EMIT cloud.signInNeeded();
        QTRY_VERIFY(world.place(QStringLiteral("Sign in again to Fake")).isValid());
        QVERIFY(!world.place(QStringLiteral("Sign in again to Here")).isValid());
        QCOMPARE(world.listedNames(), QStringList({QStringLiteral("here.txt")}));
    }

    void aHostileNameIsShownHarmless()
    {
        WindowWorld world;
        const QString hostile = QStringLiteral("a\u202Etxt.exe");
        world.here().addTrashed(world.here().rootFolder(), hostile);
        world.show();
        world.selectNames({displayName(hostile)});
        QTRY_VERIFY(findWidget<QWidget>(world.window.get(), "hiddenCharacters")->isVisible());
        QVERIFY(!findWidget<QLabel>(world.window.get(), "detailTitle")->text().contains(QChar(0x202E)));
    }

    void whatWasArrangedIsRememberedByTheNextWindow()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.list()->setColumnWidth(int(BinColumn::Name), 321);
        world.list()->setColumnHidden(int(BinColumn::Type), true);
        world.action("showDetails")->trigger();
        world.window->close();
        world.show();
        QCOMPARE(world.list()->columnWidth(int(BinColumn::Name)), 321);
        QVERIFY(world.list()->isColumnHidden(int(BinColumn::Type)));
        QVERIFY(!findWidget<QWidget>(world.window.get(), "detailPane")->isVisible());
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.connect();
        world.show();
        QCOMPARE(controlsWithoutAccessibleName(world.window.get()).join(QLatin1Char('\n')), QString());

        QSet<QWidget *> reached;
        for (QWidget *at = QApplication::focusWidget(); at && !reached.contains(at); at = QApplication::focusWidget()) {
            reached.insert(at);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        for (const char *name : {"filterField", "binList", "places", "addAccountButton", "detailPane"})
            QVERIFY2(reached.contains(findWidget<QWidget>(world.window.get(), name)), name);
    }

    void itFitsASmallScreen()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.show({800, 500});
        QCOMPARE(world.window->size(), QSize(800, 500));
        QVERIFY(world.list()->width() > 250);
        QVERIFY(world.list()->height() > 200);
        auto *details = findWidget<QWidget>(world.window.get(), "detailPane");
        QVERIFY(!details->isVisible()); // the list needs their room
        world.window->resize(1200, 500);
        QTRY_VERIFY(details->isVisible());
        world.window->resize(800, 500);
        QTRY_VERIFY(!details->isVisible());
        world.action("showDetails")->trigger();
        QVERIFY(details->isVisible()); // who asks for them gets them
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
