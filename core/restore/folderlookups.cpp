// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/folderlookups.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/surelook.h"

namespace Unbin {

namespace {

/** Reading is cheap for services, yet they count it: stay below what one of their own clients would do. */
constexpr int kLookUpsAtOnce = 6;
/** From so many names in one folder on, a listing costs less than looking for each of them. */
constexpr int kNamesWorthAListing = 8;

} // namespace

FolderLookups::FolderLookups(
    FolderMemory::Needs needs, const Plan &plan, FolderMemory &memory, const ProviderSet &providers)
    : m_needs(std::move(needs))
    , m_plan(plan)
    , m_memory(memory)
    , m_providers(providers)
{ }

void FolderLookups::run()
{
    plan();
    if (m_open == 0) {
        succeed({});
        return;
    }
    const auto accounts = m_queues.keys();
    for (const AccountId &account : accounts)
        pump(account);
}

void FolderLookups::plan()
{
    const auto add = [this](const AccountId &account, Request request) {
        m_queues[account].waiting.push_back(std::move(request));
        ++m_open;
    };
    for (const AccountKey &folder : m_needs.facts)
        add(folder.account, [this, folder](Provider &provider) { lookAt(provider, folder); });
    QSet<int> listed;
    for (const FolderMemory::NameNeed &need : m_needs.names) {
        const AccountId &account = m_plan.folders[size_t(need.folder)].account;
        if (m_memory.isListed(need.folder) || m_memory.namesAsked(need.folder) < kNamesWorthAListing) {
            add(account, [this, need](Provider &provider) { look(provider, need.folder, need.name); });
        } else if (!listed.contains(need.folder)) {
            listed.insert(need.folder);
            add(account, [this, folder = need.folder](Provider &provider) { list(provider, folder); });
        }
    }
    m_needs = {};
}

void FolderLookups::pump(const AccountId &account)
{
    Provider *provider = m_providers.find(account);
    Queue &queue = m_queues[account];
    if (!provider) { // removed meanwhile: whoever plans sees that there is no provider
        m_open -= int(queue.waiting.size());
        queue.waiting.clear();
    }
    while (queue.underWay < kLookUpsAtOnce && !queue.waiting.empty()) {
        const Request request = std::move(queue.waiting.front());
        queue.waiting.pop_front();
        ++queue.underWay;
        request(*provider);
    }
    if (m_open == 0)
        succeed({});
}

void FolderLookups::ended(const AccountId &account)
{
    --m_queues[account].underWay;
    --m_open;
    pump(account);
}

/** Behind all that waits: a service in trouble gets what time there is. */
void FolderLookups::again(const AccountId &account, Request request)
{
    m_queues[account].waiting.push_back(std::move(request));
    ++m_open;
    ended(account);
}

void FolderLookups::lookAt(Provider &provider, const AccountKey &folder, int triesLeft)
{
    then(provider.lookAtFolder(folder.id), [this, folder, triesLeft](Result<FolderFacts> facts) {
        if (!facts && triesLeft > 1 && isWorthAnotherLook(facts.error())) {
            again(folder.account,
                [this, folder, triesLeft](Provider &provider) { lookAt(provider, folder, triesLeft - 1); });
            return;
        }
        m_memory.learnFacts(folder, std::move(facts));
        ended(folder.account);
    });
}

void FolderLookups::look(Provider &provider, int folder, const QString &name, int triesLeft)
{
    const PlannedFolder &planned = m_plan.folders[size_t(folder)];
    then(provider.findChild(planned.id, name),
        [this, folder, name, triesLeft, account = planned.account](Result<std::optional<LiveItem>> found) {
            if (!found && triesLeft > 1 && isWorthAnotherLook(found.error())) {
                again(account,
                    [this, folder, name, triesLeft](Provider &provider) { look(provider, folder, name, triesLeft - 1); });
                return;
            }
            m_memory.learnName(folder, name, std::move(found));
            ended(account);
        });
}

void FolderLookups::list(Provider &provider, int folder, int triesLeft)
{
    const PlannedFolder &planned = m_plan.folders[size_t(folder)];
    auto listing = provider.listFolder(planned.id, [this, folder](std::vector<LiveItem> &&page) {
        for (LiveItem &child : page)
            m_memory.learnChild(folder, std::move(child));
    });
    then(std::move(listing), [this, folder, triesLeft, account = planned.account](Result<ListSummary> summary) {
        if (!summary && triesLeft > 1 && isWorthAnotherLook(summary.error())) {
            again(account, [this, folder, triesLeft](Provider &provider) { list(provider, folder, triesLeft - 1); });
            return;
        }
        m_memory.learnListed(folder, summary.map([](const ListSummary &ended) { return !ended.isPartial; }));
        ended(account);
    });
}

} // namespace Unbin
