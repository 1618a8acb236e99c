// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/providers/provider.h"
#include "ui/views/droppolicy.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

class ProviderSet;

/** What the sidebar shows of one account. */
struct SidebarAccount {
    AccountId id;
    QString label;
    QString iconName;
    QString status; ///< one short line below the label: "Unreachable"; empty if all is well
    bool isTroubled = false; ///< the status is a problem, not a remark
    bool needsSignIn = false; ///< shows "Sign in again"
    bool canBrowse = false; ///< shows its files
    int colour = 0; ///< its badge, see ui/base/badges.h

    friend bool operator==(const SidebarAccount &, const SidebarAccount &) = default;
};

/**
 * The places: all bins; below each account its bin and its files, a tree of folders that is read when it is
 * opened. Starts the listing of a folder when a view asks for its children, and stops it when the account
 * goes. */
class SidebarModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind {
        AllBins,
        Account, ///< a heading
        SignIn, ///< acts like a button
        Bin,
        Files, ///< the folder at the top
        Folder,
        Notice, ///< "Loading…", or why a folder could not be read
    };
    enum Role {
        KindRole = Qt::UserRole, ///< int of Kind
        CountRole, ///< qint64 for bins, -1 while unknown
        StatusRole, ///< QString below an account's label
        TroubleRole, ///< bool: the status is a problem
        BadgeRole, ///< int of an account: its badge, 0 for none
    };

    explicit SidebarModel(ProviderSet &providers, QObject *parent = nullptr);
    ~SidebarModel() override;

    void addAccount(const SidebarAccount &account);
    void updateAccount(const SidebarAccount &account);
    void removeAccount(const AccountId &account);
    /** Accounts in this order from now on; those that are not named stay behind the others. */
    void setOrder(const std::vector<AccountId> &order);
    /** -1: not known yet. */
    void setCount(const AccountId &account, qint64 count);
    void setTotalCount(qint64 count);
    /** Reads the folder's children again if they were shown; keeps what is open below. */
    void reloadFolder(const AccountId &account, const ItemId &folder);

    Kind kind(const QModelIndex &index) const;
    AccountId account(const QModelIndex &index) const;
    /** The live folder an index stands for: Files and Folder; nothing for the others. */
    std::optional<DropFolder> folder(const QModelIndex &index) const;
    QModelIndex allBins() const;
    QModelIndex accountIndex(const AccountId &account) const;
    /** The account's row of this kind, invalid if it has none. */
    QModelIndex rowOf(const AccountId &account, Kind kind) const;
    /** The folder's row, if the tree was opened that far. */
    QModelIndex rowOfFolder(const AccountId &account, const ItemId &folder) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /** Also DisplayRole, DecorationRole, ToolTipRole, AccessibleTextRole. */
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /** Only so that a view marks the row below a drag; what is dropped goes to its DropTarget. */
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    Node *accountNode(const AccountId &account) const;
    Node *insertChild(Node *parent, size_t row, std::unique_ptr<Node> child);
    void removeChild(Node *child);
    void changed(Node *node);
    void showParts(Node *accountNode);
    void startListing(Node *folder);
    void endListing(Node *folder, std::vector<LiveItem> children, Result<ListSummary> result);
    void mergeChildren(Node *folder, std::vector<LiveItem> children);
    void showNotice(Node *folder, const QString &text);
    static QString text(const Node &node);
    static QVariant decoration(const Node &node);
    QString accessibleText(const Node &node) const;

    ProviderSet &m_providers;
    std::unique_ptr<Node> m_root;
};

} // namespace Unbin
