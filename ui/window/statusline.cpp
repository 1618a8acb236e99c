// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include "ui/base/formats.h"

namespace Unbin {

QString StatusLine::shown(const BinTotals &totals, bool isFiltered)
{
    if (isFiltered) {
        return tr("%L1 of %L2 items match", "status bar").arg(totals.shownCount).arg(totals.allCount);
    }
    if (totals.allCount == 0)
        return tr("No items", "status bar");
    const QString bytes = sizeText(totals.allBytes);
    return totals.allCount == 1 ? tr("1 item, %1", "status bar; a size").arg(bytes)
                                : tr("%Ln items, %1", "status bar; a size", int(totals.allCount)).arg(bytes);
}

QString StatusLine::selected(const SelectionSummary &selection)
{
    if (selection.isEmpty())
        return {};
    if (selection.unknownSizes == selection.count)
        return tr("%L1 selected", "status bar").arg(selection.count);
    const QString bytes = sizeText(selection.bytes);
    return selection.unknownSizes == 0
        ? tr("%L1 selected, %2", "status bar; a count, a size").arg(selection.count).arg(bytes)
        : tr("%L1 selected, at least %2", "status bar; a count, a size").arg(selection.count).arg(bytes);
}

QString StatusLine::folder(int count, bool isLoading)
{
    if (isLoading)
        return tr("Reading…", "status bar");
    return count == 1 ? tr("1 item", "status bar") : tr("%Ln items", "status bar", count);
}

} // namespace Unbin
