// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/activity.h"

#include <QWidget>

#include <memory>

namespace Unbin {

/**
 * What runs and what ran: a row per activity, newest on top, with progress, the reason of any waiting, and
 * what can be done about it. Takes no room while there is nothing. It asks; whoever owns the activities acts.
 *
 * Activities are not owned; remove() them before they die.
 */
class ActivityPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityPanel(QWidget *parent = nullptr);
    ~ActivityPanel() override;

    void add(Activity *activity);
    void remove(Activity *activity);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void undoRequested(Unbin::Activity *activity);
    void retryRequested(Unbin::Activity *activity);
    /** What left the bin and did not arrive shall go back into it. */
    void putBackRequested(Unbin::Activity *activity);
    void receiptRequested(Unbin::Activity *activity);
    void dismissRequested(Unbin::Activity *activity);
    /** Of an interrupted one. */
    void goOnRequested(Unbin::Activity *activity);
    void leaveRequested(Unbin::Activity *activity);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
