// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/sandboxconnection.h"
#include "app/sandbox/sandboxrecorder.h"

#include <QTcpSocket>

namespace Unbin {

SandboxServer::SandboxServer(SandboxHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    if (const QString fileName = qEnvironmentVariable("UNBIN_SANDBOX_RECORD"); !fileName.isEmpty())
        recordExchanges(host, fileName);
    connect(&m_server, &QTcpServer::newConnection, this, &SandboxServer::accept);
}

bool SandboxServer::listen(quint16 port)
{
    return m_server.listen(QHostAddress::LocalHost, port);
}

QUrl SandboxServer::url(const QByteArray &prefix) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port()).arg(QString::fromLatin1(prefix)));
}

void SandboxServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        new SandboxConnection(m_host, socket, m_isChunked, this);
}

} // namespace Unbin
