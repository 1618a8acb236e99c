// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace Unbin {

/**
 * How long to wait before trying again when nobody said how long. Pure: the waiting is done elsewhere (Pacer,
 * HttpRequestJob), so that this can be tested as a table.
 */
struct BackOff {
    std::chrono::milliseconds first = std::chrono::seconds(1);
    std::chrono::milliseconds longest = std::chrono::seconds(60); ///< before jitter

    /**
     * The pause after so many failures in a row (1 and up): first, doubled with each, at most longest, times
     * 0.5 to 1.5 for random in [0, 1), so that many clients refused together don't come back together.
     */
    std::chrono::milliseconds pauseAfter(int failures, double random) const;
};

} // namespace Unbin
