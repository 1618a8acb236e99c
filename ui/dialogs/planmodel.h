// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/review.h"
#include "ui/dialogs/accountnames.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace Unbin {

/** The rows of a plan before it runs: what goes (Qt::CheckStateRole of Name), where, under which name, and what is to be
    known about it. A thin view of the review; edits go to it and come back as changes. data() is constant time. */
class PlanModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Verdict, Folder, NewName, Account, ColumnCount };

    PlanModel(PlanReview &review, AccountNames accountName, QObject *parent = nullptr);

    /** Only rows that need a look: all but those that simply go. */
    void setOnlyNotable(bool isOnly);
    /** The review's rows behind rows of this model. */
    std::vector<int> reviewRows(const std::vector<int> &rows) const;
    ReviewRow row(int row) const;
    bool hasSeveralAccounts() const { return m_hasSeveralAccounts; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void filter();
    QString text(const ReviewRow &row, Column column) const;

    QPointer<PlanReview> m_review;
    AccountNames m_accountName;
    std::vector<int> m_shown;
    bool m_isOnlyNotable = false;
    bool m_hasSeveralAccounts = false;
};

/** What is to be known about a row, in a few words. */
QString verdictText(const ReviewRow &row);

} // namespace Unbin
