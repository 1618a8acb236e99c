// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/item.h"

namespace Unbin {

Sameness compareContent(const ContentHash &a, const ContentHash &b)
{
    if (!a.isKnown() || !b.isKnown() || a.algorithm != b.algorithm)
        return Sameness::Unknown;
    return a.bytes == b.bytes ? Sameness::Same : Sameness::Different;
}

QLatin1String kindName(ItemKind kind)
{
    switch (kind) {
    case ItemKind::File:
        return QLatin1String("file");
    case ItemKind::Folder:
        return QLatin1String("folder");
    case ItemKind::Link:
        return QLatin1String("link");
    case ItemKind::Other:
        return QLatin1String("other");
    }
    Q_UNREACHABLE();
    return {};
}

QString pathForPeople(const Breadcrumbs &path)
{
    QString text;
    for (size_t i = 1; i < path.size(); ++i)
        text += QLatin1Char('/') + path[i].name;
    return text.isEmpty() ? QStringLiteral("/") : text;
}

} // namespace Unbin
