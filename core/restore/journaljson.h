// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/item.h"
#include "core/restore/receipt.h"

#include <QJsonObject>

namespace Unbin {

/** The journal's JSON: our own form, not a service's. Fields without a value are left out. */
QJsonObject toJson(const TrashedItem &item);
QJsonObject toJson(const LiveItem &item);
QJsonObject toJson(const Version &version);
QJsonObject toJson(const VersionDeed &deed);
QJsonObject toJson(const Place &place);
QJsonObject toJson(const Error &error);

} // namespace Unbin
