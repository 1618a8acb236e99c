// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashlisting.h"

#include "core/providers/localtrash/trashrow.h"

#include <QSemaphore>
#include <QSet>
#include <QThreadPool>

#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>

namespace Unbin::LocalTrash {

namespace {

constexpr int kReaders = 6; // a cold disk answers several questions at once nearly as fast as one; a warm cache needs 2
constexpr size_t kChunk = 512;
constexpr qsizetype kSuffixLength = qsizetype(sizeof kInfoSuffix) - 1;

using Names = std::vector<QByteArray>;

/** Chunks of names on their way from the one thread that lists the folders to the ones that read the entries. */
class NameQueue
{
public:
    void push(Names chunk)
    {
        const std::scoped_lock lock(m_mutex);
        m_chunks.push_back(std::move(chunk));
        m_changed.notify_one();
    }

    /** No more will come. */
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
        m_changed.notify_all();
    }

    /** Waits for the next chunk; empty when there is none any more. */
    Names take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isClosed || !m_chunks.empty(); });
        if (m_chunks.empty())
            return {};
        Names chunk = std::move(m_chunks.front());
        m_chunks.pop_front();
        return chunk;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Names> m_chunks;
    bool m_isClosed = false;
};

/** Hands over names by the chunk. */
class Chunking
{
public:
    explicit Chunking(std::function<void(Names)> sink)
        : m_sink(std::move(sink))
    { }
    ~Chunking() { flush(); }
    Q_DISABLE_COPY_MOVE(Chunking)

    void add(QByteArray name)
    {
        m_chunk.push_back(std::move(name));
        if (m_chunk.size() == kChunk)
            flush();
    }

private:
    void flush()
    {
        if (!m_chunk.empty())
            m_sink(std::exchange(m_chunk, {}));
    }

    const std::function<void(Names)> m_sink;
    Names m_chunk;
};

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

    /** Rows delivered. A folder that can't be listed to its end goes to problems. */
    qint64 run(std::vector<Error> *problems)
    {
        m_problems = problems;
        const Names infos = readInfos();
        // As many contents as were found by their .trashinfo: each has one, and need not be looked up by its name.
        if (m_named != m_contents && !m_task.isStopped())
            readOrphans(infos);
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
        qint64 contents = 0;
    };

    /** Reads every entry that has a .trashinfo, with helpers. Returns their names. */
    Names readInfos()
    {
        Names all;
        QSemaphore done;
        int helpers = 0;
        {
            Chunking chunks([&](Names chunk) {
                m_queue.push(std::move(chunk));
                if (helpers < kReaders - 1 && m_task.readers.tryStart([this, &done] {
                        readQueue();
                        done.release();
                    }))
                    ++helpers;
            });
            const auto takeInfo = [&](const char *raw) {
                QByteArrayView name(raw);
                if (name.endsWith(kInfoSuffix) && name.size() > kSuffixLength) {
                    name.chop(kSuffixLength);
                    chunks.add(all.emplace_back(name.toByteArray()));
                }
                return true;
            };
            note(forEachName(m_trash.info.get(), takeInfo), "/info");
        }
        m_named = countContents(); // while the helpers read
        m_queue.close();
        readQueue(); // so that it gets done even if the pool is busy with other listings
        done.acquire(helpers);
        return all;
    }

    /** Reads every entry that has none. */
    void readOrphans(const Names &infos)
    {
        const QSet<QByteArray> known(infos.begin(), infos.end());
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        Chunking chunks([&](const Names &chunk) { readNames(reader, chunk); });
        const auto takeOrphan = [&](const char *raw) {
            if (!known.contains(QByteArray::fromRawData(raw, qsizetype(strlen(raw)))))
                chunks.add(raw);
            return !m_task.isStopped();
        };
        note(forEachName(m_trash.files.get(), takeOrphan), "/files");
    }

    /** -1 if they can't be listed. */
    qint64 countContents() const
    {
        qint64 count = 0;
        const int failed = forEachName(m_trash.files.get(), [&count](const char *) { return ++count > 0; });
        return failed ? -1 : count;
    }

    void note(int failed, const char *folder)
    {
        if (failed)
            m_problems->push_back(errnoError(failed, m_trash.path + folder));
    }

    void readQueue()
    {
        RowReader reader(m_trash, m_task.config, *m_known, m_sizes);
        for (Names names = m_queue.take(); !names.empty() && !m_task.isStopped(); names = m_queue.take())
            readNames(reader, names);
    }

    void readNames(RowReader &reader, const Names &names)
    {
        Chunk chunk;
        chunk.items.reserve(names.size());
        chunk.infos.reserve(names.size());
        for (const QByteArray &name : names)
            readInto(chunk, reader, name, Look::First);
        take(std::move(chunk));
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
        chunk.contents += look == Look::First && row->content;
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
            if (!chunk.infos.empty())
                m_fresh.push_back(std::move(chunk.infos));
            m_count += qint64(chunk.items.size());
            m_contents += chunk.contents;
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
    NameQueue m_queue;
    std::vector<Error> *m_problems = nullptr;
    qint64 m_named = 0; ///< names in files/

    std::mutex m_mutex; // guards all below
    qint64 m_count = 0;
    qint64 m_contents = 0; ///< those found by their .trashinfo
    std::vector<std::vector<InfoCache::Entry>> m_fresh;
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
        summary.items += TrashReading(task, *trash).run(&found.problems);
        if (task.isStopped())
            return failure(Error::Kind::Cancelled);
    }
    summary.items += deliverDisconnected(task);
    summary.isPartial = !found.problems.empty();
    summary.problems = std::move(found.problems);
    return summary;
}

} // namespace Unbin::LocalTrash
