// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sidebarmodel.h"

#include "core/domain/names.h"
#include "core/providers/providerset.h"
#include "ui/base/icons.h"
#include "ui/models/draggeditems.h"
#include "ui/views/sidebarnode.h"

#include <algorithm>

namespace Unbin {

SidebarModel::SidebarModel(ProviderSet &providers, QObject *parent)
    : QAbstractItemModel(parent)
    , m_providers(providers)
    , m_root(std::make_unique<Node>())
{
    auto all = std::make_unique<Node>();
    all->kind = Kind::AllBins;
    all->parent = m_root.get();
    m_root->children.push_back(std::move(all));
    // Listings use the provider: none may outlive it.
    connect(&m_providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        Node *node = accountNode(account);
        if (Node *files = node ? node->child(Kind::Files) : nullptr)
            removeChild(files);
    });
}

SidebarModel::~SidebarModel() = default;

void SidebarModel::addAccount(const SidebarAccount &account)
{
    auto node = std::make_unique<Node>();
    node->kind = Kind::Account;
    node->account = account;
    auto bin = std::make_unique<Node>();
    bin->kind = Kind::Bin;
    bin->account.id = account.id;
    bin->parent = node.get();
    node->children.push_back(std::move(bin));
    showParts(insertChild(m_root.get(), m_root->children.size(), std::move(node)));
}

void SidebarModel::updateAccount(const SidebarAccount &account)
{
    Node *node = accountNode(account.id);
    if (!node)
        return;
    const bool isAnother = node->account != account;
    node->account = account;
    showParts(node); // also when nothing is said differently: its provider may be another one
    if (isAnother)
        changed(node);
}

void SidebarModel::removeAccount(const AccountId &account)
{
    if (Node *node = accountNode(account))
        removeChild(node);
}

/** Row by row, so that views keep what is open and chosen. */
void SidebarModel::setOrder(const std::vector<AccountId> &order)
{
    auto &rows = m_root->children;
    size_t to = 1; // below "all bins"
    for (const AccountId &account : order) {
        const Node *node = accountNode(account);
        if (!node)
            continue;
        const size_t from = size_t(node->row());
        if (from > to) {
            beginMoveRows({}, int(from), int(from), {}, int(to));
            std::rotate(rows.begin() + std::ptrdiff_t(to), rows.begin() + std::ptrdiff_t(from),
                rows.begin() + std::ptrdiff_t(from) + 1);
            endMoveRows();
        }
        ++to;
    }
}

/** Adds and removes the rows that depend on the account's state, around its bin that is always there. */
void SidebarModel::showParts(Node *node)
{
    Node *signIn = node->child(Kind::SignIn);
    if (node->account.needsSignIn && !signIn) {
        auto row = std::make_unique<Node>();
        row->kind = Kind::SignIn;
        row->account.id = node->account.id;
        insertChild(node, 0, std::move(row));
    } else if (!node->account.needsSignIn && signIn) {
        removeChild(signIn);
    }
    Node *files = node->child(Kind::Files);
    const Provider *provider = m_providers.find(node->account.id);
    const bool showsFiles = node->account.canBrowse && provider;
    if (showsFiles && !files) {
        auto row = std::make_unique<Node>();
        row->kind = Kind::Files;
        row->account.id = node->account.id;
        row->folder.id = provider->rootFolder();
        row->folder.kind = ItemKind::Folder;
        row->path = QStringLiteral("/");
        row->state = Node::Children::Unread;
        insertChild(node, node->children.size(), std::move(row));
    } else if (!showsFiles && files) {
        removeChild(files);
    }
}

void SidebarModel::setCount(const AccountId &account, qint64 count)
{
    Node *node = accountNode(account);
    Node *bin = node ? node->child(Kind::Bin) : nullptr;
    if (!bin || bin->count == count)
        return;
    bin->count = count;
    changed(bin);
}

void SidebarModel::setTotalCount(qint64 count)
{
    Node *all = m_root->child(Kind::AllBins);
    if (all->count == count)
        return;
    all->count = count;
    changed(all);
}

SidebarModel::Kind SidebarModel::kind(const QModelIndex &index) const
{
    return nodeOf(index)->kind;
}

AccountId SidebarModel::account(const QModelIndex &index) const
{
    return nodeOf(index)->account.id;
}

std::optional<DropFolder> SidebarModel::folder(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    if (node->kind != Kind::Files && node->kind != Kind::Folder)
        return std::nullopt;
    const QString name = node->kind == Kind::Files ? node->parent->account.label : node->folder.name;
    return DropFolder{node->account.id, node->folder.id, name, node->path, node->folder.canAddChildren};
}

QModelIndex SidebarModel::allBins() const
{
    return index(0, 0);
}

QModelIndex SidebarModel::accountIndex(const AccountId &account) const
{
    const Node *node = accountNode(account);
    return node ? indexOf(node) : QModelIndex();
}

