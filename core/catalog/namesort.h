// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <QCollator>

#include <functional>
#include <vector>

class QThreadPool;

namespace Unbin {

/**
 * How people expect names to be ordered: case makes no difference, "2" comes before "10", letters follow the locale.
 * One per thread; the keys of all of them compare with each other.
 */
QCollator nameCollator();

/**
 * Sorts rows by their names; equal names by row number, whatever the direction. Keys and comparisons are split among
 * the pool's threads: a million names take about a second of CPU time. Needs some 120 bytes a row meanwhile.
 * Returns soon, with the rows in any order, once isStopped says so; that is asked from all of those threads.
 */
void sortByName(std::vector<RowNumber> &rows, const CatalogRows &catalog, Qt::SortOrder direction, QThreadPool &pool,
    const std::function<bool()> &isStopped);

} // namespace Unbin
