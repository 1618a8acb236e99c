// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/binselection.h"

#include "core/catalog/binview.h"

#include <QItemSelection>

#include <algorithm>

namespace Unbin {

namespace {

/** Ranges of rows; a selection holds each row once, but may hold it in several column ranges. */
std::vector<std::pair<int, int>> rowRanges(const QItemSelection &selection)
{
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : selection) {
        if (range.isValid())
            ranges.emplace_back(range.top(), range.bottom());
    }
    std::sort(ranges.begin(), ranges.end());
    std::vector<std::pair<int, int>> joined;
    for (const auto &range : ranges) {
        if (!joined.empty() && range.first <= joined.back().second)
            joined.back().second = std::max(joined.back().second, range.second);
        else
            joined.push_back(range);
    }
    return joined;
}

bool isRestorable(Restorability restorability)
{
    switch (restorability) {
    case Restorability::InPlace:
    case Restorability::ChosenFolderOnly:
        return true;
    case Restorability::CleanUpOnly:
    case Restorability::NotNow:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

SelectionSummary summaryOf(const BinView &view, const QItemSelection &selection)
{
    SelectionSummary summary;
    const CatalogRows &rows = view.rows();
    std::vector<SelectionSummary::Part> parts(size_t(rows.accounts().size())); // by account number
    for (const auto &[first, last] : rowRanges(selection)) {
        for (int position = first; position <= last && position < view.count(); ++position) {
            const FixedRow &row = rows.fixed(view.rowAt(position));
            SelectionSummary::Part &part = parts[row.account];
            ++part.count;
            if (row.sizeBytes < 0)
                ++summary.unknownSizes;
            else
                part.bytes += row.sizeBytes;
            if (isRestorable(row.restorability))
                ++summary.restorable;
        }
    }
    for (size_t number = 0; number < parts.size(); ++number) {
        if (parts[number].count == 0)
            continue;
        parts[number].account = rows.accounts().at(qsizetype(number));
        summary.count += parts[number].count;
        summary.bytes += parts[number].bytes;
        summary.accounts.push_back(parts[number]);
    }
    if (summary.count == 1)
        summary.single = view.itemAt(firstRowOf(selection));
    return summary;
}

int firstRowOf(const QItemSelection &selection)
{
    const auto ranges = rowRanges(selection);
    return ranges.empty() ? -1 : ranges.front().first;
}

} // namespace Unbin
