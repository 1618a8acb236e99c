// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpmessage.h"

namespace Unbin {

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray methodName(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get:
        return "GET";
    case HttpRequest::Method::Post:
        return "POST";
    case HttpRequest::Method::Put:
        return "PUT";
    case HttpRequest::Method::Patch:
        return "PATCH";
    case HttpRequest::Method::Delete:
        return "DELETE";
    case HttpRequest::Method::Options:
        return "OPTIONS";
    }
    return {};
}

} // namespace Unbin
