// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/receipt.h"
#include "ui/dialogs/accountnames.h"

#include <QAbstractTableModel>

#include <optional>

namespace Unbin {

/** The lines of a receipt, those of one outcome or all; folders that came back along with them stand at the
   end. A thin view of the receipt, which must outlive it; data() is constant time. */
class ReceiptModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Outcome, Name, Account, Result, Advice, ColumnCount };

    ReceiptModel(const Receipt &receipt, AccountNames accountName, QObject *parent = nullptr);

    /** nullopt: all. */
    void setFilter(std::optional<ReceiptLine::Outcome> outcome);
    const ReceiptLine &line(int row) const { return *m_shown[size_t(row)]; }
    bool hasSeveralAccounts() const { return m_hasSeveralAccounts; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString text(const ReceiptLine &line, Column column) const;

    const Receipt &m_receipt;
    AccountNames m_accountName;
    std::vector<const ReceiptLine *> m_shown;
    bool m_hasSeveralAccounts = false;
};

} // namespace Unbin
