// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/droptip.h"

#include <QApplication>

namespace Unbin {

DropTip *DropTip::of(QWidget *widget)
{
    QWidget *window = widget->window();
    auto *tip = window->findChild<DropTip *>(QString(), Qt::FindDirectChildrenOnly);
    return tip ? tip : new DropTip(window);
}

DropTip::DropTip(QWidget *window)
    : QLabel(window)
{
    setObjectName(QStringLiteral("dropTip"));
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setMargin(fontMetrics().height() / 3);
}

void DropTip::showAt(const QWidget *widget, QPoint position, const QString &text, bool isAccepted)
{
    setText(text);
    setForegroundRole(isAccepted ? QPalette::ToolTipText : QPalette::PlaceholderText);
    setMaximumWidth(window()->width());
    adjustSize();
    const int distance = fontMetrics().height();
    const QPoint pointer = widget->mapTo(window(), position);
    const int side = isRightToLeft() ? -distance - width() : distance;
    QPoint corner(pointer.x() + side, pointer.y() + distance);
    corner.setX(qBound(0, corner.x(), qMax(0, window()->width() - width())));
    if (corner.y() + height() > window()->height())
        corner.setY(pointer.y() - distance - height());
    move(corner);
    raise();
    show();
}

} // namespace Unbin
