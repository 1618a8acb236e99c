// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/infobar.h"

#include "ui/base/iconlabel.h"
#include "ui/base/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

namespace {

constexpr int MessageIconSize = 22;
constexpr qreal Radius = 4;

QString iconName(InfoBarText::Weight weight)
{
    switch (weight) {
    case InfoBarText::Weight::Success:
        return QStringLiteral("check");
    case InfoBarText::Weight::Notice:
        return QStringLiteral("info");
    case InfoBarText::Weight::Warning:
        return QStringLiteral("warning");
    }
    Q_UNREACHABLE();
}

QColor mixed(const QColor &a, const QColor &b, qreal partOfB)
{
    return QColor::fromRgbF(float(a.redF() * (1 - partOfB) + b.redF() * partOfB),
        float(a.greenF() * (1 - partOfB) + b.greenF() * partOfB),
        float(a.blueF() * (1 - partOfB) + b.blueF() * partOfB));
}

} // namespace

InfoBar::InfoBar(const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(this))
    , m_text(new QLabel(this))
    , m_details(new QLabel(this))
    , m_offers(new OfferRow(this))
    , m_detailsButton(new QPushButton(tr("&Details", "button in the bar above a list"), this))
    , m_close(new QToolButton(this))
{
    setObjectName(objectName);
    for (QLabel *label : {m_text, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setAccessibleName(tr("Details of the message", "accessible name"));
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_detailsButton->setObjectName(objectName + QStringLiteral("Details"));
    m_detailsButton->setCheckable(true);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    m_details->hide();
    m_close->setObjectName(objectName + QStringLiteral("Close"));
    m_close->setAutoRaise(true);
    m_close->setIcon(icon(QStringLiteral("clear")));
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close this message", "tool tip"));
    m_close->setAccessibleName(m_close->toolTip());
    connect(m_close, &QToolButton::clicked, this, &InfoBar::close);

    auto *row = new QHBoxLayout;
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_offers);
    row->addWidget(m_detailsButton);
    row->addWidget(m_close, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->addLayout(row);
    layout->addWidget(m_details);
    hide();
}

void InfoBar::show(const InfoBarText &text)
{
    m_icon->setIcon(iconName(text.weight), MessageIconSize);
    m_text->setText(text.text);
    if (text.details != m_details->text() || text.details.isEmpty())
        m_detailsButton->setChecked(false);
    m_details->setText(text.details);
    m_detailsButton->setVisible(!text.details.isEmpty());
    if (m_offers->setOffers(text.offers))
        m_offers->orderTabs(m_details, {m_detailsButton, m_close, m_details});
    setAccessibleName(text.text);
    setVisible(true);
}

QString InfoBar::text() const
{
    return m_text->text();
}

void InfoBar::close()
{
    const bool hadFocus = isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    if (hadFocus)
        focusNextChild();
    hide();
    Q_EMIT closed();
}

void InfoBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void InfoBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setBrush(mixed(palette().color(QPalette::Base), accent, 0.12));
    painter.setPen(mixed(palette().color(QPalette::Base), accent, 0.45));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
}

} // namespace Unbin
