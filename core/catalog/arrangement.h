// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "core/catalog/viewsteps.h"

#include <QHash>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QThreadPool;

namespace Unbin {

/** What a view shall show. */
struct ViewWish {
    BinOrder order;
    BinFilter filter;
    QHash<AccountId, QString> accountLabels;
};

/** What a view shows: finished, never changed again, consistent in itself. */
struct Arrangement {
    CatalogRows rows;
    ViewWish wish;
    std::shared_ptr<const std::vector<RowNumber>> sorted; ///< all rows; shared while only the filter changes
    std::vector<RowNumber> shown; ///< those the filter lets through, in the same order
    std::vector<quint32> positions; ///< by row number: its place in shown, or nowhere
    BinTotals totals;
};

struct Arranged {
    std::shared_ptr<const Arrangement> arrangement;
    std::vector<ViewStep> steps; ///< from the previous one to this one
};

/**
 * Works out the next arrangement: pure, for a worker. The change must list every row that differs between the
 * rows of the previous arrangement and these. No previous one: everything is sorted. nullopt: isStopped said
 * so.
 */
std::optional<Arranged> arrange(const std::shared_ptr<const Arrangement> &previous, const CatalogRows &rows,
    const ViewWish &wish, const CatalogChange &change, QThreadPool &pool, const std::function<bool()> &isStopped);

} // namespace Unbin
