// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxmessage.h"

namespace Unbin {

namespace {

QByteArray firstHeader(const SandboxHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray formDecoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

} // namespace

QByteArray SandboxRequest::header(QByteArrayView name) const
{
    return firstHeader(headers, name);
}

std::optional<QString> SandboxRequest::queryItem(QByteArrayView name) const
{
    for (const QByteArray &item : query.split('&')) {
        const qsizetype equals = item.indexOf('=');
        if (formDecoded(item.left(equals)) == name)
            return equals < 0 ? QString() : QString::fromUtf8(formDecoded(item.mid(equals + 1)));
    }
    return std::nullopt;
}

QByteArray SandboxResponse::header(QByteArrayView name) const
{
    return firstHeader(headers, name);
}

} // namespace Unbin
