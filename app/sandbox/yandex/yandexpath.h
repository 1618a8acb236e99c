// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Unbin {

/** A `path` parameter taken apart (yandex-disk.md section 10): only "/" separates, everything else is a name's own. */
struct YandexPath {
    QString scheme; ///< "disk", "trash"; the default of the call if none was sent
    QStringList names;
    bool hasScheme = false;

    static YandexPath from(const QString &text, const QString &defaultScheme);
    bool isRoot() const { return names.isEmpty(); }
    QString name() const { return names.isEmpty() ? QString() : names.last(); }
    YandexPath parent() const { return {scheme, names.mid(0, names.size() - 1), true}; }
    QString text() const { return scheme + QLatin1String(":/") + names.join(QLatin1Char('/')); }
};

/** The same path, or one below the other. */
bool areEntangled(const QString &a, const QString &b);

} // namespace Unbin