QModelIndex SidebarModel::rowOf(const AccountId &account, Kind kind) const
{
    const Node *node = accountNode(account);
    const Node *row = node ? node->child(kind) : nullptr;
    return row ? indexOf(row) : QModelIndex();
}

QModelIndex SidebarModel::rowOfFolder(const AccountId &account, const ItemId &folder) const
{
    Node *node = accountNode(account);
    const Node *row = node ? node->find(folder) : nullptr;
    return row ? indexOf(row) : QModelIndex();
}

SidebarModel::Node *SidebarModel::accountNode(const AccountId &account) const
{
    for (const std::unique_ptr<Node> &node : m_root->children) {
        if (node->kind == Kind::Account && node->account.id == account)
            return node.get();
    }
    return nullptr;
}

SidebarModel::Node *SidebarModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex SidebarModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

SidebarModel::Node *SidebarModel::insertChild(Node *parent, size_t row, std::unique_ptr<Node> child)
{
    child->parent = parent;
    Node *inserted = child.get();
    beginInsertRows(indexOf(parent), int(row), int(row));
    parent->children.insert(parent->children.begin() + ptrdiff_t(row), std::move(child));
    endInsertRows();
    return inserted;
}

void SidebarModel::removeChild(Node *child)
{
    Node *parent = child->parent;
    const int row = child->row();
    beginRemoveRows(indexOf(parent), row, row);
    parent->children.erase(parent->children.begin() + row);
    endRemoveRows();
}

void SidebarModel::changed(Node *node)
{
    const QModelIndex index = indexOf(node);
    Q_EMIT dataChanged(index, index);
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column, nodeOf(parent)->children[size_t(row)].get())
                                         : QModelIndex();
}

QModelIndex SidebarModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int SidebarModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    switch (kind(index)) {
    case Kind::AllBins:
    case Kind::Bin:
    case Kind::SignIn:
    case Kind::Account:
    case Kind::Notice:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    case Kind::Files:
    case Kind::Folder:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
    }
    Q_UNREACHABLE();
}

QStringList SidebarModel::mimeTypes() const
{
    return {DraggedItems::mimeType()};
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node);
    case Qt::DecorationRole:
        return decoration(node);
    case Qt::AccessibleTextRole:
        return accessibleText(node);
    case Qt::ToolTipRole:
        return accessibleText(node).toHtmlEscaped();
    case KindRole:
        return int(node.kind);
    case CountRole:
        return node.count;
    case StatusRole:
        return node.account.status;
    case TroubleRole:
        return node.account.isTroubled;
    case BadgeRole:
        return node.account.colour;
    default:
        return {};
    }
}

QString SidebarModel::text(const Node &node)
{
    switch (node.kind) {
    case Kind::AllBins:
        return tr("All Bins", "sidebar");
    case Kind::Account:
        return displayName(node.account.label);
    case Kind::SignIn:
        return tr("Sign In Again…", "sidebar, acts as a button");
    case Kind::Bin:
        return tr("Bin", "sidebar: the bin of an account");
    case Kind::Files:
        return tr("Files", "sidebar: the live files of an account");
    case Kind::Folder:
        return displayName(node.folder.name);
    case Kind::Notice:
        return node.text;
    }
    Q_UNREACHABLE();
}

QVariant SidebarModel::decoration(const Node &node)
{
    switch (node.kind) {
    case Kind::AllBins:
        return icon(QStringLiteral("all-bins"));
    case Kind::Account:
        return icon(node.account.iconName);
    case Kind::SignIn:
        return icon(QStringLiteral("sign-in"));
    case Kind::Bin:
        return icon(QStringLiteral("bin"));
    case Kind::Files:
    case Kind::Folder:
        return icon(QStringLiteral("folder"));
    case Kind::Notice:
        return {};
    }
    Q_UNREACHABLE();
}

/** Read aloud without its surroundings, a row must say whose it is and how much is in it. */
QString SidebarModel::accessibleText(const Node &node) const
{
    const QString own = text(node);
    switch (node.kind) {
    case Kind::AllBins:
        return node.count < 0 ? own : tr("%1, items: %L2", "spoken; a place, a count").arg(own).arg(node.count);
    case Kind::Account:
        return node.account.status.isEmpty() ? own
                                             : tr("%1: %2", "an account, its state").arg(own, node.account.status);
    case Kind::Bin: {
        const QString whose = tr("Bin of %1", "spoken and in tool tips; an account").arg(text(*node.parent));
        return node.count < 0 ? whose : tr("%1, items: %L2", "spoken; a place, a count").arg(whose).arg(node.count);
    }
    case Kind::Files:
        return tr("Files of %1", "spoken and in tool tips; an account").arg(text(*node.parent));
    case Kind::SignIn:
        return tr("Sign in again to %1", "spoken and in tool tips; an account").arg(text(*node.parent));
    case Kind::Folder:
    case Kind::Notice:
        return own;
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
