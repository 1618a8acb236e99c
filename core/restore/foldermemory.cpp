// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/foldermemory.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"

namespace Unbin {

using State = Occupant::State;

namespace {

/** We may put things in, but not look: the service alone knows the names. */
bool meansHidden(const Error &error)
{
    return error.kind == Error::Kind::Forbidden || error.kind == Error::Kind::Unsupported;
}

} // namespace

FolderMemory::FolderMemory(Plan &plan, const ProviderSet &providers)
    : m_plan(plan)
    , m_providers(providers)
{ }

const Result<FolderFacts> *FolderMemory::facts(const AccountKey &folder)
{
    if (const auto known = m_facts.constFind(folder); known != m_facts.cend())
        return &*known;
    if (!m_factsNeeded.contains(folder)) {
        m_factsNeeded.insert(folder);
        m_needs.facts.push_back(folder);
    }
    return nullptr;
}

const Error *FolderMemory::problem(int folder) const
{
    if (size_t(folder) >= m_names.size() || !m_names[size_t(folder)].problem)
        return nullptr;
    return &*m_names[size_t(folder)].problem;
}

FolderMemory::Names &FolderMemory::names(int folder)
{
    if (size_t(folder) >= m_names.size())
        m_names.resize(m_plan.folders.size());
    return m_names[size_t(folder)];
}

QString FolderMemory::key(int folder, const QString &name) const
{
    const Provider *provider = m_providers.find(m_plan.folders[size_t(folder)].account);
    return clashKey(name, !provider || provider->capabilities().isNameCaseSensitive);
}

bool FolderMemory::canLook(int folder) const
{
    const PlannedFolder &planned = m_plan.folders[size_t(folder)];
    const Provider *provider = m_providers.find(planned.account);
    return planned.kind == PlannedFolder::Kind::Live && provider && provider->capabilities().canBrowse
        && (size_t(folder) >= m_names.size() || !m_names[size_t(folder)].isOpaque);
}

Occupant FolderMemory::occupant(int folder, const QString &name, Detail detail)
{
    Names &here = names(folder);
    const QString wanted = key(folder, name);
    const auto found = here.known.constFind(wanted);
    const bool isKnown = found != here.known.cend() && found->occupant.state != State::Unknown;
    if (isKnown) {
        const Occupant &occupant = found->occupant;
        if (occupant.state != State::Live || occupant.item || detail == Detail::Name || !canLook(folder))
            return occupant;
    }
    const bool isRefused = found != here.known.cend() && found->isRefused;
    if (!canLook(folder))
        return {.state = isRefused ? State::Hidden : State::Free};
    if (!isKnown && !isRefused && here.isListed && !here.hasHoles)
        return {.state = State::Free};
    Name &need = here.known[wanted];
    if (!need.isWanted) {
        need.isWanted = true;
        ++here.asked;
        m_needs.names.push_back({folder, name});
    }
    return {};
}

std::optional<QString> FolderMemory::freeName(int folder, const QString &name, bool isFolder)
{
    bool isUnknown = false;
    const QString found = Unbin::freeName(name, isFolder, [&](const QString &candidate) {
        const State state = occupant(folder, candidate, Detail::Name).state;
        isUnknown = state == State::Unknown;
        return state != State::Free && state != State::Unknown;
    });
    if (isUnknown)
        return std::nullopt;
    return found;
}

void FolderMemory::reserve(int folder, const QString &name, int item)
{
    names(folder).known[key(folder, name)].occupant = {.state = State::Batch, .index = item};
}

void FolderMemory::release(int folder, const QString &name, int item)
{
    auto &known = names(folder).known;
    const auto found = known.find(key(folder, name));
    if (found != known.end() && found->occupant.state == State::Batch && found->occupant.index == item)
        found->occupant = {.state = State::Free};
}

FolderMemory::Needs FolderMemory::takeNeeds()
{
    m_factsNeeded.clear();
    return std::exchange(m_needs, {});
}

void FolderMemory::learnFacts(const AccountKey &folder, Result<FolderFacts> facts)
{
    m_facts.insert(folder, std::move(facts));
}

void FolderMemory::learnName(int folder, const QString &name, Result<std::optional<LiveItem>> found)
{
    Names &here = names(folder);
    Name &known = here.known[key(folder, name)];
    known.isWanted = false;
    if (!found) {
        if (meansHidden(found.error()))
            here.isOpaque = true;
        else
            here.problem = std::move(found).error();
        known.occupant = {.state = known.isRefused ? State::Hidden : State::Free};
    } else if (*found) {
        known.occupant = {.state = State::Live, .item = std::move(**found)};
    } else {
        known.occupant = {.state = known.isRefused ? State::Hidden : State::Free};
    }
}

void FolderMemory::learnChild(int folder, LiveItem child)
{
    Name &known = names(folder).known[key(folder, child.name)];
    if (known.occupant.state == State::Batch)
        return;
    if (known.isWanted)
        known.occupant = {.state = State::Live, .item = std::move(child)};
    else
        known.occupant = {.state = State::Live};
    known.isWanted = false;
}

void FolderMemory::learnListed(int folder, Result<bool> isComplete)
{
    Names &here = names(folder);
    here.isListed = true;
    if (isComplete)
        here.hasHoles = !*isComplete;
    else if (meansHidden(isComplete.error()))
        here.isOpaque = true;
    else
        here.problem = std::move(isComplete).error();
    // What was asked for and not met is free; unless the listing has holes, then it is looked for by name.
    for (Name &name : here.known) {
        if (name.isWanted && !here.hasHoles)
            name.occupant = {.state = name.isRefused ? State::Hidden : State::Free};
        name.isWanted = false;
    }
}

bool FolderMemory::isListed(int folder) const
{
    return size_t(folder) < m_names.size() && m_names[size_t(folder)].isListed;
}

int FolderMemory::namesAsked(int folder) const
{
    return size_t(folder) < m_names.size() ? m_names[size_t(folder)].asked : 0;
}

void FolderMemory::forgetProblems()
{
    for (Names &names : m_names)
        names.problem.reset();
    m_facts.removeIf([](const auto &entry) { return !entry.value(); });
}

void FolderMemory::forgetRequests()
{
    takeNeeds();
    for (Names &names : m_names) {
        for (Name &name : names.known)
            name.isWanted = false;
    }
}

void FolderMemory::forgetFacts(const AccountKey &folder)
{
    m_facts.remove(folder);
}

void FolderMemory::learnTaken(int folder, const QString &name)
{
    Name &known = names(folder).known[key(folder, name)];
    known.occupant = {};
    known.isRefused = true;
    known.isWanted = false;
}

} // namespace Unbin
