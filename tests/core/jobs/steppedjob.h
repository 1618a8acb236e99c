// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QPointer>

namespace Unbin {

/** What happened to a SteppedJob, kept where it survives the job. */
struct JobTrace {
    int runs = 0;
    int releases = 0;
    int destructions = 0;
};

/** A job that does what the test tells it to, when the test tells it. */
class SteppedJob final : public Job<int>
{
public:
    explicit SteppedJob(JobTrace &trace)
        : m_trace(trace)
    { }
    ~SteppedJob() override { ++m_trace.destructions; }

    using Job<int>::fail;
    using Job<int>::setProgress;
    using Job<int>::succeed;
    using Job<int>::then;

    std::function<void()> onRun;

protected:
    void run() override
    {
        ++m_trace.runs;
        if (onRun)
            onRun();
    }
    void release() override { ++m_trace.releases; }

private:
    JobTrace &m_trace;
};

/** A launched SteppedJob together with the results its handler got. */
struct Launched {
    explicit Launched(std::function<void(SteppedJob &)> onRun = {})
        : Launched(std::make_unique<SteppedJob>(trace), std::move(onRun))
    { }

    bool isOver() const { return !job; }

    JobTrace trace;
    QPointer<SteppedJob> job;
    std::vector<Result<int>> results;
    int finishedSignals = 0;
    std::unique_ptr<QObject> owner = std::make_unique<QObject>();

private:
    Launched(std::unique_ptr<SteppedJob> made, std::function<void(SteppedJob &)> onRun)
        : job(made.get())
    {
        if (onRun)
            made->onRun = [self = made.get(), onRun = std::move(onRun)] {
                onRun(*self);
            };
        QObject::connect(job, &JobBase::finished, owner.get(), [this] { ++finishedSignals; });
        launch(JobPtr<int>(std::move(made)), owner.get(),
            [this](Result<int> result) { results.push_back(std::move(result)); });
    }
};

} // namespace Unbin
