// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/offerrow.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace Unbin {

class IconLabel;

/** What a bar above a list says. A value. */
struct InfoBarText {
    enum class Weight { Success, Notice, Warning };
    using Offer = Unbin::Offer;

    Weight weight = Weight::Notice;
    QString text; ///< plain, one or two sentences
    QString details; ///< more lines behind a "Details" button; empty: no such button
    std::vector<Offer> offers;
};

/** A line across the list for what people should know but need not answer; closed with its own button or
 * Escape. */
class InfoBar : public QFrame
{
    Q_OBJECT
public:
    explicit InfoBar(const QString &objectName, QWidget *parent = nullptr);

    void show(const InfoBarText &text);
    QString text() const;

Q_SIGNALS:
    void closed(); ///< by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void close();

    IconLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    OfferRow *m_offers;
    QPushButton *m_detailsButton;
    QToolButton *m_close;
};

} // namespace Unbin
