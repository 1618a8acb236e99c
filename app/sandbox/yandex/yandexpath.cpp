// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/yandex/yandexpath.h"

namespace Unbin {

YandexPath YandexPath::from(const QString &text, const QString &defaultScheme)
{
    YandexPath path{.scheme = defaultScheme};
    QString rest = text;
    for (const QString &scheme : {QStringLiteral("disk"), QStringLiteral("trash"), QStringLiteral("app")}) {
        if (!text.startsWith(scheme + QLatin1String(":/")))
            continue;
        path.scheme = scheme;
        path.hasScheme = true;
        rest = text.mid(scheme.size() + 1);
    }
    path.names = rest.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    return path;
}

bool areEntangled(const QString &a, const QString &b)
{
    const QString &shorter = a.size() < b.size() ? a : b;
    const QString &longer = a.size() < b.size() ? b : a;
    return longer.startsWith(shorter)
        && (longer.size() == shorter.size() || shorter.endsWith(QLatin1Char('/'))
            || longer.at(shorter.size()) == QLatin1Char('/'));
}

} // namespace Unbin
