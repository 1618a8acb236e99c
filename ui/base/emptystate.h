// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/offerrow.h"

class QLabel;
class QProgressBar;

namespace Unbin {

class IconLabel;

/** What stands in a list's place while there is nothing to list: why that is, and what can be done about it.
 * A value. */
struct EmptyStateText {
    using Offer = Unbin::Offer;

    QString iconName; ///< in resources/icons
    QString title; ///< one short line
    QString explanation; ///< one or two sentences; may be empty; plain text
    QString details; ///< raw facts behind a "Details" button; empty: no such button
    std::vector<Offer> offers; ///< the first one is the default
    bool isWaiting = false; ///< shows that something is under way
};

/** A calm message in the middle of the room a list would take. Never a box to be clicked away. */
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /** Replaces what is shown. Keyboard focus that was on one of its buttons stays in here. */
    void show(const EmptyStateText &text);
    QString title() const;
    QString explanation() const;

private:
    void showOffers(const EmptyStateText &text);

    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_explanation;
    QLabel *m_details;
    QProgressBar *m_waiting;
    OfferRow *m_offers;
    QPushButton *m_detailsButton;
    QString m_iconName;
};

} // namespace Unbin
