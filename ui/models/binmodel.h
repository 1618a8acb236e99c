// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>
#include <QIcon>
#include <QItemSelection>

#include <functional>
#include <vector>

namespace Unbin {

/**
 * A bin as a table: a thin face over a BinView, which sorts, filters and announces. One row per shown item,
 * the columns of BinColumn in their order. data() takes constant time and reads memory only. Never resets.
 *
 * Roles:
 *   DisplayRole         text as shown; names and paths through displayName()
 *   DecorationRole      Name: the type's icon
 *   ToolTipRole         Name: whole name, a warning about hidden characters, the remark; OriginalLocation:
 * whole path; Deleted and TimeLeft: the exact instant; Size: exact bytes. Plain text. TextAlignmentRole Size:
 * to the right AccessibleTextRole  what a screen reader says: the column's text, with words where DisplayRole
 * has a dash; Name: with the type RestorabilityRole   int(Restorability), for painting what can't be restored
 * in place RemarkRole          int(Remark), for painting a mark
 */
class BinModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { RestorabilityRole = Qt::UserRole + 1, RemarkRole };
    /** What the model has to ask others for. Called on the main thread, often: must be quick. */
    struct Surroundings {
        std::function<QString(const AccountId &)> accountLabel; ///< raw
        std::function<QDateTime()> now; ///< UTC
    };

    /** The view must outlive the model. */
    BinModel(BinView &view, Surroundings surroundings, QObject *parent = nullptr);

    BinView &view() const { return m_view; }
    /** The item of a row, as the provider told it. */
    AccountItem itemAt(int row) const { return m_view.itemAt(row); }
    /** The items of a selection, in shown order, each once. Works on ranges: fine for 100,000 rows. */
    std::vector<AccountItem> itemsOf(const QItemSelection &selection) const;
    /** Index of an item in the Name column; invalid if it is not shown. Constant time. */
    QModelIndex indexOf(const AccountId &account, const ItemId &id) const;

    /** What is left of the time until the purge has changed: call once a minute. */
    void updateTimeLeft();
    /** An account is called otherwise now. */
    void updateAccountLabels();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /** Hands the wish to the view; the rows follow when they are sorted. */
    void sort(int column, Qt::SortOrder order) override;

    /** Rows are dragged as DraggedItems (draggeditems.h). */
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    /** The same for a selection: ranges instead of single indexes; a view with many rows calls this. */
    QMimeData *mimeDataOf(const QItemSelection &selection) const;
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction; }

private:
    QString displayText(RowNumber row, BinColumn column) const;
    QString accountLabel(RowNumber row) const;
    const QIcon &typeIcon(RowNumber row) const;
    QVariant alignment(BinColumn column) const;
    void changed(BinColumn column);
    QString toolTip(RowNumber row, BinColumn column) const;
    QString spokenText(RowNumber row, BinColumn column) const;
    void forwardChanges();

    BinView &m_view;
    Surroundings m_surroundings;
    mutable QHash<QString, QIcon> m_icons; // by name: made once per type, not once per cell
};

} // namespace Unbin
