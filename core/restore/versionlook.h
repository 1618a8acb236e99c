// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/request.h"

namespace Unbin {

class Provider;

/** What a look tells of a deed whose reply was lost. Unclear where somebody else may have been at it meanwhile: then nothing
    is sent again. */
enum class DeedState { Done, NotDone, Unclear };

struct DeedSight {
    DeedState state = DeedState::Unclear;
    Boxed<LiveItem> now; ///< Done: MakeCurrent: the file, SaveBeside: the copy
};

/** Whether MakeCurrent took effect, from what the history tells afterwards. Pure. */
DeedState promotionIn(const VersionHistory &after, const VersionDeed &deed);

/**
 * Finds out by looking alone whether a deed was done: in the file's history, in the folder of a copy, or on this computer.
 * begunAt: UTC; what was written to SaveHere's path later and is not the content is somebody else's work (Unclear).
 * Ends with the error that kept it from looking.
 */
JobPtr<DeedSight> lookAtDeed(const VersionOrder &order, Provider &provider, const QDateTime &begunAt = {});

} // namespace Unbin
