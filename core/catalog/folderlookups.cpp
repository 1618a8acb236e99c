// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/folderlookups.h"

#include "core/catalog/catalog.h"
#include "core/providers/provider.h"

#include <algorithm>

namespace Unbin {

namespace {

/** Look-ups only decorate: they leave most of what a service allows to restores. */
constexpr int mostAtOnce = 3;

} // namespace

FolderLookUps::FolderLookUps(Provider &provider, Catalog &catalog, AccountId account, QObject *parent)
    : QObject(parent)
    , m_provider(provider)
    , m_catalog(catalog)
    , m_account(std::move(account))
{ }

void FolderLookUps::lookUpUnknown()
{
    const std::vector<ItemId> unknown = m_catalog.foldersWithoutPath(m_account);
    m_unknown.assign(unknown.begin(), unknown.end());
    askOn();
}

void FolderLookUps::setVisible(const std::vector<ItemId> &folders)
{
    m_visible.assign(folders.begin(), folders.end());
    askOn();
}

ItemId FolderLookUps::takeNext()
{
    for (std::deque<ItemId> *queue : {&m_visible, &m_unknown}) {
        while (!queue->empty()) {
            const ItemId folder = std::move(queue->front());
            queue->pop_front();
            if (!folder.isEmpty() && !m_asked.contains(folder))
                return folder;
        }
    }
    return {};
}

void FolderLookUps::askOn()
{
    if (m_provider.capabilities().tellsOriginalPath)
        return;
    while (m_underWay < std::min(mostAtOnce, m_provider.capabilities().requestsAtOnce)) {
        const ItemId folder = takeNext();
        if (folder.isEmpty())
            return;
        m_asked.insert(folder);
        ++m_underWay;
        launch(m_provider.lookAtFolder(folder), this, [this, folder](const Result<FolderFacts> &facts) {
            --m_underWay;
            take(folder, facts);
            askOn();
        });
    }
}

void FolderLookUps::take(const ItemId &folder, const Result<FolderFacts> &facts)
{
    if (!facts) {
        m_asked.remove(folder); // the next listing may have more luck
        if (facts.error().stopsBatch() || facts.error().isRetryable()) {
            m_visible.clear();
            m_unknown.clear();
        }
        return;
    }
    if (facts->state == FolderFacts::State::Live) {
        m_catalog.setFolderPath(m_account, folder, pathForPeople(facts->path));
        return;
    }
    // Of a folder that is gone, the service may know a part; the root alone says nothing.
    if (facts->path.size() > 1 && m_catalog.knownFolderPath(m_account, folder).isEmpty())
        m_catalog.setFolderPath(m_account, folder, pathForPeople(facts->path));
}

} // namespace Unbin
