// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashlisting.h"

#include "core/providers/localtrash/trashrow.h"

#include <QSemaphore>
#include <QSet>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>

namespace Unbin::LocalTrash {

namespace {

constexpr int kReaders = 12; // a cold disk answers 16 questions at once nearly as fast as one; a warm cache needs 2
constexpr size_t kChunk = 512;

/** The names of all entries: every .trashinfo, and every content that has none. */
struct EntryNames {
    std::vector<QByteArray> names;
    std::optional<Error> problem;
};

EntryNames entryNames(const TrashFolder &trash)
{
    EntryNames result;
    const auto takeInfo = [&](const char *raw) {
        QByteArrayView name(raw);
        if (name.endsWith(kInfoSuffix)) {
            name.chop(qsizetype(strlen(kInfoSuffix)));
            if (!name.isEmpty())
                result.names.push_back(name.toByteArray());
        }
        return true;
    };
    if (const int failed = forEachName(trash.info.get(), takeInfo))
        result.problem = errnoError(failed, trash.path + "/info");

    const QSet<QByteArray> known(result.names.begin(), result.names.end());
    const auto takeOrphan = [&](const char *raw) {
        const QByteArray name = QByteArray::fromRawData(raw, qsizetype(strlen(raw)));
        if (!known.contains(name))
            result.names.emplace_back(raw);
        return true;
    };
    if (const int failed = forEachName(trash.files.get(), takeOrphan))
        result.problem = errnoError(failed, trash.path + "/files");
    return result;
}

/** One trash being listed by many readers. Lives until all of them are done. */
class TrashReading
{
public:
    TrashReading(const ListingTask &task, const TrashFolder &trash)
        : m_task(task)
        , m_trash(trash)
        , m_known(task.memory.lastListing(trash.path)->infos)
        , m_sizes(DirectorySizes::readFrom(trash.fd.get()))
        , m_partlyDeleted(task.memory.partlyDeleted())
    { }

    /** Rows delivered. */
    qint64 run(std::vector<QByteArray> names)
    {
        m_names = std::move(names);
        m_fresh.reserve(m_names.size());
        const int helpers = int(std::min<size_t>(m_names.size() / kChunk, kReaders - 1));
        QSemaphore done;
        int started = 0;
        for (int i = 0; i < helpers; ++i) {
            started += m_task.readers.tryStart([this, &done] {
                readChunks();
                done.release();
            });
        }
        readChunks(); // so that it gets done even if the pool is busy with other listings
        done.acquire(started);
        lookAgain();
        if (!m_task.isStopped())
            remember();
        return m_count;
    }

private:
    /** What one reader made of one chunk. */
    struct Chunk {
        std::vector<TrashedItem> items;
        std::vector<InfoCache::Entry> infos;
        std::vector<std::pair<QByteArray, size_t>> folders; ///< original path, index into items
        std::vector<QByteArray> unfinished;
    };

    void readChunks()
    {
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        for (;;) {
            const size_t begin = m_next.fetch_add(kChunk);
            if (begin >= m_names.size() || m_task.isStopped())
                return;
            Chunk chunk;
            chunk.items.reserve(kChunk);
            chunk.infos.reserve(kChunk);
            for (size_t i = begin; i < std::min(begin + kChunk, m_names.size()); ++i)
                readInto(chunk, reader, m_names[i], Look::First);
            take(std::move(chunk));
        }
    }

    /** An empty .trashinfo is one that is being written; by now it may be complete. */
    void lookAgain()
    {
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        Chunk chunk;
        for (const QByteArray &name : std::exchange(m_unfinished, {}))
            readInto(chunk, reader, name, Look::Second);
        take(std::move(chunk));
    }

    enum class Look { First, Second };

