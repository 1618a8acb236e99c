// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/httprequestparser.h"
#include "app/sandbox/sandboxhost.h"

#include <QObject>

class QTcpSocket;

namespace Unbin {

/** One client's connection to SandboxServer: requests one after the other, until either side closes. Deletes
 * itself then. */
class SandboxConnection final : public QObject
{
    Q_OBJECT
public:
    /** Takes the socket. */
    SandboxConnection(SandboxHost &host, QTcpSocket *socket, bool isChunked, QObject *parent);

private:
    void read();
    void proceed();
    void answer();
    void refuse(int status);
    QByteArray head(const SandboxResponse &response, bool hasBody) const;
    QByteArray framed(const QByteArray &part) const;
    void drip();
    void done();

    SandboxHost &m_host;
    QTcpSocket *m_socket;
    HttpRequestParser m_parser;
    SandboxDelivery m_delivery;
    qsizetype m_dripped = 0;
    bool m_isChunked;
    bool m_isAnswering = false; ///< later requests wait in the parser
    bool m_isHead = false;
};

} // namespace Unbin
