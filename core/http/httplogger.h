// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/http/httpmessage.h"

#include <chrono>

namespace Unbin {

/** "/2.0/files/{id}/trash" for "/2.0/files/1234/trash": what might be an id, a name or a secret is replaced,
   and everything from the first ':' on (OneDrive writes names of people's files there). */
QString pathShape(const QUrl &url);

/**
 * A JSON line per request and per reply in the category unbin.http, which is off by default
 * (QT_LOGGING_RULES="unbin.http.debug=true"). Never headers, query values, bodies; of signed addresses only
 * the host.
 */
class HttpLogger
{
public:
    explicit HttpLogger(QByteArray requestIdHeader);

    /** Returns the number that joins this request to its reply. */
    quint64 logRequest(const HttpRequest &request, bool isSigned, int attempt);
    void logReply(quint64 number, const HttpReply &reply, std::chrono::milliseconds took);
    void logFailure(quint64 number, const Error &error, std::chrono::milliseconds took);

private:
    const QByteArray m_requestIdHeader;
    quint64 m_lastNumber = 0;
};

} // namespace Unbin
