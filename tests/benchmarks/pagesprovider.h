// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/catalog/listingprovider.h"

#include <QTimer>

#include <chrono>
#include <vector>

namespace Unbin {

/** Delivers the same pages to whoever lists, one per request time, on the dot: what is late is late by the listener. */
class PagesProvider final : public ListingProvider
{
public:
    using Pages = std::vector<std::vector<TrashedItem>>;

    PagesProvider(const Pages &pages, std::chrono::milliseconds requestTime)
        : m_pages(pages)
        , m_requestTime(requestTime)
    { }

    JobPtr<ListSummary> listBin(PageSink<TrashedItem> sink) override
    {
        return std::make_unique<PagesJob>(m_pages, m_requestTime, std::move(sink));
    }

private:
    /** A request is sent when the page before has been taken in, as with a service that hands out markers. */
    class PagesJob final : public Job<ListSummary>
    {
    public:
        PagesJob(const Pages &pages, std::chrono::milliseconds requestTime, PageSink<TrashedItem> sink)
            : m_pages(pages)
            , m_sink(std::move(sink))
        {
            m_reply.setTimerType(Qt::PreciseTimer);
            m_reply.setSingleShot(true);
            m_reply.setInterval(requestTime);
            connect(&m_reply, &QTimer::timeout, this, [this] { takeReply(); });
        }

    protected:
        void run() override { m_reply.start(); }
        void release() override { m_reply.stop(); }

    private:
        void takeReply()
        {
            auto page = m_pages[m_next++];
            m_sink(std::move(page));
            if (m_next < m_pages.size())
                m_reply.start();
            else
                succeed(ListSummary{});
        }

        const Pages &m_pages;
        PageSink<TrashedItem> m_sink;
        QTimer m_reply;
        size_t m_next = 0;
    };

    const Pages &m_pages;
    const std::chrono::milliseconds m_requestTime;
};

} // namespace Unbin
