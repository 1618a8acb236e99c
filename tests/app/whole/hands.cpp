// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/whole/hands.h"

#include <QApplication>
#include <QDialog>
#include <QWindow>

namespace Unbin {

void await(const char *what, const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, 30'000))
        qFatal("this does not come about: %s", what);
}

QDialog *findDialog(const char *objectName)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && widget->objectName() == QLatin1String(objectName))
            return qobject_cast<QDialog *>(widget);
    }
    return nullptr;
}

QDialog *awaitDialog(const char *objectName)
{
    QDialog *found = nullptr;
    await(objectName, [&] {
        found = findDialog(objectName);
        return found && QGuiApplication::focusWindow() == found->windowHandle();
    });
    return found;
}

QModelIndex findRow(const QAbstractItemModel *model, const QString &text, const QModelIndex &parent)
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        const QString spoken = index.data(Qt::AccessibleTextRole).toString();
        if (spoken.startsWith(text) || index.data().toString() == text)
            return index;
        if (const QModelIndex below = findRow(model, text, index); below.isValid())
            return below;
    }
    return {};
}

void addDevices()
{
    QTest::addColumn<QString>("device");
    QTest::newRow("by mouse alone") << QStringLiteral("mouse");
    QTest::newRow("by keyboard alone") << QStringLiteral("keyboard");
}

std::unique_ptr<Hands> handsOfRow(QWidget &window)
{
    QFETCH(QString, device);
    if (device == u"mouse")
        return std::make_unique<MouseHands>(window);
    return std::make_unique<KeyboardHands>(window);
}

} // namespace Unbin
