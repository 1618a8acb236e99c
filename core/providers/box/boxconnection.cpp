// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxconnection.h"

#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxrules.h"

namespace Unbin::Box {

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

JobPtr<Done> Connection::tell(HttpRequest request)
{
    auto sending = m_client.send(request);
    return mapJob<Done>(std::move(sending),
        [request = std::move(request)](Result<HttpReply> reply) { return readDone(request, reply); });
}

JobPtr<qint64> Connection::fetch(SignedDownload what)
{
    return signedDownload(m_client, std::move(what));
}

JobPtr<HttpReply> Connection::send(HttpRequest request)
{
    return m_client.send(std::move(request));
}

} // namespace Unbin::Box
