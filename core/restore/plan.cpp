// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/plan.h"

namespace Unbin {

Plan::Plan(Receipt::Kind kind)
{
    receipt.kind = kind;
}

Plan::Plan(const RestoreRequest &request)
{
    receipt.lines.reserve(request.items.size());
    items.reserve(request.items.size());
    for (const AccountItem &item : request.items) {
        Wish wish;
        if (request.target) {
            wish.folder = request.target->folder;
            wish.folderPath = request.target->path;
        }
        if (request.items.size() == 1)
            wish.name = request.newName;
        add(item, std::move(wish));
    }
}

ReceiptLine &Plan::line(int index)
{
    const size_t asked = receipt.lines.size();
    return size_t(index) < asked ? receipt.lines[size_t(index)] : receipt.alongside[size_t(index) - asked];
}

const ReceiptLine &Plan::line(int index) const
{
    return const_cast<Plan *>(this)->line(index);
}

void Plan::add(AccountItem item, Wish wish)
{
    const AccountKey key{item.account, item.item.id};
    if (!m_byEntry.contains(key))
        m_byEntry.insert(key, size());
    receipt.lines.push_back({.item = std::move(item)});
    items.push_back({.wish = std::move(wish)});
}

int Plan::alongside(const AccountId &account, const TrashedItem &folder)
{
    if (const int known = indexOf({account, folder.id}); known >= 0)
        return known;
    m_byEntry.insert({account, folder.id}, size());
    receipt.alongside.push_back({.item = {account, folder}});
    items.emplace_back();
    return size() - 1;
}

int Plan::liveFolder(const AccountId &account, const ItemId &folder, const QString &path)
{
    const AccountKey key{account, folder};
    if (const auto known = m_liveFolders.constFind(key); known != m_liveFolders.cend())
        return *known;
    folders.push_back({.account = account, .id = folder, .path = path});
    return *m_liveFolders.insert(key, int(folders.size()) - 1);
}

int Plan::serviceFolder(const AccountId &account, const ItemId &folder, const QString &path)
{
    const AccountKey key{account, folder.isEmpty() ? ItemId(path) : folder};
    if (const auto known = m_serviceFolders.constFind(key); known != m_serviceFolders.cend())
        return *known;
    folders.push_back({.kind = PlannedFolder::Kind::ByService, .account = account, .path = path});
    return *m_serviceFolders.insert(key, int(folders.size()) - 1);
}

int Plan::folderToMake(int parent, const QString &name, const QString &key)
{
    const auto known = m_foldersToMake.constFind({parent, key});
    if (known != m_foldersToMake.cend())
        return *known;
    const PlannedFolder &above = folders[size_t(parent)];
    const QString path = above.path.endsWith(u'/') ? above.path + name : above.path + u'/' + name;
    folders.push_back(
        {.kind = PlannedFolder::Kind::ToMake, .account = above.account, .parent = parent, .name = name, .path = path});
    return *m_foldersToMake.insert({parent, key}, int(folders.size()) - 1);
}

std::vector<int> Plan::freeWaiting(int parent)
{
    std::vector<int> freed = waiting.take(parent);
    std::erase_if(
        freed, [this](int index) { return items[size_t(index)].stage != PlannedItem::Stage::WaitsForParent; });
    for (const int index : freed)
        items[size_t(index)].stage = PlannedItem::Stage::Unplanned;
    return freed;
}

} // namespace Unbin
