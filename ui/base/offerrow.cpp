// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/offerrow.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace Unbin {

OfferRow::OfferRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins({});
    hide();
}

bool OfferRow::setOffers(std::vector<Offer> offers)
{
    const bool looksTheSame = std::equal(offers.begin(), offers.end(), m_offers.begin(), m_offers.end(),
        [](const Offer &a, const Offer &b) { return a.objectName == b.objectName && a.text == b.text; });
    m_offers = std::move(offers);
    if (looksTheSame)
        return false;
    const QWidget *focused = QApplication::focusWidget();
    const bool hadFocus = focused && isAncestorOf(focused);
    for (QPushButton *button : m_buttons) {
        button->hide();
        button->deleteLater(); // it may be the one that is being pressed
    }
    m_buttons.clear();
    for (size_t i = 0; i < m_offers.size(); ++i) {
        auto *button = new QPushButton(m_offers[i].text, this);
        button->setObjectName(m_offers[i].objectName);
        connect(button, &QPushButton::clicked, this, [this, i] {
            const std::function<void()> run = m_offers[i].run; // may change the offers
            run();
        });
        m_row->addWidget(button);
        m_buttons.push_back(button);
    }
    setVisible(first());
    if (hadFocus && first())
        first()->setFocus();
    return true;
}

void OfferRow::orderTabs(QWidget *before, const std::vector<QWidget *> &after)
{
    QWidget *last = before;
    const auto append = [&last](QWidget *next) {
        setTabOrder(last, next);
        last = next;
    };
    std::for_each(m_buttons.begin(), m_buttons.end(), append);
    std::for_each(after.begin(), after.end(), append);
}

} // namespace Unbin
