// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"
#include "core/catalog/catalogrows.h"

#include <QHash>

#include <functional>
#include <vector>

class QThreadPool;

namespace Unbin {

/**
 * One way to order rows. Names compare as people expect: case makes no difference, "2" comes before "10",
 * letters follow the locale. Rows that compare equal stay in the order of their numbers, whatever the
 * direction. Unknown values come first when ascending; what is never purged comes last.
 *
 * For one thread at a time; the rows must outlive it.
 */
class RowOrder
{
public:
    RowOrder(const CatalogRows &rows, const BinOrder &order, const QHash<AccountId, QString> &accountLabels);

    /** Names are split among the pool's threads, and left in any order once isStopped says so. */
    void sort(std::vector<RowNumber> &rows, QThreadPool &pool, const std::function<bool()> &isStopped) const;
    /** Both sorted, without common rows. O(kept) for copying, O(incoming * log kept) comparisons. */
    std::vector<RowNumber> merge(const std::vector<RowNumber> &kept, const std::vector<RowNumber> &incoming) const;

private:
    bool isByName() const { return m_order.column == BinColumn::Name; }
    qint64 numberOf(RowNumber row) const;
    bool isBefore(int comparison, RowNumber a, RowNumber b) const;
    void rankFolders();
    void rankPeople();
    void rankAccounts(const QHash<AccountId, QString> &labels);
    void sortByNumber(std::vector<RowNumber> &rows) const;
    template <class Compare>
    std::vector<RowNumber> mergeBy(
        const std::vector<RowNumber> &kept, const std::vector<RowNumber> &incoming, Compare compare) const;

    const CatalogRows &m_rows;
    BinOrder m_order;
    std::vector<quint32> m_ranks; // of folders, people or accounts, by number
};

} // namespace Unbin
