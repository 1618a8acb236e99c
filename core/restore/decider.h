// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/question.h"
#include "core/restore/review.h"

namespace Unbin {

/**
 * Whoever answers questions: the dialogs, a test script. Core asks and goes back to the event loop; it never
 * guesses. Main thread. Must outlive the jobs that ask it.
 */
class Decider
{
public:
    virtual ~Decider() = default;

    /** Ends with one choice per row, or with Cancelled if the user gave up: then nothing more of the batch is
       done. If the returned job is dropped or stopped, whatever it shows must close. */
    virtual JobPtr<Answer> ask(Question question) = 0;

    /**
     * Shows a plan before it runs; the user may edit it. Ends when it may run, or with Cancelled: then nothing is done.
     * Like ask(), whatever it shows must close with the job; the review lives at least as long. Who has nobody to show
     * it to lets it run.
     */
    virtual JobPtr<Done> review(PlanReview &review)
    {
        Q_UNUSED(review)
        return readyJob(Done{});
    }
};

} // namespace Unbin
