// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/boxfixture.h"
#include "tests/conformance/localtrashfixture.h"
#include "tests/conformance/onedrivefixture.h"
#include "tests/conformance/providerfixture.h"
#include "tests/conformance/yandexfixture.h"

namespace Unbin {

std::vector<FixtureRow> allFixtures()
{
    std::vector<FixtureRow> rows = {
        {"box", &makeBoxFixture},
        {"localtrash", &makeLocalTrashFixture},
        {"onedrive-personal", &makeOneDrivePersonalFixture},
        {"onedrive-personal-odd", &makeOddOneDrivePersonalFixture},
        {"onedrive-work", &makeOneDriveWorkFixture},
        {"onedrive-work-odd", &makeOddOneDriveWorkFixture},
    };
    for (FixtureRow &row : yandexFixtures())
        rows.push_back(std::move(row));
    return rows;
}

} // namespace Unbin
