// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"
#include "ui/views/selectionsummary.h"

#include <QCoreApplication>
#include <QString>

namespace Unbin {

/** The words of the status bar: plain functions of what is shown and selected. */
class StatusLine
{
    Q_DECLARE_TR_FUNCTIONS(StatusLine)
public:
    /** "12 of 5,000 items", or "5,000 items, 1.2 GB" without a filter. */
    static QString shown(const BinTotals &totals, bool isFiltered);
    /** "3 selected, 1.2 MB"; empty if nothing is. */
    static QString selected(const SelectionSummary &selection);
    /** "12 items" of a live folder. */
    static QString folder(int count, bool isLoading);
};

} // namespace Unbin
