// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/providerfixture.h"

namespace Unbin {

/** Box over the practice cloud's straight door. */
std::unique_ptr<ProviderFixture> makeBoxFixture();

} // namespace Unbin
