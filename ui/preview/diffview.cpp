// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/diffview.h"

#include "ui/base/icons.h"
#include "ui/preview/diffedit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

namespace {

void tie(QScrollBar *a, QScrollBar *b)
{
    QObject::connect(a, &QScrollBar::valueChanged, b, &QScrollBar::setValue);
    QObject::connect(b, &QScrollBar::valueChanged, a, &QScrollBar::setValue);
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_left(new DiffEdit(DiffEdit::Side::Left, this))
    , m_right(new DiffEdit(DiffEdit::Side::Right, this))
    , m_summary(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
{
    setObjectName(QStringLiteral("diffView"));
    m_left->setObjectName(QStringLiteral("diffLeft"));
    m_right->setObjectName(QStringLiteral("diffRight"));
    m_left->setAccessibleName(tr("Version A", "accessible name of one side of a comparison"));
    m_right->setAccessibleName(tr("Version B", "accessible name of one side of a comparison"));
    tie(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    tie(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());
    m_summary->setObjectName(QStringLiteral("diffSummary"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    const auto make = [this](QToolButton *button, const char *name, const QString &text, const QString &tip,
                          const QList<QKeySequence> &keys, int step) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, [this, step] { goToChange(m_change + step); });
        addAction(action);
        button->setDefaultAction(action);
        button->setObjectName(QLatin1String(name));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
    };
    make(m_previous, "previousChange", tr("&Previous Change", "button"), tr("Go to the change before (Shift+F8)", "tool tip"),
        {Qt::SHIFT | Qt::Key_F8}, -1);
    make(m_next, "nextChange", tr("&Next Change", "button"), tr("Go to the next change (F8)", "tool tip"), {Qt::Key_F8}, 1);

    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_left);
    split->addWidget(m_right);
    split->setChildrenCollapsible(false);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 2, 8, 2);
    line->addWidget(m_summary, 1);
    line->addWidget(m_previous);
    line->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(split, 1);
    layout->addLayout(line);
    setFocusProxy(m_right);
}

void DiffView::setDiff(TextDiff diff)
{
    m_diff = std::make_shared<const TextDiff>(std::move(diff));
    m_left->setDiff(m_diff);
    m_right->setDiff(m_diff);
    m_change = -1;
    m_left->horizontalScrollBar()->setValue(0);
    if (!m_diff->changes.empty())
        goToChange(0);
    showPosition();
}

int DiffView::lastRowOf(int change) const
{
    int row = m_diff->changes[size_t(change)];
    while (row + 1 < int(m_diff->rows.size()) && m_diff->rows[size_t(row + 1)].kind != TextDiff::Kind::Same)
        ++row;
    return row;
}

void DiffView::goToChange(int change)
{
    if (!m_diff || change < 0 || change >= int(m_diff->changes.size()))
        return;
    m_change = change;
    const int first = m_diff->changes[size_t(change)];
    for (DiffEdit *edit : {m_left, m_right}) {
        edit->setCurrentRows(first, lastRowOf(change));
        edit->scrollToRow(first);
    }
    showPosition();
}

void DiffView::showPosition()
{
    const int count = int(m_diff->changes.size());
    m_previous->defaultAction()->setEnabled(m_change > 0);
    m_next->defaultAction()->setEnabled(m_change + 1 < count);
    if (count == 0)
        m_summary->setText(tr("The texts are the same", "below a comparison"));
    else
        m_summary->setText(tr("Change %1 of %2", "below a comparison").arg(m_change + 1).arg(count));
}

} // namespace Unbin
