// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>
#include <QUrl>

namespace Unbin {

class SandboxHost;

/**
 * The loopback door: HTTP/1.1 with keep-alive on 127.0.0.1, for the demo and for tests of the whole program. Delivers what
 * its host says, faults included: it can drop, cut, stall and drip a connection on purpose, which Qt HTTP Server 6.4 can't.
 * No TLS, no upgrade; requests without Content-Length have no body. One thread, the one it lives in.
 * With UNBIN_SANDBOX_RECORD=FILE in the environment its host's traffic is recorded (recordExchanges()).
 */
class SandboxServer final : public QObject
{
    Q_OBJECT
public:
    /** The host must outlive the server. */
    explicit SandboxServer(SandboxHost &host, QObject *parent = nullptr);

    /** False if the port can't be had; 0 means any free one. */
    bool listen(quint16 port = 0);
    quint16 port() const { return m_server.serverPort(); }
    /** Base address of a mounted service: url("/box/2.0"). */
    QUrl url(const QByteArray &prefix) const;
    /** Connections from now on reply with Transfer-Encoding: chunked instead of Content-Length. Whether Qt
       notices a body cut short then depends on its version (accounts-and-network.md section 4). */
    void setChunked(bool isChunked) { m_isChunked = isChunked; }

private:
    void accept();

    SandboxHost &m_host;
    QTcpServer m_server;
    bool m_isChunked = false;
};

} // namespace Unbin
