// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/loopbacklistener.h"

#include "core/accounts/oauth/callbackrequest.h"
#include "core/domain/clock.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace Unbin {

namespace {

constexpr size_t kMostConnections = 4;
constexpr std::chrono::seconds kConnectionTime{10};

QByteArray reply(int status, const char *reason, const QByteArray &html)
{
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(html.size())
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff"
          "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n"
        + html;
}

QByteArray notFound()
{
    return reply(404, "Not Found", "<!doctype html><title>Unbin</title><p>There is nothing here.</p>");
}

} // namespace

/** One connection of a browser; gone after one reply or ten seconds. */
class LoopbackListener::Connection final : public QObject
{
public:
    Connection(LoopbackListener &listener, QTcpSocket *socket)
        : QObject(&listener)
        , m_listener(&listener)
        , m_socket(socket)
    {
        m_socket->setParent(this);
        connect(m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        listener.m_clock.callLater(kConnectionTime, this, [this] { m_socket->abort(); });
        QMetaObject::invokeMethod(this, [this] { read(); }, Qt::QueuedConnection); // what came before we listened
    }

    bool isWaiting() const { return m_request.state() == CallbackRequest::State::Incomplete; }
    void drop() { m_socket->abort(); }

private:
    void read()
    {
        if (!isWaiting()) {
            m_socket->readAll(); // a second request on this connection is not answered
            return;
        }
        switch (m_request.feed(m_socket->read(CallbackRequest::kLongestHead * 2))) {
        case CallbackRequest::State::Incomplete:
            return;
        case CallbackRequest::State::Malformed:
            return answer(reply(400, "Bad Request", callbackHtml(CallbackPage::NotThis)));
        case CallbackRequest::State::TooLong:
            return answer(reply(431, "Request Header Fields Too Large", callbackHtml(CallbackPage::NotThis)));
        case CallbackRequest::State::Complete:
            return judge();
        }
    }

    void judge()
    {
        if (!m_listener->isOurs(m_request.host()))
            return answer(reply(400, "Bad Request", callbackHtml(CallbackPage::NotThis)));
        if (m_request.path() != m_listener->m_redirect.path.toLatin1())
            return answer(notFound());
        if (m_request.method() != "GET")
            return answer(reply(405, "Method Not Allowed", callbackHtml(CallbackPage::NotThis)));
        if (!m_listener->isListening()) // another one was quicker
            return answer(reply(400, "Bad Request", callbackHtml(CallbackPage::NotThis)));
        const QPointer<Connection> self(this);
        const CallbackPage page = m_listener->m_judge(m_request.query());
        if (!self)
            return;
        if (page == CallbackPage::NotThis)
            return answer(reply(400, "Bad Request", callbackHtml(page)));
        m_isLast = true;
        answer(reply(200, "OK", callbackHtml(page)));
        m_listener->close();
    }

    /** Handed to the system at once: whoever owns the listener may be done with it on the next turn. */
    void answer(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
        m_socket->disconnectFromHost();
    }

    friend class LoopbackListener;
    LoopbackListener *m_listener;
    QTcpSocket *m_socket;
    CallbackRequest m_request;
    bool m_isLast = false;
};

LoopbackListener::LoopbackListener(OAuthRedirect redirect, Clock &clock, Judge judge, QObject *parent)
    : QObject(parent)
    , m_redirect(std::move(redirect))
    , m_clock(clock)
    , m_judge(std::move(judge))
{ }

LoopbackListener::~LoopbackListener() = default;

Result<Done> LoopbackListener::listen()
{
    QStringList taken;
    for (const quint16 port : m_redirect.ports) {
        if (tryPort(port))
            return Done{};
        taken += QString::number(port);
    }
    if ((m_redirect.ports.empty() || m_redirect.takesAnyPort) && tryPort(0))
        return Done{};
    return failure(Error{.kind = Error::Kind::Busy, .code = QStringLiteral("port"), .detail = taken.join(u' ')});
}

bool LoopbackListener::tryPort(quint16 port)
{
    m_servers.clear();
    const auto add = [this](QHostAddress::SpecialAddress address, quint16 wanted) {
        auto server = std::make_unique<QTcpServer>();
        server->setMaxPendingConnections(int(kMostConnections));
        if (!server->listen(QHostAddress(address), wanted))
            return false;
        connect(server.get(), &QTcpServer::newConnection, this, [this, one = server.get()] { accept(*one); });
        m_servers.push_back(std::move(server));
        return true;
    };
    if (!add(QHostAddress::LocalHost, port))
        return false;
    m_port = m_servers.front()->serverPort();
    // Browsers may read "localhost" as ::1. Without IPv6 they can't; a port taken there by another program is taken.
    if (m_redirect.host == QLatin1String("localhost") && !add(QHostAddress::LocalHostIPv6, m_port)) {
        QTcpServer probe;
        const bool hasIpv6 = probe.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0);
        if (hasIpv6) {
            m_servers.clear();
            return false;
        }
    }
    return true;
}

bool LoopbackListener::isOnOtherPort() const
{
    return !m_redirect.ports.empty() && m_port != m_redirect.ports.front();
}

QUrl LoopbackListener::address() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_redirect.host);
    url.setPort(m_port);
    if (m_redirect.saysPath || m_redirect.path != QLatin1String("/"))
        url.setPath(m_redirect.path);
    return url;
}

/** Whoever is being answered is let finish; the others are dropped. */
void LoopbackListener::close()
{
    for (auto &server : m_servers) {
        server->close();
        server.release()->deleteLater(); // may be the one whose signal we are in
    }
    m_servers.clear();
    for (const auto &connection : m_connections) {
        if (connection && !connection->m_isLast)
            connection->drop();
    }
}

void LoopbackListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        std::erase_if(m_connections, [](const auto &connection) { return !connection; });
        if (m_connections.size() >= kMostConnections) {
            const auto idle = std::find_if(m_connections.begin(), m_connections.end(),
                [](const auto &connection) { return connection->isWaiting(); });
            if (idle == m_connections.end()) {
                socket->abort();
                socket->deleteLater();
                continue;
            }
            const QPointer<Connection> dropped = *idle;
            m_connections.erase(idle);
            dropped->drop();
        }
        m_connections.emplace_back(new Connection(*this, socket));
    }
}

/** A page elsewhere whose name was made to mean this computer sends its own name. */
bool LoopbackListener::isOurs(const QByteArray &host) const
{
    return host == m_redirect.host.toLatin1() + ':' + QByteArray::number(m_port);
}

} // namespace Unbin
