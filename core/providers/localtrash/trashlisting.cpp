// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashlisting.h"

#include "core/providers/localtrash/trashrow.h"

#include <QSemaphore>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
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

int collectNames(const FileDescriptor &folder, QByteArrayView suffix, std::vector<QByteArray> *names)
{
    return forEachName(folder.get(), [&](const char *raw) {
        QByteArrayView name(raw);
        if (name.endsWith(suffix)) {
            name.chop(suffix.size());
            if (!name.isEmpty())
                names->push_back(name.toByteArray());
        }
        return true;
    });
}

EntryNames entryNames(const TrashFolder &trash)
{
    std::vector<QByteArray> infos;
    std::vector<QByteArray> contents;
    EntryNames result;
    if (const int failed = collectNames(trash.info, kInfoSuffix, &infos))
        result.problem = errnoError(failed, trash.path + "/info");
    if (const int failed = collectNames(trash.files, "", &contents))
        result.problem = errnoError(failed, trash.path + "/files");
    std::sort(infos.begin(), infos.end());
    std::sort(contents.begin(), contents.end());
    std::set_union(infos.begin(), infos.end(), contents.begin(), contents.end(), std::back_inserter(result.names));
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
    void readChunks()
    {
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        for (;;) {
            const size_t begin = m_next.fetch_add(kChunk);
            if (begin >= m_names.size() || m_task.isStopped())
                return;
            const size_t end = std::min(begin + kChunk, m_names.size());
            std::vector<TrashRow> rows;
            rows.reserve(end - begin);
            for (size_t i = begin; i < end; ++i) {
                if (auto row = reader.read(m_names[i]))
                    rows.push_back(std::move(*row));
            }
            take(std::move(rows));
        }
    }

    /** An empty .trashinfo is one that is being written; by now it may be complete. */
    void lookAgain()
    {
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        std::vector<TrashRow> rows;
        for (const QByteArray &name : std::exchange(m_unfinished, {})) {
            if (auto row = reader.read(name))
                rows.push_back(std::move(*row));
        }
        m_isSecondLook = true;
        take(std::move(rows));
    }

    void take(std::vector<TrashRow> &&rows)
    {
        std::vector<TrashedItem> batch;
        batch.reserve(rows.size());
        {
            const std::scoped_lock lock(m_mutex);
            for (TrashRow &row : rows) {
                if (!m_isSecondLook && row.hasInfo && row.info.state == TrashInfo::State::Empty) {
                    m_unfinished.push_back(entryKey(row.item.id)->name);
                    continue;
                }
                note(row);
                batch.push_back(std::move(row.item));
            }
            m_count += qint64(batch.size());
            if (!m_trash.isHome)
                m_rows.insert(m_rows.end(), batch.begin(), batch.end());
        }
        if (!batch.empty() && !m_task.isStopped())
            m_task.deliver(std::move(batch));
    }

    void note(TrashRow &row)
    {
        if (m_task.memory.isPartlyDeleted(row.item.id))
            row.item.remark = Remark::PartlyDeleted;
        if (row.item.kind == ItemKind::Folder && !row.origin.path.isEmpty()) {
            auto &[deletedAt, id] = m_folders[row.origin.path.toStdString()];
            if (id.isEmpty() || row.item.deletedAt > deletedAt) {
                deletedAt = row.item.deletedAt;
                id = row.item.id;
            }
        }
        if (row.infoFacts)
            m_fresh.add(InfoCache::entryFor(*row.infoFacts, std::move(row.info)));
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
    std::vector<QByteArray> m_names;
    std::atomic<size_t> m_next = 0;

    std::mutex m_mutex; // guards all below
    bool m_isSecondLook = false;
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
