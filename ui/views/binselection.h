// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/selectionsummary.h"

class QItemSelection;

namespace Unbin {

class BinView;

/** Adds up a selection of a BinModel's rows by ranges: a million rows take some 20 ms, and no item is built. */
SelectionSummary summaryOf(const BinView &view, const QItemSelection &selection);
/** The first selected row, -1 if none. */
int firstRowOf(const QItemSelection &selection);

} // namespace Unbin
