// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitypanel.h"

#include "ui/activity/activityrow.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace Unbin {

class ActivityPanel::Private
{
public:
    ActivityRow *rowOf(const QObject *activity) const
    {
        const auto found = std::find_if(
            rows.begin(), rows.end(), [activity](const ActivityRow *row) { return row->activity() == activity; });
        return found == rows.end() ? nullptr : *found;
    }

    QScrollArea *area = nullptr;
    QWidget *content = nullptr;
    QVBoxLayout *column = nullptr;
    std::vector<ActivityRow *> rows; // oldest first
};

ActivityPanel::ActivityPanel(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(QStringLiteral("activityPanel"));
    setAccessibleName(tr("Activity", "accessible name of the list of running and finished restores"));
    d->area = new QScrollArea(this);
    d->area->setWidgetResizable(true);
    d->area->setFrameShape(QFrame::NoFrame);
    d->area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    d->area->setFocusPolicy(Qt::NoFocus); // its buttons take the focus and scroll into view
    d->content = new QWidget;
    d->column = new QVBoxLayout(d->content);
    d->column->setContentsMargins(4, 4, 4, 4);
    d->column->setSpacing(4);
    d->column->addStretch(1);
    d->area->setWidget(d->content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->area);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

ActivityPanel::~ActivityPanel() = default;

void ActivityPanel::add(Activity *activity)
{
    auto *row = new ActivityRow(activity, d->content);
    d->rows.push_back(row);
    d->column->insertWidget(0, row);
    connect(row, &ActivityRow::undoRequested, this, [this, activity] { Q_EMIT undoRequested(activity); });
    connect(row, &ActivityRow::putBackRequested, this, [this, activity] { Q_EMIT putBackRequested(activity); });
    connect(row, &ActivityRow::retryRequested, this, [this, activity] { Q_EMIT retryRequested(activity); });
    connect(row, &ActivityRow::receiptRequested, this, [this, activity] { Q_EMIT receiptRequested(activity); });
    connect(row, &ActivityRow::dismissRequested, this, [this, activity] { Q_EMIT dismissRequested(activity); });
    connect(row, &ActivityRow::goOnRequested, this, [this, activity] { Q_EMIT goOnRequested(activity); });
    connect(row, &ActivityRow::leaveRequested, this, [this, activity] { Q_EMIT leaveRequested(activity); });
    row->show();
    show();
    updateGeometry();
    d->area->verticalScrollBar()->setValue(0);
}

void ActivityPanel::remove(Activity *activity)
{
    ActivityRow *row = d->rowOf(activity);
    if (!row)
        return;
    const bool hadFocus = row->isAncestorOf(QApplication::focusWidget());
    std::erase(d->rows, row);
    row->disconnect(this);
    activity->disconnect(row);
    row->hide();
    row->deleteLater(); // this may have begun in a click on one of its buttons
    setVisible(!d->rows.empty());
    updateGeometry();
    if (hadFocus && !d->rows.empty())
        d->rows.back()->findChild<QWidget *>(QStringLiteral("dismiss"))->setFocus();
}

QSize ActivityPanel::sizeHint() const
{
    // Three rows are in view; more of them scroll.
    const QSize content = d->content->sizeHint();
    const int rowHeight = d->rows.empty() ? 0 : d->rows.back()->sizeHint().height() + d->column->spacing();
    return {content.width(), std::min(content.height(), 3 * rowHeight + 8)};
}

QSize ActivityPanel::minimumSizeHint() const
{
    const int rowHeight = d->rows.empty() ? 0 : d->rows.back()->minimumSizeHint().height() + 8;
    return {d->content->minimumSizeHint().width(), rowHeight};
}

} // namespace Unbin
