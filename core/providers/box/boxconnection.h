// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/http/signeddownload.h"

#include <QJsonObject>

namespace Unbin::Box {

/**
 * One account's calls to Box, with refusals mapped and bodies read. Main thread; bodies of lists are not read
 * here, since a page of a thousand entries belongs on a worker. The arguments must outlive it.
 */
class Connection
{
public:
    Connection(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api);

    const QUrl &api() const { return m_client.rules().api; }
    Clock &clock() const { return m_clock; }

    /** The object of a successful reply. */
    JobPtr<QJsonObject> ask(HttpRequest request);
    /** For calls whose success has nothing to tell. */
    JobPtr<Done> tell(HttpRequest request);
    /** The reply as it came, whatever its status. */
    JobPtr<HttpReply> send(HttpRequest request);
    /** A content, by way of the signed address that Box answers with. */
    JobPtr<qint64> fetch(SignedDownload what);

private:
    Clock &m_clock;
    HttpClient m_client;
};

} // namespace Unbin::Box
