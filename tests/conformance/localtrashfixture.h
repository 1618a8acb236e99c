// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/providerfixture.h"

namespace Unbin {

/** This computer's trash over a private home. */
std::unique_ptr<ProviderFixture> makeLocalTrashFixture();

} // namespace Unbin
