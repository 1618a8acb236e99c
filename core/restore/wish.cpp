// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journaljson.h"
#include "core/restore/plan.h"

namespace Unbin {

namespace {

void add(QJsonObject &json, const char *name, const QString &value)
{
    if (!value.isEmpty())
        json.insert(QLatin1String(name), value);
}

} // namespace

QJsonObject toJson(const Wish &wish)
{
    QJsonObject json;
    add(json, "folder", wish.folder.value());
    add(json, "folderPath", wish.folderPath);
    add(json, "name", wish.name);
    add(json, "replaces", wish.replaces.value());
    if (wish.parent != Wish::Parent::AsItIs)
        json.insert(QStringLiteral("parent"), int(wish.parent));
    if (wish.isWantedTwice)
        json.insert(QStringLiteral("wantedTwice"), true);
    return json;
}

Wish wishFrom(const QJsonObject &json)
{
    Wish wish{.folder = ItemId(json.value(QStringLiteral("folder")).toString()),
        .folderPath = json.value(QStringLiteral("folderPath")).toString(),
        .name = json.value(QStringLiteral("name")).toString(),
        .replaces = ItemId(json.value(QStringLiteral("replaces")).toString())};
    const int parent = json.value(QStringLiteral("parent")).toInt();
    if (parent > 0 && parent <= int(Wish::Parent::RestoreFirst))
        wish.parent = Wish::Parent(parent);
    wish.isWantedTwice = json.value(QStringLiteral("wantedTwice")).toBool();
    return wish;
}

/** What is final stays as it is; the rest is planned again, by what was decided for it. */
Plan::Plan(const BatchRecord &record)
    : resumed(record.batch)
{
    receipt.kind = record.kind;
    receipt.batch = record.batch;
    receipt.startedAt = record.startedAt;
    items.reserve(record.items.size());
    for (size_t index = 0; index < record.items.size(); ++index) {
        const ItemRecord &item = record.items[index];
        const AccountKey key{item.line.item.account, item.line.item.item.id};
        if (!m_byEntry.contains(key))
            m_byEntry.insert(key, int(index));
        (index < size_t(record.asked) ? receipt.lines : receipt.alongside).push_back(item.line);
        PlannedItem planned{.wish = wishFrom(item.task)};
        planned.isTakenBack = item.isOpen && item.line.now;
        if (!item.isOpen) {
            planned.stage = PlannedItem::Stage::Done;
            planned.isSettled = true;
        }
        items.push_back(std::move(planned));
    }
}

} // namespace Unbin
