// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/recheckjob.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/surelook.h"

#include <memory>

namespace Unbin {

using Look = Recheck::State;

namespace {

/** From so many items of one folder on, listing it costs less than looking at each. */
constexpr size_t kWorthListing = 8;
constexpr int kAtOnce = 4;

} // namespace

bool isSameContent(const LiveItem &before, const LiveItem &now)
{
    if (before.kind != ItemKind::File)
        return true;
    if (const Sameness sameness = compareContent(before.hash, now.hash); sameness != Sameness::Unknown)
        return sameness == Sameness::Same;
    if (!before.etag.isEmpty() && before.etag == now.etag)
        return true;
    const bool isOtherSize = before.sizeBytes >= 0 && now.sizeBytes >= 0 && before.sizeBytes != now.sizeBytes;
    const bool isOtherTime
        = before.modifiedAt.isValid() && now.modifiedAt.isValid() && before.modifiedAt != now.modifiedAt;
    return !isOtherSize && !isOtherTime;
}

RecheckJob::RecheckJob(std::vector<ExpectedItem> items, const ProviderSet &providers)
    : m_items(std::move(items))
    , m_providers(providers)
    , m_found(m_items.size())
{ }

void RecheckJob::run()
{
    QHash<AccountKey, size_t> folders;
    for (size_t i = 0; i < m_items.size(); ++i) {
        const AccountKey key{m_items[i].account, m_items[i].item.parent};
        const auto known = folders.constFind(key);
        if (known != folders.cend()) {
            m_tasks[*known].items.push_back(i);
            continue;
        }
        folders.insert(key, m_tasks.size());
        m_tasks.push_back({{i}});
    }
    std::vector<Task> single;
    for (Task &task : m_tasks) {
        const Provider *provider = m_providers.find(m_items[task.items.front()].account);
        task.isListed = task.items.size() >= kWorthListing && provider && provider->capabilities().canBrowse;
        if (task.isListed)
            continue;
        for (size_t i = 1; i < task.items.size(); ++i)
            single.push_back({{task.items[i]}});
        task.items.resize(1);
    }
    m_tasks.insert(m_tasks.end(), single.begin(), single.end());
    startSome();
}

void RecheckJob::startSome()
{
    while (m_running < kAtOnce && !m_tasks.empty()) {
        const Task task = std::move(m_tasks.back());
        m_tasks.pop_back();
        ++m_running;
        if (task.isListed)
            list(task);
        else
            locate(task.items.front());
    }
    if (m_running == 0)
        succeed(std::move(m_found));
}

void RecheckJob::ended()
{
    --m_running;
    startSome();
}

void RecheckJob::list(const Task &task)
{
    const ExpectedItem &first = m_items[task.items.front()];
    Provider *provider = m_providers.find(first.account);
    if (!provider) {
        ended();
        return;
    }
    auto wanted = std::make_shared<QHash<ItemId, size_t>>();
    for (const size_t i : task.items)
        wanted->insert(m_items[i].item.id, i);
    const auto sink = [this, wanted](std::vector<LiveItem> &&page) {
        for (const LiveItem &child : page) {
            const auto it = wanted->find(child.id);
            if (it == wanted->end())
                continue;
            compare(*it, child);
            wanted->erase(it);
        }
    };
    then(provider->listFolder(first.item.parent, sink), [this, wanted](Result<ListSummary>) {
        for (const size_t missing : std::as_const(*wanted)) // not there, or the listing failed
            m_tasks.push_back({{missing}});
        ended();
    });
}

void RecheckJob::locate(size_t index)
{
    const LiveItem &item = m_items[index].item;
    Provider *provider = m_providers.find(m_items[index].account);
    if (!provider) {
        ended();
        return;
    }
    const TrashedItem sought{.id = item.id,
        .kind = item.kind,
        .name = item.name,
        .originalParent = item.parent,
        .sizeBytes = item.sizeBytes,
        .modifiedAt = item.modifiedAt,
        .hash = item.hash};
    then(locateSurely(*provider, sought), [this, index](Result<Whereabouts> where) {
        Recheck &found = m_found[index];
        if (where && where->live) {
            compare(index, *where->live);
        } else if (where && where->trashed) {
            found.state = Look::InBin;
            found.entry = std::move(*where->trashed);
        } else if (where) {
            found.state = Look::Gone;
        }
        ended();
    });
}

void RecheckJob::compare(size_t index, const LiveItem &found)
{
    const LiveItem &before = m_items[index].item;
    Recheck &check = m_found[index];
    if (found.parent != before.parent || found.name != before.name)
        check.state = Look::Moved;
    else
        check.state = isSameContent(before, found) ? Look::Same : Look::Changed;
    if (check.state != Look::Same)
        check.live = found;
}

} // namespace Unbin
