// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/whole/hands.h"
#include "ui/models/binmodel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDrag>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QToolBar>
#include <QTreeView>
#include <QWheelEvent>
#include <QWindow>

namespace Unbin {

namespace {

QPoint inWindow(const QWidget *widget, QPoint position)
{
    return widget->mapTo(widget->window(), position);
}

QModelIndex itemNamed(const QAbstractItemView *list, const QString &name)
{
    return findRow(list->model(), name);
}

/** The whole row: the list selects rows, whatever is clicked in them. */
bool isInView(const QAbstractItemView *view, const QModelIndex &index)
{
    const QRect row = view->visualRect(index);
    return row.top() >= 0 && row.bottom() < view->viewport()->height();
}

/** Tells of a drag that begins at this widget, at the end of its life. */
class DragWatcher final : public QObject
{
public:
    DragWatcher(QWidget *source, std::function<void(const QDrag &)> over)
        : m_over(std::move(over))
    {
        source->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ChildAdded)
            static_cast<QChildEvent *>(event)->child()->installEventFilter(this);
        else if (const auto *drag = qobject_cast<QDrag *>(watched); drag && event->type() == QEvent::DeferredDelete)
            m_over(*drag);
        return false;
    }

private:
    std::function<void(const QDrag &)> m_over;
};

} // namespace

void MouseHands::click(QWidget *widget, QPoint position, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(widget->window()->windowHandle(), Qt::LeftButton, modifiers, inWindow(widget, position));
}

void MouseHands::clickRow(QAbstractItemView *view, const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    wheelTo(view, index);
    const QRect seen = view->visualRect(index).intersected(view->viewport()->rect());
    click(view->viewport(), seen.center(), modifiers);
}

void MouseHands::wheelTo(QAbstractItemView *view, const QModelIndex &index)
{
    const QPoint middle = view->viewport()->rect().center();
    for (int turns = 0; !isInView(view, index) && turns < 2'000; ++turns) {
        const int notch = view->visualRect(index).top() < 0 ? 120 : -120;
        QWheelEvent event(middle, view->viewport()->mapToGlobal(middle), {}, {0, notch}, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(view->viewport(), &event);
    }
    if (!isInView(view, index))
        qFatal("the wheel does not reach %s", qPrintable(index.data().toString()));
}

void MouseHands::selectItem(const QString &name)
{
    auto *list = widget<QTableView>("binList");
    await(qPrintable(name), [&] { return itemNamed(list, name).isValid(); });
    clickRow(list, itemNamed(list, name));
}

void MouseHands::selectAllFrom(const QString &folderPath, int count)
{
    auto *list = widget<QTableView>("binList");
    const int column = int(BinColumn::OriginalLocation);
    click(list->horizontalHeader()->viewport(),
        {list->horizontalHeader()->sectionViewportPosition(column) + 12, list->horizontalHeader()->height() / 2});
    int first = 0;
    int last = 0;
    await("the items of one folder, side by side", [&] {
        const QAbstractItemModel &model = *list->model();
        const auto isFromThere = [&](int row) {
            return model.index(row, column).data().toString() == folderPath;
        };
        for (first = 0; first < model.rowCount() && !isFromThere(first);)
            ++first;
        for (last = first; last + 1 < model.rowCount() && isFromThere(last + 1);)
            ++last;
        return last - first + 1 == count;
    });
    clickRow(list, list->model()->index(first, 0));
    clickRow(list, list->model()->index(last, 0), Qt::ShiftModifier);
}

void MouseHands::invoke(const char *action)
{
    auto *wanted = m_window.findChild<QAction *>(QLatin1String(action));
    await(action, [&] { return wanted->isEnabled(); });
    QWidget *button = widget<QToolBar>("mainToolBar")->widgetForAction(wanted);
    click(button, button->rect().center());
}

void MouseHands::press(QAbstractButton *button)
{
    // A radio button listens to its circle and its words only.
    const bool isRadio = qobject_cast<QRadioButton *>(button);
    click(button, isRadio ? QPoint(8, button->height() / 2) : button->rect().center());
}

void MouseHands::accept(QDialog *dialog)
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->isDefault())
            return press(button);
    }
    qFatal("%s offers nothing", qPrintable(dialog->objectName()));
}

void MouseHands::dismiss(QDialog *dialog)
{
    press(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel));
}

void MouseHands::choose(QAbstractItemView *table, int row, int column)
{
    clickRow(table, table->model()->index(row, column));
}

