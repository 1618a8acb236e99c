// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashmemory.h"

namespace Unbin::LocalTrash {

bool InfoCache::Entry::isOf(const struct stat &facts) const
{
    return device == facts.st_dev && inode == facts.st_ino && mtimeSeconds == facts.st_mtim.tv_sec
        && mtimeNanoseconds == facts.st_mtim.tv_nsec && sizeBytes == facts.st_size;
}

InfoCache::Entry InfoCache::entryFor(const struct stat &facts, TrashInfo info)
{
    return {facts.st_dev, facts.st_ino, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_size, std::move(info)};
}

InfoCache::InfoCache(std::vector<std::vector<Entry>> chunks)
    : m_chunks(std::move(chunks))
{ }

const TrashInfo *InfoCache::find(const struct stat &facts) const
{
    std::call_once(m_isIndexed, [this] {
        for (const std::vector<Entry> &chunk : m_chunks) {
            for (const Entry &entry : chunk)
                m_byInode.insert_or_assign(entry.inode, &entry);
        }
    });
    const auto found = m_byInode.find(facts.st_ino);
    return found != m_byInode.end() && found->second->isOf(facts) ? &found->second->info : nullptr;
}

std::shared_ptr<const TrashMemory::Listed> TrashMemory::lastListing(const QByteArray &trashPath) const
{
    static const auto nothing = std::make_shared<const Listed>(Listed{std::make_shared<const InfoCache>(), {}, {}});
    const std::scoped_lock lock(m_mutex);
    const auto found = m_listings.find(trashPath);
    return found != m_listings.end() ? found->second : nothing;
}

void TrashMemory::setLastListing(const QByteArray &trashPath, Listed listed)
{
    auto shared = std::make_shared<const Listed>(std::move(listed));
    const std::scoped_lock lock(m_mutex);
    m_listings[trashPath].swap(shared); // the old one dies outside the lock
}

std::vector<QByteArray> TrashMemory::trashPaths() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<QByteArray> paths;
    for (const auto &[path, listed] : m_listings)
        paths.push_back(path);
    return paths;
}

std::optional<ItemId> TrashMemory::trashedFolder(const QByteArray &originalPath) const
{
    const std::string key = originalPath.toStdString();
    const std::scoped_lock lock(m_mutex);
    for (const auto &[path, listed] : m_listings) {
        if (const auto found = listed->foldersByOrigin.find(key); found != listed->foldersByOrigin.end())
            return found->second;
    }
    return std::nullopt;
}

void TrashMemory::setPartlyDeleted(const ItemId &entry, bool isPartly)
{
    const std::scoped_lock lock(m_mutex);
    if (isPartly)
        m_partlyDeleted.insert(entry);
    else
        m_partlyDeleted.remove(entry);
}

QSet<ItemId> TrashMemory::partlyDeleted() const
{
    const std::scoped_lock lock(m_mutex);
    return m_partlyDeleted;
}

} // namespace Unbin::LocalTrash
