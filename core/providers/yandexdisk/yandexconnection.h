// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/providers/yandexdisk/yandexchangeline.h"

#include <QJsonObject>

namespace Unbin::Yandex {

/** One account's calls, with refusals mapped and bodies read. Main thread. The arguments must outlive it. */
class Connection
{
public:
    Connection(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api);

    const QUrl &api() const { return m_client.rules().api; }
    Clock &clock() const { return m_clock; }
    ChangeLine &line() { return m_line; }

    /** The object of a successful reply. */
    JobPtr<QJsonObject> ask(HttpRequest request);
    /** The reply as it came, whatever its status. */
    JobPtr<HttpReply> send(HttpRequest request) { return m_client.send(std::move(request)); }

private:
    Clock &m_clock;
    HttpClient m_client;
    ChangeLine m_line;
};

} // namespace Unbin::Yandex
