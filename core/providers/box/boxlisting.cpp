// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxlisting.h"

#include "core/providers/box/boxrequests.h"

namespace Unbin::Box {

std::optional<Error> PageWatch::check(const QString &nextMarker, bool hadNews)
{
    const auto endless = [](QLatin1String why) {
        return Error::of(Error::Kind::BadResponse, why);
    };
    m_withoutNews = hadNews ? 0 : m_withoutNews + 1;
    if (m_markers.contains(nextMarker))
        return endless(QLatin1String("the list repeats a page marker"));
    if (m_withoutNews >= kMostWithoutNews)
        return endless(QLatin1String("page after page holds nothing new"));
    if (++m_pages >= kMostPages)
        return endless(QLatin1String("the list has no end"));
    m_markers.insert(nextMarker);
    return std::nullopt;
}

JobPtr<ListSummary> listBin(Connection &connection, PageSink<BinEntry> sink)
{
    return std::make_unique<ListJob<BinEntry>>(
        connection, [api = connection.api()](const QString &marker) { return listTrash(api, marker); }, &readBinPage,
        std::move(sink));
}

JobPtr<ListSummary> listFolder(Connection &connection, const WireId &folder, PageSink<LiveItem> sink)
{
    return std::make_unique<ListJob<LiveItem>>(
        connection,
        [api = connection.api(), folder](const QString &marker) { return listFolder(api, folder.id, marker); },
        [folder](const QByteArray &body) { return readFolderPage(body, folder.itemId()); }, std::move(sink));
}

} // namespace Unbin::Box
