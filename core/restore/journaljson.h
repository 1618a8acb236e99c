// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/item.h"
#include "core/restore/receipt.h"
#include "core/restore/request.h"

#include <QJsonObject>

#include <optional>

namespace Unbin {

/** The journal's JSON: our own form, not a service's. Fields without a value are left out. */
QJsonObject toJson(const TrashedItem &item);
QJsonObject toJson(const LiveItem &item);
QJsonObject toJson(const Version &version);
QJsonObject toJson(const VersionDeed &deed);
QJsonObject toJson(const VersionOrder &order); ///< without the account, which stands beside it
QJsonObject toJson(const Place &place);
QJsonObject toJson(const Error &error);
QJsonObject toJson(const ChosenFolder &folder);
QJsonObject toJson(const PassedThrough &passed);

/** The way back. Whoever reads a journal reads a file that anybody may have written: nullopt for what is none of ours. */
std::optional<TrashedItem> trashedItemFrom(const QJsonObject &json);
std::optional<LiveItem> liveItemFrom(const QJsonObject &json);
std::optional<Error> errorFrom(const QJsonObject &json);
std::optional<ChosenFolder> chosenFolderFrom(const QJsonObject &json);
std::optional<PassedThrough> passedFrom(const QJsonObject &json);
Place placeFrom(const QJsonObject &json);
Version versionFrom(const QJsonObject &json);
std::optional<VersionDeed> deedFrom(const QJsonObject &json);
std::optional<VersionOrder> versionOrderFrom(const AccountId &account, const QJsonObject &json);

} // namespace Unbin
