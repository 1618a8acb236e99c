// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/passedfolders.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/providers/trashedfolders.h"
#include "core/restore/settledsteps.h"

#include <algorithm>
#include <memory>

namespace Unbin {

using StepKind = StepIntended::Kind;

namespace {

constexpr int kNobodys = -1; // these steps are no single item's

QStringList namesOf(const Breadcrumbs &path)
{
    QStringList names;
    for (size_t i = 1; i < path.size(); ++i)
        names.append(path[i].name);
    return names;
}

void addOnce(std::vector<PassedFolder> &folders, PassedFolder folder)
{
    const auto known = std::find_if(folders.begin(), folders.end(), [&folder](const PassedFolder &other) {
        return other.account == folder.account && other.way.folder == folder.way.folder;
    });
    if (known == folders.end())
        folders.push_back(std::move(folder));
    else
        known->way.levels = std::max(known->way.levels, folder.way.levels);
}

} // namespace

std::optional<PassedThrough> missingOf(const FolderFacts &facts)
{
    const bool isMissing = facts.state == FolderFacts::State::Gone || facts.state == FolderFacts::State::Trashed;
    const auto live = std::find_if(
        facts.path.rbegin(), facts.path.rend(), [](const Breadcrumb &crumb) { return !crumb.id.isEmpty(); });
    if (!isMissing || live == facts.path.rbegin() || live == facts.path.rend())
        return std::nullopt;
    return PassedThrough{.path = namesOf(facts.path), .levels = int(live - facts.path.rbegin())};
}

std::optional<PassedThrough> passedIn(const StepRecord &step)
{
    if (step.kind != StepKind::Restore && step.kind != StepKind::Move)
        return std::nullopt;
    auto passed = passedFrom(step.arguments.value(QStringLiteral("passed")).toObject());
    if (!passed || !passed->folder.isEmpty())
        return passed;
    if (const auto live = liveItemFrom(step.result); live && step.state == StepRecord::State::Done)
        passed->folder = live->parent;
    return passed->folder.isEmpty() ? std::nullopt : passed;
}

std::vector<PassedFolder> passedFolders(const BatchRecord &record)
{
    std::vector<PassedFolder> folders;
    for (const StepRecord &step : record.steps) {
        auto passed = passedFrom(step.arguments.value(QStringLiteral("passed")).toObject());
        if (!passed || step.position < 0)
            continue;
        if (const auto known = passedIn(step))
            passed = known;
        if (passed->folder.isEmpty()) // nobody saw what came of it; if anything did, it is there
            passed->folder = record.items[size_t(step.position)].line.item.item.originalParent;
        addOnce(folders, {step.account, *passed});
    }
    for (const ItemRecord &item : record.items) { // of an undo: what it was told of by the batch it takes back
        const auto passed = passedFrom(item.task.value(QStringLiteral("passed")).toObject());
        if (passed && !passed->folder.isEmpty())
            addOnce(folders, {item.line.item.account, *passed});
    }
    return folders;
}

std::vector<SweptFolder> sweptFolders(const BatchRecord &record)
{
    std::vector<SweptFolder> folders;
    for (const StepRecord &step : record.steps) {
        const bool isSweep = step.kind == StepKind::Trash && step.position == kNobodys;
        const auto entry = isSweep && step.state == StepRecord::State::Done ? trashedItemFrom(step.result) : std::nullopt;
        if (entry)
            folders.push_back({step.account, *entry});
    }
    return folders;
}

SweepJob::SweepJob(std::vector<PassedFolder> passed, std::vector<SweptFolder> swept, const ProviderSet &providers,
    const StepLog &log, Swept tell)
    : m_passed(std::move(passed))
    , m_swept(std::move(swept))
    , m_providers(providers)
    , m_log(log)
    , m_tell(std::move(tell))
{ }

void SweepJob::run()
{
    nextSwept();
}

Provider *SweepJob::provider(const AccountId &account) const
{
    Provider *provider = m_providers.find(account);
    const Capabilities can = provider ? provider->capabilities() : Capabilities{};
    return can.canTrash && can.canBrowse ? provider : nullptr;
}

/** Nobody can put anything into it any more; somebody may have, just before. */
void SweepJob::nextSwept()
{
    if (m_swept.empty()) {
        nextWay();
        return;
    }
    const SweptFolder folder = std::move(m_swept.back());
    m_swept.pop_back();
    Provider *at = provider(folder.account);
    TrashedFolders *folders = at ? at->trashedFolders() : nullptr;
    if (!folders) {
        stays(folder);
        return;
    }
    auto isEmpty = std::make_shared<bool>(true);
    const auto sink = [isEmpty](std::vector<TrashedItem> &&page) { *isEmpty = *isEmpty && page.empty(); };
    then(folders->list(folder.entry, sink), [this, folder, isEmpty](const Result<ListSummary> &) {
        if (!*isEmpty)
            bringBack(folder);
        else
            stays(folder); // also if it could not be seen: it was empty before, and the bin keeps it
    });
}

void SweepJob::bringBack(const SweptFolder &folder)
{
    then(JobPtr<LiveItem>(std::make_unique<BringBackStep>(
             m_log, *provider(folder.account), folder.account, kNobodys, folder.entry)),
        [this, folder](const Result<LiveItem> &back) {
            if (back)
                nextSwept();
            else
                stays(folder);
        });
}

void SweepJob::stays(const SweptFolder &folder)
{
    if (folder.isNew)
        m_tell(folder);
    nextSwept();
}

/** First all that may have to go: of folders in one another the lower ones are emptied by going. */
void SweepJob::nextWay()
{
    if (m_passed.empty()) {
        std::stable_sort(m_candidates.begin(), m_candidates.end(),
            [](const Candidate &a, const Candidate &b) { return a.depth < b.depth; });
        nextFolder();
        return;
    }
    const PassedFolder passed = std::move(m_passed.back());
    m_passed.pop_back();
    Provider *at = provider(passed.account);
    if (!at || passed.way.folder.isEmpty()) {
        nextWay();
        return;
    }
    then(at->lookAtFolder(passed.way.folder), [this, passed](const Result<FolderFacts> &facts) {
        if (facts && namesOf(facts->path) == passed.way.path)
            gather(passed, *facts);
        nextWay();
    });
}

void SweepJob::gather(const PassedFolder &passed, const FolderFacts &facts)
{
    for (size_t i = facts.path.size() - size_t(passed.way.levels); i < facts.path.size(); ++i) {
        const Breadcrumb &crumb = facts.path[i];
        const bool isKnown
            = std::any_of(m_candidates.begin(), m_candidates.end(), [&passed, &crumb](const Candidate &candidate) {
                  return candidate.account == passed.account && candidate.folder.id == crumb.id;
              });
        if (crumb.id.isEmpty() || isKnown)
            continue;
        m_candidates.push_back({passed.account,
            {.id = crumb.id, .kind = ItemKind::Folder, .name = crumb.name, .parent = facts.path[i - 1].id}, int(i)});
    }
}

void SweepJob::nextFolder()
{
    while (!m_candidates.empty()) {
        m_candidate = std::move(m_candidates.back());
        m_candidates.pop_back();
        if (provider(m_candidate.account)) {
            list();
            return;
        }
    }
    succeed(Done{});
}

void SweepJob::list()
{
    auto isEmpty = std::make_shared<bool>(true);
    const auto sink = [isEmpty](std::vector<LiveItem> &&page) { *isEmpty = *isEmpty && page.empty(); };
    then(provider(m_candidate.account)->listFolder(m_candidate.folder.id, sink),
        [this, isEmpty](const Result<ListSummary> &end) {
            if (end && *isEmpty && !end->isPartial)
                trash();
            else
                nextFolder();
        });
}

void SweepJob::trash()
{
    then(JobPtr<TrashedItem>(std::make_unique<TrashStep>(
             m_log, *provider(m_candidate.account), m_candidate.account, kNobodys, m_candidate.folder)),
        [this](const Result<TrashedItem> &entry) {
            if (entry)
                m_swept.push_back({m_candidate.account, *entry, true});
            nextSwept();
        });
}

} // namespace Unbin
