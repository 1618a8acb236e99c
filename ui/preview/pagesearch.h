// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/comparejob.h"

#include <chrono>

namespace Unbin {

/** The next page on which two documents differ. */
struct PageSearch {
    std::optional<int> page; ///< from 0; none: none was seen
    int looked = 0; ///< so many pages were compared
    bool isComplete = false; ///< the end was reached; else a limit was
};

/** Long documents are not read to their end unasked. */
struct PageSearchLimits {
    int mostPages = 250;
    std::chrono::milliseconds mostTime{15'000};
    QSize largest{1000, 1000}; ///< pages are drawn no larger than this to be compared, in pixels
};

/**
 * Compares page by page from pages.page on until one differs; a page that only one of them has differs. Both numbers of
 * pages must be known. Pages are drawn as everywhere, in a program of their own; one that can't be drawn ends the search
 * there, as differing: a person can look at it. Progress tells the page. Main thread.
 */
JobPtr<PageSearch> pageSearchJob(
    CachedContentPtr left, CachedContentPtr right, PagePair pages, PageSearchLimits limits = {});

} // namespace Unbin
