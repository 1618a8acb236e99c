// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/accountnames.h"
#include "ui/dialogs/obstaclechoices.h"

#include <QWidget>

class QTableView;

namespace Unbin {

class ConflictModel;
class ParentModel;
class VerbBar;

/**
 * Many obstacles: a table of taken names and a table of folders that are gone, each with the verbs above it.
 * The verbs act on the selected rows, or on all while fewer than two are selected. The choices must outlive
 * it.
 */
class ObstacleGrid : public QWidget
{
    Q_OBJECT
public:
    ObstacleGrid(ObstacleChoices &choices, const AccountNames &accountName, QWidget *parent = nullptr);

    void setFolder(const std::vector<int> &missingParents, const ChosenFolder &folder);
    /** Brings a row into view whose name can't be taken, ready to type another. */
    void editName(int conflict);

Q_SIGNALS:
    void chosen(); ///< any choice changed
    /** All rows are of one account. */
    void folderWanted(const std::vector<int> &missingParents);

private:
    void addConflicts(const AccountNames &accountName);
    void addMissingParents(const AccountNames &accountName);
    void addSection(const QString &title, VerbBar *bar, QTableView *table, int stretch);
    void wantFolder(const std::vector<int> &rows);

    ObstacleChoices &m_choices;
    ConflictModel *m_conflicts = nullptr;
    QTableView *m_conflictTable = nullptr;
    ParentModel *m_parents = nullptr;
};

} // namespace Unbin
