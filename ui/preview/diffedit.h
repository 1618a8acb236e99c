// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/textdiff.h"

#include <QPlainTextEdit>

#include <memory>

namespace Unbin {

/** One side of a comparison: the lines of its text, with gaps where the other side has more. Marks only what is in sight,
    so a long text costs no more than a short one. */
class DiffEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Side { Left, Right };

    DiffEdit(Side side, QWidget *parent = nullptr);

    void setDiff(std::shared_ptr<const TextDiff> diff);
    /** The row that is being looked at is framed; -1: none. */
    void setCurrentRows(int first, int last);
    /** Down to this row, and sideways to what differs in it. */
    void scrollToRow(int row);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isGap(const TextDiff::Row &row) const;
    void paintRow(QPainter &painter, const TextDiff::Row &row, const QRectF &line, const QTextBlock &block) const;

    Side m_side;
    std::shared_ptr<const TextDiff> m_diff;
    int m_firstCurrent = -1;
    int m_lastCurrent = -1;
};

} // namespace Unbin
