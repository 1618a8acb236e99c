// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxids.h"

#include <algorithm>

namespace Unbin::Box {

namespace {

bool isPlausible(QStringView word)
{
    const auto isPlain = [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || u == u'_'
            || u == u'-';
    };
    return !word.isEmpty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), isPlain);
}

} // namespace

ItemKind WireId::kind() const
{
    if (type == QLatin1String("file"))
        return ItemKind::File;
    if (type == QLatin1String("folder"))
        return ItemKind::Folder;
    if (type == QLatin1String("web_link"))
        return ItemKind::Link;
    return ItemKind::Other;
}

QString WireId::path() const
{
    return kind() == ItemKind::Other ? QString() : type + QLatin1String("s/") + id;
}

ItemId WireId::itemId() const
{
    return ItemId(type + QLatin1Char(':') + id);
}

std::optional<WireId> wireId(const QString &type, const QString &id)
{
    if (!isPlausible(type) || !isPlausible(id))
        return std::nullopt;
    return WireId{type, id};
}

std::optional<WireId> wireId(const ItemId &item)
{
    const qsizetype colon = item.value().indexOf(QLatin1Char(':'));
    return colon < 0 ? std::nullopt : wireId(item.value().left(colon), item.value().mid(colon + 1));
}

ItemId folderItemId(const QString &id)
{
    return WireId{QStringLiteral("folder"), id}.itemId();
}

} // namespace Unbin::Box
