// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"

#include <QAccessible>

namespace Unbin {

QStringList controlsWithoutAccessibleName(const QWidget *root)
{
    QStringList nameless;
    const auto widgets = root->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isEnabled())
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface && interface->text(QAccessible::Name).isEmpty())
            nameless += QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    }
    return nameless;
}

} // namespace Unbin
