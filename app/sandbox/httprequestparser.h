// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxmessage.h"

namespace Unbin {

/**
 * Takes HTTP/1.1 requests out of a stream of bytes (RFC 9112, what clients of JSON services send: no folded
 * headers, bodies with Content-Length only). Anything else is refused with a status, after which the
 * connection has to be closed.
 */
class HttpRequestParser
{
public:
    static constexpr qsizetype maxHeadBytes = 64 * 1024;
    static constexpr qsizetype maxBodyBytes = 16 * 1024 * 1024;

    enum class Outcome { NeedsMore, Ready, Refused };

    void feed(const QByteArray &bytes) { m_buffer += bytes; }
    /** Looks for one whole request. Call again after Ready: more may be waiting. */
    Outcome next();

    SandboxRequest takeRequest() { return std::move(m_request); } ///< after Ready; path still with its prefix
    bool wantsClose() const { return m_wantsClose; } ///< the client won't use the connection again
    int refusedStatus() const { return m_refusedStatus; }

private:
    Outcome refuse(int status);
    bool parseHead(const QByteArray &head);
    bool parseRequestLine(const QByteArray &line);
    bool parseBodyLength();

    QByteArray m_buffer;
    SandboxRequest m_request;
    qsizetype m_bodyBytes = -1; ///< -1: the head is not complete yet
    bool m_wantsClose = false;
    int m_refusedStatus = 0;
};

} // namespace Unbin
