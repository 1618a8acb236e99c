// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/hovercard.h"

#include <QFormLayout>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

namespace Unbin {

HoverCard::HoverCard(QWidget *parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint | Qt::WindowTransparentForInput)
    , m_title(new QLabel(this))
    , m_lines(new QFormLayout)
{
    setObjectName(QStringLiteral("hoverCard"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setAutoFillBackground(true);
    QFont strong = font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setForegroundRole(QPalette::ToolTipText);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setVerticalSpacing(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addLayout(m_lines);
}

void HoverCard::show(const QString &title, const std::vector<Line> &lines, const QRect &anchor)
{
    m_title->setText(title);
    while (m_lines->rowCount() > 0)
        m_lines->removeRow(0);
    for (const Line &line : lines) {
        auto *value = new QLabel(line.value);
        value->setTextFormat(Qt::PlainText);
        value->setForegroundRole(QPalette::ToolTipText);
        if (line.label.isEmpty()) {
            m_lines->addRow(value);
            continue;
        }
        auto *label = new QLabel(line.label);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::ToolTipText);
        label->setEnabled(false); // paler than the value
        m_lines->addRow(label, value);
    }
    layout()->activate();
    resize(sizeHint());
    const QRect screen = this->screen()->availableGeometry();
    int x = anchor.center().x() - width() / 2;
    int y = anchor.top() - height() - 8;
    if (y < screen.top())
        y = anchor.bottom() + 8;
    x = std::clamp(x, screen.left(), std::max(screen.left(), screen.right() - width()));
    move(x, y);
    QFrame::show();
}

} // namespace Unbin
