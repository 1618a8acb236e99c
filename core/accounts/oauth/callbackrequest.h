// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrlQuery>

namespace Unbin {

/**
 * Reads the head of the one HTTP/1.1 request that a browser sends to the redirect address, in whatever pieces it comes.
 * Pure; knows nothing of sockets. Bodies are not read: nothing but GET is answered.
 */
class CallbackRequest
{
public:
    enum class State {
        Incomplete,
        Complete,
        Malformed, ///< 400
        TooLong, ///< 431: more than 8 KiB of head
    };
    static constexpr qsizetype kLongestHead = 8 * 1024;

    /** Adds what arrived. Nothing changes once the state is no longer Incomplete. */
    State feed(const QByteArray &bytes);
    State state() const { return m_state; }

    const QByteArray &method() const { return m_method; }
    const QByteArray &path() const { return m_path; } ///< as sent, percent signs and all
    const QUrlQuery &query() const { return m_query; }
    const QByteArray &host() const { return m_host; } ///< of the Host header, in lower case; empty if absent or twice

private:
    State parse(const QByteArray &head);
    bool parseTarget(const QByteArray &target);

    State m_state = State::Incomplete;
    QByteArray m_received;
    QByteArray m_method;
    QByteArray m_path;
    QUrlQuery m_query;
    QByteArray m_host;
};

} // namespace Unbin
