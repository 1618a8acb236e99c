// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FolderTreeModel that asks the provider and lets rows come and go.
#include "core/domain/names.h"
#include "ui/models/foldertreenode.h"

#include <QSet>

namespace Unbin {

void FolderTreeModel::refresh(const ItemId &folder)
{
    Node *node = m_nodes.value(folder);
    if (node && node->state != Node::Children::Unknown)
        list(node);
}

void FolderTreeModel::retry(const QModelIndex &problem)
{
    const Node *node = nodeAt(problem);
    if (node && node->kind == RowKind::Problem)
        list(node->parent);
}

void FolderTreeModel::list(Node *node)
{
    delete node->listing; // an older listing would bring an older truth
    if (node->state != Node::Children::Known)
        showStatusRow(node, RowKind::Loading);

    const auto folders = std::make_shared<std::vector<LiveItem>>();
    auto job = m_provider.listFolder(node->item.id, [folders](std::vector<LiveItem> &&page) {
        std::copy_if(std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()),
            std::back_inserter(*folders), [](const LiveItem &item) { return item.kind == ItemKind::Folder; });
    });
    // A node that goes away takes its listing along, so the handler never meets a dead node.
    node->listing = launch(std::move(job), this, [this, node, folders](const Result<ListSummary> &summary) {
        finishListing(node, std::move(*folders), summary);
    });
}

void FolderTreeModel::finishListing(
    Node *node, std::vector<LiveItem> folders, const Result<ListSummary> &summary)
{
    const ItemId id = node->item.id;
    const auto created = std::exchange(node->created, {});
    node->listing = nullptr;
    if (!summary) {
        node->error = summary.error();
        if (node->state != Node::Children::Known)
            showStatusRow(node, RowKind::Problem);
        Q_EMIT loadFailed(id, summary.error());
    } else {
        node->error.reset();
        folders.insert(folders.end(), created.begin(), created.end());
        if (node->state == Node::Children::Known)
            mergeChildren(node, folders);
        else
            showChildren(node, std::move(folders));
        Q_EMIT loaded(id);
    }
    for (const LiveItem &folder : created)
        Q_EMIT folderCreated(folder.id);
}

void FolderTreeModel::showStatusRow(Node *node, RowKind kind)
{
    node->state = kind == RowKind::Loading ? Node::Children::Listing : Node::Children::Failed;
    if (node->children.empty()) {
        beginInsertRows(indexOf(node), 0, 0);
        node->place(std::make_unique<Node>(kind, m_collator), 0);
        endInsertRows();
    } else {
        node->children.front()->kind = kind;
        const QModelIndex status = indexOf(node->children.front().get());
        Q_EMIT dataChanged(status, status);
    }
}

void FolderTreeModel::showChildren(Node *node, std::vector<LiveItem> folders)
{
    if (!node->children.empty())
        removeChild(node, 0);
    node->state = Node::Children::Known;

    QSet<ItemId> seen;
    std::vector<std::unique_ptr<Node>> children;
    for (LiveItem &folder : folders) {
        if (seen.contains(folder.id))
            continue;
        seen.insert(folder.id);
        children.push_back(std::make_unique<Node>(std::move(folder), m_collator));
        children.back()->parent = node;
    }
    if (children.empty())
        return;
    std::sort(children.begin(), children.end(), [](const auto &a, const auto &b) { return a->isBefore(*b); });
    beginInsertRows(indexOf(node), 0, int(children.size()) - 1);
    node->children = std::move(children);
    node->renumber(0);
    for (const auto &child : node->children)
        m_nodes.insert(child->item.id, child.get());
    endInsertRows();
}

void FolderTreeModel::mergeChildren(Node *node, const std::vector<LiveItem> &folders)
{
    QHash<ItemId, const LiveItem *> fresh;
    for (const LiveItem &folder : folders)
        fresh.insert(folder.id, &folder);

    std::vector<Node *> kept;
    for (int row = int(node->children.size()) - 1; row >= 0; --row) {
        Node *child = node->children[size_t(row)].get();
        if (fresh.contains(child->item.id))
            kept.push_back(child);
        else
            removeChild(node, row);
    }
    for (Node *child : kept)
        updateChild(child, *fresh.take(child->item.id));
    for (const LiveItem *folder : std::as_const(fresh))
        insertChild(node, *folder);
}

void FolderTreeModel::insertChild(Node *node, const LiveItem &folder)
{
    auto child = std::make_unique<Node>(folder, m_collator);
    const int row = node->rowFor(*child);
    beginInsertRows(indexOf(node), row, row);
    m_nodes.insert(folder.id, child.get());
    node->place(std::move(child), row);
    endInsertRows();
}

void FolderTreeModel::removeChild(Node *node, int row)
{
    beginRemoveRows(indexOf(node), row, row);
    const auto child = node->take(row);
    forget(child.get());
    endRemoveRows();
}

void FolderTreeModel::updateChild(Node *child, const LiveItem &folder)
{
    const bool isRenamed = child->item.name != folder.name;
    if (!isRenamed && child->item.canAddChildren == folder.canAddChildren)
        return;
    child->item = folder;
    if (isRenamed) {
        child->sortKey = m_collator.sortKey(folder.name);
        Node *above = child->parent;
        const int from = child->row;
        // The siblings are in order but for this one, so both halves can be searched on their own.
        auto moved = above->take(from);
        const int to = above->rowFor(*moved);
        above->place(std::move(moved), from);
        if (to != from) {
            beginMoveRows(indexOf(above), from, from, indexOf(above), to > from ? to + 1 : to);
            above->place(above->take(from), to);
            endMoveRows();
        }
    }
    Q_EMIT dataChanged(indexOf(child), indexOf(child));
}

void FolderTreeModel::forget(Node *node)
{
    delete node->listing;
    if (m_nodes.value(node->item.id) == node)
        m_nodes.remove(node->item.id);
    for (const auto &child : node->children)
        forget(child.get());
}

void FolderTreeModel::createFolder(const ItemId &parent, const QString &name)
{
    launch(m_provider.createFolder(Place{.parent = parent, .name = name}), this,
        [this, parent, name](const Result<LiveItem> &folder) {
            if (folder)
                addCreated(parent, *folder);
            else
                Q_EMIT createFolderFailed(parent, name, folder.error());
        });
}

void FolderTreeModel::addCreated(const ItemId &parent, const LiveItem &folder)
{
    Node *node = m_nodes.value(parent);
    const bool mustList = node && (node->state != Node::Children::Known || node->listing);
    if (mustList) {
        // A listing under way may be older than the new folder; it is added to whatever comes.
        node->created.push_back(folder);
        if (!node->listing)
            list(node);
        return;
    }
    if (node && indexOf(folder.id).parent() != indexOf(node))
        insertChild(node, folder);
    Q_EMIT folderCreated(folder.id);
}

} // namespace Unbin
