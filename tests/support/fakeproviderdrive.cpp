// SPDX-License-Identifier: GPL-3.0-or-later
// The drive of the FakeProvider: the live tree and the bin, without requests. What is asked is in fakeprovider.cpp.
#include "tests/support/fakeprovider.h"

#include "core/domain/names.h"

#include <QCryptographicHash>

namespace Unbin {

ItemId FakeProvider::add(const ItemId &parent, const QString &name, ItemKind kind, const QByteArray &content)
{
    const ItemId id(QStringLiteral("i%1").arg(++m_lastId));
    m_nodes[id] = {.id = id, .kind = kind, .name = name, .parent = parent, .content = content};
    m_children[parent].insert(id);
    return id;
}

ItemId FakeProvider::addFolder(const ItemId &parent, const QString &name)
{
    return add(parent, name, ItemKind::Folder, {});
}

ItemId FakeProvider::addFile(const ItemId &parent, const QString &name, const QByteArray &content)
{
    return add(parent, name, ItemKind::File, content);
}

TrashedItem FakeProvider::addTrashed(const ItemId &parent, const QString &name, const QByteArray &content)
{
    return trashNow(addFile(parent, name, content));
}

TrashedItem FakeProvider::trashNow(const ItemId &id)
{
    Node &trashed = *node(id);
    m_lastPaths[id] = crumbs(id);
    trashed.entry = changesIds ? ItemId(QStringLiteral("e%1").arg(++m_lastId)) : id;
    trashed.deletedAt = ++m_lastId;
    ++trashed.revision;
    m_entries[trashed.entry] = id;
    return describeEntry(trashed);
}

void FakeProvider::purgeNow(const ItemId &id)
{
    Node *gone = node(id);
    if (!gone)
        return;
    for (const ItemId &child : childrenOf(id))
        purgeNow(child);
    if (gone->kind == ItemKind::Folder && !m_lastPaths.count(id))
        m_lastPaths[id] = crumbs(id);
    for (Breadcrumb &crumb : m_lastPaths[id]) {
        if (crumb.id == id)
            crumb.id = {};
    }
    m_entries.erase(gone->entry);
    m_children[gone->parent].erase(id);
    m_nodes.erase(id);
}

void FakeProvider::forgetFolder(const ItemId &folder)
{
    Breadcrumbs path = crumbs(folder);
    path.back().id = {};
    m_lastPaths[folder] = std::move(path);
    m_children[node(folder)->parent].erase(folder);
    m_entries.erase(node(folder)->entry);
    m_nodes.erase(folder);
}

LiveItem FakeProvider::restoreNow(const ItemId &entry)
{
    Node &back = *nodeOfEntry(entry);
    if (changesIds)
        m_formerEntries[entry] = back.id;
    m_entries.erase(entry);
    back.entry = {};
    ++back.revision;
    return describe(back);
}

void FakeProvider::moveNow(const ItemId &id, const ItemId &parent, const QString &name)
{
    Node &moved = *node(id);
    m_children[moved.parent].erase(id);
    m_children[parent].insert(id);
    moved.parent = parent;
    moved.name = name;
    ++moved.revision;
}

void FakeProvider::writeNow(const ItemId &file, const QByteArray &content)
{
    Node &written = *node(file);
    written.content = content;
    ++written.revision;
}

FakeProvider::Node *FakeProvider::node(const ItemId &id)
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

const FakeProvider::Node *FakeProvider::node(const ItemId &id) const
{
    return const_cast<FakeProvider *>(this)->node(id);
}

FakeProvider::Node *FakeProvider::nodeOfEntry(const ItemId &entry)
{
    const auto found = m_entries.find(entry);
    return entry.isEmpty() || found == m_entries.end() ? nullptr : node(found->second);
}

const FakeProvider::Node *FakeProvider::nodeOfEntry(const ItemId &entry) const
{
    return const_cast<FakeProvider *>(this)->nodeOfEntry(entry);
}

bool FakeProvider::isLive(const ItemId &id) const
{
    for (const Node *at = node(id); at; at = node(at->parent)) {
        if (!at->entry.isEmpty())
            return false;
        if (at->id == rootFolder())
            return true;
    }
    return false;
}

bool FakeProvider::isFolderLive(const ItemId &id) const
{
    const Node *folder = node(id);
    return folder && folder->kind == ItemKind::Folder && isLive(id);
}

bool FakeProvider::isInBin(const ItemId &entry) const
{
    return nodeOfEntry(entry) != nullptr;
}

std::vector<ItemId> FakeProvider::childrenOf(const ItemId &folder) const
{
    const auto found = m_children.find(folder);
    if (found == m_children.end())
        return {};
    return {found->second.begin(), found->second.end()};
}

const FakeProvider::Node *FakeProvider::childNamed(const ItemId &folder, const QString &name) const
{
    const QString wanted = clashKey(name, caps.isNameCaseSensitive);
    const auto children = m_children.find(folder);
    if (children == m_children.end())
        return nullptr;
    for (const ItemId &id : children->second) {
        const Node *child = node(id);
        if (child->entry.isEmpty() && clashKey(child->name, caps.isNameCaseSensitive) == wanted)
            return child;
    }
    return nullptr;
}

LiveItem FakeProvider::describe(const Node &node) const
{
    LiveItem item{.id = node.id, .kind = node.kind, .name = node.name, .parent = node.parent};
    if (node.kind == ItemKind::File) {
        item.sizeBytes = node.content.size();
        item.hash = {ContentHash::Algorithm::Sha1, QCryptographicHash::hash(node.content, QCryptographicHash::Sha1)};
    }
    item.etag = QString::number(node.revision);
    item.canAddChildren = !m_locked.count(node.id);
    return item;
}

TrashedItem FakeProvider::describeEntry(const Node &node) const
{
    TrashedItem item{.id = node.entry, .kind = node.kind, .name = node.name, .originalParent = node.parent};
    if (caps.tellsOriginalPath)
        item.originalPath = pathForPeople(crumbs(node.parent));
    const LiveItem live = describe(node);
    item.sizeBytes = live.sizeBytes;
    item.hash = live.hash;
    item.deletedAt = QDateTime::fromSecsSinceEpoch(1'770'000'000 + node.deletedAt, Qt::UTC);
    return item;
}

Breadcrumbs FakeProvider::crumbs(const ItemId &folder) const
{
    Breadcrumbs path;
    for (const Node *at = node(folder); at; at = node(at->parent)) {
        path.insert(path.begin(), {at->id, at->name});
        if (at->parent.isEmpty() || node(at->parent))
            continue;
        const auto last = m_lastPaths.find(at->parent);
        if (last != m_lastPaths.end())
            path.insert(path.begin(), last->second.begin(), last->second.end());
    }
    if (!node(folder)) {
        const auto last = m_lastPaths.find(folder);
        if (last != m_lastPaths.end())
            return last->second;
    }
    return path;
}

QString FakeProvider::path(const Node &node) const
{
    return pathForPeople(crumbs(node.id));
}

QStringList FakeProvider::tree() const
{
    QStringList paths;
    for (const auto &[id, node] : m_nodes) {
        if (id == rootFolder() || !isLive(id))
            continue;
        paths += node.kind == ItemKind::File ? path(node) + u'=' + QString::fromUtf8(node.content) : path(node) + u'/';
    }
    paths.sort();
    return paths;
}

QStringList FakeProvider::bin() const
{
    QStringList names;
    for (const auto &[entry, id] : m_entries) {
        const Node &trashed = *node(id);
        names += trashed.kind == ItemKind::File ? trashed.name + u'=' + QString::fromUtf8(trashed.content)
                                                : trashed.name + u'/';
    }
    names.sort();
    return names;
}

QStringList FakeProvider::allContents() const
{
    QStringList all;
    for (const auto &[id, node] : m_nodes) {
        if (node.kind == ItemKind::File)
            all += QString::fromUtf8(node.content);
    }
    return all;
}

std::optional<LiveItem> FakeProvider::liveItem(const ItemId &id) const
{
    const Node *found = node(id);
    if (!found || !isLive(id))
        return std::nullopt;
    return describe(*found);
}

std::optional<ItemId> FakeProvider::find(const QString &wanted) const
{
    for (const auto &[id, node] : m_nodes) {
        if (isLive(id) && path(node) == wanted)
            return id;
    }
    return std::nullopt;
}

/** The old path once more, as services do that recreate it. */
ItemId FakeProvider::recreate(const ItemId &gone)
{
    ItemId at = rootFolder();
    const Breadcrumbs path = crumbs(gone);
    for (size_t i = 1; i < path.size(); ++i) {
        const Node *there = childNamed(at, path[i].name);
        at = there ? there->id : addFolder(at, path[i].name);
    }
    return at;
}

} // namespace Unbin
