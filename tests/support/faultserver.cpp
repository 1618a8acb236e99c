// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Unbin {

/** One accepted connection: reads requests, plays answers. Child of the server object. */
class FaultServer::Connection final : public QObject
{
public:
    Connection(FaultServer &server, QTcpSocket *socket, int number)
        : QObject(&server)
        , m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_drip.setTimerType(Qt::PreciseTimer);
        connect(&m_drip, &QTimer::timeout, this, &Connection::sendDrop);
        read(); // over TLS the first bytes may be here already
    }

    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

private:
    void read();
    bool takeRequest();
    void play(const Answer &answer);
    void sendDrop();
    void finish();

    FaultServer &m_server;
    QTcpSocket *m_socket;
    const int m_number;
    QByteArray m_incoming;
    Answer m_answer;
    QTimer m_drip;
    bool m_isDeaf = false;
};

void FaultServer::Connection::read()
{
    if (m_isDeaf || m_socket->bytesAvailable() == 0)
        return;
    if (m_incoming.isEmpty() && !m_server.m_script.empty() && m_server.m_script.front().closesBeforeReading) {
        m_server.m_script.pop_front();
        ++m_server.m_unread;
        m_isDeaf = true;
        m_socket->abort();
        return;
    }
    m_incoming += m_socket->readAll();
    while (!m_isDeaf && takeRequest()) { }
}

/** True if a whole request was there and is answered. */
bool FaultServer::Connection::takeRequest()
{
    const qsizetype headEnd = m_incoming.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = m_incoming.left(headEnd).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.first().split(' ');
    Request request{.method = words.value(0), .target = words.value(1), .connection = m_number};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (m_incoming.size() < headEnd + 4 + length)
        return false;
    request.body = m_incoming.mid(headEnd + 4, length);
    m_incoming.remove(0, headEnd + 4 + length);

    m_server.m_requests.append(request);
    play(m_server.takeAnswer(request));
    Q_EMIT m_server.requestArrived();
    return true;
}

void FaultServer::Connection::play(const Answer &answer)
{
    m_answer = answer;
    if (answer.dripEvery.count() > 0) {
        m_isDeaf = true;
        m_drip.start(answer.dripEvery);
        return;
    }
    m_socket->write(std::exchange(m_answer.bytes, {}));
    finish();
}

void FaultServer::Connection::sendDrop()
{
    m_socket->write(m_answer.bytes.left(1));
    m_answer.bytes.remove(0, 1);
    if (!m_answer.bytes.isEmpty())
        return;
    m_drip.stop();
    m_isDeaf = false;
    finish();
}

void FaultServer::Connection::finish()
{
    switch (m_answer.ending) {
    case Answer::Ending::KeepOpen:
        break;
    case Answer::Ending::Stall:
        m_isDeaf = true;
        break;
    case Answer::Ending::Close:
        m_isDeaf = true;
        m_socket->disconnectFromHost();
        break;
    }
}

FaultServer::FaultServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

FaultServer::FaultServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

FaultServer::~FaultServer()
{
    // Connections refer to this object; they must not hear of their sockets closing any more.
    qDeleteAll(findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly));
}

void FaultServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FaultServer::acceptAll);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("FaultServer cannot listen on loopback");
    m_port = m_server->serverPort();
}

void FaultServer::acceptAll()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        new Connection(*this, socket, m_connections);
        Q_EMIT connectionOpened();
    }
}

QUrl FaultServer::url(const QString &path) const
{
    const QString origin
        = m_isTls ? QStringLiteral("https://localhost:%1") : QStringLiteral("http://127.0.0.1:%1");
    return QUrl(origin.arg(m_port) + path);
}

void FaultServer::script(std::initializer_list<Answer> answers)
{
    m_script.insert(m_script.end(), answers);
}

FaultServer::Answer FaultServer::takeAnswer(const Request &request)
{
    if (m_handler)
        return m_handler(request);
    if (m_script.empty())
        return m_default;
    Answer answer = std::move(m_script.front());
    m_script.pop_front();
    return answer;
}

int FaultServer::openCount() const
{
    const auto connections = findChildren<QTcpSocket *>();
    return int(std::count_if(connections.begin(), connections.end(),
        [](const QTcpSocket *socket) { return socket->state() == QAbstractSocket::ConnectedState; }));
}

void FaultServer::stopListening()
{
    m_server->close();
}

QSslConfiguration selfSignedTls()
{
    QFile certificate(QStringLiteral(UNBIN_SUPPORT_DIR "/localhost.crt"));
    QFile key(QStringLiteral(UNBIN_SUPPORT_DIR "/localhost.key"));
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        qFatal("the test certificate is missing");
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(&certificate));
    tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    return tls;
}

} // namespace Unbin
