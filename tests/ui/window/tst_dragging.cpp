// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/windowworld.h"
#include "ui/models/binmodel.h"

#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QTest>
#include <QTreeView>

using namespace Unbin;

namespace {

/** A drag of the list's selection over other widgets: the events that a window system would send. */
class Drag
{
public:
    explicit Drag(BinList *list)
        : m_data(static_cast<BinModel *>(list->model())->mimeDataOf(list->selectionModel()->selection()))
    { }

    /** True if a drop there would be taken. */
    bool isWelcome(QWidget *target, QPoint position)
    {
        QDragEnterEvent enter(position, Qt::MoveAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QDragMoveEvent move(position, Qt::MoveAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &move);
        return move.isAccepted();
    }
    void leave(QWidget *target)
    {
        QDragLeaveEvent event;
        QApplication::sendEvent(target, &event);
    }
    bool drop(QWidget *target, QPoint position)
    {
        QDropEvent event(position, Qt::MoveAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
        return event.isAccepted();
    }

private:
    std::unique_ptr<QMimeData> m_data;
};

QString tipOf(const WindowWorld &world)
{
    const auto *tip = world.window->findChild<QLabel *>(QStringLiteral("dropTip"));
    return tip && tip->isVisible() ? tip->text() : QString();
}

} // namespace

class tst_Dragging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFolderInTheSidebarTakesWhatIsDroppedOnIt()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addFolder(drive.rootFolder(), QStringLiteral("Reports"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        auto *places = findWidget<QTreeView>(world.window.get(), "places");
        places->expand(world.place(QStringLiteral("Files of Here")));
        QTRY_VERIFY(world.place(QStringLiteral("Reports")).isValid());

        Drag drag(world.list());
        const QPoint reports = WindowWorld::centreOf(places, world.place(QStringLiteral("Reports")));
        QVERIFY(drag.isWelcome(places->viewport(), reports));
        QCOMPARE(tipOf(world), QStringLiteral("Restore “plan.txt” into “Reports”"));
        QVERIFY(drag.drop(places->viewport(), reports));
        QCOMPARE(tipOf(world), QString());
        QTRY_VERIFY(drive.find(QStringLiteral("/Reports/plan.txt")).has_value());
        QTRY_COMPARE(world.listedNames(), QStringList());
    }

    void aFolderOfAnotherAccountRefusesAndSaysWhy()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.connect();
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        auto *places = findWidget<QTreeView>(world.window.get(), "places");
        const QPoint files = WindowWorld::centreOf(places, world.place(QStringLiteral("Files of Fake")));
        Drag drag(world.list());
        QVERIFY(!drag.isWelcome(places->viewport(), files));
        QCOMPARE(tipOf(world), QStringLiteral("Items of another account can’t be restored here"));
        QVERIFY(!drag.drop(places->viewport(), files));
        QCOMPARE(world.here().bin().size(), 1);
    }

    void aPlaceThatIsNoFolderAsksForOneAndForgetsItOnLeaving()
    {
        WindowWorld world;
        world.here().addTrashed(world.here().rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        auto *places = findWidget<QTreeView>(world.window.get(), "places");
        Drag drag(world.list());
        QVERIFY(!drag.isWelcome(
            places->viewport(), WindowWorld::centreOf(places, world.place(QStringLiteral("All Bins")))));
        QCOMPARE(tipOf(world), QStringLiteral("Drop on a folder to restore into it"));
        drag.leave(places->viewport());
        QCOMPARE(tipOf(world), QString());
    }

    void aFolderOpensUnderADragThatRests()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        drive.addFolder(drive.rootFolder(), QStringLiteral("Reports"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("plan.txt"));
        world.show();
        world.selectNames({QStringLiteral("plan.txt")});
        auto *places = findWidget<QTreeView>(world.window.get(), "places");
        const QModelIndex files = world.place(QStringLiteral("Files of Here"));
        // The view asks where the pointer is when the time has come.
        const QPoint position = WindowWorld::centreOf(places, files);
        QTest::mouseMove(places->viewport(), position);
        QCursor::setPos(places->viewport()->mapToGlobal(position));
        Drag drag(world.list());
        QVERIFY(drag.isWelcome(places->viewport(), position));
        QTRY_VERIFY(places->isExpanded(files));
        QTRY_VERIFY(world.place(QStringLiteral("Reports")).isValid());
    }

    void theFilesPageTakesDropsIntoTheShownFolderAndIntoItsFolders()
    {
        WindowWorld world;
        FakeProvider &drive = world.here();
        const ItemId reports = drive.addFolder(drive.rootFolder(), QStringLiteral("Reports"));
        drive.addFolder(reports, QStringLiteral("2024"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("a.txt"));
        drive.addTrashed(drive.rootFolder(), QStringLiteral("b.txt"));
        world.show();
        world.selectNames({QStringLiteral("a.txt")});
        Drag first(world.list());
        world.selectNames({QStringLiteral("b.txt")});
        Drag second(world.list());

        auto *places = findWidget<QTreeView>(world.window.get(), "places");
        places->expand(world.place(QStringLiteral("Files of Here")));
        QTRY_VERIFY(world.place(QStringLiteral("Reports")).isValid());
        QTest::mouseClick(places->viewport(), Qt::LeftButton, {},
            WindowWorld::centreOf(places, world.place(QStringLiteral("Reports"))));
        auto *folder = findWidget<QTreeView>(world.window.get(), "folderList");
        QTRY_COMPARE(folder->model()->rowCount(), 1);
        QVERIFY(folder->isVisible());

        const QPoint row = WindowWorld::centreOf(folder, folder->model()->index(0, 0));
        const QPoint below(row.x(), folder->viewport()->height() - 5);
        QVERIFY(first.isWelcome(folder->viewport(), row));
        QCOMPARE(tipOf(world), QStringLiteral("Restore “a.txt” into “2024”"));
        QVERIFY(first.drop(folder->viewport(), row));
        QTRY_VERIFY(drive.find(QStringLiteral("/Reports/2024/a.txt")).has_value());

        QTRY_VERIFY(second.isWelcome(folder->viewport(), below));
        QCOMPARE(tipOf(world), QStringLiteral("Restore “b.txt” into “Reports”"));
        QVERIFY(second.drop(folder->viewport(), below));
        QTRY_VERIFY(drive.find(QStringLiteral("/Reports/b.txt")).has_value());
        QTRY_COMPARE(folder->model()->rowCount(), 2); // the page shows what came back
    }
};

QTEST_MAIN(tst_Dragging)
#include "tst_dragging.moc"
