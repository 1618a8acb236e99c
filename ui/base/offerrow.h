// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QPushButton;

namespace Unbin {

/** Something that can be done about what a message says. */
struct Offer {
    QString objectName;
    QString text; ///< of the button, with its mnemonic
    std::function<void()> run;
};

/**
 * The buttons of a message. A message may be shown anew ten times a second while a bin is being listed: buttons that
 * would look the same stay, so that a press is not cut in two and the keyboard does not lose its place.
 */
class OfferRow : public QWidget
{
    Q_OBJECT
public:
    explicit OfferRow(QWidget *parent);

    /** True if the buttons are other ones now: the last in the window's tab order, until orderTabs(). */
    bool setOffers(std::vector<Offer> offers);
    /** Puts the buttons behind this widget in the tab order, and then these. The widget must take the keyboard; it may
        itself be among those that follow. */
    void orderTabs(QWidget *before, const std::vector<QWidget *> &after);
    /** The first button; null if nothing is offered. */
    QPushButton *first() const { return m_buttons.empty() ? nullptr : m_buttons.front(); }

private:
    QHBoxLayout *m_row;
    std::vector<Offer> m_offers;
    std::vector<QPushButton *> m_buttons; // as many as offers
};

} // namespace Unbin
