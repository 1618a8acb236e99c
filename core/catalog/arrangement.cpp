// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/arrangement.h"

#include "core/catalog/rowfilter.h"
#include "core/catalog/roworder.h"

#include <algorithm>

namespace Unbin {

namespace {

/** From this share of newcomers on, sorting everything is quicker than looking for each one's place. */
constexpr size_t mergeLimit = 16;

bool isNothing(const CatalogChange &change)
{
    return change.rows.empty() && change.folders.empty();
}

/** By row number; empty if nothing happened. */
std::vector<quint8> eventsOf(const CatalogChange &change, const CatalogRows &before, const CatalogRows &after)
{
    if (isNothing(change))
        return {};
    std::vector<quint8> events(size_t(std::max(before.capacity(), after.capacity())));
    for (const RowNumber row : change.rows) {
        events[row] |= ContentChanged;
        if (row >= before.capacity() || row >= after.capacity() || before.birth(row) != after.birth(row))
            events[row] |= Reborn;
    }
    if (change.folders.empty())
        return events;
    std::vector<bool> isFolderChanged(size_t(after.folders().size()));
    for (const quint32 folder : change.folders)
        isFolderChanged[folder] = true;
    for (RowNumber row = 0; row < after.capacity(); ++row) {
        if (isFolderChanged[after.fixed(row).folder])
            events[row] |= PathChanged;
    }
    return events;
}

bool needsSorting(const ViewWish &before, const ViewWish &now)
{
    return before.order != now.order
        || (now.order.column == BinColumn::Account && before.accountLabels != now.accountLabels);
}

std::vector<RowNumber> sortAll(
    const CatalogRows &rows, const RowOrder &order, QThreadPool &pool, const std::function<bool()> &isStopped)
{
    std::vector<RowNumber> sorted;
    sorted.reserve(size_t(rows.capacity()));
    for (RowNumber row = 0; row < rows.capacity(); ++row) {
        if (!rows.isVacant(row))
            sorted.push_back(row);
    }
    order.sort(sorted, pool, isStopped);
    return sorted;
}

/** Those whose place may be another one are taken out, sorted on their own, and merged in again. */
std::vector<RowNumber> sortChanged(const Arrangement &previous, const CatalogRows &rows,
    const std::vector<quint8> &events, const RowOrder &order, QThreadPool &pool, const std::function<bool()> &isStopped)
{
    const bool isByPath = previous.wish.order.column == BinColumn::OriginalLocation;
    const quint8 moving = ContentChanged | (isByPath ? PathChanged : NothingHappened);
    std::vector<RowNumber> incoming;
    for (RowNumber row = 0; row < rows.capacity(); ++row) {
        if ((events[row] & moving) && !rows.isVacant(row))
            incoming.push_back(row);
    }
    std::vector<RowNumber> kept;
    kept.reserve(previous.sorted->size());
    std::copy_if(previous.sorted->begin(), previous.sorted->end(), std::back_inserter(kept),
        [&](RowNumber row) { return !(events[row] & moving); });
    if (incoming.size() > kept.size() / mergeLimit)
        return sortAll(rows, order, pool, isStopped);
    if (incoming.empty())
        return kept;
    order.sort(incoming, pool, isStopped);
    return order.merge(kept, incoming);
}

} // namespace

std::optional<Arranged> arrange(const std::shared_ptr<const Arrangement> &previous, const CatalogRows &rows,
    const ViewWish &wish, const CatalogChange &change, QThreadPool &pool, const std::function<bool()> &isStopped)
{
    static const Arrangement nothing;
    const Arrangement &before = previous ? *previous : nothing;
    auto next = std::make_shared<Arrangement>();
    next->rows = rows;
    next->wish = wish;

    const std::vector<quint8> events = eventsOf(change, before.rows, rows);
    const bool isSorted = previous && !needsSorting(before.wish, wish);
    if (isSorted && isNothing(change)) {
        next->sorted = before.sorted;
    } else {
        const RowOrder order(rows, wish.order, wish.accountLabels);
        next->sorted = std::make_shared<const std::vector<RowNumber>>(isSorted
                ? sortChanged(before, rows, events, order, pool, isStopped)
                : sortAll(rows, order, pool, isStopped));
    }
    if (isStopped())
        return std::nullopt;

    const auto earlier = previous && isNothing(change)
        ? std::optional(EarlierFilter{before.wish.filter, before.positions, before.totals})
        : std::nullopt;
    const FilteredRows filtered = filterRows(rows, wish.filter, earlier, pool);
    if (isStopped())
        return std::nullopt;
    next->totals = filtered.totals;
    next->shown.reserve(size_t(filtered.totals.shownCount));
    next->positions.assign(size_t(rows.capacity()), nowhere);
    const bool isPartOfBefore = filtered.isNarrowed && next->sorted == before.sorted;
    for (const RowNumber row : isPartOfBefore ? before.shown : *next->sorted) {
        if (filtered.isShown[row]) {
            next->positions[row] = quint32(next->shown.size());
            next->shown.push_back(row);
        }
    }
    Arranged arranged;
    arranged.steps = planSteps({before.shown, before.positions}, {next->shown, next->positions},
        {.events = events, .commonOrder = next->sorted == before.sorted ? next->sorted.get() : nullptr});
    arranged.arrangement = std::move(next);
    return arranged;
}

} // namespace Unbin
