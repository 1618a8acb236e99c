// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/providers/box/boxids.h"

#include <QString>
#include <QUrl>

#include <optional>

/**
 * Box's calls as plain requests; the only place that spells its addresses (box.md sections 2 to 8; shapes in
 * the published OpenAPI document, API version 2024.0, read 2026-06). api is the base address,
 * "https://api.box.com/2.0".
 *
 * Each asks for the fields it reads: with `fields`, Box sends nothing else.
 */
namespace Unbin::Box {

/** Marker pages always: offset paging of a big trash takes minutes and has been seen to go round for ever. An
   empty marker asks for the first page. */
HttpRequest listTrash(const QUrl &api, const QString &marker);
HttpRequest listFolder(const QUrl &api, const QString &folder, const QString &marker);

HttpRequest getTrashed(const QUrl &api, const WireId &item);
HttpRequest getLive(const QUrl &api, const WireId &item);
/** With path and rights. */
HttpRequest getFolder(const QUrl &api, const QString &folder);
HttpRequest getMe(const QUrl &api);

/** What a changing call shall set; what is empty is not sent, since Box applies whatever it is sent. */
struct Wish {
    QString name;
    QString parent; ///< id of a folder
};

HttpRequest restoreTrashed(const QUrl &api, const WireId &item, const Wish &wish);
HttpRequest updateLive(const QUrl &api, const WireId &item, const Wish &wish);
HttpRequest createFolder(const QUrl &api, const Wish &wish);
/** The etag, if any, makes Box refuse with 412 when somebody changed the item meanwhile. */
HttpRequest trashLive(const QUrl &api, const WireId &item, const QString &etag);
HttpRequest purgeTrashed(const QUrl &api, const WireId &item);

/** A file with what is told of its current version (section 7). */
HttpRequest getVersioned(const QUrl &api, const WireId &file);
/** Past versions, trashed ones among them, a thousand at a time; there are no markers. */
HttpRequest listVersions(const QUrl &api, const WireId &file, int offset);
HttpRequest getVersion(const QUrl &api, const WireId &file, const QString &version);
/** An empty version is the current one. Answered by a signed address. */
HttpRequest getContent(const QUrl &api, const WireId &file, const QString &version);
HttpRequest promoteVersion(const QUrl &api, const WireId &file, const QString &version);
HttpRequest trashVersion(const QUrl &api, const WireId &file, const QString &version);
HttpRequest untrashVersion(const QUrl &api, const WireId &file, const QString &version);
/** An empty version is the current one. */
HttpRequest copyVersion(const QUrl &api, const WireId &file, const QString &version, const Wish &copy);

} // namespace Unbin::Box
