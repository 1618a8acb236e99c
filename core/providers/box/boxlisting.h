// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/workerjob.h"
#include "core/providers/box/boxconnection.h"
#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxids.h"
#include "core/providers/box/boxitems.h"

#include <QPointer>
#include <QSet>

#include <functional>

namespace Unbin::Box {

inline const ItemId &idOf(const BinEntry &entry)
{
    return entry.item.id;
}
inline const ItemId &idOf(const LiveItem &item)
{
    return item.id;
}

/**
 * Decides when a sequence of marker pages is at its end or goes round in circles. Box's own order may shift
 * while we read, so duplicates are dropped and an empty page in between is no end: only the marker is. But a
 * marker that comes again, twenty pages in a row without anything new, or ten thousand pages are a list that
 * never ends.
 */
class PageWatch
{
public:
    /** After each page: nullopt to go on, or why not. */
    std::optional<Error> check(const QString &nextMarker, bool hadNews);

private:
    static constexpr int kMostPages = 10'000;
    static constexpr int kMostWithoutNews = 20;

    QSet<QString> m_markers;
    int m_pages = 0;
    int m_withoutNews = 0;
};

/**
 * A whole marker-paged list. Bodies are parsed on a worker; the next page is asked for before the last one is
 * handed on. Ends with BadResponse if the list never ends, and with any other error if a page can't be had:
 * what came before it has been delivered.
 */
template <class Entry>
class ListJob final : public Job<ListSummary>
{
public:
    using MakeRequest = std::function<HttpRequest(const QString &marker)>;
    using ReadPage = std::function<Result<Page<Entry>>(const QByteArray &body)>;

    ListJob(Connection &connection, MakeRequest makeRequest, ReadPage readPage, PageSink<Entry> sink)
        : m_connection(connection)
        , m_makeRequest(std::move(makeRequest))
        , m_readPage(std::move(readPage))
        , m_sink(std::move(sink))
    { }

protected:
    void run() override { askFor(QString()); }

private:
    static constexpr size_t kMostProblems = 200; // one broken page must not fill the memory with complaints

    void askFor(const QString &marker)
    {
        const HttpRequest request = m_makeRequest(marker);
        auto *asking = then(m_connection.send(request), [this, request](Result<HttpReply> reply) {
            if (!reply)
                fail(reply.error());
            else if (!reply->isSuccess())
                fail(errorFrom(request, *reply));
            else
                parse(reply->body);
        });
        connect(asking, &JobBase::progressChanged, this, [this](const Progress &progress) {
            Progress ours = progress;
            ours.doneItems = m_summary.items;
            setProgress(ours);
        });
    }

    void parse(const QByteArray &body)
    {
        auto reading = workerJob<Page<Entry>>([read = m_readPage, body](const WorkerContext &) { return read(body); });
        then(std::move(reading), [this](Result<Page<Entry>> page) {
            if (page)
                take(std::move(*page));
            else
                fail(page.error());
        });
    }

    void take(Page<Entry> page)
    {
        std::erase_if(page.entries, [this](const Entry &entry) { return !isNew(idOf(entry)); });
        m_summary.items += qint64(page.entries.size());
        for (Error &problem : page.problems) {
            m_summary.isPartial = true;
            if (m_summary.problems.size() < kMostProblems)
                m_summary.problems.push_back(std::move(problem));
        }
        const bool isLast = page.nextMarker.isEmpty();
        const auto trouble = isLast ? std::nullopt : m_watch.check(page.nextMarker, !page.entries.empty());
        if (!isLast && !trouble)
            askFor(page.nextMarker);
        if (!deliver(std::move(page.entries)))
            return;
        if (trouble)
            fail(*trouble);
        else if (isLast)
            succeed(std::move(m_summary));
    }

    bool isNew(const ItemId &id)
    {
        const auto before = m_seen.size();
        m_seen.insert(id);
        return m_seen.size() > before;
    }

    /** False if the receiver made an end of this job. */
    bool deliver(std::vector<Entry> &&entries)
    {
        if (entries.empty())
            return true;
        const QPointer<JobBase> self(this);
        const PageSink<Entry> sink = m_sink;
        sink(std::move(entries));
        return self && isRunning();
    }

    Connection &m_connection;
    MakeRequest m_makeRequest;
    ReadPage m_readPage;
    PageSink<Entry> m_sink;
    PageWatch m_watch;
    QSet<ItemId> m_seen;
    ListSummary m_summary;
};

JobPtr<ListSummary> listBin(Connection &connection, PageSink<BinEntry> sink);
JobPtr<ListSummary> listFolder(Connection &connection, const WireId &folder, PageSink<LiveItem> sink);

} // namespace Unbin::Box
