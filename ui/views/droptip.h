// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPointer>

namespace Unbin {

/**
 * The words beside the pointer while something is dragged. A child of the window rather than a tool tip:
 * those vanish at the next event of a drag, and compositors don't let a second window open during one. */
class DropTip : public QLabel
{
    Q_OBJECT
public:
    /** The tip of this widget's window; made at the first call, owned by the window. */
    static DropTip *of(QWidget *widget);

    /** Shows the text near a point of the widget, inside the window. */
    void showAt(const QWidget *widget, QPoint position, const QString &text, bool isAccepted);

private:
    explicit DropTip(QWidget *window);
};

} // namespace Unbin
