// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/conflictmodel.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/obstacletexts.h"

namespace Unbin {

using Verb = ConflictChoice::Verb;

ConflictModel::ConflictModel(ObstacleChoices &choices, AccountNames accountName, QObject *parent)
    : QAbstractTableModel(parent)
    , m_choices(choices)
    , m_accountName(std::move(accountName))
{ }

std::optional<Verb> ConflictModel::verbOf(int column)
{
    switch (column) {
    case KeepBoth:
        return Verb::KeepBoth;
    case Replace:
        return Verb::Replace;
    case Skip:
        return Verb::Skip;
    default:
        return std::nullopt;
    }
}

void ConflictModel::choose(const std::vector<int> &rows, Verb verb)
{
    if (rows.empty())
        return;
    for (const int row : rows)
        m_choices.choose(row, verb);
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    announce(*first, *last);
}

void ConflictModel::announce(int firstRow, int lastRow)
{
    Q_EMIT dataChanged(index(firstRow, KeepBoth), index(lastRow, Skip));
    // A name that is set or freed in one row may make the same name right or wrong in any other.
    Q_EMIT dataChanged(index(0, NewName), index(rowCount() - 1, NewName));
    Q_EMIT chosen();
}

int ConflictModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_choices.conflictCount();
}

int ConflictModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConflictModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && verbOf(section))
        return int(Qt::AlignCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name", "column");
    case Restored:
        return tr("To Restore", "column: facts about the item in the bin");
    case Standing:
        return tr("Already There", "column: facts about the item in the way");
    case Comparison:
        return tr("Contents", "column: how two items compare");
    case NewName:
        return tr("Restore As", "column: the name under which both are kept");
    case KeepBoth:
    case Replace:
    case Skip:
        return verbText(*verbOf(section));
    case ColumnCount:
        break;
    }
    return {};
}

QString ConflictModel::text(int row, Column column) const
{
    const NameConflict &conflict = m_choices.conflict(row);
    const auto twoLines = [](const SideFacts &facts) {
        return facts.size + u'\n' + facts.time;
    };
    switch (column) {
    case Name: {
        const QString path = displayName(conflict.folderPath);
        const QString place = m_choices.hasSeveralAccounts()
            //: second line of a row: %1 is an account, %2 a path
            ? tr("%1: %2").arg(m_accountName(conflict.item.account), path)
            : path;
        return displayName(conflict.wantedName) + u'\n' + place;
    }
    case Restored:
        return twoLines(factsOfRestored(conflict));
    case Standing:
        return conflict.inTheWay ? twoLines(factsOfStanding(conflict)) : factsOfStanding(conflict).type;
    case Comparison:
        return comparisonText(conflict);
    case NewName:
        return m_choices.conflictVerb(row) == Verb::KeepBoth ? displayName(m_choices.name(row)) : QString();
    case KeepBoth:
    case Replace:
    case Skip:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ConflictModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const auto verb = verbOf(index.column()))
        return verbData(index.row(), *verb, role);
    if (role == Qt::DisplayRole)
        return text(index.row(), Column(index.column()));
    if (index.column() == Name)
        return nameData(index.row(), role);
    if (index.column() == NewName)
        return newNameData(index.row(), role);
    return role == Qt::ToolTipRole && index.column() == Comparison ? comparisonSentence(m_choices.conflict(index.row()))
                                                                   : QVariant();
}

QVariant ConflictModel::nameData(int row, int role) const
{
    const NameConflict &conflict = m_choices.conflict(row);
    if (role == Qt::DecorationRole)
        return icon(typeIconName(conflict.item.item.kind, conflict.wantedName));
    return role == Qt::ToolTipRole ? text(row, Name).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
                                   : QVariant();
}

QVariant ConflictModel::newNameData(int row, int role) const
{
    const NameProblem problem = m_choices.nameProblem(row);
    switch (role) {
    case Qt::EditRole:
        return m_choices.name(row);
    case Qt::DecorationRole:
        return problem == NameProblem::None ? QVariant() : QVariant(icon(QStringLiteral("warning")));
    case Qt::ToolTipRole:
        return problem == NameProblem::None ? text(row, NewName).toHtmlEscaped() : nameProblemText(problem);
    case Qt::AccessibleDescriptionRole:
        return nameProblemText(problem);
    default:
        return {};
    }
}

QVariant ConflictModel::verbData(int row, Verb verb, int role) const
{
    const bool isChosen = m_choices.conflictVerb(row) == verb;
    const bool isPossible = m_choices.canChoose(row, verb);
    switch (role) {
    case Qt::CheckStateRole:
        return isChosen ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return isPossible ? QString() : refusalText(verb);
    case Qt::AccessibleTextRole:
        //: a cell as a screen reader says it; %1 is a verb such as "Keep Both"
        return isChosen ? tr("%1, chosen").arg(verbText(verb)) : verbText(verb);
    default:
        return {};
    }
}

bool ConflictModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const auto verb = verbOf(index.column());
    if (verb && role == Qt::CheckStateRole && m_choices.canChoose(index.row(), *verb)) {
        choose({index.row()}, *verb);
        return true;
    }
    if (index.column() == NewName && role == Qt::EditRole && m_choices.canChoose(index.row(), Verb::KeepBoth)) {
        m_choices.setName(index.row(), value.toString());
        announce(index.row(), index.row());
        return true;
    }
    return false;
}

Qt::ItemFlags ConflictModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (const auto verb = verbOf(index.column())) {
        return m_choices.canChoose(index.row(), *verb) ? plain | Qt::ItemIsUserCheckable : plain;
    }
    if (index.column() == NewName && m_choices.canChoose(index.row(), Verb::KeepBoth))
        return plain | Qt::ItemIsEditable;
    return plain;
}

} // namespace Unbin
