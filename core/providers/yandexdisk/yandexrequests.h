// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QString>
#include <QUrl>

#include <optional>

/**
 * Yandex Disk's calls as plain requests; the only place that spells its addresses (yandex-disk.md sections 0 to 6). api is
 * the base address, "https://cloud-api.yandex.net/v1". Everything goes into the query, every value percent-encoded to the
 * last "/", ":" and "+": the service reads a bare plus as a space. Paths are sent as they are kept, with scheme.
 *
 * `overwrite` and `permanently` are not spelled here at all: nothing of ours may lose what stands somewhere.
 */
namespace Unbin::Yandex {

/** One page of the bin, or of a folder in it. */
HttpRequest listTrash(const QUrl &api, const QString &path, qint64 offset, qint64 limit);
/** The newest entries first. */
HttpRequest listNewestTrash(const QUrl &api, qint64 limit);
HttpRequest listFolder(const QUrl &api, const QString &path, qint64 offset, qint64 limit);

HttpRequest getTrashed(const QUrl &api, const QString &path);
HttpRequest getLive(const QUrl &api, const QString &path);
HttpRequest getDisk(const QUrl &api);

/** name empty: the original one. */
HttpRequest restoreTrashed(const QUrl &api, const QString &path, const QString &name);
HttpRequest createFolder(const QUrl &api, const QString &path);
HttpRequest moveLive(const QUrl &api, const QString &from, const QString &to);
/** Into the bin. md5 (hexadecimal), if any, makes the service refuse when the content is another; files only. */
HttpRequest trashLive(const QUrl &api, const QString &path, const QByteArray &md5);
/** nullopt unless the path is one of an entry: without a path, or with one that could be read as the bin itself, this very
    call empties the bin. */
std::optional<HttpRequest> purgeTrashed(const QUrl &api, const QString &path);

/**
 * The address that tells how an operation goes, from a Link's href. Whatever scheme or host the href names, we ask the
 * service we are signed in at: http comes up where https is meant, and the token goes nowhere else. Both shapes of the id
 * stay as they are. nullopt for a text that leads to no operation.
 */
std::optional<QUrl> operationAddress(const QUrl &api, const QString &href);
HttpRequest getOperation(const QUrl &address);

} // namespace Unbin::Yandex
