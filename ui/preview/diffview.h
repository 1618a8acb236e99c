// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/textdiff.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;

namespace Unbin {

class DiffEdit;

/** Two texts side by side, scrolled together. F8 and Shift+F8 go to the next and the previous change. */
class DiffView : public QWidget
{
    Q_OBJECT
public:
    explicit DiffView(QWidget *parent = nullptr);

    void setDiff(TextDiff diff);
    const TextDiff *diff() const { return m_diff.get(); }
    int currentChange() const { return m_change; }
    void goToChange(int change);

private:
    void showPosition();
    int lastRowOf(int change) const;

    std::shared_ptr<const TextDiff> m_diff;
    DiffEdit *m_left;
    DiffEdit *m_right;
    QLabel *m_summary;
    QToolButton *m_previous;
    QToolButton *m_next;
    int m_change = -1;
};

} // namespace Unbin
