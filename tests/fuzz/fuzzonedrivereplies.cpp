// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriveids.h"
#include "core/providers/onedrive/onedriveitems.h"
#include "core/providers/onedrive/onedriveversions.h"
#include "core/providers/onedrive/workrows.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Unbin::Fuzz {

namespace {

OneDrive::DriveFacts workDrive()
{
    return {.id = QStringLiteral("b!drive"),
        .rootId = QStringLiteral("01ROOT"),
        .webUrl = QUrl(QStringLiteral("https://example.sharepoint.com/personal/ann/Documents")),
        .siteUrl = QUrl(QStringLiteral("https://example.sharepoint.com/personal/ann"))};
}

void expectLive(const OneDrive::Entry &entry, const OneDrive::DriveFacts &drive)
{
    if (entry.id.isEmpty())
        qFatal("an entry without an id");
    const auto live = OneDrive::liveItem(entry, drive);
    if (!live)
        return;
    if (live->id.isEmpty() || (live->name.isEmpty() && !entry.isRoot))
        qFatal("a live item that can't be named");
    if (entry.isDeleted)
        qFatal("a tombstone is taken for live");
}

void expectRows(const Result<OneDrive::BinRowPage> &page)
{
    if (!page)
        return;
    for (const OneDrive::BinRow &row : page->rows) {
        const TrashedItem item = OneDrive::trashedItem(row, {});
        if (item.id.isEmpty() || item.name.isEmpty())
            qFatal("a row of a bin that can't be named");
        if (!row.folder.isNull() && !row.folder.startsWith(QLatin1Char('/')))
            qFatal("a folder that is no path");
    }
}

} // namespace

/** Delta pages, items, drives and versions of Graph; the bin of a site in both its forms; refusals of either. */
void onedrivereplies(const QByteArray &bytes)
{
    const OneDrive::DriveFacts drive = workDrive();
    if (const auto page = OneDrive::readEntryPage(bytes)) {
        for (const OneDrive::Entry &entry : page->entries)
            expectLive(entry, drive);
    }
    expectRows(OneDrive::readGraphBin(bytes, drive));
    expectRows(OneDrive::readSharePointBin(bytes, drive));
    if (auto page = OneDrive::readVersions(bytes)) {
        OneDrive::settleVersions(page->versions, LiveItem{.id = ItemId(QStringLiteral("1"))});
        const auto currents = std::count_if(page->versions.begin(), page->versions.end(),
            [](const Version &version) { return version.isCurrent; });
        if (currents != 1)
            qFatal("not exactly one version is current");
    }
    for (const int status : {200, 404, 409, 503}) {
        const HttpReply reply{.status = status, .body = bytes};
        (void)OneDrive::errorFrom(HttpRequest{.method = HttpRequest::Method::Post}, reply);
        (void)OneDrive::readObject(HttpRequest{.method = HttpRequest::Method::Patch}, Result<HttpReply>(reply));
    }
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return;
    if (const auto entry = OneDrive::readEntry(document.object()))
        expectLive(*entry, drive);
    if (const auto told = OneDrive::readDrive(document.object())) {
        if (told->id.isEmpty())
            qFatal("a drive without an id");
        (void)told->libraryName();
        (void)OneDrive::folderInDrive(QString::fromUtf8(bytes), *told);
        (void)OneDrive::accountFacts(*told, document.object());
    }
}

} // namespace Unbin::Fuzz
