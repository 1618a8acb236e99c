// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexerrors.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexoperation.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin::Fuzz {

namespace {

/** Ids are paths: one that climbs out would name something else. */
void expectPath(const ItemId &id)
{
    const QString path = id.value();
    if (path.isEmpty() || path.split(QLatin1Char('/')).contains(QStringLiteral("..")))
        qFatal("a thing without a usable path: %s", qPrintable(path));
}

void expectEntry(const TrashedItem &item)
{
    expectPath(item.id);
    if (item.name.isEmpty() || item.name.contains(QLatin1Char('/')))
        qFatal("a name that is none");
    if (!item.originalParent.isEmpty())
        expectPath(item.originalParent);
}

} // namespace

/** Resources and their lists, live and in the bin; links and operations; the disk; refusals. */
void yandexreplies(const QByteArray &bytes)
{
    TrashedItem folder{.id = ItemId(QStringLiteral("trash:/Folder_1")),
        .kind = ItemKind::Folder,
        .name = QStringLiteral("Folder")};
    folder.originalParent = ItemId(QStringLiteral("disk:/Work"));
    if (const auto page = Yandex::readBinPage(bytes)) {
        for (const TrashedItem &item : page->items)
            expectEntry(item);
    }
    if (const auto page = Yandex::readInsidePage(bytes, folder)) {
        for (const TrashedItem &item : page->items) {
            expectEntry(item);
            if (!item.id.value().startsWith(folder.id.value() + QLatin1Char('/')))
                qFatal("it lies elsewhere");
        }
    }
    if (const auto page = Yandex::readFolderPage(bytes)) {
        for (const LiveItem &item : page->items)
            expectPath(item.id);
    }
    for (const int status : {201, 202, 404, 409, 423, 503}) {
        const HttpReply reply{.status = status, .body = bytes};
        (void)Yandex::errorFrom(HttpRequest{.method = HttpRequest::Method::Put}, reply);
        (void)Yandex::errorCode(reply);
        (void)Yandex::readObject(HttpRequest{.method = HttpRequest::Method::Put}, Result<HttpReply>(reply));
    }
    if (const auto handle = Yandex::WorkHandle::from(QString::fromUtf8(bytes))) {
        const auto again = Yandex::WorkHandle::from(handle->text());
        if (!again || again->href != handle->href || again->touches != handle->touches)
            qFatal("a handle was not kept");
    }
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return;
    if (const auto entry = Yandex::readEntry(document.object()))
        expectEntry(*entry);
    if (const auto live = Yandex::readLive(document.object()))
        expectPath(live->id);
    if (const auto path = Yandex::pathOfLink(document.object()))
        expectPath(ItemId(*path));
    (void)Yandex::readDisk(document.object());
}

} // namespace Unbin::Fuzz
