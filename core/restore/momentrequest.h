// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/request.h"
#include "core/versions/momentplan.h"

namespace Unbin {

/** What a plan wants done: one order for each file that goes back. */
VersionRequest requestFor(const MomentPlan &plan);

} // namespace Unbin
