// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexconnection.h"

#include "core/providers/yandexdisk/yandexerrors.h"
#include "core/providers/yandexdisk/yandexrules.h"

namespace Unbin::Yandex {

Connection::Connection(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api)
    : m_clock(clock)
    , m_client(network, tokens, clock, rules(api))
{ }

JobPtr<QJsonObject> Connection::ask(HttpRequest request)
{
    auto sending = m_client.send(request);
    return mapJob<QJsonObject>(std::move(sending),
        [request = std::move(request)](Result<HttpReply> reply) { return readObject(request, reply); });
}

} // namespace Unbin::Yandex
