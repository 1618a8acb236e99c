// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/accountnames.h"
#include "ui/dialogs/obstaclechoices.h"

#include <QAbstractTableModel>

namespace Unbin {

/** The folders that are gone, a row each: what came from them, a column per verb with a round mark, and where
   their items go then. A thin view of ObstacleChoices, which must outlive it; data() is constant time. */
class ParentModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Folder, Items, Recreate, RestoreParent, OtherFolder, Skip, Destination, ColumnCount };

    ParentModel(ObstacleChoices &choices, AccountNames accountName, QObject *parent = nullptr);

    static std::optional<ParentChoice::Verb> verbOf(int column);
    void choose(const std::vector<int> &rows, ParentChoice::Verb verb);
    void setFolder(const std::vector<int> &rows, const ChosenFolder &folder);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosen(); ///< any choice changed
    /** "Other folder" was chosen in this row by hand: a folder must be asked for. */
    void folderWanted(int row);

private:
    QString text(int row, Column column) const;
    QVariant verbData(int row, ParentChoice::Verb verb, int role) const;
    void announce(const std::vector<int> &rows);

    ObstacleChoices &m_choices;
    AccountNames m_accountName;
};

} // namespace Unbin
