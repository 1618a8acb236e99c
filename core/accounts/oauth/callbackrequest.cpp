// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/callbackrequest.h"

#include <QList>

#include <algorithm>

namespace Unbin {

namespace {

bool isPrintable(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

CallbackRequest::State CallbackRequest::feed(const QByteArray &bytes)
{
    if (m_state != State::Incomplete)
        return m_state;
    m_received += bytes;
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end > kLongestHead || (end < 0 && m_received.size() > kLongestHead))
        m_state = State::TooLong;
    else if (end >= 0)
        m_state = parse(m_received.left(end));
    if (m_state != State::Incomplete)
        m_received.clear(); // the code is in there
    return m_state;
}

CallbackRequest::State CallbackRequest::parse(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QList<QByteArray> start = lines.takeFirst().split(' ');
    if (start.size() != 3 || !start[2].startsWith("HTTP/1.") || start[0].isEmpty() || !isPrintable(start[0]))
        return State::Malformed;
    m_method = start[0];
    if (!parseTarget(start[1]))
        return State::Malformed;
    bool hasHost = false;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t'))
            return State::Malformed;
        if (line.left(colon).compare("Host", Qt::CaseInsensitive) != 0)
            continue;
        if (std::exchange(hasHost, true))
            return State::Malformed;
        m_host = line.mid(colon + 1).trimmed().toLower();
    }
    return State::Complete;
}

bool CallbackRequest::parseTarget(const QByteArray &target)
{
    if (!target.startsWith('/') || !isPrintable(target))
        return false;
    const qsizetype mark = target.indexOf('?');
    m_path = mark < 0 ? target : target.left(mark);
    if (mark >= 0)
        m_query = QUrlQuery(QString::fromLatin1(target.mid(mark + 1)));
    return true;
}

} // namespace Unbin
