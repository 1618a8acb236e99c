// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/binmodel.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/models/draggeditems.h"

#include <algorithm>

namespace Unbin {

namespace {

/** Stands where nothing is known; reads better than an empty cell. */
const QString dash = QStringLiteral("\u2013");

/** The rows of a selection, ascending, each once. */
std::vector<int> rowsOf(const QItemSelection &selection)
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); range.isValid() && row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QMimeData *carryRows(const BinView &view, const std::vector<int> &rows)
{
    if (rows.empty())
        return nullptr;
    std::vector<RowNumber> numbers;
    numbers.reserve(rows.size());
    for (const int row : rows)
        numbers.push_back(view.rowAt(row));
    return DraggedItems::carry(view.rows(), std::move(numbers));
}

} // namespace

BinModel::BinModel(BinView &view, Surroundings surroundings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_view(view)
    , m_surroundings(std::move(surroundings))
{
    forwardChanges();
}

void BinModel::forwardChanges()
{
    connect(&m_view, &BinView::rowsAboutToBeRemoved, this,
        [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&m_view, &BinView::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&m_view, &BinView::rowsAboutToBeInserted, this,
        [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&m_view, &BinView::rowsInserted, this, [this] { endInsertRows(); });
    connect(&m_view, &BinView::rowsChanged, this,
        [this](int first, int last) { Q_EMIT dataChanged(index(first, 0), index(last, binColumnCount - 1)); });
    connect(&m_view, &BinView::layoutAboutToBeChanged, this,
        [this] { Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint); });
    connect(&m_view, &BinView::layoutChanged, this, [this](const std::vector<quint32> &newPositions) {
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &old : before)
            after.append(index(int(newPositions[size_t(old.row())]), old.column()));
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    });
}

std::vector<AccountItem> BinModel::itemsOf(const QItemSelection &selection) const
{
    const std::vector<int> rows = rowsOf(selection);
    std::vector<AccountItem> items;
    items.reserve(rows.size());
    for (const int row : rows)
        items.push_back(itemAt(row));
    return items;
}

QModelIndex BinModel::indexOf(const AccountId &account, const ItemId &id) const
{
    const int position = m_view.positionOf(account, id);
    return position < 0 ? QModelIndex() : index(position, int(BinColumn::Name));
}

void BinModel::updateTimeLeft()
{
    changed(BinColumn::TimeLeft);
}

void BinModel::updateAccountLabels()
{
    changed(BinColumn::Account);
}

void BinModel::changed(BinColumn column)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, int(column)), index(rowCount() - 1, int(column)));
}

int BinModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_view.count();
}

int BinModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : binColumnCount;
}

QVariant BinModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RowNumber row = m_view.rowAt(index.row());
    const auto column = BinColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::DecorationRole:
        return column == BinColumn::Name ? QVariant(typeIcon(row)) : QVariant();
    case Qt::ToolTipRole: {
        const QString text = toolTip(row, column);
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::AccessibleTextRole:
        return spokenText(row, column);
    case RestorabilityRole:
        return int(m_view.rows().restorability(row));
    case RemarkRole:
        return int(m_view.rows().remark(row));
    default:
        return {};
    }
}

QString BinModel::displayText(RowNumber row, BinColumn column) const
{
    const CatalogRows &rows = m_view.rows();
    switch (column) {
    case BinColumn::Name:
        return displayName(rows.name(row));
    case BinColumn::OriginalLocation: {
        const QString path = rows.originalPath(row);
        return path.isEmpty() ? dash : displayName(path);
    }
    case BinColumn::Deleted:
        return instantText(rows.deletedAt(row));
    case BinColumn::DeletedBy: {
        const QString person = rows.deletedBy(row);
        return person.isEmpty() ? dash : displayName(person);
    }
    case BinColumn::TimeLeft: {
        const QString left = timeLeftText(rows.purgeAt(row), rows.isPurgeEstimated(row), m_surroundings.now());
        return left.isEmpty() ? dash : left;
    }
    case BinColumn::Size:
        return sizeText(rows.sizeBytes(row));
    case BinColumn::Type:
        return displayName(typeText(rows.kind(row), rows.name(row)));
    case BinColumn::Account:
        return accountLabel(row);
    }
    return {};
}

