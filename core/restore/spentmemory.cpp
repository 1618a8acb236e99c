// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/spentmemory.h"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace Unbin {

void returnSpentMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

} // namespace Unbin
