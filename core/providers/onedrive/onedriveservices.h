// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/ledger.h"
#include "core/providers/onedrive/onedriveconnection.h"
#include "core/providers/onedrive/onedrivefolders.h"

namespace Unbin::OneDrive {

/** What the jobs of one account work with; all of it outlives them. */
struct Services {
    Connection &connection;
    Ledger &ledger;
    Folders &folders;
};

/** A name that the service certainly refuses (onedrive.md section 4.1); others are its to judge. */
bool isSurelyInvalidName(const QString &name);
/** A 400 that can only be about this name. */
Error aboutName(Error error, const QString &name);

/** The item that a change brought about. A reply about something else tells nothing about our change. */
Result<LiveItem> readChanged(
    const Result<QJsonObject> &reply, const DriveFacts &drive, const ItemId &item, const ItemId &parent);

} // namespace Unbin::OneDrive
