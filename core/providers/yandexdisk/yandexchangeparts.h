// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/jobs/job.h"

#include <chrono>

/** What the jobs of yandexchanges.h have in common. */
namespace Unbin::Yandex {

constexpr std::chrono::milliseconds kBetweenLooks = std::chrono::seconds(1);
/** What is said to be done shows within this. */
constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(30);
/** What nobody can say anything about may still come. */
constexpr std::chrono::milliseconds kLongPatience = std::chrono::minutes(2);

inline Error failedWork()
{
    return Error{.kind = Error::Kind::ServiceFailed,
        .code = QStringLiteral("operation_failed"),
        .detail = QStringLiteral("the service took the order, worked on it and gave up")};
}

inline Error lostWork()
{
    return Error{.kind = Error::Kind::OutcomeUnknown,
        .code = QStringLiteral("operation_lost"),
        .detail = QStringLiteral("the service took the order and does not tell what became of it")};
}

/** What identifies a live thing, in the form that looking for it takes. */
inline TrashedItem asSought(const LiveItem &item)
{
    return {.id = item.id,
        .kind = item.kind,
        .name = item.name,
        .originalParent = item.parent,
        .sizeBytes = item.sizeBytes,
        .hash = item.hash,
        .etag = item.etag};
}

/** A job's own signals tell what its change tells. */
inline void passOn(JobBase *child, JobBase *job)
{
    QObject::connect(child, &JobBase::accepted, job, &JobBase::accepted);
}

} // namespace Unbin::Yandex
