// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/jobbase.h"

#include <QLoggingCategory>
#include <QPointer>

namespace Unbin {

Q_LOGGING_CATEGORY(lcJobs, "unbin.jobs", QtWarningMsg)

JobBase::~JobBase()
{
    if (m_state == State::Running)
        qCDebug(lcJobs) << "destroyed while running:" << this;
}

void JobBase::start()
{
    Q_ASSERT(!m_isStarted);
    m_isStarted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state != State::Ready)
                return;
            m_state = State::Running;
            run();
        },
        Qt::QueuedConnection);
}

void JobBase::cancel()
{
    if (m_state == State::Running) {
        onCancel();
    } else if (m_state == State::Ready) {
        endAsCancelled();
    }
}

void JobBase::onCancel()
{
    abandonChildren();
    release();
    endAsCancelled();
}

void JobBase::setProgress(const Progress &progress)
{
    if (m_state != State::Running || m_progress == progress)
        return;
    m_progress = progress;
    Q_EMIT progressChanged(m_progress);
}

bool JobBase::end()
{
    if (m_state == State::Ending || m_state == State::Finished)
        return false;
    m_state = State::Ending;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state != State::Ending)
                return;
            m_state = State::Finished;
            const QPointer<JobBase> self(this); // who hears of the end may delete us, or the job we belong to
            Q_EMIT finished();
            if (self)
                deleteLater();
        },
        Qt::QueuedConnection);
    return true;
}

void JobBase::adopt(JobBase *child)
{
    child->setParent(this);
    if (m_state == State::Ending || m_state == State::Finished)
        child->abandon(); // cancelled from within a signal of ours: nothing new may begin
    else
        child->start();
}

void JobBase::abandonChildren()
{
    const auto children = findChildren<JobBase *>(QString(), Qt::FindDirectChildrenOnly);
    for (JobBase *child : children)
        child->abandon();
}

/** Ends silently: no finished(), no handler; everything below is let go at once, the object itself soon. */
void JobBase::abandon()
{
    if (m_state == State::Finished)
        return;
    m_state = State::Finished;
    disconnect(this, nullptr, nullptr, nullptr);
    abandonChildren();
    release();
    deleteLater();
}

} // namespace Unbin
