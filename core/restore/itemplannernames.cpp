// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of planning one item: its folder is known, now its name and the steps that lead there.
#include "core/restore/itemplanner.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/restore/foldermemory.h"
#include "core/restore/passingname.h"

namespace Unbin {

using Stage = PlannedItem::Stage;

namespace {

QString ownOrWanted(const PlannedItem &planned, const TrashedItem &item)
{
    return planned.wish.name.isEmpty() ? item.name : planned.wish.name;
}

} // namespace

Sameness compare(const TrashedItem &item, const LiveItem &live)
{
    if (item.kind != live.kind)
        return Sameness::Different;
    if (item.kind != ItemKind::File)
        return Sameness::Unknown;
    if (item.sizeBytes >= 0 && live.sizeBytes >= 0 && item.sizeBytes != live.sizeBytes)
        return Sameness::Different;
    return compareContent(item.hash, live.hash);
}

bool ItemPlanner::settleName(int index, int folder)
{
    if (const Error *problem = m_memory.problem(folder)) {
        fail(index, *problem);
        return true;
    }
    const PlannedItem &planned = m_plan.items[size_t(index)];
    const QString wanted = ownOrWanted(planned, m_plan.item(index).item);
    const Occupant occupant = m_memory.occupant(folder, wanted);
    switch (occupant.state) {
    case Occupant::State::Unknown:
        return false;
    case Occupant::State::Free:
        return settleSteps(index, folder);
    case Occupant::State::Batch:
        if (occupant.index == index)
            return settleSteps(index, folder);
        return askAboutName(index, folder, occupant);
    case Occupant::State::Live:
    case Occupant::State::Hidden:
        return settleTaken(index, folder, occupant);
    }
    Q_UNREACHABLE();
    return false;
}

bool ItemPlanner::settleTaken(int index, int folder, const Occupant &occupant)
{
    PlannedItem &planned = m_plan.items[size_t(index)];
    if (!occupant.item)
        return askAboutName(index, folder, occupant);
    const LiveItem &there = *occupant.item;
    const ReceiptLine &line = m_plan.line(index);
    const bool isItself = planned.isTakenBack && line.now && there.id == line.now->id;
    // Where a place is the id, it may have arrived since it was looked at. The move tells; if not, it is asked about then.
    const bool mayBeItself = planned.isTakenBack && line.now && planned.surprises == 0 && there.kind == line.now->kind
        && !there.etag.isEmpty() && there.etag == line.now->etag;
    if (isItself || mayBeItself)
        return settleSteps(index, folder);
    if (!planned.isTakenBack && there.id == line.item.item.id) { // it is out of the bin: by us, or by somebody else
        m_plan.line(index).now = there;
        m_plan.line(index).nowPath = m_plan.folders[size_t(folder)].path;
        skip(index, ReceiptLine::Reason::GoneBefore);
        return true;
    }
    const bool mayBeIdentical = !planned.isTakenBack && planned.wish.replaces.isEmpty() && !planned.wish.isWantedTwice;
    if (mayBeIdentical && compare(line.item.item, there) == Sameness::Same) {
        skip(index, ReceiptLine::Reason::AlreadyThere);
        return true;
    }
    if (planned.wish.replaces == there.id && m_can.canTrash) {
        planned.replaces = there;
        return settleSteps(index, folder);
    }
    return askAboutName(index, folder, occupant);
}

bool ItemPlanner::askAboutName(int index, int folder, const Occupant &occupant)
{
    const TrashedItem &item = m_plan.item(index).item;
    PlannedItem &planned = m_plan.items[size_t(index)];
    const QString wanted = ownOrWanted(planned, item);
    const auto proposed = m_memory.freeName(folder, wanted, item.kind == ItemKind::Folder);
    if (!proposed)
        return false;
    // A service that can't rename while restoring has to put it under its own name first, which is taken at home.
    const bool isAtHome = m_plan.folders[size_t(folder)].id == item.originalParent;
    Obstacle obstacle{.proposedName = *proposed,
        .canRename = m_can.canRenameWhileRestoring || planned.isTakenBack || (m_can.canMove && !isAtHome)};
    if (occupant.item) {
        obstacle.inTheWay = *occupant.item;
        obstacle.sameness = compare(item, *occupant.item);
        obstacle.canReplace = m_can.canTrash;
    }
    m_memory.reserve(folder, *proposed, index);
    planned.folder = folder;
    planned.obstacle = std::move(obstacle);
    planned.stage = Stage::Asking;
    return true;
}

/** The name is the item's; now the way there. */
bool ItemPlanner::settleSteps(int index, int folder)
{
    const TrashedItem &item = m_plan.item(index).item;
    PlannedItem &planned = m_plan.items[size_t(index)];
    const PlannedFolder &target = m_plan.folders[size_t(folder)];
    // Where the service takes no other folder than the old one, that is made again before the item is called back.
    const bool isMadeAgain = target.kind == PlannedFolder::Kind::ToMake && target.path == item.originalPath
        && m_can.restoreElsewhere == Capabilities::Elsewhere::RestoreThenMove
        && m_can.parentGone == Capabilities::ParentGone::NeedsFolder;
    Situation situation{.goesHome = target.kind == PlannedFolder::Kind::ByService || isMadeAgain
            || target.id == item.originalParent,
        .ownName = item.name,
        .wantedName = ownOrWanted(planned, item)};
    Result<RestoreSteps> steps = RestoreSteps{.movesAfter = true};
    if (!planned.isTakenBack) {
        if (!situation.goesHome && !learnOrigin(index, situation))
            return false;
        if (!situation.goesHome)
            situation.passingName = passingName(situation.ownName);
        if (passesThroughOrigin(m_can, situation) && !findPassage(index, situation))
            return false;
        steps = chooseSteps(m_can, situation);
    }
    if (!steps) {
        fail(index, std::move(steps).error());
        return true;
    }
    planned.steps = std::move(*steps);
    planned.folder = folder;
    planned.name = situation.wantedName;
    planned.stage = Stage::Ready;
    m_memory.reserve(folder, planned.name, index);
    return true;
}

/** Whether the original folder is live, where the way depends on it. False: not known yet. */
bool ItemPlanner::learnOrigin(int index, Situation &situation)
{
    const AccountItem &entry = m_plan.item(index);
    if (m_can.restoreElsewhere == Capabilities::Elsewhere::OneStep
        || entry.item.originalParent == m_provider->rootFolder())
        return true;
    if (entry.item.originalParent.isEmpty() || !m_can.canBrowse) {
        situation.origin = Situation::Origin::Unknown;
        return true;
    }
    const Result<FolderFacts> *facts = m_memory.facts({entry.account, entry.item.originalParent});
    if (!facts)
        return false;
    const bool isLive = *facts && (*facts)->state == FolderFacts::State::Live;
    situation.origin = isLive ? Situation::Origin::Live : Situation::Origin::Gone;
    return true;
}

/** A name under which the item can pass through its original folder. False: not known yet. */
bool ItemPlanner::findPassage(int index, Situation &situation)
{
    const AccountItem &entry = m_plan.item(index);
    const int origin = m_plan.liveFolder(entry.account, entry.item.originalParent, entry.item.originalPath);
    const auto isFree = [&](const QString &name) -> std::optional<bool> {
        const Occupant there = m_memory.occupant(origin, name, FolderMemory::Detail::Name);
        if (there.state == Occupant::State::Unknown)
            return std::nullopt;
        const bool isOurs = there.state == Occupant::State::Batch && there.index == index;
        return isOurs || there.state == Occupant::State::Free;
    };
    const auto isOwnFree = isFree(situation.ownName);
    const auto isWantedFree = isFree(situation.wantedName);
    if (!isOwnFree || !isWantedFree)
        return false;
    situation.isOwnNameFree = *isOwnFree;
    situation.isWantedNameFree = *isWantedFree;
    if (*isOwnFree || *isWantedFree)
        m_memory.reserve(origin, *isOwnFree ? situation.ownName : situation.wantedName, index);
    return true;
}

} // namespace Unbin
