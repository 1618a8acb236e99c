// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/foldertreemodel.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/models/foldertreenode.h"

#include <QMimeData>

namespace Unbin {

FolderTreeModel::FolderTreeModel(
    Provider &provider, AccountId account, const QString &rootName, QObject *parent)
    : QAbstractItemModel(parent)
    , m_provider(provider)
    , m_account(std::move(account))
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_root = std::make_unique<Node>(
        LiveItem{.id = provider.rootFolder(), .kind = ItemKind::Folder, .name = rootName}, m_collator);
    m_nodes.insert(m_root->item.id, m_root.get());
}

FolderTreeModel::~FolderTreeModel() = default;

void FolderTreeModel::setRootName(const QString &name)
{
    m_root->item.name = name;
    Q_EMIT dataChanged(rootIndex(), rootIndex());
}

void FolderTreeModel::setDropHooks(DropHooks hooks)
{
    m_hooks = std::move(hooks);
}

FolderTreeModel::Node *FolderTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : nullptr;
}

QModelIndex FolderTreeModel::indexOf(const Node *node) const
{
    return createIndex(node->row, 0, node);
}

QModelIndex FolderTreeModel::indexOf(const ItemId &folder) const
{
    const Node *node = m_nodes.value(folder);
    return node ? indexOf(node) : QModelIndex();
}

FolderTreeModel::RowKind FolderTreeModel::rowKind(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node ? node->kind : RowKind::Folder;
}

std::optional<ChosenFolder> FolderTreeModel::folderAt(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    if (!node || node->kind != RowKind::Folder)
        return std::nullopt;
    return ChosenFolder{.account = m_account, .folder = node->item.id, .path = node->path()};
}

bool FolderTreeModel::canAddChildren(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node && node->kind == RowKind::Folder && node->item.canAddChildren;
}

bool FolderTreeModel::hasChildNamed(const QModelIndex &folder, const QString &name) const
{
    const Node *node = nodeAt(folder);
    const bool isCaseSensitive = m_provider.capabilities().isNameCaseSensitive;
    const QString key = clashKey(name, isCaseSensitive);
    return node && std::any_of(node->children.begin(), node->children.end(), [&](const auto &child) {
        return child->kind == RowKind::Folder && clashKey(child->item.name, isCaseSensitive) == key;
    });
}

QModelIndex FolderTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0)
        return {};
    if (!parent.isValid())
        return row == 0 ? createIndex(0, 0, m_root.get()) : QModelIndex();
    const Node *node = nodeAt(parent);
    return size_t(row) < node->children.size() ? createIndex(row, 0, node->children[size_t(row)].get())
                                               : QModelIndex();
}

QModelIndex FolderTreeModel::parent(const QModelIndex &child) const
{
    const Node *node = nodeAt(child);
    return node && node->parent ? indexOf(node->parent) : QModelIndex();
}

int FolderTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? int(nodeAt(parent)->children.size()) : 1;
}

int FolderTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool FolderTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    if (!node)
        return true;
    const bool mayHave = node->state == Node::Children::Unknown || node->state == Node::Children::Listing;
    return !node->children.empty() || (node->kind == RowKind::Folder && mayHave);
}

bool FolderTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    return node && node->kind == RowKind::Folder && node->state == Node::Children::Unknown;
}

void FolderTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeAt(parent);
    node->state = Node::Children::Listing;
    // Views may ask while they are told of other rows; ours come on a turn of their own.
    QMetaObject::invokeMethod(
        this,
        [this, id = node->item.id] {
            Node *opened = m_nodes.value(id);
            if (opened && opened->state == Node::Children::Listing && !opened->listing)
                list(opened);
        },
        Qt::QueuedConnection);
}

QVariant FolderTreeModel::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeAt(index);
    if (!node)
        return {};
    if (role == RowKindRole)
        return int(node->kind);
    return node->kind == RowKind::Folder ? folderData(node, role) : statusData(node->parent, role);
}

QVariant FolderTreeModel::folderData(const Node *node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return displayName(node->item.name);
    case Qt::DecorationRole:
        return icon(QStringLiteral("folder"));
    case Qt::ToolTipRole:
        //: tooltip of a folder in the tree
        return node->item.canAddChildren ? displayName(node->path())
                                         : tr("Nothing can be put into this folder.");
    case PathRole:
        return node->path();
    case CanAddRole:
        return node->item.canAddChildren;
    default:
        return {};
    }
}

QVariant FolderTreeModel::statusData(const Node *folder, int role) const
{
    const bool isLoading = folder->state == Node::Children::Listing;
    switch (role) {
    case Qt::DisplayRole:
        //: row of the folder tree while a folder is being listed
        return isLoading ? tr("Loading…") : errorText(*folder->error);
    case Qt::DecorationRole:
        return isLoading ? QVariant() : QVariant(icon(QStringLiteral("warning")));
    case Qt::ToolTipRole:
        //: tooltip of a row of the folder tree; %1 is a sentence that says what to do
        return isLoading
            ? QString()
            : tr("%1 Double-click or press Enter to try again.").arg(errorAdvice(*folder->error));
    case CanAddRole:
        return false;
    default:
        return {};
    }
}

Qt::ItemFlags FolderTreeModel::flags(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    if (!node)
        return Qt::NoItemFlags;
    switch (node->kind) {
    case RowKind::Folder:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable
            | (node->item.canAddChildren ? Qt::ItemIsDropEnabled : Qt::NoItemFlags);
    case RowKind::Loading:
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    case RowKind::Problem:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    }
    Q_UNREACHABLE();
}

QStringList FolderTreeModel::mimeTypes() const
{
    return m_hooks.mimeTypes;
}

bool FolderTreeModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent) const
{
    const auto folder = folderAt(parent);
    return folder && canAddChildren(parent) && m_hooks.canDrop && m_hooks.canDrop(data, *folder);
}

bool FolderTreeModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    return canDropMimeData(data, action, row, column, parent) && m_hooks.drop
        && m_hooks.drop(data, *folderAt(parent));
}

} // namespace Unbin
