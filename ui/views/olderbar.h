// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/olderdeletions.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace Unbin {

/** What the line below the list says, from what is known. Plain functions, for the test. */
struct OlderBarText {
    QString text;
    QString button; ///< with its mnemonic; empty: no button

    /** name: of the account, where more than one is shown; else empty. */
    static OlderBarText of(const OlderDeletions::State &state, const QString &name);
};

/**
 * A line below the list of a bin that its service does not list: since when it is complete, and a button that searches for
 * what was deleted before. Hidden for all other bins. The search goes on while another page is looked at.
 */
class OlderBar : public QWidget
{
    Q_OBJECT
public:
    explicit OlderBar(QWidget *parent = nullptr);

    /** Null: hides. The object may die. */
    void follow(OlderDeletions *older, const QString &name);

private:
    void refresh();
    void press();

    QPointer<OlderDeletions> m_older;
    QString m_name;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace Unbin
