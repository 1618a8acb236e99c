// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/diffedit.h"

#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

namespace Unbin {

namespace {

/** Red and green are not told apart by everybody: the signs at the margin say the same. */
QColor toned(const QPalette &palette, double hue, double alpha)
{
    const bool isDark = palette.color(QPalette::Base).lightnessF() < 0.5F;
    QColor color = QColor::fromHslF(float(hue), 0.65F, isDark ? 0.5F : 0.45F);
    color.setAlphaF(float(alpha));
    return color;
}

constexpr double kRemovedHue = 0.02;
constexpr double kAddedHue = 0.36;
constexpr double kChangedHue = 0.13;

} // namespace

DiffEdit::DiffEdit(Side side, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_side(side)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    document()->setDocumentMargin(fontMetrics().horizontalAdvance(u'+') + 8); // the sign of a row stands there
}

bool DiffEdit::isGap(const TextDiff::Row &row) const
{
    return (m_side == Side::Left ? row.left : row.right) < 0;
}

void DiffEdit::setDiff(std::shared_ptr<const TextDiff> diff)
{
    m_diff = std::move(diff);
    QString text;
    for (size_t i = 0; m_diff && i < m_diff->rows.size(); ++i) {
        const TextDiff::Row &row = m_diff->rows[i];
        if (i > 0)
            text += u'\n';
        if (!isGap(row))
            text += m_side == Side::Left ? m_diff->leftLines[row.left] : m_diff->rightLines[row.right];
    }
    setPlainText(text);
    setCurrentRows(-1, -1);
}

void DiffEdit::setCurrentRows(int first, int last)
{
    m_firstCurrent = first;
    m_lastCurrent = last;
    viewport()->update();
}

void DiffEdit::scrollToRow(int row)
{
    const int shown = std::max(1, int(viewport()->height() / blockBoundingRect(firstVisibleBlock()).height()));
    verticalScrollBar()->setValue(std::max(0, row - shown / 3));
    const TextDiff::Row &what = m_diff->rows[size_t(row)];
    const auto &spans = m_side == Side::Left ? what.leftSpans : what.rightSpans;
    const QTextBlock block = document()->findBlockByNumber(row);
    blockBoundingRect(block); // lays it out
    if (spans.empty() || !block.layout() || block.layout()->lineCount() == 0)
        return;
    const QTextLine line = block.layout()->lineAt(0);
    const double from = line.cursorToX(spans.front().start);
    const double to = line.cursorToX(spans.front().start + spans.front().length);
    QScrollBar *across = horizontalScrollBar();
    const double margin = 2 * document()->documentMargin();
    if (from < across->value() || to + margin > across->value() + viewport()->width())
        across->setValue(to + 2 * margin < viewport()->width() ? 0 : int(from - viewport()->width() / 3.0));
}

void DiffEdit::paintEvent(QPaintEvent *event)
{
    if (m_diff) {
        QPainter painter(viewport());
        QTextBlock block = firstVisibleBlock();
        double top = blockBoundingGeometry(block).translated(contentOffset()).top();
        while (block.isValid() && top < viewport()->height() && size_t(block.blockNumber()) < m_diff->rows.size()) {
            const double height = blockBoundingRect(block).height();
            paintRow(painter, m_diff->rows[size_t(block.blockNumber())], {0, top, double(viewport()->width()), height}, block);
            top += height;
            block = block.next();
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void DiffEdit::paintRow(QPainter &painter, const TextDiff::Row &row, const QRectF &line, const QTextBlock &block) const
{
    const bool isCurrent = block.blockNumber() >= m_firstCurrent && block.blockNumber() <= m_lastCurrent;
    if (row.kind != TextDiff::Kind::Same) {
        const double hue = row.kind == TextDiff::Kind::Changed ? kChangedHue
            : row.kind == TextDiff::Kind::Removed              ? kRemovedHue
                                                               : kAddedHue;
        if (isGap(row))
            painter.fillRect(line, QBrush(toned(palette(), hue, 0.18), Qt::BDiagPattern));
        else
            painter.fillRect(line, toned(palette(), hue, 0.16));
    }
    if (isCurrent)
        painter.fillRect(QRectF(line.left(), line.top(), 3, line.height()), palette().color(QPalette::Highlight));
    if (isGap(row) || !block.layout())
        return;
    const auto &spans = m_side == Side::Left ? row.leftSpans : row.rightSpans;
    const double hue = m_side == Side::Left ? kRemovedHue : kAddedHue;
    const QTextLine text = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0) : QTextLine();
    const double left = contentOffset().x() + (block.layout() ? block.layout()->position().x() : 0);
    for (const TextDiff::Span &span : spans) {
        if (!text.isValid())
            break;
        const double from = text.cursorToX(span.start);
        const double to = text.cursorToX(span.start + span.length);
        painter.fillRect(QRectF(left + from, line.top() + 1, to - from, line.height() - 2), toned(palette(), hue, 0.35));
    }
    if (row.kind == TextDiff::Kind::Same)
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.setFont(font());
    const QString sign = row.kind == TextDiff::Kind::Changed ? QStringLiteral("~")
        : m_side == Side::Left                               ? QStringLiteral("−")
                                                             : QStringLiteral("+");
    const double margin = document()->documentMargin();
    painter.drawText(QRectF(left, line.top(), margin, line.height()), Qt::AlignCenter, sign);
}

} // namespace Unbin
