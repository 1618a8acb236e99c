// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QFormLayout;
class QLabel;

namespace Unbin {

/** The facts of what is under the pointer, beside it. Takes no focus and no events; screen readers have the list. */
class HoverCard : public QFrame
{
    Q_OBJECT
public:
    struct Line {
        QString label;
        QString value;
    };

    explicit HoverCard(QWidget *parent);

    /** Plain texts. anchor is in global coordinates; the card stays on its screen. */
    void show(const QString &title, const std::vector<Line> &lines, const QRect &anchor);

private:
    QLabel *m_title;
    QFormLayout *m_lines;
};

} // namespace Unbin
