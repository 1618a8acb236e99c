// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/passingname.h"

#include <QUuid>

#include <algorithm>

namespace Unbin {

namespace {

constexpr int kRandomDigits = 12;

QString beginningFor(const QString &own)
{
    QString known = own.left(60);
    if (!known.isEmpty() && known.back().isHighSurrogate())
        known.chop(1);
    return known + QStringLiteral(".unbin-");
}

} // namespace

QString passingName(const QString &own)
{
    return beginningFor(own) + QUuid::createUuid().toString(QUuid::Id128).left(kRandomDigits);
}

bool isPassingName(const QString &name, const QString &own)
{
    const QString beginning = beginningFor(own);
    const QString rest = name.mid(beginning.size());
    return name.startsWith(beginning) && rest.size() == kRandomDigits
        && std::all_of(rest.begin(), rest.end(),
            [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

} // namespace Unbin
