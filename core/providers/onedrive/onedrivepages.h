// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/jobs/workerjob.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

#include <QPointer>
#include <QSet>

#include <functional>

namespace Unbin::OneDrive {

/** Decides when a sequence of linked pages goes round in circles: an empty page is no end, only a missing link is; a link
    that comes again, fifty pages in a row without anything new, or ten thousand pages have no end. */
class LinkWatch
{
public:
    std::optional<Error> check(const QString &nextLink, bool hadNews)
    {
        m_withoutNews = hadNews ? 0 : m_withoutNews + 1;
        if (m_links.contains(nextLink) || m_withoutNews >= 50 || ++m_pages >= 10'000)
            return Error::of(Error::Kind::BadResponse, QStringLiteral("the list has no end"));
        m_links.insert(nextLink);
        return std::nullopt;
    }

private:
    QSet<QString> m_links;
    int m_pages = 0;
    int m_withoutNews = 0;
};

/**
 * All pages of a list. Bodies are read on a worker. take() gets each page in order and tells how much of it was new; it may
 * end this job. The links are followed verbatim, and by the client's rule only to its own host.
 */
template <class Page>
class PagesJob final : public Job<Done>
{
public:
    using Read = std::function<Result<Page>(const QByteArray &body)>;
    using Take = std::function<qint64(Page &&page)>;

    PagesJob(HttpClient &client, HttpRequest first, Read read, Take take)
        : m_client(client)
        , m_first(std::move(first))
        , m_read(std::move(read))
        , m_take(std::move(take))
    { }

protected:
    void run() override { ask(m_first); }

private:
    void ask(const HttpRequest &request)
    {
        auto *asking = then(m_client.send(request), [this, request](const Result<HttpReply> &reply) {
            if (!reply)
                fail(reply.error());
            else if (!reply->isSuccess())
                fail(errorFrom(request, *reply));
            else
                parse(reply->body);
        });
        connect(asking, &JobBase::progressChanged, this, [this](const Progress &progress) {
            Progress ours = progress;
            ours.doneItems = m_count;
            setProgress(ours);
        });
    }

    void parse(const QByteArray &body)
    {
        auto reading = workerJob<Page>([read = m_read, body](const WorkerContext &) { return read(body); });
        then(std::move(reading), [this](Result<Page> page) {
            if (!page) {
                fail(page.error());
                return;
            }
            const QString link = page->nextLink;
            const QPointer<JobBase> self(this);
            const qint64 news = m_take(std::move(*page));
            if (!self || !isRunning())
                return;
            m_count += news;
            if (link.isEmpty())
                succeed({});
            else if (const auto trouble = m_watch.check(link, news > 0))
                fail(*trouble);
            else
                ask(getNext(link));
        });
    }

    /** The first request's headers go along: SharePoint's form of answers hangs on one. */
    HttpRequest getNext(const QString &link) const
    {
        HttpRequest request = getLink(link);
        request.headers = m_first.headers;
        return request;
    }

    HttpClient &m_client;
    HttpRequest m_first;
    Read m_read;
    Take m_take;
    LinkWatch m_watch;
    qint64 m_count = 0;
};

} // namespace Unbin::OneDrive
