// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activityrow.h"

#include "ui/activity/activitytexts.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QAccessible>
#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QStyle>
#include <QToolButton>

namespace Unbin {

namespace {

QString pictureNameFor(const Activity &activity)
{
    const bool isFinished = activity.state() == Activity::State::Finished;
    const auto &receipt = activity.receipt();
    if (isFinished && (activity.error() || (receipt && receipt->count(ReceiptLine::Outcome::Failed) > 0)))
        return QStringLiteral("warning");
    if (isFinished && activity.end() == Activity::End::Done)
        return QStringLiteral("check");
    if (activity.state() == Activity::State::Interrupted)
        return QStringLiteral("warning");
    return pictureName(activity.kind());
}

} // namespace

ActivityRow::ActivityRow(Activity *activity, QWidget *parent)
    : QFrame(parent)
    , m_activity(activity)
{
    setObjectName(QStringLiteral("activity"));
    setFrameShape(QFrame::StyledPanel);
    build();
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ActivityRow::update);
    connect(activity, &Activity::changed, this, &ActivityRow::update);
    connect(activity, &Activity::finished, this, [this] {
        update();
        announceEnd();
    });
    update();
}

QToolButton *ActivityRow::addButton(const QString &name, const QString &iconName, const QString &text, bool showsText)
{
    auto *button = new QToolButton(m_buttons);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setToolTip(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(showsText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_buttons->layout()->addWidget(button);
    return button;
}

void ActivityRow::build()
{
    m_picture = new QLabel(this);
    m_title = new ElidedLabel({}, Qt::ElideMiddle, this);
    m_title->setObjectName(QStringLiteral("activityTitle"));
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_status = new ElidedLabel({}, Qt::ElideRight, this);
    m_status->setObjectName(QStringLiteral("activityStatus"));
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progress->setAccessibleName(tr("Progress", "accessible name of a bar"));

    m_buttons = new QWidget(this);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->setSpacing(2);
    //: buttons of a restore that an earlier run of the program could not finish
    m_goOn = addButton(QStringLiteral("goOn"), QStringLiteral("resume"), tr("Go On"), true);
    m_leave = addButton(QStringLiteral("leave"), QStringLiteral("skip"), tr("Leave as It Is"), true);
    m_retry = addButton(QStringLiteral("retryFailed"), QStringLiteral("retry"), tr("Retry Failed"), true);
    //: button of a restore whose items left the bin but did not arrive: into the bin again
    m_putBack = addButton(QStringLiteral("putBack"), QStringLiteral("bin"), tr("Put Back"), true);
    m_undo = addButton(QStringLiteral("undo"), QStringLiteral("undo"), tr("Undo"), true);
    m_receipt = addButton(QStringLiteral("showReceipt"), QStringLiteral("receipt"), tr("Receipt"), true);
    m_pause = addButton(QStringLiteral("pause"), QStringLiteral("pause"), tr("Pause"), false);
    m_cancel = addButton(QStringLiteral("cancel"), QStringLiteral("cancel"), tr("Cancel"), false);
    m_dismiss = addButton(QStringLiteral("dismiss"), QStringLiteral("clear"), tr("Dismiss"), false);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(8, 6, 8, 6);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_picture, 0, 0, 3, 1, Qt::AlignVCenter);
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_progress, 1, 1);
    grid->addWidget(m_status, 2, 1);
    grid->addWidget(m_buttons, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);

    connect(m_pause, &QToolButton::clicked, this, [this] { m_activity->setPaused(!m_activity->isPaused()); });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        m_isCancelling = true;
        m_activity->cancel();
        update();
    });
    connect(m_goOn, &QToolButton::clicked, this, &ActivityRow::goOnRequested);
    connect(m_leave, &QToolButton::clicked, this, &ActivityRow::leaveRequested);
    connect(m_retry, &QToolButton::clicked, this, &ActivityRow::retryRequested);
    connect(m_putBack, &QToolButton::clicked, this, &ActivityRow::putBackRequested);
    connect(m_undo, &QToolButton::clicked, this, &ActivityRow::undoRequested);
    connect(m_receipt, &QToolButton::clicked, this, &ActivityRow::receiptRequested);
    connect(m_dismiss, &QToolButton::clicked, this, &ActivityRow::dismissRequested);
}

void ActivityRow::update()
{
    const QWidget *focused = QApplication::focusWidget();
    updateWaiting();
    m_title->setFullText(activityTitle(*m_activity));
    const auto left = std::chrono::milliseconds(m_waitingEnd.isForever() ? 0 : m_waitingEnd.remainingTime());
    const bool isEnding = m_isCancelling && m_activity->state() != Activity::State::Finished;
    //: state of an activity after Cancel was pressed
    m_status->setFullText(
        isEnding ? tr("Cancelling; what is under way is settled first…") : activityStatus(*m_activity, left));
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_status->text());
    if (const QString name = pictureNameFor(*m_activity); name != m_pictureName) {
        m_pictureName = name;
        const int size = style()->pixelMetric(QStyle::PM_ToolBarIconSize);
        m_picture->setPixmap(icon(name).pixmap(QSize(size, size), devicePixelRatioF()));
    }
    updateProgress();
    updateButtons();
    keepFocus(focused);
}

