// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/providerfixture.h"

namespace Unbin {

/** OneDrive over the practice cloud's straight door: a personal drive whose first look is done, and a work drive. */
std::unique_ptr<ProviderFixture> makeOneDrivePersonalFixture();
std::unique_ptr<ProviderFixture> makeOneDriveWorkFixture();
/** The same where the service makes use of every freedom that its documents leave it. */
std::unique_ptr<ProviderFixture> makeOddOneDrivePersonalFixture();
std::unique_ptr<ProviderFixture> makeOddOneDriveWorkFixture();

} // namespace Unbin
