// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/boxfixture.h"
#include "tests/conformance/localtrashfixture.h"
#include "tests/conformance/onedrivefixture.h"
#include "tests/conformance/providerfixture.h"

namespace Unbin {

std::vector<FixtureRow> allFixtures()
{
    return {
        {"box", &makeBoxFixture},
        {"localtrash", &makeLocalTrashFixture},
        {"onedrive-personal", &makeOneDrivePersonalFixture},
        {"onedrive-personal-odd", &makeOddOneDrivePersonalFixture},
        {"onedrive-work", &makeOneDriveWorkFixture},
        {"onedrive-work-odd", &makeOddOneDriveWorkFixture},
    };
}

} // namespace Unbin
