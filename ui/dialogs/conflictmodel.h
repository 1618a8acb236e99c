// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/accountnames.h"
#include "ui/dialogs/obstaclechoices.h"

#include <QAbstractTableModel>

namespace Unbin {

/** The names that are taken, a row each: both sides, how they compare, and a column per verb with a round
   mark (Qt::CheckStateRole). A thin view of ObstacleChoices, which must outlive it; data() is constant time.
 */
class ConflictModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Restored, Standing, Comparison, KeepBoth, NewName, Replace, Skip, ColumnCount };

    ConflictModel(ObstacleChoices &choices, AccountNames accountName, QObject *parent = nullptr);

    static std::optional<ConflictChoice::Verb> verbOf(int column);
    void choose(const std::vector<int> &rows, ConflictChoice::Verb verb);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosen(); ///< any choice or name changed

private:
    QString text(int row, Column column) const;
    QVariant verbData(int row, ConflictChoice::Verb verb, int role) const;
    QVariant nameData(int row, int role) const;
    QVariant newNameData(int row, int role) const;
    void announce(int firstRow, int lastRow);

    ObstacleChoices &m_choices;
    AccountNames m_accountName;
};

} // namespace Unbin
