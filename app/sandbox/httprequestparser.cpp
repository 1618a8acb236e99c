// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/httprequestparser.h"

#include <algorithm>
#include <tuple>

namespace Unbin {

HttpRequestParser::Outcome HttpRequestParser::refuse(int status)
{
    m_refusedStatus = status;
    m_wantsClose = true;
    return Outcome::Refused;
}

HttpRequestParser::Outcome HttpRequestParser::next()
{
    if (m_refusedStatus)
        return Outcome::Refused;
    if (m_bodyBytes < 0) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (std::max(end, end < 0 ? m_buffer.size() : 0) > maxHeadBytes)
            return refuse(431);
        if (end < 0)
            return Outcome::NeedsMore;
        m_request = {};
        if (!parseHead(m_buffer.first(end)) || !parseBodyLength())
            return refuse(m_refusedStatus ? m_refusedStatus : 400);
        m_buffer.remove(0, end + 4);
    }
    if (m_buffer.size() < m_bodyBytes)
        return Outcome::NeedsMore;
    m_request.body = m_buffer.first(m_bodyBytes);
    m_buffer.remove(0, m_bodyBytes);
    m_bodyBytes = -1;
    return Outcome::Ready;
}

bool HttpRequestParser::parseHead(const QByteArray &head)
{
    const auto lines = head.split('\n');
    if (!parseRequestLine(lines.first().trimmed()))
        return false;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray &line = lines[i];
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.first(colon).contains(' ') || line.startsWith('\t'))
            return false;
        m_request.headers.emplaceBack(line.first(colon), line.mid(colon + 1).trimmed());
    }
    const QByteArray connection = m_request.header("Connection").toLower();
    m_wantsClose = connection == "close" || (m_wantsClose && connection != "keep-alive");
    return true;
}

bool HttpRequestParser::parseRequestLine(const QByteArray &line)
{
    const auto parts = line.split(' ');
    if (parts.size() != 3 || parts[0].isEmpty() || !parts[1].startsWith('/'))
        return false;
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        m_refusedStatus = 505;
        return false;
    }
    m_wantsClose = parts[2] == "HTTP/1.0";
    m_request.method = parts[0];
    std::tie(m_request.path, m_request.query) = splitAtFirst(parts[1], '?');
    return true;
}

bool HttpRequestParser::parseBodyLength()
{
    const auto lengths = std::count_if(m_request.headers.begin(), m_request.headers.end(),
        [](const auto &header) { return header.first.compare("Content-Length", Qt::CaseInsensitive) == 0; });
    if (!m_request.header("Transfer-Encoding").isEmpty()) {
        m_refusedStatus = 411;
        return false;
    }
    bool isNumber = true;
    m_bodyBytes = lengths == 0 ? 0 : m_request.header("Content-Length").toLongLong(&isNumber);
    if (lengths > 1 || !isNumber || m_bodyBytes < 0)
        return false;
    if (m_bodyBytes > maxBodyBytes) {
        m_refusedStatus = 413;
        return false;
    }
    return true;
}

} // namespace Unbin
