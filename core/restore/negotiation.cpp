// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/negotiation.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/foldermemory.h"
#include "core/restore/itemplanner.h"

namespace Unbin {

using Stage = PlannedItem::Stage;

namespace {

NameConflict conflictOf(const Plan &plan, int index)
{
    const PlannedItem &planned = plan.items[size_t(index)];
    const Obstacle &obstacle = *planned.obstacle;
    const AccountItem &item = plan.item(index);
    return {.item = item,
        .wantedName = planned.wish.name.isEmpty() ? item.item.name : planned.wish.name,
        .folderPath = plan.folders[size_t(planned.folder)].path,
        .inTheWay = obstacle.inTheWay,
        .sameness = obstacle.sameness,
        .proposedName = obstacle.proposedName,
        .canReplace = obstacle.canReplace,
        .canRename = obstacle.canRename};
}

QString joined(const Breadcrumbs &names)
{
    QString path;
    for (const Breadcrumb &crumb : names)
        path += u'/' + crumb.name;
    return path;
}

MissingParent parentOf(const Plan &plan, int index, FolderMemory &memory, const ProviderSet &providers)
{
    const PlannedItem &planned = plan.items[size_t(index)];
    const AccountItem &item = plan.item(index);
    MissingParent missing{.account = item.account, .canRecreate = false};
    if (planned.obstacle->missing.isEmpty()) {
        missing.isOriginUnknown = true;
        missing.path = item.item.originalPath;
        missing.remark = item.item.remark;
        return missing;
    }
    if (const auto *facts = memory.facts({item.account, planned.obstacle->missing}); facts && *facts)
        missing.facts = **facts;
    const bool isChosen = planned.obstacle->missing == planned.wish.folder;
    TrashedItem noted = item.item;
    if (isChosen)
        noted.originalPath = planned.wish.folderPath;
    const KnownPath known = knownPath(missing.facts, noted);
    missing.recreatedPath = joined(known.crumbs);
    missing.path = noted.originalPath.isEmpty() ? missing.recreatedPath : noted.originalPath;
    const Provider *provider = providers.find(item.account);
    const Capabilities can = provider ? provider->capabilities() : Capabilities{};
    const bool serviceRecreates = can.parentGone == Capabilities::ParentGone::ServiceRecreates && !isChosen;
    missing.canRecreate = missing.facts.state != FolderFacts::State::NoAccess
        && (serviceRecreates || (can.canCreateFolder && !known.crumbs.empty()));
    missing.canRestoreParent
        = missing.facts.trashed && !isChosen && plan.indexOf({item.account, missing.facts.trashed->id}) < 0;
    return missing;
}

void reopen(Plan &plan, int index, std::vector<int> &again)
{
    PlannedItem &planned = plan.items[size_t(index)];
    planned.obstacle.reset();
    planned.stage = Stage::Unplanned;
    again.push_back(index);
}

void skip(Plan &plan, int index, std::vector<int> &again)
{
    const auto freed = plan.freeWaiting(index);
    again.insert(again.end(), freed.begin(), freed.end());
    ReceiptLine &line = plan.line(index);
    plan.items[size_t(index)].obstacle.reset();
    plan.items[size_t(index)].stage = Stage::Done;
    if (line.now) { // out of the bin already, only its place is missing: that is no skipping
        line.outcome = ReceiptLine::Outcome::Failed;
        line.error = Error::of(Error::Kind::NameTaken, QStringLiteral("restored, but not moved to the wanted place"));
        return;
    }
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.reason = ReceiptLine::Reason::UserSkipped;
}

void apply(const ConflictChoice &choice, Plan &plan, int index, std::vector<int> &again)
{
    PlannedItem &planned = plan.items[size_t(index)];
    switch (choice.verb) {
    case ConflictChoice::Verb::KeepBoth:
        planned.wish.name = choice.name.isEmpty() ? planned.obstacle->proposedName : choice.name;
        planned.wish.replaces = {};
        reopen(plan, index, again);
        return;
    case ConflictChoice::Verb::Replace:
        if (!planned.obstacle->inTheWay || !planned.obstacle->canReplace)
            break;
        planned.wish.replaces = planned.obstacle->inTheWay->id;
        reopen(plan, index, again);
        return;
    case ConflictChoice::Verb::Skip:
        break;
    }
    skip(plan, index, again);
}

void apply(const ParentChoice &choice, const MissingParent &asked, Plan &plan, int index, std::vector<int> &again)
{
    Wish &wish = plan.items[size_t(index)].wish;
    switch (choice.verb) {
    case ParentChoice::Verb::Recreate:
        if (!asked.canRecreate)
            break;
        wish.parent = Wish::Parent::Recreate;
        reopen(plan, index, again);
        return;
    case ParentChoice::Verb::RestoreParent:
        if (!asked.canRestoreParent)
            break;
        wish.parent = Wish::Parent::RestoreFirst;
        reopen(plan, index, again);
        return;
    case ParentChoice::Verb::OtherFolder:
        if (choice.folder.isEmpty())
            break;
        wish.folder = choice.folder;
        wish.folderPath = choice.folderPath;
        reopen(plan, index, again);
        return;
    case ParentChoice::Verb::Skip:
        break;
    }
    skip(plan, index, again);
}

} // namespace

Negotiation negotiationAbout(const Plan &plan, FolderMemory &memory, const ProviderSet &providers, bool isLate)
{
    Negotiation negotiation;
    negotiation.question.isLate = isLate;
    QHash<AccountKey, size_t> rows;
    for (int index = 0; index < plan.size(); ++index) {
        const PlannedItem &planned = plan.items[size_t(index)];
        if (planned.stage != Stage::Asking)
            continue;
        if (planned.obstacle->kind == Obstacle::Kind::NameTaken) {
            negotiation.question.conflicts.push_back(conflictOf(plan, index));
            negotiation.conflicts.push_back(index);
            continue;
        }
        const AccountKey key{plan.item(index).account, planned.obstacle->missing};
        const auto known = rows.constFind(key);
        const size_t row = known != rows.cend() ? *known : negotiation.missingParents.size();
        if (known == rows.cend()) {
            rows.insert(key, row);
            negotiation.question.missingParents.push_back(parentOf(plan, index, memory, providers));
            negotiation.missingParents.emplace_back();
        }
        negotiation.question.missingParents[row].items.push_back(plan.item(index));
        negotiation.missingParents[row].push_back(index);
    }
    return negotiation;
}

std::vector<int> applyAnswer(const Negotiation &negotiation, const Answer &answer, Plan &plan, FolderMemory &memory)
{
    std::vector<int> again;
    // Proposals are given back first, all of them: the answers may hand them out in another order.
    for (const int index : negotiation.conflicts) {
        const PlannedItem &planned = plan.items[size_t(index)];
        memory.release(planned.folder, planned.obstacle->proposedName, index);
    }
    for (size_t row = 0; row < negotiation.conflicts.size(); ++row)
        apply(row < answer.conflicts.size() ? answer.conflicts[row] : ConflictChoice{}, plan,
            negotiation.conflicts[row], again);
    for (size_t row = 0; row < negotiation.missingParents.size(); ++row) {
        const ParentChoice choice = row < answer.missingParents.size() ? answer.missingParents[row] : ParentChoice{};
        for (const int index : negotiation.missingParents[row])
            apply(choice, negotiation.question.missingParents[row], plan, index, again);
    }
    return again;
}

} // namespace Unbin
