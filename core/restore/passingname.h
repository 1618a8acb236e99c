// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Unbin {

/**
 * A name for an item that only passes through a folder, new with each call. Nothing else can have it, and if the program
 * dies half way a person still knows what it is.
 */
QString passingName(const QString &own);
/** Whether an item of this own name got that one from us: for passing, at some time. */
bool isPassingName(const QString &name, const QString &own);

} // namespace Unbin
