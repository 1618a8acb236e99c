// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/localtrashconfig.h"
#include "core/providers/provider.h"

namespace Unbin::LocalTrash {

/** Who the trash belongs to, and the room on the volume of its home. The id is the user's number and the data
   home: the same after the computer was renamed. Blocks; worker threads. */
Result<AccountFacts> factsOfThisUser(const LocalTrashConfig &config);

} // namespace Unbin::LocalTrash
