// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <optional>

namespace Unbin {

/** Launches the job and waits for its result; fails with TimedOut (code "test") if it does not end in time. Tests only:
    the program never waits. */
template <class T>
Result<T> waitFor(JobPtr<T> job, std::chrono::milliseconds limit = std::chrono::minutes(2))
{
    QEventLoop loop; // QTest::qWaitFor() sleeps ten milliseconds between two looks: too long for thousands of jobs
    QObject owner;
    std::optional<Result<T>> result;
    launch(std::move(job), &owner, [&](Result<T> r) {
        result.emplace(std::move(r));
        loop.quit();
    });
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    loop.exec();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // what a loop above this one would delete
    if (!result)
        return failure(Error{.kind = Error::Kind::TimedOut, .code = QStringLiteral("test")});
    return std::move(*result);
}

} // namespace Unbin
