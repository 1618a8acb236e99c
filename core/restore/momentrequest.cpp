// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/momentrequest.h"

namespace Unbin {

VersionRequest requestFor(const MomentPlan &plan)
{
    VersionRequest request;
    for (const MomentLine &line : plan.lines) {
        if (line.verdict != MomentLine::Verdict::GoesBack)
            continue;
        request.orders.push_back({.account = plan.account,
            .file = line.file,
            .path = line.path,
            .deed = {.what = VersionDeed::What::MakeCurrent, .version = line.version, .before = line.before}});
    }
    return request;
}

} // namespace Unbin