void ActivityRow::updateWaiting()
{
    const Progress &progress = m_activity->progress();
    const bool isWaiting = progress.waiting != Progress::Waiting::No && progress.waitingFor.count() > 0;
    const bool isCountingUp = progress.waiting == Progress::Waiting::Service && progress.since.isValid();
    if (isCountingUp) {
        m_waitingEnd = QDeadlineTimer(QDeadlineTimer::Forever);
        m_waitingFor = std::chrono::milliseconds(0);
        if (!m_countdown.isActive())
            m_countdown.start();
    } else if (!isWaiting) {
        m_countdown.stop();
        m_waitingEnd = QDeadlineTimer(QDeadlineTimer::Forever);
        m_waitingFor = std::chrono::milliseconds(0);
    } else if (progress.waitingFor != m_waitingFor) {
        m_waitingFor = progress.waitingFor;
        m_waitingEnd = QDeadlineTimer(m_waitingFor);
        m_countdown.start();
    }
}

void ActivityRow::updateProgress()
{
    const Progress &progress = m_activity->progress();
    const bool isKnown = m_activity->state() == Activity::State::Running && progress.totalItems > 0;
    const bool isAtRest
        = m_activity->state() == Activity::State::Finished || m_activity->state() == Activity::State::Interrupted;
    m_progress->setVisible(!isAtRest);
    // A range of nothing shows a bar that moves on its own: busy, no telling how long.
    m_progress->setRange(0, isKnown ? int(progress.totalItems) : 0);
    m_progress->setValue(isKnown ? int(progress.doneItems) : 0);
}

void ActivityRow::updateButtons()
{
    const bool isFinished = m_activity->state() == Activity::State::Finished;
    const auto &receipt = m_activity->receipt();
    const bool isPaused = m_activity->isPaused();
    m_pause->setVisible(m_activity->state() == Activity::State::Running);
    m_pause->setEnabled(!m_isCancelling);
    m_pause->setIcon(icon(isPaused ? QStringLiteral("resume") : QStringLiteral("pause")));
    m_pause->setText(isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setToolTip(m_pause->text());
    const bool isInterrupted = m_activity->state() == Activity::State::Interrupted;
    // Nobody is made to wait for an account that may never come back, or for work that may never end.
    const bool isStuck = m_activity->state() == Activity::State::Planning
        && (m_activity->progress().waiting == Progress::Waiting::SignIn
            || m_activity->progress().waiting == Progress::Waiting::Network
            || m_activity->progress().waiting == Progress::Waiting::Service);
    m_goOn->setVisible(isInterrupted);
    m_leave->setVisible(isInterrupted || isStuck);
    m_cancel->setVisible(!isFinished && !isInterrupted && !isStuck);
    m_cancel->setEnabled(!m_isCancelling);
    const qint64 failed = receipt ? receipt->count(ReceiptLine::Outcome::Failed) : 0;
    const bool isAllHalfDone = failed > 0 && halfDoneCount(*receipt) == failed;
    m_retry->setVisible(isFinished && failed > 0 && !(isAllHalfDone && m_activity->isPutBack()));
    if (isAllHalfDone) { // nothing begins anew
        m_retry->setText(tr("Go On"));
        m_retry->setToolTip(tr("Moves it from where it is now to where it was wanted"));
        m_retry->setIcon(icon(QStringLiteral("resume")));
    }
    m_putBack->setVisible(isFinished && m_activity->canPutBack());
    m_putBack->setToolTip(tr("Returns what is half way to the bin"));
    m_receipt->setVisible(isFinished && receipt && !receipt->lines.empty());
    m_undo->setVisible(isFinished && m_activity->canUndo());
    if (m_activity->kind() == Receipt::Kind::Undo) { // taking back an undo
        m_undo->setText(tr("Redo"));
        m_undo->setToolTip(m_undo->text());
        m_undo->setIcon(icon(QStringLiteral("restore")));
    }
    m_dismiss->setVisible(isFinished);
}

void ActivityRow::keepFocus(const QWidget *hadFocus)
{
    // A button that was pressed and is gone now would throw the keyboard user out of the row.
    if (hadFocus && !hadFocus->isVisible() && isAncestorOf(hadFocus)) {
        QToolButton *next = m_dismiss->isVisibleTo(this) ? m_dismiss : m_goOn->isVisibleTo(this) ? m_goOn : m_cancel;
        next->setFocus();
    }
}

void ActivityRow::announceEnd()
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace Unbin
