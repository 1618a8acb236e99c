// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/activity.h"

#include <QDateTime>
#include <QString>

#include <chrono>

namespace Unbin {

/** The icon of what a job is for, by its name in ui/base/icons.h. */
QString pictureName(Receipt::Kind kind);
/** What it does, or, once finished, did: "Restoring 200 items to their original places". */
QString activityTitle(const Activity &activity);
/** How far it is and why it may be standing still; once finished, how it ended. waitingFor is what is left of
    Progress::waitingFor now; Progress::since counts up to now. */
QString activityStatus(const Activity &activity, std::chrono::milliseconds waitingFor,
    const QDateTime &now = QDateTime::currentDateTimeUtc());
/** "198 restored, 1 skipped, 1 failed". */
QString receiptSummary(const Receipt &receipt);
/** Why nothing moves: "The service asks to wait 41 s". Empty for Waiting::No. For Waiting::Service the time is how long
    already. */
QString waitingText(Progress::Waiting waiting, std::chrono::milliseconds waitingFor);

} // namespace Unbin
