// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SidebarModel that reads folders when they are opened.
#include "core/domain/names.h"
#include "core/providers/providerset.h"
#include "ui/base/errortext.h"
#include "ui/views/sidebarnode.h"

#include <QCollator>

#include <algorithm>
#include <unordered_map>

namespace Unbin {

bool SidebarModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return node->state == Node::Children::Unread || !node->children.empty();
}

bool SidebarModel::canFetchMore(const QModelIndex &parent) const
{
    return nodeOf(parent)->state == Node::Children::Unread;
}

void SidebarModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    if (node->state != Node::Children::Unread)
        return;
    showNotice(node, tr("Loading…", "sidebar, below a folder that is being read"));
    startListing(node);
}

void SidebarModel::reloadFolder(const AccountId &account, const ItemId &folder)
{
    Node *owner = accountNode(account);
    Node *node = owner ? owner->find(folder) : nullptr;
    if (!node || node->state == Node::Children::Unread)
        return;
    startListing(node);
}

void SidebarModel::startListing(Node *node)
{
    Provider *provider = m_providers.find(node->account.id);
    if (!provider)
        return;
    delete node->listing; // an older listing would come too late
    node->state = Node::Children::Reading;
    auto folders = std::make_shared<std::vector<LiveItem>>();
    const auto keepFolders = [folders](std::vector<LiveItem> &&page) {
        std::copy_if(std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()),
            std::back_inserter(*folders), [](const LiveItem &item) { return item.kind == ItemKind::Folder; });
    };
    // The node owns the listing: it can't end after the node is gone.
    node->listing = launch(provider->listFolder(node->folder.id, keepFolders), this,
        [this, node, folders](const Result<ListSummary> &result) { endListing(node, std::move(*folders), result); });
}

void SidebarModel::endListing(Node *node, std::vector<LiveItem> children, Result<ListSummary> result)
{
    if (!result) {
        node->state = Node::Children::Failed;
        if (!node->child(Kind::Folder)) // what was read before is better than nothing
            showNotice(node, errorText(result.error()));
        return;
    }
    node->state = Node::Children::Read;
    if (Node *notice = node->child(Kind::Notice))
        removeChild(notice);
    mergeChildren(node, std::move(children));
    changed(node); // it may have lost the sign that it can be opened
}

/** Brings the rows to the new children with as few changes as can be: what is open below those that stay
 * stays open. */
void SidebarModel::mergeChildren(Node *node, std::vector<LiveItem> children)
{
    std::unordered_map<ItemId, const LiveItem *> wanted;
    for (const LiveItem &child : children)
        wanted.emplace(child.id, &child);
    for (size_t i = node->children.size(); i-- > 0;) {
        Node *child = node->children[i].get();
        const auto found = wanted.find(child->folder.id);
        if (child->kind != Kind::Folder)
            continue;
        if (found == wanted.end() || found->second->name != child->folder.name)
            removeChild(child);
        else
            wanted.erase(found);
    }
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    for (const LiveItem &child : children) {
        if (wanted.count(child.id) == 0)
            continue;
        auto row = std::make_unique<Node>();
        row->kind = Kind::Folder;
        row->account.id = node->account.id;
        row->folder = child;
        row->path = (node->path == QLatin1String("/") ? QString() : node->path) + QLatin1Char('/') + child.name;
        row->state = Node::Children::Unread;
        const auto place = std::upper_bound(node->children.begin(), node->children.end(), child.name,
            [&](const QString &name, const std::unique_ptr<Node> &other) {
                return collator.compare(name, other->folder.name) < 0;
            });
        insertChild(node, size_t(place - node->children.begin()), std::move(row));
    }
}

void SidebarModel::showNotice(Node *node, const QString &text)
{
    if (Node *notice = node->child(Kind::Notice)) {
        notice->text = text;
        changed(notice);
        return;
    }
    auto notice = std::make_unique<Node>();
    notice->kind = Kind::Notice;
    notice->account.id = node->account.id;
    notice->text = text;
    insertChild(node, 0, std::move(notice));
}

} // namespace Unbin
