// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <functional>

namespace Unbin {

/** What people call an account. Dialogs ask it while they are being built and painted: constant time, always
 * valid. */
using AccountNames = std::function<QString(const AccountId &account)>;

} // namespace Unbin
