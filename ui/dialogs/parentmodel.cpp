// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/parentmodel.h"

#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/dialogs/obstacletexts.h"

namespace Unbin {

using ParentVerb = ParentChoice::Verb;

ParentModel::ParentModel(ObstacleChoices &choices, AccountNames accountName, QObject *parent)
    : QAbstractTableModel(parent)
    , m_choices(choices)
    , m_accountName(std::move(accountName))
{ }

std::optional<ParentVerb> ParentModel::verbOf(int column)
{
    switch (column) {
    case Recreate:
        return ParentVerb::Recreate;
    case RestoreParent:
        return ParentVerb::RestoreParent;
    case OtherFolder:
        return ParentVerb::OtherFolder;
    case Skip:
        return ParentVerb::Skip;
    default:
        return std::nullopt;
    }
}

void ParentModel::choose(const std::vector<int> &rows, ParentVerb verb)
{
    for (const int row : rows)
        m_choices.choose(row, verb);
    announce(rows);
}

void ParentModel::setFolder(const std::vector<int> &rows, const ChosenFolder &folder)
{
    for (const int row : rows)
        m_choices.setFolder(row, folder);
    announce(rows);
}

void ParentModel::announce(const std::vector<int> &rows)
{
    if (rows.empty())
        return;
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    Q_EMIT dataChanged(index(*first, Recreate), index(*last, Destination));
    Q_EMIT chosen();
}

int ParentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_choices.missingParentCount();
}

int ParentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ParentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && verbOf(section))
        return int(Qt::AlignCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Folder:
        return tr("Folder That Is Gone", "column");
    case Items:
        return tr("Came From It", "column");
    case Destination:
        return tr("Goes To", "column");
    case Recreate:
    case RestoreParent:
    case OtherFolder:
    case Skip:
        return verbText(*verbOf(section));
    case ColumnCount:
        break;
    }
    return {};
}

QString ParentModel::text(int row, Column column) const
{
    const MissingParent &missing = m_choices.missingParent(row);
    switch (column) {
    case Folder:
        return m_choices.hasSeveralAccounts() ? missingFolderText(missing) + u'\n' + m_accountName(missing.account)
                                              : missingFolderText(missing);
    case Items:
        return missingItemsText(missing);
    case Destination:
        return destinationText(missing, m_choices.parentChoice(row));
    case Recreate:
    case RestoreParent:
    case OtherFolder:
    case Skip:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ParentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const auto verb = verbOf(index.column()))
        return verbData(index.row(), *verb, role);
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), Column(index.column()));
    case Qt::DecorationRole:
        return index.column() == Folder ? QVariant(icon(QStringLiteral("folder"))) : QVariant();
    case Qt::ToolTipRole: {
        const QString remark = remarkText(m_choices.missingParent(index.row()).remark);
        return remark.isEmpty() ? text(index.row(), Column(index.column())).toHtmlEscaped() : remark;
    }
    default:
        return {};
    }
}

QVariant ParentModel::verbData(int row, ParentVerb verb, int role) const
{
    const bool isChosen = m_choices.parentChoice(row).verb == verb;
    switch (role) {
    case Qt::CheckStateRole:
        return isChosen ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return m_choices.canChoose(row, verb) ? QString() : refusalText(verb);
    case Qt::AccessibleTextRole:
        //: a cell as a screen reader says it; %1 is a verb such as "Recreate"
        return isChosen ? tr("%1, chosen").arg(verbText(verb)) : verbText(verb);
    default:
        return {};
    }
}

bool ParentModel::setData(const QModelIndex &index, const QVariant &, int role)
{
    const auto verb = verbOf(index.column());
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !verb || role != Qt::CheckStateRole
        || !m_choices.canChoose(index.row(), *verb))
        return false;
    if (*verb == ParentVerb::OtherFolder)
        Q_EMIT folderWanted(index.row());
    else
        choose({index.row()}, *verb);
    return true;
}

Qt::ItemFlags ParentModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const auto verb = verbOf(index.column());
    return verb && m_choices.canChoose(index.row(), *verb) ? plain | Qt::ItemIsUserCheckable : plain;
}

} // namespace Unbin
