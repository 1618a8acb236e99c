// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexlisting.h"

#include "core/providers/yandexdisk/yandexrequests.h"

namespace Unbin::Yandex {

OffsetWatch::Ask OffsetWatch::ask() const
{
    const bool isSinglePage = m_pass >= kSinglePagePass && m_seen == 0 && m_total >= 0 && m_total < kLargestPage;
    return {.offset = std::max<qint64>(0, m_seen - 1),
        .limit = isSinglePage ? std::min(m_total + 100, kLargestPage) : kUsualPage};
}

OffsetWatch::Next OffsetWatch::took(const std::vector<QString> &paths, qint64 total)
{
    const Ask asked = ask();
    const qint64 count = qint64(paths.size());
    const bool isFirst = m_seen == 0;
    const bool joins = isFirst || (count > 0 && paths.front() == m_last);
    m_hasMoved = m_hasMoved || !joins;
    m_isUneasy = m_isUneasy || (!isFirst && total != m_total);
    m_total = total;
    m_unjoined = joins ? 0 : m_unjoined + 1;
    const qint64 news = isFirst || !joins ? count : count - 1;
    if (count > 0) {
        m_last = paths.back();
        m_seen = asked.offset + count;
    }
    if (++m_pages >= kMostPages) {
        m_pass = kMostPasses;
        m_hasMoved = true;
    }
    if (news <= 0 || m_unjoined >= kMostUnjoined || m_pass >= kMostPasses)
        return endOfPass();
    // A short page is no end by itself: the service may give fewer than it was asked for.
    const bool isAtTotal = total >= 0 && m_seen >= total && count < asked.limit;
    return isAtTotal ? endOfPass() : Next::Page;
}

OffsetWatch::Next OffsetWatch::endOfPass()
{
    if (!m_hasMoved && !m_isUneasy)
        return Next::Done;
    if (++m_pass >= kMostPasses)
        return m_hasMoved ? Next::Torn : Next::Done;
    m_seen = 0;
    m_last.clear();
    m_unjoined = 0;
    m_hasMoved = false;
    m_isUneasy = false;
    return Next::Page;
}

JobPtr<ListSummary> listBin(Connection &connection, PageSink<TrashedItem> sink)
{
    return std::make_unique<ListJob<TrashedItem>>(
        connection,
        [api = connection.api()](
            const OffsetWatch::Ask &ask) { return listTrash(api, QString(), ask.offset, ask.limit); },
        &readBinPage, std::move(sink));
}

JobPtr<ListSummary> listInside(Connection &connection, const TrashedItem &folder, PageSink<TrashedItem> sink)
{
    return std::make_unique<ListJob<TrashedItem>>(
        connection,
        [api = connection.api(), path = folder.id.value()](
            const OffsetWatch::Ask &ask) { return listTrash(api, path, ask.offset, ask.limit); },
        [folder](const QByteArray &body) { return readInsidePage(body, folder); }, std::move(sink));
}

JobPtr<ListSummary> listFolder(Connection &connection, const QString &path, PageSink<LiveItem> sink)
{
    return std::make_unique<ListJob<LiveItem>>(
        connection,
        [api = connection.api(), path](
            const OffsetWatch::Ask &ask) { return listFolder(api, path, ask.offset, ask.limit); },
        &readFolderPage, std::move(sink));
}

} // namespace Unbin::Yandex
