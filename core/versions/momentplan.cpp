// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/versions/momentplan.h"

#include <algorithm>

namespace Unbin {

using Verdict = MomentLine::Verdict;

int MomentPlan::count(Verdict verdict) const
{
    return int(std::count_if(
        lines.begin(), lines.end(), [verdict](const MomentLine &line) { return line.verdict == verdict; }));
}

MomentLine lineFor(const History &history, const QDateTime &moment, bool revertsName)
{
    MomentLine line{.file = history.file(), .verdict = Verdict::NoVersionThen};
    if (history.current() < 0)
        return line;
    line.before = history.version(history.current());
    const int then = history.at(moment);
    if (then < 0)
        return line;
    line.version = history.version(then);
    const QString &name = line.version.name;
    line.changesName = revertsName && !name.isEmpty() && name != history.file().name;
    const bool isSame = line.version.isCurrent
        || (compareContent(line.version.hash, line.before.hash) == Sameness::Same && !line.changesName);
    if (isSame)
        line.verdict = Verdict::AlreadySo;
    else if (line.version.isTrashed())
        line.verdict = Verdict::VersionTrashed;
    else
        line.verdict = Verdict::GoesBack;
    line.changesName = line.changesName && line.verdict == Verdict::GoesBack;
    return line;
}

} // namespace Unbin
