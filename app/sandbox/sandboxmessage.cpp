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

} // namespace

QByteArray formDecoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

std::pair<QByteArray, QByteArray> splitAtFirst(const QByteArray &text, char separator)
{
    const qsizetype at = text.indexOf(separator);
    if (at < 0)
        return {text, {}};
    return {text.first(at), text.sliced(at + 1)};
}

QByteArray SandboxRequest::header(QByteArrayView name) const
{
    return firstHeader(headers, name);
}

std::optional<QString> SandboxRequest::queryItem(QByteArrayView name) const
{
    for (const QByteArray &item : query.split('&')) {
        const auto [key, value] = splitAtFirst(item, '=');
        if (formDecoded(key) == name)
            return QString::fromUtf8(formDecoded(value));
    }
    return std::nullopt;
}

QByteArray SandboxResponse::header(QByteArrayView name) const
{
    return firstHeader(headers, name);
}

} // namespace Unbin
