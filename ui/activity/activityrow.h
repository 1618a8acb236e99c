// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/activity.h"

#include <QDeadlineTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QToolButton;

namespace Unbin {

class ElidedLabel;

/** One activity: what it does, how far it is, what can be done about it. The activity must outlive the row.
 */
class ActivityRow : public QFrame
{
    Q_OBJECT
public:
    explicit ActivityRow(Activity *activity, QWidget *parent = nullptr);

    Activity *activity() const { return m_activity; }

Q_SIGNALS:
    void undoRequested();
    void putBackRequested();
    void retryRequested();
    void receiptRequested();
    void dismissRequested();
    void goOnRequested();
    void leaveRequested();

private:
    QToolButton *addButton(const QString &name, const QString &iconName, const QString &text, bool showsText);
    void build();
    void update();
    void updateButtons();
    void updateProgress();
    void updateWaiting();
    void announceEnd();
    void keepFocus(const QWidget *hadFocus);

    Activity *m_activity;
    QLabel *m_picture = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_status = nullptr;
    QProgressBar *m_progress = nullptr;
    QWidget *m_buttons = nullptr;
    QToolButton *m_pause = nullptr;
    QToolButton *m_cancel = nullptr;
    QToolButton *m_retry = nullptr;
    QToolButton *m_receipt = nullptr;
    QToolButton *m_undo = nullptr;
    QToolButton *m_putBack = nullptr;
    QToolButton *m_dismiss = nullptr;
    QToolButton *m_goOn = nullptr;
    QToolButton *m_leave = nullptr;
    QString m_pictureName;
    std::chrono::milliseconds m_waitingFor{0}; ///< as last told
    QDeadlineTimer m_waitingEnd;
    QTimer m_countdown;
    bool m_isCancelling = false;
};

} // namespace Unbin
