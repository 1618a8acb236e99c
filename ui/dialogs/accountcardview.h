// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/accountsdialog.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace Unbin {

class InlineMessage;

/** One account in full: who, where, how it is, how much room, and what can be done with it. */
class AccountCardView : public QWidget
{
    Q_OBJECT
public:
    explicit AccountCardView(QWidget *parent = nullptr);

    void setCard(const AccountCard &card);

Q_SIGNALS:
    void renamed(const Unbin::AccountId &account, const QString &label);
    void colourChosen(int colour);
    void signInWanted();
    void unlockWanted();
    void removeWanted();

private:
    QWidget *makeColours();
    QWidget *makeActions();
    void tellName();
    void showSpace(const AccountCard &card);

    AccountCard m_card;
    QLineEdit *m_name;
    std::vector<QToolButton *> m_colours;
    QLineEdit *m_service;
    QLineEdit *m_person;
    QLineEdit *m_login;
    QProgressBar *m_bar;
    QLabel *m_space;
    QLabel *m_state;
    InlineMessage *m_advice;
    QPushButton *m_signIn = nullptr;
    QPushButton *m_unlock = nullptr;
    QPushButton *m_remove = nullptr;
};

/** "2.1 GB of 10 GB used, 300 MB of it in the bin"; what is unknown is left out. */
QString spaceText(const AccountCard &card);

} // namespace Unbin
