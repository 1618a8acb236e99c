// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/version.h"
#include "core/versions/history.h"

#include <optional>
#include <vector>

namespace Unbin {

/** One file of a plan: what going back to the moment means for it. */
struct MomentLine {
    enum class Verdict {
        GoesBack, ///< to version
        AlreadySo, ///< its content of then is what it has now
        NoVersionThen, ///< nothing is told of that time: it may be younger, or its past was thinned out
        VersionTrashed, ///< its content of then lies in the bin of versions
        Unknown, ///< its past could not be read: error
    };

    LiveItem file;
    QString path; ///< folder for people
    Verdict verdict = Verdict::Unknown;
    Version version; ///< GoesBack, AlreadySo, VersionTrashed: what it was then
    Version before; ///< what is current now
    bool changesName = false; ///< GoesBack: it gets the name back that version.name tells
    std::optional<Error> error;
};

/** Many files as they were at one moment: shown before it runs. A value. */
struct MomentPlan {
    AccountId account;
    QDateTime moment; ///< UTC
    std::vector<MomentLine> lines; ///< in the order of their paths and names
    std::vector<Error> problems; ///< folders that could not be read

    int count(MomentLine::Verdict verdict) const;
};

/** The verdict on one file. Pure. revertsName: going back gives it its old name, too. */
MomentLine lineFor(const History &history, const QDateTime &moment, bool revertsName);

} // namespace Unbin
