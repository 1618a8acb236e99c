// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/whole/hands.h"

#include <QApplication>
#include <QDialog>
#include <QEventLoop>
#include <QTimer>
#include <QWindow>

namespace Unbin {

void await(const char *what, const std::function<bool()> &condition)
{
    QEventLoop loop; // QTest::qWaitFor() lets the hurried clock tick only every ten milliseconds
    QTimer look;
    look.callOnTimeout([&] {
        if (condition())
            loop.quit();
    });
    QTimer::singleShot(std::chrono::seconds(60), &loop, [what] { qFatal("this does not come about: %s", what); });
    look.start(std::chrono::milliseconds(1));
    if (!condition())
        loop.exec();
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
