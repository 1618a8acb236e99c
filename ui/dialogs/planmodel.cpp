// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/planmodel.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"

namespace Unbin {

namespace {

using V = ReviewRow::Verdict;

bool isNotable(const ReviewRow &row)
{
    const bool isPlain = row.verdict == V::Goes || row.verdict == V::Unchanged || row.verdict == V::Waits;
    return !isPlain || !row.isIncluded || row.replaces || row.name != row.item.item.name;
}

QString iconFor(const ReviewRow &row)
{
    switch (row.verdict) {
    case V::Impossible:
    case V::Unseen:
        return QStringLiteral("error");
    case V::Changed:
    case V::Moved:
        return QStringLiteral("warning");
    case V::AlreadyThere:
    case V::AlreadyGone:
        return QStringLiteral("skip");
    case V::Goes:
    case V::Waits:
    case V::Unchanged:
    case V::MadeFolder:
        return row.isIncluded ? QStringLiteral("check") : QStringLiteral("skip");
    }
    Q_UNREACHABLE();
}

} // namespace

QString verdictText(const ReviewRow &row)
{
    switch (row.verdict) {
    case V::Goes:
        if (!row.isIncluded)
            return PlanModel::tr("Stays in the bin", "verdict in a plan");
        return row.replaces ? PlanModel::tr("Restored; what stands there goes to the bin", "verdict in a plan")
                            : PlanModel::tr("Restored", "verdict in a plan");
    case V::Waits:
        return PlanModel::tr("Restored once its folder is back", "verdict in a plan");
    case V::AlreadyThere:
        return PlanModel::tr("The same content is there already", "verdict in a plan");
    case V::Impossible:
        return row.error ? errorText(*row.error) : PlanModel::tr("Can't be restored", "verdict in a plan");
    case V::Unchanged:
        if (!row.isIncluded)
            return PlanModel::tr("Stays where it is", "verdict in a plan");
        return row.replaces ? PlanModel::tr("Back into the bin; what it replaced comes back", "verdict in a plan")
                            : PlanModel::tr("Back into the bin", "verdict in a plan");
    case V::Moved:
        return PlanModel::tr("Was moved or renamed since", "verdict in a plan");
    case V::Changed:
        return PlanModel::tr("Was changed since", "verdict in a plan");
    case V::AlreadyGone:
        return PlanModel::tr("Is not there any more", "verdict in a plan");
    case V::Unseen:
        return PlanModel::tr("Could not be looked at", "verdict in a plan");
    case V::MadeFolder:
        return PlanModel::tr("Made for the restore; goes if it is empty", "verdict in a plan");
    }
    Q_UNREACHABLE();
}

PlanModel::PlanModel(PlanReview &review, AccountNames accountName, QObject *parent)
    : QAbstractTableModel(parent)
    , m_review(&review)
    , m_accountName(std::move(accountName))
{
    filter();
    for (int row = 1; row < review.rowCount() && !m_hasSeveralAccounts; ++row)
        m_hasSeveralAccounts = review.row(row).item.account != review.row(0).item.account;
    connect(&review, &PlanReview::changed, this, [this] {
        // The rows stay the same: one that is not notable any more is still looked at.
        if (!m_shown.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void PlanModel::filter()
{
    m_shown.clear();
    for (int row = 0; m_review && row < m_review->rowCount(); ++row) {
        if (!m_isOnlyNotable || isNotable(m_review->row(row)))
            m_shown.push_back(row);
    }
}

void PlanModel::setOnlyNotable(bool isOnly)
{
    beginResetModel();
    m_isOnlyNotable = isOnly;
    filter();
    endResetModel();
}

std::vector<int> PlanModel::reviewRows(const std::vector<int> &rows) const
{
    std::vector<int> behind;
    behind.reserve(rows.size());
    for (const int row : rows)
        behind.push_back(m_shown[size_t(row)]);
    return behind;
}

ReviewRow PlanModel::row(int row) const
{
    return m_review ? m_review->row(m_shown[size_t(row)]) : ReviewRow();
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const bool isUndo = m_review && m_review->kind() == Receipt::Kind::Undo;
    switch (Column(section)) {
    case Name:
        return tr("Name", "column of a plan");
    case Verdict:
        return tr("What Happens", "column of a plan");
    case Folder:
        return isUndo ? tr("Is In", "column of a plan: a folder") : tr("Goes To", "column of a plan: a folder");
    case NewName:
        return isUndo ? tr("As", "column of a plan: a name") : tr("Under the Name", "column of a plan");
    case Account:
        return tr("Account", "column of a plan");
    case ColumnCount:
        break;
    }
    return {};
}

QString PlanModel::text(const ReviewRow &row, Column column) const
{
    switch (column) {
    case Name:
        return displayName(row.item.item.name);
    case Verdict:
        return verdictText(row);
    case Folder:
        return displayName(row.folderPath);
    case NewName:
        return displayName(row.name);
    case Account:
        return m_accountName(row.item.account);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!m_review || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReviewRow about = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(about, Column(index.column()));
    case Qt::ToolTipRole:
        return text(about, Column(index.column())).toHtmlEscaped();
    case Qt::EditRole:
        return index.column() == NewName ? QVariant(about.name) : QVariant();
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(about.isIncluded ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        if (index.column() == Name)
            return icon(typeIconName(about.item.item.kind, about.item.item.name));
        return index.column() == Verdict ? QVariant(icon(iconFor(about))) : QVariant();
    default:
        return {};
    }
}

bool PlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!m_review || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const int behind = m_shown[size_t(index.row())];
    if (index.column() == Name && role == Qt::CheckStateRole) {
        m_review->setIncluded({behind}, value.toInt() == Qt::Checked);
        return true;
    }
    if (index.column() == NewName && role == Qt::EditRole && !value.toString().isEmpty()) {
        if (value.toString() != m_review->row(behind).name)
            m_review->setName(behind, value.toString());
        return true;
    }
    return false;
}

Qt::ItemFlags PlanModel::flags(const QModelIndex &index) const
{
    if (!m_review || !index.isValid())
        return Qt::NoItemFlags;
    const ReviewRow about = row(index.row());
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Name && about.canChange)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == NewName && about.canRename)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace Unbin
