// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QEventLoop>
#include <QTest>

#include <optional>

namespace Unbin {

/** Launches the job and waits for its result; fails with TimedOut (code "test") if it does not end in time. Tests only:
    the program never waits. */
template<class T>
Result<T> waitFor(JobPtr<T> job, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    QObject owner;
    std::optional<Result<T>> result;
    launch(std::move(job), &owner, [&result](Result<T> r) { result.emplace(std::move(r)); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, int(limit.count())))
        return failure(Error{.kind = Error::Kind::TimedOut, .code = QStringLiteral("test")});
    return std::move(*result);
}

} // namespace Unbin
