// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"
#include "core/catalog/catalogrows.h"

#include <vector>

class QThreadPool;

namespace Unbin {

/** Which rows a filter lets through. */
struct FilteredRows {
    std::vector<quint8> isShown; ///< by row number; vacant ones are not shown
    BinTotals totals;
};

/**
 * Every word of the filter must occur in the row's name or its folder's path, in any case. Folders are looked
 * at once each, names once per row. Split among the pool's threads: a million rows take about 20 ms on two.
 */
FilteredRows filterRows(const CatalogRows &rows, const BinFilter &filter, QThreadPool &pool);

} // namespace Unbin
