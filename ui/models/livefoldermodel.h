// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QAbstractTableModel>

#include <vector>

namespace Unbin {

/**
 * The children of one live folder, folders before everything else. Filled by its owner as pages arrive; pages
 * are put behind what is there and the order is made once, at the end: then rows don't jump below the pointer
 * while it loads.
 *
 * data() is constant time. Sorting is O(n log n) on the main thread: 0.1 s for a folder of 100,000. */
class LiveFolderModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Modified, Size, Type, ColumnCount };

    explicit LiveFolderModel(QObject *parent = nullptr);

    /** All rows at once, put into the chosen order. */
    void setItems(std::vector<LiveItem> items);
    void append(std::vector<LiveItem> &&page);
    /** No more pages come: puts the rows into the chosen order. */
    void finishLoading();

    /** The row's item; the row must exist. */
    const LiveItem &item(int row) const { return m_rows[size_t(row)]; }
    /** Row of the item, -1 if it is not there. Linear. */
    int rowOf(const ItemId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /** DisplayRole, DecorationRole, TextAlignmentRole, ToolTipRole (names with hidden characters, long
     * names). */
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /** Only so that a view marks the row below a drag; what is dropped goes to its DropTarget. */
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    void sort(int column, Qt::SortOrder order) override;

private:
    QString text(const LiveItem &item, int column) const;
    void reorder();

    std::vector<LiveItem> m_rows;
    int m_sortColumn = Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace Unbin
