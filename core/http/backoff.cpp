// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/backoff.h"

#include <algorithm>
#include <cmath>

namespace Unbin {

std::chrono::milliseconds BackOff::pauseAfter(int failures, double random) const
{
    auto pause = std::min(first, longest);
    for (int i = 1; i < failures && pause < longest; ++i)
        pause = std::min(pause * 2, longest);
    return std::chrono::milliseconds(std::llround(double(pause.count()) * (0.5 + random)));
}

} // namespace Unbin
