// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/obstaclegrid.h"

#include "ui/dialogs/choicedelegate.h"
#include "ui/dialogs/conflictmodel.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/namedelegate.h"
#include "ui/dialogs/obstacletexts.h"
#include "ui/dialogs/parentmodel.h"
#include "ui/dialogs/verbbar.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace Unbin {

namespace {

QTableView *makeTable(
    const QString &objectName, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(objectName);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setEditTriggers(
        QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setTabKeyNavigation(false); // Tab leaves the table; arrows walk in it
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    // Every row is two lines high, so that 50,000 of them need no measuring.
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(2 * table->fontMetrics().lineSpacing() + 10);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(table->fontMetrics().averageCharWidth() * 6);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    return table;
}

void setWidth(QTableView *table, int column, int characters)
{
    table->setColumnWidth(column, table->fontMetrics().averageCharWidth() * characters);
}

void setChoiceColumn(QTableView *table, int column, QAbstractItemDelegate *delegate)
{
    table->setItemDelegateForColumn(column, delegate);
    const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
    table->setColumnWidth(column, table->fontMetrics().horizontalAdvance(title) + 24);
}

} // namespace

ObstacleGrid::ObstacleGrid(ObstacleChoices &choices, const AccountNames &accountName, QWidget *parent)
    : QWidget(parent)
    , m_choices(choices)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    if (choices.conflictCount() > 0)
        addConflicts(accountName);
    if (choices.missingParentCount() > 0)
        addMissingParents(accountName);
}

void ObstacleGrid::addSection(const QString &title, VerbBar *bar, QTableView *table, int stretch)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    QLabel *label = makeText(title, this);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    column->addWidget(label);
    column->addWidget(bar);
    column->addWidget(table, stretch);
    table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::NoUpdate);
}

void ObstacleGrid::addConflicts(const AccountNames &accountName)
{
    m_conflicts = new ConflictModel(m_choices, accountName, this);
    //: accessible name of a table
    m_conflictTable = makeTable(QStringLiteral("conflicts"), tr("Names that are taken"), m_conflicts, this);
    QTableView *table = m_conflictTable;
    auto *choiceDelegate = new ChoiceDelegate(table);
    for (const int column : {ConflictModel::KeepBoth, ConflictModel::Replace, ConflictModel::Skip})
        setChoiceColumn(table, column, choiceDelegate);
    table->setItemDelegateForColumn(ConflictModel::NewName, new NameDelegate(table));
    table->horizontalHeader()->setSectionResizeMode(ConflictModel::Name, QHeaderView::Stretch);
    setWidth(table, ConflictModel::Restored, 26);
    setWidth(table, ConflictModel::Standing, 26);
    setWidth(table, ConflictModel::Comparison, 18);
    setWidth(table, ConflictModel::NewName, 30);

    auto *bar = new VerbBar(table, this);
    const auto add = [&](const char *name, ConflictChoice::Verb verb) {
        bar->addVerb(QLatin1String(name), verbText(verb),
            [this, verb](const std::vector<int> &rows) { m_conflicts->choose(rows, verb); });
    };
    add("keepAll", ConflictChoice::Verb::KeepBoth);
    add("replaceAll", ConflictChoice::Verb::Replace);
    add("skipAll", ConflictChoice::Verb::Skip);
    //: heading of a table
    addSection(tr("%n name(s) are taken", nullptr, m_choices.conflictCount()), bar, table, 3);
    connect(m_conflicts, &ConflictModel::chosen, this, &ObstacleGrid::chosen);
}

void ObstacleGrid::addMissingParents(const AccountNames &accountName)
{
    m_parents = new ParentModel(m_choices, accountName, this);
    //: accessible name of a table
    QTableView *table = makeTable(QStringLiteral("missingParents"), tr("Folders that are gone"), m_parents, this);
    auto *choiceDelegate = new ChoiceDelegate(table);
    for (const int column :
        {ParentModel::Recreate, ParentModel::RestoreParent, ParentModel::OtherFolder, ParentModel::Skip})
        setChoiceColumn(table, column, choiceDelegate);
    table->horizontalHeader()->setSectionResizeMode(ParentModel::Folder, QHeaderView::Stretch);
    setWidth(table, ParentModel::Items, 34);
    setWidth(table, ParentModel::Destination, 36);

    auto *bar = new VerbBar(table, this);
    const auto add = [&](const char *name, ParentChoice::Verb verb) {
        bar->addVerb(QLatin1String(name), verbText(verb),
            [this, verb](const std::vector<int> &rows) { m_parents->choose(rows, verb); });
    };
    add("recreateAll", ParentChoice::Verb::Recreate);
    add("restoreParents", ParentChoice::Verb::RestoreParent);
    bar->addVerb(QStringLiteral("otherFolderForAll"), verbText(ParentChoice::Verb::OtherFolder),
        [this](const std::vector<int> &rows) { wantFolder(rows); });
    add("skipAllParents", ParentChoice::Verb::Skip);
    //: heading of a table
    addSection(tr("%n folder(s) are gone", nullptr, m_choices.missingParentCount()), bar, table, 2);
    connect(m_parents, &ParentModel::chosen, this, &ObstacleGrid::chosen);
    connect(m_parents, &ParentModel::folderWanted, this, [this](int row) { wantFolder({row}); });
}

void ObstacleGrid::wantFolder(const std::vector<int> &rows)
{
    // A folder belongs to one account: rows of another one are left as they are.
    std::vector<int> sameAccount;
    for (const int row : rows) {
        if (m_choices.missingParent(row).account == m_choices.missingParent(rows.front()).account)
            sameAccount.push_back(row);
    }
    Q_EMIT folderWanted(sameAccount);
}

void ObstacleGrid::setFolder(const std::vector<int> &missingParents, const ChosenFolder &folder)
{
    m_parents->setFolder(missingParents, folder);
}

void ObstacleGrid::editName(int conflict)
{
    const QModelIndex index = m_conflicts->index(conflict, ConflictModel::NewName);
    m_conflictTable->setCurrentIndex(index);
    m_conflictTable->scrollTo(index);
    m_conflictTable->edit(index);
}

} // namespace Unbin
