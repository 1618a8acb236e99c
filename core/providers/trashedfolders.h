// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/providers/provider.h"

namespace Unbin {

/**
 * Looking into folders that lie in the bin: an optional part of a Provider, for services that list what a trashed folder
 * holds. Same contract: unstarted jobs, main thread, the provider's error map.
 *
 * What is listed carries Remark::InsideTrashedFolder. It can be given to restore() by itself, which may fail where
 * bringing back the folder works; so it is offered one by one and never planned in bulk. It is not part of the bin's list
 * and never enters a catalog.
 */
class TrashedFolders
{
public:
    virtual ~TrashedFolders() = default;

    /** One level, in pages, each once. NotFound if the folder, an entry of the bin or something inside of one, is not
        there any more. */
    virtual JobPtr<ListSummary> list(const TrashedItem &folder, PageSink<TrashedItem> sink) = 0;
};

} // namespace Unbin