    void readInto(Chunk &chunk, RowReader &reader, const QByteArray &name, Look look) const
    {
        auto row = reader.read(name);
        if (!row)
            return;
        if (look == Look::First && row->hasInfo && row->info.state == TrashInfo::State::Empty) {
            chunk.unfinished.push_back(name);
            return;
        }
        if (!m_partlyDeleted.isEmpty() && m_partlyDeleted.contains(row->item.id))
            row->item.remark = Remark::PartlyDeleted;
        if (row->item.kind == ItemKind::Folder && !row->origin.path.isEmpty())
            chunk.folders.emplace_back(row->origin.path, chunk.items.size());
        if (row->infoFacts)
            chunk.infos.push_back(InfoCache::entryFor(*row->infoFacts, std::move(row->info)));
        chunk.items.push_back(std::move(row->item));
    }

    void take(Chunk &&chunk)
    {
        {
            const std::scoped_lock lock(m_mutex);
            for (const auto &[path, index] : chunk.folders)
                noteFolder(path, chunk.items[index]);
            for (InfoCache::Entry &info : chunk.infos)
                m_fresh.add(std::move(info));
            m_count += qint64(chunk.items.size());
            if (!m_trash.isHome)
                m_rows.insert(m_rows.end(), chunk.items.begin(), chunk.items.end());
            std::move(chunk.unfinished.begin(), chunk.unfinished.end(), std::back_inserter(m_unfinished));
        }
        if (!chunk.items.empty() && !m_task.isStopped())
            m_task.deliver(std::move(chunk.items));
    }

    /** With the mutex held. */
    void noteFolder(const QByteArray &path, const TrashedItem &item)
    {
        auto &[deletedAt, id] = m_folders[path.toStdString()];
        if (id.isEmpty() || item.deletedAt > deletedAt) {
            deletedAt = item.deletedAt;
            id = item.id;
        }
    }

    void remember()
    {
        TrashMemory::Listed listed;
        listed.infos = std::make_shared<const InfoCache>(std::move(m_fresh));
        for (auto &[path, folder] : m_folders)
            listed.foldersByOrigin.emplace(path, std::move(folder.second));
        listed.rows = std::move(m_rows);
        m_task.memory.setLastListing(m_trash.path, std::move(listed));
    }

    const ListingTask &m_task;
    const TrashFolder &m_trash;
    const std::shared_ptr<const InfoCache> m_known;
    const DirectorySizes m_sizes;
    const QSet<ItemId> m_partlyDeleted;
    std::vector<QByteArray> m_names;
    std::atomic<size_t> m_next = 0;

    std::mutex m_mutex; // guards all below
    qint64 m_count = 0;
    InfoCache m_fresh;
    std::unordered_map<std::string, std::pair<QDateTime, ItemId>> m_folders;
    std::vector<TrashedItem> m_rows;
    std::vector<QByteArray> m_unfinished;
};

/** Entries of drives that were there at an earlier listing and are not now: not deleted, only out of reach.
 */
qint64 deliverDisconnected(const ListingTask &task)
{
    qint64 count = 0;
    for (const QByteArray &path : task.memory.trashPaths()) {
        if (isDriveConnected(task.config, path))
            continue;
        std::vector<TrashedItem> rows = task.memory.lastListing(path)->rows;
        for (TrashedItem &row : rows) {
            row.restorability = Restorability::NotNow;
            row.remark = Remark::DriveNotConnected;
        }
        count += qint64(rows.size());
        if (!rows.empty())
            task.deliver(std::move(rows));
    }
    return count;
}

} // namespace

Result<ListSummary> listTrashes(const ListingTask &task)
{
    FoundTrashes found = findTrashes(task.config, task.isStopped);
    ListSummary summary;
    for (const TrashFolderPtr &trash : found.folders) {
        task.found(*trash);
        EntryNames entries = entryNames(*trash);
        if (entries.problem)
            found.problems.push_back(std::move(*entries.problem));
        summary.items += TrashReading(task, *trash).run(std::move(entries.names));
        if (task.isStopped())
            return failure(Error::Kind::Cancelled);
    }
    summary.items += deliverDisconnected(task);
    summary.isPartial = !found.problems.empty();
    summary.problems = std::move(found.problems);
    return summary;
}

} // namespace Unbin::LocalTrash
