// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"
#include "core/restore/request.h"

#include <QAbstractItemModel>
#include <QCollator>

#include <functional>
#include <memory>
#include <optional>

namespace Unbin {

/**
 * The live folders of one account as a tree, loaded as it is opened. One row stands at the top: the account's
 * root.
 *
 * A folder that is being listed shows a "Loading" row below it, one that can't be listed a "problem" row that
 * says why; activate that row to try again (retry()). Siblings are sorted by the locale, numbers by value.
 * What is shown stays shown while a folder is refreshed: rows come and go one by one, so expansion, selection
 * and scroll position hold.
 *
 * The model says where things could be dropped (Qt::ItemIsDropEnabled); whether a certain drag may go there,
 * and what happens then, is decided by the hooks. The provider must outlive the model: whoever made the model
 * destroys it on ProviderSet::aboutToRemove. Main thread.
 */
class FolderTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class RowKind { Folder, Loading, Problem };
    enum Role {
        RowKindRole = Qt::UserRole + 1, ///< int of RowKind
        PathRole, ///< QString: path for people, root is "/"
        CanAddRole, ///< bool: something may be put into this folder, as far as known
    };
    /** Both get the folder under the mouse. */
    struct DropHooks {
        std::function<bool(const QMimeData *data, const ChosenFolder &folder)> canDrop;
        std::function<bool(const QMimeData *data, const ChosenFolder &folder)> drop;
        QStringList mimeTypes;
    };

    /** rootName stands in the top row ("Files", or the account's label). */
    FolderTreeModel(
        Provider &provider, AccountId account, const QString &rootName, QObject *parent = nullptr);
    ~FolderTreeModel() override;

    void setRootName(const QString &name);
    void setDropHooks(DropHooks hooks);

    QModelIndex rootIndex() const { return index(0, 0); }
    /** The folder's row if it was loaded; invalid otherwise. Constant time. */
    QModelIndex indexOf(const ItemId &folder) const;
    RowKind rowKind(const QModelIndex &index) const;
    /** nullopt for rows that are no folder. */
    std::optional<ChosenFolder> folderAt(const QModelIndex &index) const;
    /** False for rows that are no folder. */
    bool canAddChildren(const QModelIndex &index) const;
    bool canCreateFolders() const { return m_provider.capabilities().canCreateFolder; }
    /** True while a folder of this name is among the loaded children (by the service's rule of equality). */
    bool hasChildNamed(const QModelIndex &folder, const QString &name) const;

    /** Lists a folder anew if it was listed before; otherwise does nothing: it will be fresh when it is
     * opened. */
    void refresh(const ItemId &folder);
    /** Tries again what a problem row tells about. */
    void retry(const QModelIndex &problem);
    /** Ends with folderCreated, once its row is there (or the parent could not be listed), or
     * createFolderFailed. */
    void createFolder(const ItemId &parent, const QString &name);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
        const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
        const QModelIndex &parent) override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::MoveAction; }

Q_SIGNALS:
    /** A folder's children are shown. */
    void loaded(const Unbin::ItemId &folder);
    /** A folder can't be listed; its problem row says so, or, if it was listed before, its old children stay.
     */
    void loadFailed(const Unbin::ItemId &folder, const Unbin::Error &error);
    void folderCreated(const Unbin::ItemId &folder);
    void createFolderFailed(const Unbin::ItemId &parent, const QString &name, const Unbin::Error &error);

private:
    struct Node;

    Node *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    QVariant folderData(const Node *node, int role) const;
    QVariant statusData(const Node *folder, int role) const;

    void list(Node *node);
    void finishListing(Node *node, std::vector<LiveItem> folders, const Result<ListSummary> &summary);
    void showStatusRow(Node *node, RowKind kind);
    void showChildren(Node *node, std::vector<LiveItem> folders);
    void mergeChildren(Node *node, const std::vector<LiveItem> &folders);
    void insertChild(Node *node, const LiveItem &folder);
    void removeChild(Node *node, int row);
    void updateChild(Node *child, const LiveItem &folder);
    void forget(Node *node);
    void addCreated(const ItemId &parent, const LiveItem &folder);

    Provider &m_provider;
    AccountId m_account;
    QCollator m_collator;
    DropHooks m_hooks;
    std::unique_ptr<Node> m_root;
    QHash<ItemId, Node *> m_nodes;
};

} // namespace Unbin
