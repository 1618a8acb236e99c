// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/jobs/job.h"
#include "core/providers/askonce.h"
#include "core/providers/yandexdisk/yandexconnection.h"
#include "core/providers/yandexdisk/yandexmemory.h"

#include <QHash>

#include <functional>
#include <memory>

namespace Unbin::Yandex {

/** What stands at a live path; nullopt if nothing does. */
JobPtr<std::optional<LiveItem>> lookAt(Connection &connection, const QString &path);
/** An entry of the bin, or something inside of one, as it is told now; nullopt if there is none. */
JobPtr<std::optional<TrashedItem>> lookInBin(Connection &connection, const QString &path);

/**
 * Which folders lie in the bin, by the path they had: there is no asking for that. Read off the whole list, and believed for a
 * while; what it says is looked at before it is passed on.
 */
class BinFolders
{
public:
    explicit BinFolders(Connection &connection);

    /** The newest entry that was this folder, or nullopt. */
    JobPtr<std::optional<TrashedItem>> find(const QString &path);
    /** The bin has changed, or somebody wants to see it afresh. */
    void forget() { m_index.forgetAll(); }

private:
    using Index = QHash<QString, TrashedItem>; ///< by original path
    using IndexPtr = std::shared_ptr<Index>;

    JobPtr<IndexPtr> read();

    Connection &m_connection;
    AskOnce<IndexPtr> m_index;
};

/**
 * What became of a folder. Live is one call. Otherwise the folders above it are asked for until one is live, whose path is what
 * is left of the way; and the bin is searched for the folder itself, or for one above it that holds it still.
 */
class LookAtFolderJob final : public Job<FolderFacts>
{
public:
    LookAtFolderJob(Connection &connection, BinFolders &bin, const QString &path);

protected:
    void run() override;

private:
    void climb(const QString &path);
    void searchBin(const QString &path);
    void lookInside(const TrashedItem &entry, const QString &from);
    Breadcrumbs crumbs() const;

    Connection &m_connection;
    BinFolders &m_bin;
    QString m_path;
    QString m_live; ///< the lowest folder above it that is there
    FolderFacts m_facts;
};

/**
 * Where a thing is now, by its resource_id: at the places where it may be live, in the bin, and at last among all that is in its
 * old folder, since a restore may have named it anew. Live wins over the bin, whose list may lag. Without a resource_id,
 * kind, size and content have to do. What we lost a reply about is looked for ten seconds long, since it may show late. Also for live ids: then the newest entry from that place is what is looked for in the
 * bin.
 */
class LocateJob final : public Job<Whereabouts>
{
public:
    LocateJob(Connection &connection, Memory &memory, const TrashedItem &item);

protected:
    void run() override;

private:
    void lookAtNextPlace();
    bool isIt(const LiveItem &live) const;
    void lookInBin();
    void searchBin();
    void searchFolder();
    void foundLive(LiveItem live);
    void foundInBin(TrashedItem entry);
    void foundNowhere();

    Connection &m_connection;
    Memory &m_memory;
    TrashedItem m_item;
    QStringList m_places;
    int m_looks = 0;
    std::optional<TrashedItem> m_newest;
    std::optional<LiveItem> m_found;
};

} // namespace Unbin::Yandex
