// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QtGlobal>

#include <chrono>

namespace Unbin {

/** How far a job is. Totals are -1 while unknown. */
struct Progress {
    enum class Waiting {
        No,
        RateLimit,
        Busy,
        Network,
        Question,
        SignIn,
        Service, ///< it took the order and is working on it by itself, nobody knows for how long
    };

    qint64 doneItems = 0;
    qint64 totalItems = -1;
    qint64 doneBytes = 0;
    qint64 totalBytes = -1;
    Waiting waiting = Waiting::No; ///< why nothing moves now
    std::chrono::milliseconds waitingFor{0}; ///< how long from now, when known; 0 otherwise
    QDateTime since; ///< Waiting::Service: when it took the order, UTC, also if an earlier run of the program gave it

    friend bool operator==(const Progress &, const Progress &) = default;
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::Progress)
