// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/question.h"

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
};

} // namespace Unbin