QString BinModel::toolTip(RowNumber row, BinColumn column) const
{
    const CatalogRows &rows = m_view.rows();
    switch (column) {
    case BinColumn::Name: {
        QStringList lines{displayName(rows.name(row))};
        if (hasHiddenCharacters(rows.name(row))) {
            //: tool tip of a name in the list of trashed items
            lines += tr("The name holds invisible characters; they are shown as symbols.");
        }
        if (const QString remark = remarkText(rows.remark(row)); !remark.isEmpty())
            lines += remark;
        return lines.join(u'\n');
    }
    case BinColumn::OriginalLocation:
        return displayName(rows.originalPath(row));
    case BinColumn::Deleted:
        return rows.deletedAt(row).isValid() ? exactInstantText(rows.deletedAt(row)) : QString();
    case BinColumn::TimeLeft:
        return rows.purgeAt(row).isValid() ? exactInstantText(rows.purgeAt(row)) : QString();
    case BinColumn::Size:
        return rows.sizeBytes(row) >= 0 ? exactSizeText(rows.sizeBytes(row)) : QString();
    case BinColumn::DeletedBy:
    case BinColumn::Type:
    case BinColumn::Account:
        break;
    }
    return {};
}

QString BinModel::spokenText(RowNumber row, BinColumn column) const
{
    const QString text = displayText(row, column);
    if (text == dash) {
        //: read out by a screen reader where the list of trashed items shows a dash
        return tr("unknown");
    }
    if (column != BinColumn::Name)
        return text;
    const QString remark = remarkText(m_view.rows().remark(row));
    const QString type = displayText(row, BinColumn::Type);
    //: read out by a screen reader for an item: name, type
    const QString named = tr("%1, %2").arg(text, type);
    //: the same for an item with a remark: "name, type" and the remark
    return remark.isEmpty() ? named : tr("%1. %2").arg(named, remark);
}

QString BinModel::accountLabel(RowNumber row) const
{
    return displayName(m_surroundings.accountLabel(m_view.rows().account(row)));
}

const QIcon &BinModel::typeIcon(RowNumber row) const
{
    const QString name = typeIconName(m_view.rows().kind(row), m_view.rows().name(row));
    auto found = m_icons.find(name);
    if (found == m_icons.end())
        found = m_icons.insert(name, icon(name));
    return *found;
}

QVariant BinModel::alignment(BinColumn column) const
{
    return column == BinColumn::Size ? QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter))
                                     : QVariant();
}

QVariant BinModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= binColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(BinColumn(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (BinColumn(section)) {
    case BinColumn::Name:
        return tr("Name", "column of the list of trashed items");
    case BinColumn::OriginalLocation:
        return tr("Original location", "column of the list of trashed items");
    case BinColumn::Deleted:
        return tr("Deleted", "column of the list of trashed items: when");
    case BinColumn::DeletedBy:
        return tr("Deleted by", "column of the list of trashed items");
    case BinColumn::TimeLeft:
        return tr("Time left", "column of the list of trashed items: until it is deleted for good");
    case BinColumn::Size:
        return tr("Size", "column of the list of trashed items");
    case BinColumn::Type:
        return tr("Type", "column of the list of trashed items");
    case BinColumn::Account:
        return tr("Account", "column of the list of trashed items");
    }
    return {};
}

Qt::ItemFlags BinModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = QAbstractTableModel::flags(index);
    return index.isValid() ? base | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : base;
}

void BinModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < binColumnCount)
        m_view.setOrder({BinColumn(column), order});
}

QStringList BinModel::mimeTypes() const
{
    return {DraggedItems::mimeType()};
}

QMimeData *BinModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<int> rows;
    rows.reserve(size_t(indexes.size()));
    for (const QModelIndex &index : indexes)
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return carryRows(m_view, rows);
}

QMimeData *BinModel::mimeDataOf(const QItemSelection &selection) const
{
    return carryRows(m_view, rowsOf(selection));
}

} // namespace Unbin
