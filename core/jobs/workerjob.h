// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QThreadPool>
#include <QtConcurrent>

#include <atomic>
#include <memory>
#include <mutex>

namespace Unbin {

/**
 * What a function on a worker thread may ask of the job that started it. Copied freely; outlives the job. All
 * of it is safe from any thread.
 */
class WorkerContext
{
public:
    /** True once the job was cancelled or deleted: return soon, with anything. */
    bool isStopped() const { return m_shared->isStopped.load(std::memory_order_relaxed); }

    /** Runs the function later on the job's thread, in order; dropped if the job has ended by then. */
    void deliver(std::function<void()> function) const
    {
        const std::scoped_lock lock(m_shared->mutex);
        if (m_shared->job) {
            QMetaObject::invokeMethod(
                m_shared->job,
                [shared = m_shared, function = std::move(function)] {
                    if (!shared->isStopped.load(std::memory_order_relaxed))
                        function();
                },
                Qt::QueuedConnection);
        }
    }

    void setProgress(const Progress &progress) const
    {
        deliver([shared = m_shared, progress] {
            if (shared->report)
                shared->report(progress);
        });
    }

private:
    template <class T>
    friend class WorkerJob;

    struct Shared {
        std::atomic<bool> isStopped = false;
        std::mutex mutex;
        QObject *job = nullptr; // guarded by mutex
        std::function<void(const Progress &)> report; // job's thread only
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

/** What cancelling a worker job means. */
enum class OnCancel {
    Abandon, ///< ends at once; whatever the function still does or returns is dropped
    Settle, ///< the function is told to stop and the job ends with what it returns: for work that changes
            ///< something
};

/**
 * CPU or file work on a thread pool. The function owns all it needs by value; it must not touch QObjects but
 * through WorkerContext. Deleting the job tells the function to stop and does not wait for it; cancelling
 * does what OnCancel says.
 */
template <class T>
class WorkerJob final : public Job<T>
{
public:
    using Function = std::function<Result<T>(const WorkerContext &)>;

    WorkerJob(Function function, QThreadPool *pool, OnCancel onCancel = OnCancel::Abandon)
        : m_function(std::move(function))
        , m_pool(pool)
        , m_onCancel(onCancel)
    { }
    ~WorkerJob() override { release(); }

protected:
    void run() override
    {
        m_context.m_shared->job = this;
        m_context.m_shared->report = [this](const Progress &progress) {
            this->setProgress(progress);
        };
        auto *watcher = new QFutureWatcher<std::shared_ptr<Result<T>>>(this);
        QObject::connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            this->finish(std::move(*watcher->result())); // dropped if the job has ended
        });
        watcher->setFuture(QtConcurrent::run(m_pool, [function = std::move(m_function), context = m_context] {
            return std::make_shared<Result<T>>(function(context));
        }));
    }
    void onCancel() override
    {
        if (m_onCancel == OnCancel::Settle)
            m_context.m_shared->isStopped = true;
        else
            Job<T>::onCancel();
    }
    void release() override
    {
        m_context.m_shared->isStopped = true;
        const std::scoped_lock lock(m_context.m_shared->mutex);
        m_context.m_shared->job = nullptr;
        m_context.m_shared->report = nullptr;
    }

private:
    Function m_function;
    QThreadPool *m_pool;
    OnCancel m_onCancel;
    WorkerContext m_context;
};

template <class T, class Function>
JobPtr<T> workerJob(Function function, QThreadPool *pool = QThreadPool::globalInstance())
{
    return std::make_unique<WorkerJob<T>>(typename WorkerJob<T>::Function(std::move(function)), pool);
}

/** Work that changes something: cancelling it waits for its honest result. */
template <class T, class Function>
JobPtr<T> settledWorkerJob(Function function, QThreadPool *pool = QThreadPool::globalInstance())
{
    return std::make_unique<WorkerJob<T>>(
        typename WorkerJob<T>::Function(std::move(function)), pool, OnCancel::Settle);
}

} // namespace Unbin
