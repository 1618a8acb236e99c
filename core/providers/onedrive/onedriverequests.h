// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/providers/onedrive/onedriveids.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

/**
 * Graph's and SharePoint's calls as plain requests; the only place that spells their addresses (onedrive.md sections 1 to 5,
 * shapes in Microsoft's v1.0 metadata, read 2026-08). api is the base address, "https://graph.microsoft.com/v1.0".
 */
namespace Unbin::OneDrive {

/** The same base with "beta" in the last segment's place. */
QUrl betaOf(const QUrl &api);

HttpRequest getDrive(const QUrl &api);
HttpRequest getRoot(const QUrl &api, const QString &drive);
HttpRequest getMe(const QUrl &api);

/** A link from a reply, verbatim. The client refuses it if it leads anywhere but to the API. */
HttpRequest getLink(const QString &link);

/** The address of a live item: by id, by path, or the root; without a slash at the end. */
QByteArray itemAddress(const QString &drive, const Target &item);
/** With deleted ones, if the drive knows how (personal drives, by id only). */
HttpRequest getItem(const QUrl &api, const QString &drive, const Target &item, bool withDeleted);
HttpRequest getChildren(const QUrl &api, const QString &drive, const Target &folder, bool withDeleted);

/** From the beginning. Later pages and later runs go by links. */
HttpRequest getDelta(const QUrl &api, const QString &drive);

/** What a changing call shall set; what is empty is not sent. */
struct Wish {
    QString name;
    QString parent; ///< a real wire id: "root" is refused
};
HttpRequest restoreItem(const QUrl &api, const QString &drive, const QString &item, const Wish &wish);
HttpRequest updateItem(
    const QUrl &api, const QString &drive, const QString &item, const Wish &wish, const QString &etag);
HttpRequest deleteItem(const QUrl &api, const QString &drive, const QString &item, const QString &etag);
HttpRequest createFolder(const QUrl &api, const QString &drive, const Target &parent, const QString &name);

/** One $batch of Gets, at most 20; the parts' ids are their positions. path begins with "/". */
HttpRequest batchOf(const QUrl &api, const QList<QByteArray> &paths);
/** What batchOf() is given for getItem(). */
QByteArray itemPath(const QString &drive, const Target &item, bool withDeleted);

HttpRequest getVersions(const QUrl &api, const QString &drive, const QString &item);
HttpRequest getContent(const QUrl &api, const QString &drive, const QString &item, const QString &version);
HttpRequest restoreVersion(const QUrl &api, const QString &drive, const QString &item, const QString &version);
HttpRequest deleteVersion(const QUrl &api, const QString &drive, const QString &item, const QString &version);

/** base is api or its beta. */
HttpRequest getSiteBin(const QUrl &base, const QString &siteKey);

/** SharePoint's own calls; site is DriveFacts::siteUrl. name not empty: only entries of that name. */
HttpRequest getSharePointBin(const QUrl &site, const QString &name);
HttpRequest restoreFromSharePointBin(const QUrl &site, const QString &guid);
HttpRequest purgeFromSharePointBin(const QUrl &site, const QString &guid);

} // namespace Unbin::OneDrive
