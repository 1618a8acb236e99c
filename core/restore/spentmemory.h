// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Unbin {

/**
 * Gives the system back what the heap holds and nobody uses, where the C library would keep it for later: after planning, or
 * reading, a batch of fifty thousand that is tens of megabytes in small pieces. Takes milliseconds. Any thread.
 */
void returnSpentMemory();

} // namespace Unbin
