// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

class Catalog;

/** What a bin is shown and sorted by. */
enum class BinColumn { Name, OriginalLocation, Deleted, DeletedBy, TimeLeft, Size, Type, Account };
constexpr int binColumnCount = 8;

struct BinOrder {
    BinColumn column = BinColumn::Deleted;
    Qt::SortOrder direction = Qt::DescendingOrder; ///< newest first

    friend bool operator==(const BinOrder &, const BinOrder &) = default;
};

/** Which rows are shown. */
struct BinFilter {
    QString text; ///< words; each must occur in the name or the original path, in any case; empty: all
    std::optional<AccountId> account; ///< one account's bin; nullopt: all bins

    friend bool operator==(const BinFilter &, const BinFilter &) = default;
};

/** Counts for the status bar. Bytes are sums of the known sizes. */
struct BinTotals {
    qint64 shownCount = 0;
    qint64 shownBytes = 0;
    qint64 allCount = 0; ///< of the filter's account or all bins, whatever the text
    qint64 allBytes = 0;

    friend bool operator==(const BinTotals &, const BinTotals &) = default;
};

/**
 * The rows of the catalog in an order and through a filter: what a list shows. Everything is worked out on a
 * worker thread from a copy of the rows; only the finished result is taken over here, and announced so that a
 * Qt model can pass it on as it is:
 *   - rows that go and come: a few ranges each, or, if they are scattered, one range after one change of
 * layout;
 *   - another order: one change of layout;
 *   - never a reset.
 * While something is being worked out the old state stays, consistent in itself; a newer wish overtakes an
 * older one. Positions count from 0 in the shown order. Main thread.
 */
class BinView : public QObject
{
    Q_OBJECT
public:
    /** The catalog must outlive the view. */
    explicit BinView(Catalog &catalog, QObject *parent = nullptr);
    ~BinView() override;

    int count() const;
    /** The rows as of the shown state; may lie a moment behind the catalog. */
    const CatalogRows &rows() const;
    RowNumber rowAt(int position) const;
    /** -1 if it is not shown. Constant time. */
    int positionOf(RowNumber row) const;
    int positionOf(const AccountId &account, const ItemId &id) const;
    AccountItem itemAt(int position) const { return rows().accountItem(rowAt(position)); }
    /** Sum of the known sizes of positions first..last. */
    qint64 sizeBytes(int first, int last) const;
    BinTotals totals() const; ///< as of the shown state

    BinOrder order() const; ///< as wished; may be under way
    void setOrder(const BinOrder &order);
    BinFilter filter() const; ///< as wished; may be under way
    void setFilter(const BinFilter &filter);
    /** What the accounts are called; needed to sort by account. */
    void setAccountLabels(const QHash<AccountId, QString> &labels);
    /** A wish or a change of the catalog is being worked out. */
    bool isArranging() const;

Q_SIGNALS:
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved();
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void layoutAboutToBeChanged();
    /** newPositions[old position] = new position. */
    void layoutChanged(const std::vector<quint32> &newPositions);
    void rowsChanged(int first, int last);
    void totalsChanged();
    /** All wishes are fulfilled and all changes shown. */
    void settled();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
