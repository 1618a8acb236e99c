// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/livefoldermodel.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/models/draggeditems.h"

#include <QCollator>

#include <algorithm>
#include <numeric>

namespace Unbin {

LiveFolderModel::LiveFolderModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void LiveFolderModel::setItems(std::vector<LiveItem> items)
{
    beginResetModel();
    m_rows = std::move(items);
    endResetModel();
    reorder();
}

void LiveFolderModel::append(std::vector<LiveItem> &&page)
{
    if (page.empty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + page.size()) - 1);
    std::move(page.begin(), page.end(), std::back_inserter(m_rows));
    endInsertRows();
}

void LiveFolderModel::finishLoading()
{
    reorder();
}

int LiveFolderModel::rowOf(const ItemId &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const LiveItem &item) { return item.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int LiveFolderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LiveFolderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LiveFolderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LiveItem &item = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(item, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(icon(typeIconName(item.kind, item.name))) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return index.column() == Name ? displayName(item.name).toHtmlEscaped() : QVariant();
    default:
        return {};
    }
}

QString LiveFolderModel::text(const LiveItem &item, int column) const
{
    switch (column) {
    case Name:
        return displayName(item.name);
    case Modified:
        return instantText(item.modifiedAt);
    case Size:
        return item.kind == ItemKind::Folder && item.sizeBytes < 0 ? QString() : sizeText(item.sizeBytes);
    case Type:
        return typeText(item.kind, item.name);
    default:
        return {};
    }
}

QVariant LiveFolderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name", "column of a folder");
    case Modified:
        return tr("Modified", "column of a folder");
    case Size:
        return tr("Size", "column of a folder");
    case Type:
        return tr("Type", "column of a folder");
    default:
        return {};
    }
}

Qt::ItemFlags LiveFolderModel::flags(const QModelIndex &index) const
{
    // Every row takes a drop: on a file it means the folder that is shown.
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDropEnabled : flags;
}

QStringList LiveFolderModel::mimeTypes() const
{
    return {DraggedItems::mimeType()};
}

void LiveFolderModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    reorder();
}

void LiveFolderModel::reorder()
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const auto less = [&](size_t left, size_t right) {
        const LiveItem &a = m_rows[left];
        const LiveItem &b = m_rows[right];
        if ((a.kind == ItemKind::Folder) != (b.kind == ItemKind::Folder))
            return a.kind == ItemKind::Folder;
        int order = 0;
        if (m_sortColumn == Modified && a.modifiedAt != b.modifiedAt)
            order = a.modifiedAt < b.modifiedAt ? -1 : 1;
        else if (m_sortColumn == Size && a.sizeBytes != b.sizeBytes)
            order = a.sizeBytes < b.sizeBytes ? -1 : 1;
        else if (m_sortColumn == Type)
            order = collator.compare(typeText(a.kind, a.name), typeText(b.kind, b.name));
        if (order == 0)
            order = collator.compare(a.name, b.name);
        return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
    };
    std::vector<size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), less);

    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<LiveItem> sorted;
    sorted.reserve(m_rows.size());
    std::vector<int> newRow(m_rows.size());
    for (size_t row = 0; row < order.size(); ++row) {
        newRow[order[row]] = int(row);
        sorted.push_back(std::move(m_rows[order[row]]));
    }
    m_rows = std::move(sorted);
    const auto persistent = persistentIndexList();
    for (const QModelIndex &old : persistent)
        changePersistentIndex(old, index(newRow[size_t(old.row())], old.column()));
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace Unbin
