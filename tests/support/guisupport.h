// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QWidget>

namespace Unbin {

/** The one descendant of this object name, or null with a message in the test log. */
template<class W>
W *findWidget(const QObject *root, const char *objectName)
{
    auto *found = root->findChild<W *>(QLatin1String(objectName));
    if (!found)
        qWarning("no widget named %s", objectName);
    return found;
}

/** Clicks the button of this object name. */
inline void press(const QWidget *root, const char *button)
{
    QTest::mouseClick(findWidget<QAbstractButton>(root, button), Qt::LeftButton);
}

/** The top-level window of this type that is visible now, or null. */
template<class W>
W *visibleWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *wanted = qobject_cast<W *>(widget); wanted && wanted->isVisible())
            return wanted;
    }
    return nullptr;
}

/** Names of interactive descendants (buttons, fields, lists) that a screen reader would announce without a name. */
QStringList controlsWithoutAccessibleName(const QWidget *root);

} // namespace Unbin
