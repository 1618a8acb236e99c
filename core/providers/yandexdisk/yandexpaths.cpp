// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexpaths.h"

#include <QStringList>

#include <algorithm>

namespace Unbin::Yandex {

const QString kRoot = QStringLiteral("disk:/");

namespace {

const QString kTrashRoot = QStringLiteral("trash:/");
constexpr qsizetype kLongestName = 255;

/** What follows the scheme, its segments checked; nullopt if one of them could lead elsewhere. */
std::optional<QString> checked(const QString &scheme, QStringView rest)
{
    while (rest.endsWith(u'/'))
        rest.chop(1);
    if (rest.startsWith(u'/'))
        rest = rest.mid(1);
    if (rest.isEmpty())
        return scheme;
    const auto segments = rest.split(u'/');
    const bool isPlain = std::all_of(segments.begin(), segments.end(),
        [](QStringView segment) { return !segment.isEmpty() && segment != u"." && segment != u".."; });
    return isPlain ? std::optional(scheme + rest.toString()) : std::nullopt;
}

} // namespace

std::optional<QString> livePath(const QString &told)
{
    if (told.startsWith(kRoot))
        return checked(kRoot, QStringView(told).mid(kRoot.size()));
    if (told.startsWith(QLatin1Char('/')))
        return checked(kRoot, told);
    return std::nullopt;
}

std::optional<QString> trashPath(const QString &told)
{
    if (!told.startsWith(kTrashRoot))
        return std::nullopt;
    const auto path = checked(kTrashRoot, QStringView(told).mid(kTrashRoot.size()));
    return path && *path != kTrashRoot ? path : std::nullopt;
}

bool isLive(const ItemId &id)
{
    return livePath(id.value()) == id.value();
}

bool isTrashed(const ItemId &id)
{
    return trashPath(id.value()) == id.value();
}

QString parentOf(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    const bool isTop = slash >= 0 && path.indexOf(QLatin1Char('/')) == slash;
    return path.left(isTop ? slash + 1 : slash);
}

QString nameOf(const QString &path)
{
    return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
}

QString joined(const QString &folder, const QString &name)
{
    return folder.endsWith(QLatin1Char('/')) ? folder + name : folder + QLatin1Char('/') + name;
}

bool isWithin(const QString &inner, const QString &path)
{
    return inner == path || inner.startsWith(path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/'));
}

QString forPeople(const QString &folder)
{
    return folder.mid(folder.indexOf(QLatin1Char(':')) + 1);
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name != QLatin1String(".") && name != QLatin1String("..")
        && !name.contains(QLatin1Char('/')) && name.size() <= kLongestName;
}

} // namespace Unbin::Yandex
