// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/emptystate.h"

#include "ui/base/iconlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace Unbin {

namespace {

constexpr int EmptyIconSize = 64;
constexpr int TextColumns = 56; // in average characters: a comfortable line to read

QLabel *centredLabel(const char *objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMaximumWidth(label->fontMetrics().averageCharWidth() * TextColumns);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(this))
    , m_title(centredLabel("emptyTitle", this))
    , m_explanation(centredLabel("emptyExplanation", this))
    , m_details(centredLabel("emptyDetails", this))
    , m_waiting(new QProgressBar(this))
    , m_offers(new OfferRow(this))
    , m_detailsButton(new QPushButton(tr("&Details", "button below a message in an empty list"), this))
{
    setObjectName(QStringLiteral("emptyState"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    QFont titleFont = m_title->font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.3);
    m_title->setFont(titleFont);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setAccessibleName(tr("Details of the problem", "accessible name"));
    m_icon->setAlignment(Qt::AlignCenter);
    m_waiting->setRange(0, 0);
    m_waiting->setTextVisible(false);
    m_waiting->setMaximumWidth(m_title->maximumWidth() / 2);
    m_waiting->setAccessibleName(tr("Loading", "accessible name of a progress bar"));

    m_detailsButton->setObjectName(QStringLiteral("emptyDetailsButton"));
    m_detailsButton->setCheckable(true);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    m_details->hide();

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_icon, m_title, m_explanation, m_waiting, m_details}) {
        auto *row = new QHBoxLayout;
        row->addStretch();
        row->addWidget(widget, 100);
        row->addStretch();
        layout->addLayout(row);
    }
    layout->addSpacing(layout->spacing());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_offers);
    buttons->addWidget(m_detailsButton);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch(3);
}

void EmptyState::show(const EmptyStateText &text)
{
    m_iconName = text.iconName;
    m_icon->setVisible(!text.iconName.isEmpty());
    if (!text.iconName.isEmpty())
        m_icon->setIcon(text.iconName, EmptyIconSize, QIcon::Disabled);
    m_title->setText(text.title);
    m_explanation->setText(text.explanation);
    m_explanation->setVisible(!text.explanation.isEmpty());
    m_waiting->setVisible(text.isWaiting);
    if (text.details != m_details->text() || text.details.isEmpty())
        m_detailsButton->setChecked(false);
    m_details->setText(text.details);
    showOffers(text);
    setAccessibleName(text.title);
    setAccessibleDescription(text.explanation);
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::explanation() const
{
    return m_explanation->text();
}

void EmptyState::showOffers(const EmptyStateText &text)
{
    const bool hadFocus = isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    const bool areOthers = m_offers->setOffers(text.offers);
    m_detailsButton->setVisible(!text.details.isEmpty());
    if (areOthers)
        m_offers->orderTabs(m_details, {m_detailsButton, m_details});
    QPushButton *details = text.details.isEmpty() ? nullptr : m_detailsButton;
    QPushButton *first = m_offers->first() ? m_offers->first() : details;
    if (first == focusProxy())
        return;
    setFocusProxy(first);
    if (hadFocus && first)
        first->setFocus();
}

} // namespace Unbin
