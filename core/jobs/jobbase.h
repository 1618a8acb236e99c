// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/progress.h"

#include <QObject>
#include <QString>

namespace Unbin {

/**
 * Something running: it has progress, can be cancelled, ends once. See README.md here for the contract and why we use
 * jobs rather than coroutines. Job<T> adds the result; leaves derive from Job<T>, never from this.
 *
 * Life: Ready -> Running -> Ending -> Finished. Constructing does nothing. A started job belongs to its QObject parent
 * and deletes itself after finished(). Destroying a running job stops it silently, its child jobs included.
 *
 * Thread: a job lives on one thread with an event loop (in Unbin: the main thread) and is used only there.
 */
class JobBase : public QObject
{
    Q_OBJECT
public:
    enum class State { Ready, Running, Ending, Finished };

    ~JobBase() override;

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    const Progress &progress() const { return m_progress; }

    /**
     * Stops the current step, child jobs included, and finishes with Error::Cancelled, on a later turn of the event
     * loop. A job that must settle what is under way first overrides onCancel(). Does nothing once the job is ending.
     */
    void cancel();

Q_SIGNALS:
    void progressChanged(const Unbin::Progress &progress);
    /** The service took the order and goes on working by itself; the handle finds its work again, also after a restart
        (Provider::follow). At most once per request; whoever wraps a job passes it on. */
    void accepted(const QString &handle);
    /** Once, from the event loop, never from inside start() or cancel(). The result is readable from here on. */
    void finished();

protected:
    JobBase() = default;

    /** The work begins; called once, from the event loop. */
    virtual void run() = 0;
    /** cancel() was called while running. The default abandons child jobs and ends as cancelled. */
    virtual void onCancel();
    /** Let go of everything that is not a child job (a reply, a timer, a worker). Called before a silent or a
        cancelled end, from the destructor only if the leaf's own destructor calls it. */
    virtual void release() { }
    virtual void endAsCancelled() = 0;

    void setProgress(const Progress &progress);
    /** Marks the end; finished() follows from the event loop. True for the first call only. */
    bool end();
    void adopt(JobBase *child);
    void abandonChildren();

private:
    template<class T>
    friend class Job;
    template<class T>
    friend class JobStarter;

    void start();
    void abandon();

    State m_state = State::Ready;
    bool m_isStarted = false;
    Progress m_progress;
};

} // namespace Unbin
