// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/providers/localtrash/trashinfo.h"

#include <QSet>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <sys/stat.h>
#include <unordered_map>
#include <vector>

namespace Unbin::LocalTrash {

/**
 * The .trashinfo files of one trash as they were parsed last, by (device, inode, mtime, size): what did not
 * change is not opened again. Immutable once shared.
 */
class InfoCache
{
public:
    struct Entry {
        dev_t device;
        ino_t inode;
        qint64 mtimeSeconds;
        qint64 mtimeNanoseconds;
        qint64 sizeBytes;
        TrashInfo info;

        bool isOf(const struct stat &facts) const;
    };
    static Entry entryFor(const struct stat &facts, TrashInfo info);

    InfoCache() = default;
    explicit InfoCache(std::vector<std::vector<Entry>> chunks);

    bool isEmpty() const { return m_chunks.empty(); }
    const TrashInfo *find(const struct stat &facts) const;

private:
    // As many listings are the only one, what finding needs is made by the first that wants to find.
    const std::vector<std::vector<Entry>> m_chunks{};
    mutable std::once_flag m_isIndexed;
    mutable std::unordered_map<ino_t, const Entry *> m_byInode;
};

/**
 * What the provider remembers between its operations, in memory only. Every function may be called on any
 * thread.
 */
class TrashMemory
{
public:
    /** What one listing of one trash found. */
    struct Listed {
        std::shared_ptr<const InfoCache> infos;
        /** Trashed folders by their original path; of several with one path the one deleted last. */
        std::unordered_map<std::string, ItemId> foldersByOrigin;
        /** All rows, for showing them when the drive is gone. Not kept for the home trash. */
        std::vector<TrashedItem> rows;
    };

    /** Never null. */
    std::shared_ptr<const Listed> lastListing(const QByteArray &trashPath) const;
    void setLastListing(const QByteArray &trashPath, Listed listed);
    /** The paths of all trashes ever listed. */
    std::vector<QByteArray> trashPaths() const;
    /** The entry of a trashed folder by the path it came from. */
    std::optional<ItemId> trashedFolder(const QByteArray &originalPath) const;

    void setPartlyDeleted(const ItemId &entry, bool isPartly);
    QSet<ItemId> partlyDeleted() const;

private:
    mutable std::mutex m_mutex;
    std::map<QByteArray, std::shared_ptr<const Listed>> m_listings;
    QSet<ItemId> m_partlyDeleted;
};

} // namespace Unbin::LocalTrash
