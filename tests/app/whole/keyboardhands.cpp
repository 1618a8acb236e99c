// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/whole/hands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>
#include <QWindow>

namespace Unbin {

void KeyboardHands::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    await("a window that has the keyboard", [] { return QGuiApplication::focusWindow() != nullptr; });
    QTest::keyClick(QGuiApplication::focusWindow(), key, modifiers);
}

void KeyboardHands::type(const QString &text)
{
    for (const QChar letter : text)
        QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
}

void KeyboardHands::filter(const QString &words, const std::function<bool()> &isFiltered)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(words);
    await(qPrintable(words), isFiltered);
    key(Qt::Key_Down); // from the field into the list
}

void KeyboardHands::tabTo(QWidget *widget)
{
    for (int i = 0; i < 100 && QApplication::focusWidget() != widget; ++i)
        key(Qt::Key_Tab);
    if (QApplication::focusWidget() != widget)
        qFatal("Tab does not reach %s", qPrintable(widget->objectName()));
}

void KeyboardHands::walkTo(QAbstractItemView *view, const QModelIndex &index)
{
    const auto isBelow = [&] {
        return view->visualRect(view->currentIndex()).top() < view->visualRect(index).top();
    };
    for (int i = 0; i < 1'000 && view->currentIndex() != index; ++i)
        key(isBelow() ? Qt::Key_Down : Qt::Key_Up);
    if (view->currentIndex() != index)
        qFatal("arrows do not reach %s", qPrintable(index.data().toString()));
}

void KeyboardHands::selectItem(const QString &name)
{
    const auto *list = widget<QTableView>("binList");
    filter(name, [&] { return list->model()->rowCount() == 1 && list->model()->index(0, 0).data() == name; });
    key(Qt::Key_Home, Qt::ControlModifier);
    key(Qt::Key_Space);
}

void KeyboardHands::selectAllFrom(const QString &folderPath, int count)
{
    const auto *list = widget<QTableView>("binList");
    filter(folderPath.section(u'/', -1), [&] { return list->model()->rowCount() == count; });
    key(Qt::Key_A, Qt::ControlModifier);
}

void KeyboardHands::invoke(const char *action)
{
    const auto *wanted = m_window.findChild<QAction *>(QLatin1String(action));
    await(action, [&] { return wanted->isEnabled(); });
    const QKeyCombination keys = wanted->shortcut()[0];
    key(keys.key(), keys.keyboardModifiers());
}

void KeyboardHands::press(QAbstractButton *button)
{
    tabTo(button);
    key(Qt::Key_Space);
}

void KeyboardHands::accept(QDialog *)
{
    key(Qt::Key_Return);
}

void KeyboardHands::dismiss(QDialog *)
{
    key(Qt::Key_Escape);
}

void KeyboardHands::choose(QAbstractItemView *table, int row, int column)
{
    tabTo(table);
    const QModelIndex wanted = table->model()->index(row, column);
    walkTo(table, wanted.siblingAtColumn(table->currentIndex().column()));
    while (table->currentIndex().column() < column)
        key(Qt::Key_Right);
    key(Qt::Key_Space);
}

void KeyboardHands::pressPlace(const QString &spoken)
{
    auto *places = widget<QTreeView>("places");
    await(qPrintable(spoken), [&] { return findRow(places->model(), spoken).isValid(); });
    tabTo(places);
    walkTo(places, findRow(places->model(), spoken));
    key(Qt::Key_Return);
}

void KeyboardHands::selectFile(const QString &name)
{
    auto *list = widget<QTreeView>("folderList");
    await(qPrintable(name), [&] { return findRow(list->model(), name).isValid(); });
    tabTo(list);
    if (!list->currentIndex().isValid())
        key(Qt::Key_Home);
    walkTo(list, findRow(list->model(), name));
    if (!list->selectionModel()->isSelected(list->currentIndex()))
        key(Qt::Key_Space);
}

void KeyboardHands::openFile(const QString &name)
{
    selectFile(name);
    key(Qt::Key_Return);
}

void KeyboardHands::goToMark(int mark)
{
    auto *timeline = m_window.findChild<VersionTimeline *>();
    tabTo(timeline);
    const int now = timeline->markOf(timeline->selected());
    if (mark < now / 2)
        key(Qt::Key_Home);
    for (int i = 0; i < 10'000 && timeline->markOf(timeline->selected()) != mark; ++i)
        key(timeline->markOf(timeline->selected()) < mark ? Qt::Key_Right : Qt::Key_Left);
}

void KeyboardHands::takeFolder(const QStringList &names)
{
    auto *tree = awaitDialog("folderChooserDialog")->findChild<QTreeView *>(QStringLiteral("folders"));
    QModelIndex at = tree->model()->index(0, 0);
    for (const QString &name : names) {
        if (!tree->isExpanded(at))
            key(Qt::Key_Right);
        QModelIndex below;
        await(qPrintable(name), [&] {
            below = findRow(tree->model(), name, at);
            return below.isValid();
        });
        walkTo(tree, below);
        at = below;
    }
    key(Qt::Key_Return);
}

void KeyboardHands::paste(QDialog *dialog, const char *field, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    tabTo(dialog->findChild<QWidget *>(QLatin1String(field)));
    key(Qt::Key_V, Qt::ControlModifier);
}

} // namespace Unbin
