// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxids.h"
#include "core/providers/box/boxitems.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin::Fuzz {

namespace {

/** Whatever is delivered has an id: nobody asks again. */
template <class Entry>
void expectIds(const std::vector<Entry> &entries, const ItemId &(*idOf)(const Entry &))
{
    for (const Entry &entry : entries) {
        if (idOf(entry).isEmpty())
            qFatal("an entry without an id");
    }
}

const ItemId &idOfEntry(const Box::BinEntry &entry)
{
    return entry.item.id;
}

const ItemId &idOfItem(const LiveItem &item)
{
    return item.id;
}

} // namespace

void boxreplies(const QByteArray &bytes)
{
    if (const auto page = Box::readBinPage(bytes))
        expectIds(page->entries, idOfEntry);
    if (const auto page = Box::readFolderPage(bytes, Box::folderItemId(QStringLiteral("1"))))
        expectIds(page->entries, idOfItem);
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return;
    const QJsonObject json = document.object();
    if (const auto entry = Box::readBinEntry(json); entry && entry->item.id.isEmpty())
        qFatal("an entry without an id");
    if (const auto live = Box::readLiveItem(json); live && live->id.isEmpty())
        qFatal("an item without an id");
    if (const auto folder = Box::readFolder(json); folder && folder->id.isEmpty())
        qFatal("a folder without an id");
    (void)Box::readAccount(json);
}

} // namespace Unbin::Fuzz
