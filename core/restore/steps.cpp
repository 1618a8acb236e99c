// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/steps.h"

namespace Unbin {

namespace {

using Elsewhere = Capabilities::Elsewhere;
using Origin = Situation::Origin;

/** Where a taken name is not refused, a free one can't be relied on: nothing but a name of our own is. */
bool goesUnderPassingName(const Capabilities &can)
{
    return !can.refusesTakenNames && can.canRenameWhileRestoring;
}

/** The restore call can put it straight into the wanted folder. */
bool reachesFolderDirectly(const Capabilities &can, const Situation &situation)
{
    switch (can.restoreElsewhere) {
    case Elsewhere::OneStep:
        return true;
    case Elsewhere::OnlyIfParentGone:
        return situation.origin != Origin::Live;
    case Elsewhere::No:
    case Elsewhere::RestoreThenMove:
        return false;
    }
    Q_UNREACHABLE();
    return false;
}

/** Names the restore call so, or leaves the renaming to a move after it. */
Result<RestoreSteps> withWantedName(const Capabilities &can, const Situation &situation, RestoreSteps steps)
{
    if (situation.wantedName == situation.ownName)
        return steps;
    if (can.canRenameWhileRestoring) {
        steps.restoreName = situation.wantedName;
        return steps;
    }
    if (!can.canMove)
        return failure(Error::Kind::Unsupported, QStringLiteral("the service can't rename it"));
    steps.movesAfter = true;
    return steps;
}

Result<RestoreSteps> restoreThenMove(const Capabilities &can, const Situation &situation)
{
    if (!can.canMove || can.restoreElsewhere == Elsewhere::No)
        return failure(Error::Kind::Unsupported, QStringLiteral("the service restores to the original folder only"));
    if (situation.origin != Origin::Live && can.parentGone == Capabilities::ParentGone::NeedsFolder
        && can.restoreElsewhere == Elsewhere::RestoreThenMove) {
        return failure(
            Error::Kind::Unsupported, QStringLiteral("the original folder is gone and the service takes no other"));
    }
    RestoreSteps steps{.movesAfter = true,
        .recreatesOrigin = situation.origin != Origin::Live
            && can.parentGone == Capabilities::ParentGone::ServiceRecreates};
    if (goesUnderPassingName(can) && !situation.passingName.isEmpty()) {
        steps.restoreName = situation.passingName;
        return steps;
    }
    if (situation.isOwnNameFree)
        return steps;
    if (!can.canRenameWhileRestoring) {
        return failure(Error::Kind::NameTaken,
            QStringLiteral("it has to pass through its original folder, where its name is taken"));
    }
    steps.restoreName = situation.isWantedNameFree ? situation.wantedName : situation.passingName;
    return steps;
}

} // namespace

bool passesThroughOrigin(const Capabilities &can, const Situation &situation)
{
    return !situation.goesHome && situation.origin == Origin::Live && !reachesFolderDirectly(can, situation)
        && !goesUnderPassingName(can);
}

Result<RestoreSteps> chooseSteps(const Capabilities &can, const Situation &situation)
{
    if (!can.canRestore)
        return failure(Error::Kind::Unsupported, QStringLiteral("the service can't restore"));
    if (situation.goesHome)
        return withWantedName(can, situation, {});
    if (reachesFolderDirectly(can, situation))
        return withWantedName(can, situation, {.namesFolder = true});
    return restoreThenMove(can, situation);
}

} // namespace Unbin
