// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemplanner.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/foldermemory.h"

#include <algorithm>

namespace Unbin {

using Stage = PlannedItem::Stage;

namespace {

/** Not an error of the moment. */
bool meansNotThere(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Forbidden
        || error.kind == Error::Kind::Unsupported;
}

} // namespace

ItemPlanner::ItemPlanner(Plan &plan, FolderMemory &memory, const ProviderSet &providers)
    : m_plan(plan)
    , m_memory(memory)
    , m_providers(providers)
{ }

void ItemPlanner::fail(int index, Error error)
{
    ReceiptLine &line = m_plan.line(index);
    line.outcome = ReceiptLine::Outcome::Failed;
    line.error = std::move(error);
    m_plan.items[size_t(index)].stage = Stage::Done;
}

void ItemPlanner::skip(int index, ReceiptLine::Reason reason)
{
    ReceiptLine &line = m_plan.line(index);
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.reason = reason;
    m_plan.items[size_t(index)].stage = Stage::Done;
}

bool ItemPlanner::settle(int index)
{
    m_provider = m_providers.find(m_plan.item(index).account);
    m_can = m_provider ? m_provider->capabilities() : Capabilities{};
    if (isRefused(index))
        return true;
    const Target target = findTarget(index);
    switch (target.state) {
    case Target::State::Unknown:
        return false;
    case Target::State::Settled:
        return true;
    case Target::State::Found:
        notePath(index, target.folder);
        return settleName(index, target.folder);
    }
    Q_UNREACHABLE();
    return false;
}

/**
 * The journal takes over what is known of the old path, for after a crash the provider may have forgotten it: a folder that
 * is gone is told by nobody then, and its items would all come back to the root.
 */
void ItemPlanner::notePath(int index, int folder)
{
    TrashedItem &item = m_plan.line(index).item.item;
    const bool isHome = m_plan.items[size_t(index)].wish.folder.isEmpty();
    if (isHome && item.originalPath.isEmpty())
        item.originalPath = m_plan.folders[size_t(folder)].path; // shared by all that go there
}

/** What no answer can help. */
bool ItemPlanner::isRefused(int index)
{
    const AccountItem &entry = m_plan.item(index);
    if (!m_provider) {
        fail(index, Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected")));
        return true;
    }
    if (m_plan.items[size_t(index)].isTakenBack)
        return false;
    if (m_plan.indexOf({entry.account, entry.item.id}) != index) {
        skip(index, ReceiptLine::Reason::GoneBefore); // named twice in the request: the first one restores it
        return true;
    }
    if (!m_can.canRestore) {
        fail(index, Error::of(Error::Kind::Unsupported, QStringLiteral("the service can't restore")));
        return true;
    }
    if (entry.item.remark == Remark::InsideTrashedFolder && m_plan.size() > 1) {
        fail(index, // it may fail by itself: nothing is built upon it
            Error::of(Error::Kind::Unsupported, QStringLiteral("what lies in a trashed folder comes back one by one")));
        return true;
    }
    switch (entry.item.restorability) {
    case Restorability::InPlace:
    case Restorability::ChosenFolderOnly:
        return false;
    case Restorability::CleanUpOnly:
        fail(index,
            Error{.kind = Error::Kind::Unsupported,
                .code = QStringLiteral("CleanUpOnly"),
                .detail = QStringLiteral("the content is gone; the entry can only be deleted")});
        return true;
    case Restorability::NotNow:
        fail(index,
            Error{.kind = Error::Kind::LocalIo,
                .code = QStringLiteral("NotNow"),
                .detail = QStringLiteral("its drive is not connected")});
        return true;
    }
    Q_UNREACHABLE();
    return true;
}

ItemPlanner::Target ItemPlanner::findTarget(int index)
{
    const AccountItem &entry = m_plan.item(index);
    const Wish &wish = m_plan.items[size_t(index)].wish;
    if (!wish.folder.isEmpty())
        return targetOf(index, {entry.account, wish.folder});
    if (entry.item.restorability == Restorability::ChosenFolderOnly)
        return askAboutParent(index, {});
    if (entry.item.originalParent.isEmpty()) {
        const int folder = m_plan.serviceFolder(entry.account, {}, entry.item.originalPath);
        return {Target::State::Found, folder};
    }
    return targetOf(index, {entry.account, entry.item.originalParent});
}

ItemPlanner::Target ItemPlanner::targetOf(int index, const AccountKey &folder)
{
    const PlannedItem &planned = m_plan.items[size_t(index)];
    if (folder.id == m_provider->rootFolder())
        return {Target::State::Found, m_plan.liveFolder(folder.account, folder.id, QStringLiteral("/"))};
    if (planned.waitsFor >= 0)
        return waitFor(index, planned.waitsFor, folder);
    if (!m_can.canBrowse) {
        const QString path
            = planned.wish.folder.isEmpty() ? m_plan.item(index).item.originalPath : planned.wish.folderPath;
        return {Target::State::Found, m_plan.liveFolder(folder.account, folder.id, path)};
    }
    if (const int parent = m_plan.indexOf(folder); parent >= 0 && planned.wish.folder.isEmpty())
        return waitFor(index, parent, folder);
    const Result<FolderFacts> *facts = m_memory.facts(folder);
    if (!facts)
        return {};
    if (!*facts) {
        fail(index, facts->error());
        return {Target::State::Settled};
    }
    if ((*facts)->state != FolderFacts::State::Live)
        return targetBehind(index, folder, **facts);
    if (!(*facts)->canAddChildren) {
        fail(index, Error::of(Error::Kind::Forbidden, QStringLiteral("nothing may be put into that folder")));
        return {Target::State::Settled};
    }
    return {Target::State::Found, m_plan.liveFolder(folder.account, folder.id, pathForPeople((*facts)->path))};
}

/** The folder is not live: wait for it, make it again, bring it back, or ask. */
ItemPlanner::Target ItemPlanner::targetBehind(int index, const AccountKey &folder, const FolderFacts &facts)
{
    const PlannedItem &planned = m_plan.items[size_t(index)];
    if (facts.trashed && planned.wish.folder.isEmpty()) {
        const int parent = m_plan.indexOf({folder.account, facts.trashed->id});
        if (parent >= 0 && m_plan.items[size_t(parent)].stage != Stage::Done)
            return waitFor(index, parent, folder);
    }
    switch (planned.wish.parent) {
    case Wish::Parent::AsItIs:
        return askAboutParent(index, folder.id);
    case Wish::Parent::Recreate:
        return recreated(index, folder, facts);
    case Wish::Parent::RestoreFirst:
        if (!facts.trashed || m_plan.indexOf({folder.account, facts.trashed->id}) >= 0)
            return askAboutParent(index, folder.id);
        return waitFor(index, m_plan.alongside(folder.account, *facts.trashed), folder);
    }
    Q_UNREACHABLE();
    return {};
}

ItemPlanner::Target ItemPlanner::waitFor(int index, int parent, const AccountKey &folder)
{
    PlannedItem &planned = m_plan.items[size_t(index)];
    const ReceiptLine &above = m_plan.line(parent);
    if (m_plan.items[size_t(parent)].stage == Stage::Done) {
        if (above.now && above.outcome != ReceiptLine::Outcome::Failed) {
            const QString path = above.nowPath.endsWith(u'/') ? above.nowPath : above.nowPath + u'/';
            return {Target::State::Found, m_plan.liveFolder(folder.account, above.now->id, path + above.now->name)};
        }
        planned.waitsFor = -1;
        const Result<FolderFacts> *facts = m_memory.facts(folder);
        if (!facts)
            return {};
        if (!*facts) {
            fail(index, facts->error());
            return {Target::State::Settled};
        }
        return targetBehind(index, folder, **facts);
    }
    if (leadsBackTo(index, parent)) {
        fail(index, Error::of(Error::Kind::ParentMissing, QStringLiteral("the folders name each other as parents")));
        return {Target::State::Settled};
    }
    planned.waitsFor = parent;
    return park(index, parent);
}

/** Until that item is done, one way or the other. */
ItemPlanner::Target ItemPlanner::park(int index, int until)
{
    m_plan.items[size_t(index)].stage = Stage::WaitsForParent;
    m_plan.waiting[until].push_back(index);
    return {Target::State::Settled};
}

bool ItemPlanner::leadsBackTo(int index, int parent) const
{
    for (int above = parent; above >= 0; above = m_plan.items[size_t(above)].waitsFor) {
        if (above == index)
            return true;
    }
    return false;
}

KnownPath knownPath(const FolderFacts &facts, const TrashedItem &item)
{
    KnownPath known;
    if (facts.path.size() > 1) {
        known.crumbs.assign(facts.path.begin() + 1, facts.path.end());
        known.isWhole = true;
    }
    // Once a folder is gone a service may know its last name only; the note was made while it lived.
    const auto noted = item.originalPath.split(u'/', Qt::SkipEmptyParts);
    const bool isAnchored = std::any_of(
        known.crumbs.begin(), known.crumbs.end(), [](const Breadcrumb &crumb) { return !crumb.id.isEmpty(); });
    const bool isForgotten = facts.state == FolderFacts::State::Gone && !isAnchored;
    if (!noted.isEmpty() && (known.crumbs.empty() || (isForgotten && size_t(noted.size()) > known.crumbs.size()))) {
        known.crumbs.clear();
        for (const QString &name : noted)
            known.crumbs.push_back({{}, name});
        known.isWhole = true;
        return known;
    }
    if (!facts.name.isEmpty() && (known.crumbs.empty() || known.crumbs.back().name != facts.name))
        known.crumbs.push_back({{}, facts.name});
    return known;
}

/** The old path once more: what stands of it is reused, the rest is made when the first item needs it. */
ItemPlanner::Target ItemPlanner::recreated(int index, const AccountKey &folder, const FolderFacts &facts)
{
    const TrashedItem &item = m_plan.item(index).item;
    const bool isHome = folder.id == item.originalParent;
    const Breadcrumbs crumbs = knownPath(facts, item).crumbs;
    if (isHome && m_can.parentGone == Capabilities::ParentGone::ServiceRecreates) {
        const QString path = item.originalPath.isEmpty() ? pathForPeople(facts.path) : item.originalPath;
        return {Target::State::Found, m_plan.serviceFolder(folder.account, folder.id, path)};
    }
    size_t depth = crumbs.size(); // crumbs above this one are known to be live
    ItemId base = m_provider->rootFolder();
    QString path = QStringLiteral("/");
    for (; depth > 0; --depth) {
        const ItemId &id = crumbs[depth - 1].id;
        if (id.isEmpty() || id == folder.id)
            continue;
        const Result<FolderFacts> *above = m_memory.facts({folder.account, id});
        if (!above)
            return {};
        if (!*above && !meansNotThere(above->error())) { // nobody knows: the path is not begun anew elsewhere
            fail(index, above->error());
            return {Target::State::Settled};
        }
        if (*above && (*above)->state == FolderFacts::State::Live) {
            base = id;
            path = pathForPeople((*above)->path);
            break;
        }
    }
    int target = m_plan.liveFolder(folder.account, base, path);
    for (; depth < crumbs.size(); ++depth) {
        const Target below = stepInto(index, target, crumbs[depth].name);
        if (below.state != Target::State::Found)
            return below;
        target = below.folder;
    }
    return {Target::State::Found, target};
}

/** One level down a path that is made again: what stands there, what the batch brings back there, or a new folder. */
ItemPlanner::Target ItemPlanner::stepInto(int index, int folder, const QString &name)
{
    const AccountId account = m_plan.folders[size_t(folder)].account;
    QString path = m_plan.folders[size_t(folder)].path;
    path += path.endsWith(u'/') ? name : u'/' + name;
    const Occupant there = m_memory.occupant(folder, name);
    switch (there.state) {
    case Occupant::State::Unknown:
        return {};
    case Occupant::State::Live:
        if (!there.item || there.item->kind != ItemKind::Folder) {
            fail(index, Error::of(Error::Kind::NameTaken, QStringLiteral("a file stands where the folder was")));
            return {Target::State::Settled};
        }
        return {Target::State::Found, m_plan.liveFolder(account, there.item->id, path)};
    case Occupant::State::Batch:
        if (there.index >= 0 && there.index != index && m_plan.item(there.index).item.kind == ItemKind::Folder) {
            if (m_plan.items[size_t(there.index)].stage != Stage::Done)
                return park(index, there.index);
            if (const auto &now = m_plan.line(there.index).now)
                return {Target::State::Found, m_plan.liveFolder(account, now->id, path)};
        }
        [[fallthrough]];
    case Occupant::State::Free:
    case Occupant::State::Hidden:
        m_memory.reserve(folder, name, -1);
        return {Target::State::Found, m_plan.folderToMake(folder, name, clashKey(name, m_can.isNameCaseSensitive))};
    }
    Q_UNREACHABLE();
    return {};
}

ItemPlanner::Target ItemPlanner::askAboutParent(int index, const ItemId &missing)
{
    PlannedItem &planned = m_plan.items[size_t(index)];
    planned.stage = Stage::Asking;
    planned.obstacle = Obstacle{.kind = Obstacle::Kind::ParentMissing, .missing = missing};
    return {Target::State::Settled};
}

} // namespace Unbin
