// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/domain/result.h"
#include "core/providers/provider.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

/**
 * Yandex Disk's JSON as our values. Pure functions, any thread. Every reply is untrusted: a thing without a usable path, name
 * and type is BadResponse; any other field that is absent, null or of the wrong type is simply unknown (yandex-disk.md
 * sections 1, 5, 6). The resource_id, which a thing keeps for life, is the etag.
 */
namespace Unbin::Yandex {

/** An entry of the bin. purgeAt is the usual 30 days, estimated: no field tells it (section 9). */
Result<TrashedItem> readEntry(const QJsonObject &json, const QString &where = {});
/** Something inside of a trashed folder. Where it was is told by where the folder was and the way from there. */
Result<TrashedItem> readInside(const QJsonObject &json, const TrashedItem &entry, const QString &where = {});
Result<LiveItem> readLive(const QJsonObject &json, const QString &where = {});
Result<AccountFacts> readDisk(const QJsonObject &json);

/** One page of a list. */
template <class Item>
struct Page {
    std::vector<Item> items;
    std::vector<Error> problems; ///< one for each that made no sense
    /** The paths of all that were on it, in order, sensible or not: what the next page must join. */
    std::vector<QString> paths;
    qint64 total = -1; ///< -1 unknown
};

Result<Page<TrashedItem>> readBinPage(const QByteArray &body);
Result<Page<TrashedItem>> readInsidePage(const QByteArray &body, const TrashedItem &folder);
/** NotFound if what was asked for is a file: it has no list. */
Result<Page<LiveItem>> readFolderPage(const QByteArray &body);

/** The live path that a Link leads to; nullopt if it does not say. "+" is a space there. */
std::optional<QString> pathOfLink(const QJsonObject &link);

/** The same thing as far as can be told: resource ids decide where both are known, else kind, size and content. */
bool isSameThing(const TrashedItem &entry, const LiveItem &live);

} // namespace Unbin::Yandex
