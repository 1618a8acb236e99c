// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedriveconnection.h"

#include <QByteArrayList>

#include <vector>

namespace Unbin::OneDrive {

/** One part's answer. */
struct BatchPart {
    int status = 0; ///< 0: no answer came, or it has to be asked again later (throttled)
    QJsonObject body;
};

/**
 * Up to twenty Gets in one $batch; paths begin with "/" below the API. The answers come in any order and are told in the
 * order of the paths. Where the service knows no batches, each is asked for by itself. Nothing is changed, so a lost reply
 * costs nothing. (onedrive.md section 7)
 */
JobPtr<std::vector<BatchPart>> batchGet(
    Connection &connection, QByteArrayList paths, HttpRequest::Priority priority = HttpRequest::Priority::Normal);

constexpr int kMostInBatch = 20;

} // namespace Unbin::OneDrive
