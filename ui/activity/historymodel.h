// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchrecord.h"

#include <QAbstractTableModel>

namespace Unbin {

/** Finished jobs of this and earlier runs, newest first. */
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, Result, When, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHistory(std::vector<BatchSummary> history);
    const BatchSummary &batch(int row) const { return m_history[size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<BatchSummary> m_history;
};

} // namespace Unbin