void MouseHands::pressPlace(const QString &spoken)
{
    auto *places = widget<QTreeView>("places");
    await(qPrintable(spoken), [&] { return findRow(places->model(), spoken).isValid(); });
    clickRow(places, findRow(places->model(), spoken));
}

void MouseHands::selectFile(const QString &name)
{
    auto *list = widget<QTreeView>("folderList");
    await(qPrintable(name), [&] { return list->isVisible() && findRow(list->model(), name).isValid(); });
    clickRow(list, findRow(list->model(), name));
}

void MouseHands::openFile(const QString &name)
{
    selectFile(name);
    auto *list = widget<QTreeView>("folderList");
    const QPoint at = list->visualRect(findRow(list->model(), name)).center();
    QTest::mouseDClick(list->window()->windowHandle(), Qt::LeftButton, {}, list->viewport()->mapTo(list->window(), at));
}

void MouseHands::goToMark(int mark)
{
    auto *timeline = m_window.findChild<VersionTimeline *>();
    const auto isByItself = [&] {
        return timeline->geometryOfMarks().markAt(QPointF(timeline->markRect(mark).center())) == mark;
    };
    for (int i = 0; i < 60 && !isByItself(); ++i) { // they stand close: the wheel takes them apart
        const QPointF at = inWindow(timeline, timeline->markRect(mark).center());
        QWindow *window = timeline->window()->windowHandle();
        QWheelEvent turn(at, window->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(window, &turn);
    }
    click(timeline, timeline->markRect(mark).center());
}

void MouseHands::openPlace(const QString &spoken)
{
    auto *places = widget<QTreeView>("places");
    const QModelIndex index = findRow(places->model(), spoken);
    wheelTo(places, index);
    const QRect row = places->visualRect(index);
    click(places->viewport(), {row.left() - places->indentation() / 2, row.center().y()});
}

void MouseHands::takeFolder(const QStringList &names)
{
    QDialog *chooser = awaitDialog("folderChooserDialog");
    auto *tree = chooser->findChild<QTreeView *>(QStringLiteral("folders"));
    QModelIndex at = tree->model()->index(0, 0);
    for (const QString &name : names) {
        if (!tree->isExpanded(at)) {
            const QRect row = tree->visualRect(at);
            click(tree->viewport(), {row.left() - tree->indentation() / 2, row.center().y()});
        }
        QModelIndex below;
        await(qPrintable(name), [&] {
            below = findRow(tree->model(), name, at);
            return below.isValid();
        });
        clickRow(tree, below);
        at = below;
    }
    press(chooser->findChild<QPushButton *>(QStringLiteral("chooseFolder")));
}

void MouseHands::paste(QDialog *dialog, const char *, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    press(dialog->findChild<QPushButton *>(QStringLiteral("paste")));
}

QString MouseHands::dragToPlace(const QString &name, const QString &spoken, const QString &folder)
{
    auto *list = widget<QTableView>("binList");
    auto *places = widget<QTreeView>("places");
    QModelIndex target;
    await(qPrintable(folder), [&] {
        target = findRow(places->model(), folder, findRow(places->model(), spoken));
        return target.isValid();
    });
    wheelTo(places, target);
    const QPoint from = inWindow(list->viewport(), list->visualRect(itemNamed(list, name)).center());
    QWindow *window = m_window.windowHandle();
    QString tip = QStringLiteral("no drag has begun");
    // The offscreen platform ends a drag as soon as it has begun and carries nothing anywhere. The events that other
    // platforms would send then go to the target by hand, with the data of that very drag.
    const DragWatcher watcher(list, [&](const QDrag &drag) {
        tip = dropAt(places->viewport(), places->visualRect(target).center(), drag.mimeData());
    });
    QTest::mousePress(window, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 3; ++i)
        QTest::mouseMove(window, from + QPoint(i * QApplication::startDragDistance(), 0));
    QTest::mouseRelease(window, Qt::LeftButton, {}, from);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return tip;
}

QString MouseHands::dropAt(QWidget *target, QPoint position, const QMimeData *data) const
{
    QDragEnterEvent enter(position, Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QDragMoveEvent move(position, Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &move);
    const auto *label = widget<QLabel>("dropTip");
    const QString tip = label && label->isVisible() ? label->text() : QString();
    if (move.isAccepted()) {
        QDropEvent drop(position, Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
    }
    return tip;
}

} // namespace Unbin
