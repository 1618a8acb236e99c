// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/yandex/yandexquirks.h"
#include "tests/conformance/providerfixture.h"

namespace Unbin {

/** Yandex Disk over the practice cloud's straight door, once for each position of the dialect's switches. */
std::vector<FixtureRow> yandexFixtures();

} // namespace Unbin
