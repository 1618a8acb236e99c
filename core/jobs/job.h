// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/jobs/jobbase.h"

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace Unbin {

template<class T>
class Job;

/** A job that is not started yet. Whoever holds it may drop it (nothing happens), launch() it, or hand it to then(). */
template<class T>
using JobPtr = std::unique_ptr<Job<T>>;

/** A JobBase that ends with a Result<T>. Leaves implement run() and call succeed() or fail() once. */
template<class T>
class Job : public JobBase
{
public:
    using Value = T;

    /** Only after finished(). */
    const Result<T> &result() const
    {
        Q_ASSERT(m_result);
        return *m_result;
    }

protected:
    void succeed(T value) { finish(Result<T>(std::move(value))); }
    void fail(Error error) { finish(failure(std::move(error))); }
    /** The first call wins; whatever comes later is dropped. */
    void finish(Result<T> result)
    {
        if (state() == State::Ending || state() == State::Finished)
            return;
        m_result.emplace(std::move(result));
        abandonChildren();
        end();
    }
    void endAsCancelled() final { finish(failure(Error::Kind::Cancelled)); }

    /**
     * Adopts the child, starts it, and calls handler(Result<U>) when it ended. The handler is dropped when this job
     * ends, is cancelled or dies first; the child is then stopped. After the end the child is not even started.
     * Returns the child, for its progress.
     */
    template<class U, class Handler>
    Job<U> *then(JobPtr<U> child, Handler handler)
    {
        Job<U> *running = child.release();
        connect(running, &JobBase::finished, this, [this, running, handler = std::move(handler)]() mutable {
            if (isRunning())
                handler(std::move(*running->m_result));
        });
        adopt(running);
        return running;
    }

private:
    template<class U>
    friend class Job;
    template<class U>
    friend class JobStarter;

    std::optional<Result<T>> m_result;
};

/** Only for launch(). */
template<class T>
class JobStarter
{
public:
    template<class Handler>
    static Job<T> *launch(JobPtr<T> job, QObject *owner, Handler handler)
    {
        Job<T> *running = job.release();
        running->setParent(owner);
        QObject::connect(running, &JobBase::finished, owner,
                         [running, handler = std::move(handler)]() mutable { handler(std::move(*running->m_result)); });
        running->start();
        return running;
    }
};

/**
 * Starts a job that belongs to no other job. The owner is its parent: if it dies first, the job stops silently and the
 * handler is never called. The handler gets Result<T>, once, from the event loop. The returned pointer is valid until
 * the handler has been called; keep it in a QPointer.
 */
template<class T, class Handler>
Job<T> *launch(JobPtr<T> job, QObject *owner, Handler handler)
{
    return JobStarter<T>::launch(std::move(job), owner, std::move(handler));
}

/** A job whose result is known already; it still ends on a later turn of the event loop. */
template<class T>
class ReadyJob final : public Job<T>
{
public:
    explicit ReadyJob(Result<T> result)
        : m_ready(std::move(result))
    {
    }

protected:
    void run() override { this->finish(std::move(m_ready)); }

private:
    Result<T> m_ready;
};

template<class T>
JobPtr<T> readyJob(T value)
{
    return std::make_unique<ReadyJob<T>>(Result<T>(std::move(value)));
}
template<class T>
JobPtr<T> failedJob(Error error)
{
    return std::make_unique<ReadyJob<T>>(Result<T>(failure(std::move(error))));
}

/**
 * A child job with its value turned into another one: mapJob<LiveItem>(client.send(request), parse). The function is
 * given the child's whole Result and returns a Result<T>.
 */
template<class T, class U>
class MappedJob final : public Job<T>
{
public:
    MappedJob(JobPtr<U> child, std::function<Result<T>(Result<U>)> map)
        : m_child(std::move(child))
        , m_map(std::move(map))
    {
    }

protected:
    void run() override
    {
        auto *child = this->then(std::move(m_child), [this](Result<U> result) { this->finish(m_map(std::move(result))); });
        QObject::connect(child, &JobBase::progressChanged, this,
                         [this](const Progress &progress) { this->setProgress(progress); });
        QObject::connect(child, &JobBase::accepted, this, &JobBase::accepted);
    }

private:
    JobPtr<U> m_child;
    std::function<Result<T>(Result<U>)> m_map;
};

template<class T, class U, class Map>
JobPtr<T> mapJob(JobPtr<U> child, Map map)
{
    return std::make_unique<MappedJob<T, U>>(std::move(child), std::function<Result<T>(Result<U>)>(std::move(map)));
}

} // namespace Unbin
