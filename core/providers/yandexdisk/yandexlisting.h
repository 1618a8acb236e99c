// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/workerjob.h"
#include "core/providers/provider.h"
#include "core/providers/yandexdisk/yandexconnection.h"
#include "core/providers/yandexdisk/yandexerrors.h"
#include "core/providers/yandexdisk/yandexitems.h"

#include <QPointer>
#include <QSet>

#include <functional>

namespace Unbin::Yandex {

/**
 * Keeps pages of a list together that may change while it is read: there is no cursor, only offsets, and whatever leaves the
 * list pulls an entry that was not read yet below the next offset. So each page begins with the last entry of the one
 * before. If that is not where it should be, or the total is another, the list has moved: it is read again from the
 * top, at last in one single page, which nothing can tear. Pure.
 */
class OffsetWatch
{
public:
    static constexpr qint64 kUsualPage = 1000; ///< "no documented maximum; 1000 works" (section 1)

    struct Ask {
        qint64 offset = 0;
        qint64 limit = kUsualPage;
    };
    enum class Next { Page, Done, Torn };

    Ask ask() const;
    /** After each page: its paths in order, and the total it told (-1: none). Torn: read through as often as is sensible, and
        it moved each time; what was seen stands. */
    Next took(const std::vector<QString> &paths, qint64 total);

private:
    Next endOfPass();

    static constexpr int kMostPasses = 4;
    static constexpr int kSinglePagePass = 2; ///< from this one on (counted from 0), if the list is short enough
    static constexpr qint64 kLargestPage = 10'000;
    static constexpr int kMostPages = 20'000; ///< a list that still goes on then has no end
    static constexpr int kMostUnjoined = 20; ///< one after the other: it pays no heed to the offset

    int m_pass = 0;
    qint64 m_seen = 0; ///< entries from the top until here, in this pass
    int m_pages = 0;
    int m_unjoined = 0;
    QString m_last;
    qint64 m_total = -1;
    bool m_hasMoved = false; ///< something may have been passed over
    bool m_isUneasy = false; ///< the total was another than before, no more
};

/** A whole list, each entry once. Bodies are parsed on a worker. */
template <class Item>
class ListJob final : public Job<ListSummary>
{
public:
    using MakeRequest = std::function<HttpRequest(const OffsetWatch::Ask &)>;
    using ReadPage = std::function<Result<Page<Item>>(const QByteArray &body)>;

    ListJob(Connection &connection, MakeRequest makeRequest, ReadPage readPage, PageSink<Item> sink)
        : m_connection(connection)
        , m_makeRequest(std::move(makeRequest))
        , m_readPage(std::move(readPage))
        , m_sink(std::move(sink))
    { }

protected:
    void run() override { askForPage(); }

private:
    static constexpr size_t kMostProblems = 200; // one broken page must not fill the memory with complaints

    void askForPage()
    {
        const HttpRequest request = m_makeRequest(m_watch.ask());
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
        auto reading = workerJob<Page<Item>>([read = m_readPage, body](const WorkerContext &) { return read(body); });
        then(std::move(reading), [this](Result<Page<Item>> page) {
            if (page)
                take(std::move(*page));
            else
                fail(page.error());
        });
    }

    void take(Page<Item> page)
    {
        std::erase_if(page.items, [this](const Item &item) { return !isNew(item.id); });
        m_summary.items += qint64(page.items.size());
        const auto next = m_watch.took(page.paths, page.total);
        for (Error &problem : page.problems)
            note(std::move(problem));
        if (next == OffsetWatch::Next::Torn)
            note(Error::of(Error::Kind::Changed, QStringLiteral("the list changed each time it was read")));
        if (next == OffsetWatch::Next::Page)
            askForPage();
        if (!deliver(std::move(page.items)))
            return;
        if (next != OffsetWatch::Next::Page)
            succeed(std::move(m_summary));
    }

    void note(Error problem)
    {
        m_summary.isPartial = true;
        const bool isKnown = !problem.detail.isEmpty() && m_told.contains(problem.detail); // from an earlier pass
        if (isKnown || m_summary.problems.size() >= kMostProblems)
            return;
        m_told.insert(problem.detail);
        m_summary.problems.push_back(std::move(problem));
    }

    bool isNew(const ItemId &id)
    {
        const auto before = m_ids.size();
        m_ids.insert(id);
        return m_ids.size() > before;
    }

    /** False if the receiver made an end of this job. */
    bool deliver(std::vector<Item> &&items)
    {
        if (items.empty())
            return true;
        const QPointer<JobBase> self(this);
        const PageSink<Item> sink = m_sink;
        sink(std::move(items));
        return self && isRunning();
    }

    Connection &m_connection;
    MakeRequest m_makeRequest;
    ReadPage m_readPage;
    PageSink<Item> m_sink;
    OffsetWatch m_watch;
    QSet<ItemId> m_ids;
    QSet<QString> m_told;
    ListSummary m_summary;
};

JobPtr<ListSummary> listBin(Connection &connection, PageSink<TrashedItem> sink);
JobPtr<ListSummary> listInside(Connection &connection, const TrashedItem &folder, PageSink<TrashedItem> sink);
JobPtr<ListSummary> listFolder(Connection &connection, const QString &path, PageSink<LiveItem> sink);

} // namespace Unbin::Yandex
