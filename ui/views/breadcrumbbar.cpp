// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/breadcrumbbar.h"

#include "core/domain/names.h"

#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

#include <numeric>

namespace Unbin {

namespace {

constexpr int LongestCrumb = 28; // characters; the tool tip has the whole name

} // namespace

BreadcrumbBar::BreadcrumbBar(QWidget *parent)
    : QWidget(parent)
    , m_more(new QToolButton(this))
    , m_separatorWidth(fontMetrics().height())
{
    setObjectName(QStringLiteral("breadcrumbs"));
    setAccessibleName(tr("Path of the shown folder", "accessible name"));
    m_more->setObjectName(QStringLiteral("moreCrumbs"));
    m_more->setText(QStringLiteral("…"));
    m_more->setAccessibleName(tr("Folders further up", "accessible name"));
    m_more->setToolTip(m_more->accessibleName());
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_more->hide();
}

void BreadcrumbBar::setPath(const QString &accountName, const Breadcrumbs &path)
{
    m_path = path;
    for (QToolButton *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    for (size_t i = 0; i < path.size(); ++i)
        m_buttons.push_back(addButton(i == 0 ? accountName : path[i].name, path[i].id, i + 1 == path.size()));
    arrange();
}

QToolButton *BreadcrumbBar::addButton(const QString &text, const ItemId &folder, bool isLast)
{
    const QString shown = displayName(text);
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("crumb"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    QString label = fontMetrics().elidedText(shown, Qt::ElideMiddle, LongestCrumb * fontMetrics().averageCharWidth());
    button->setText(label.replace(QLatin1Char('&'), QLatin1String("&&")));
    button->setToolTip(shown.toHtmlEscaped());
    button->setAccessibleName(shown);
    if (isLast) {
        QFont font = button->font();
        font.setBold(true);
        button->setFont(font);
    }
    connect(button, &QToolButton::clicked, this, [this, folder] { Q_EMIT crumbChosen(folder); });
    return button;
}

QSize BreadcrumbBar::sizeHint() const
{
    int width = 0;
    for (const QToolButton *button : m_buttons)
        width += button->sizeHint().width() + m_separatorWidth;
    return {width, m_more->sizeHint().height()};
}

QSize BreadcrumbBar::minimumSizeHint() const
{
    return {m_more->sizeHint().width() * 3, m_more->sizeHint().height()};
}

void BreadcrumbBar::resizeEvent(QResizeEvent *)
{
    arrange();
}

/** The last crumbs that fit are shown; the ones before them go into the menu, the nearest first. */
void BreadcrumbBar::arrange()
{
    const auto needed = [this](size_t first) {
        return std::accumulate(m_buttons.begin() + ptrdiff_t(first), m_buttons.end(), 0,
            [this](int sum, QToolButton *b) { return sum + b->sizeHint().width() + m_separatorWidth; });
    };
    const int moreWidth = m_more->sizeHint().width() + m_separatorWidth;
    size_t first = 0;
    while (first + 1 < m_buttons.size() && needed(first) + (first > 0 ? moreWidth : 0) > width() + m_separatorWidth)
        ++first;

    m_more->setVisible(first > 0);
    m_more->menu()->clear();
    for (size_t i = first; i-- > 0;) {
        QString text = m_buttons[i]->accessibleName();
        m_more->menu()->addAction(
            text.replace(QLatin1Char('&'), QLatin1String("&&")), m_buttons[i], &QToolButton::click);
    }
    int x = 0;
    const auto place = [this, &x](QToolButton *button) {
        const QRect logical(x, 0, qMin(button->sizeHint().width(), width()), height());
        button->setGeometry(QStyle::visualRect(layoutDirection(), rect(), logical));
        x += logical.width() + m_separatorWidth;
    };
    if (first > 0)
        place(m_more);
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(i >= first);
        if (i >= first)
            place(m_buttons[i]);
    }
    update();
}

void BreadcrumbBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    const auto arrow = isRightToLeft() ? QStyle::PE_IndicatorArrowLeft : QStyle::PE_IndicatorArrowRight;
    const auto paintAfter = [&](const QToolButton *button) {
        const QRect g = button->geometry();
        const int half = m_separatorWidth / 2;
        const int middle = isRightToLeft() ? g.left() - half : g.right() + half;
        option.rect = QRect(middle - half / 2, height() / 2 - half / 2, half, half);
        style()->drawPrimitive(arrow, &option, &painter, this);
    };
    if (!m_more->isHidden())
        paintAfter(m_more);
    for (size_t i = 0; i + 1 < m_buttons.size(); ++i) {
        if (!m_buttons[i]->isHidden())
            paintAfter(m_buttons[i]);
    }
}

} // namespace Unbin
