// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/jsonreader.h"

#include <QByteArray>
#include <QJsonObject>

namespace Unbin {

/** JSON written with single quotes: moc of Qt 6.4 loses its way in raw strings. */
inline QByteArray quoted(QByteArray json)
{
    return json.replace('\'', '"');
}
inline QJsonObject object(const QByteArray &json)
{
    return parseJsonObject(quoted(json)).value();
}

} // namespace Unbin
