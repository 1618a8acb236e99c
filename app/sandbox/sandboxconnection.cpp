// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxconnection.h"

#include "core/domain/clock.h"

#include <QTcpSocket>

#include <algorithm>

namespace Unbin {

namespace {

QByteArray reason(int status)
{
    static const QHash<int, QByteArray> reasons = {{200, "OK"}, {201, "Created"}, {204, "No Content"},
        {304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"},
        {405, "Method Not Allowed"}, {409, "Conflict"}, {412, "Precondition Failed"}, {429, "Too Many Requests"},
        {500, "Internal Server Error"}, {502, "Bad Gateway"}, {503, "Service Unavailable"}};
    return reasons.value(status, "Status");
}

} // namespace

SandboxConnection::SandboxConnection(SandboxHost &host, QTcpSocket *socket, bool isChunked, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_socket(socket)
    , m_isChunked(isChunked)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &SandboxConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void SandboxConnection::read()
{
    m_parser.feed(m_socket->readAll());
    proceed();
}

void SandboxConnection::proceed()
{
    while (!m_isAnswering && m_socket->state() == QAbstractSocket::ConnectedState) {
        switch (m_parser.next()) {
        case HttpRequestParser::Outcome::NeedsMore:
            return;
        case HttpRequestParser::Outcome::Refused:
            refuse(m_parser.refusedStatus());
            return;
        case HttpRequestParser::Outcome::Ready:
            break;
        }
        SandboxRequest request = m_parser.takeRequest();
        m_isAnswering = true;
        m_isHead = request.method == "HEAD";
        m_delivery = m_host.exchange(std::move(request));
        if (m_delivery.delay.count() > 0)
            m_host.clock().callLater(m_delivery.delay, this, [this] {
                answer();
                proceed();
            });
        else
            answer();
    }
}

void SandboxConnection::refuse(int status)
{
    m_isAnswering = true;
    m_socket->write(
        "HTTP/1.1 " + QByteArray::number(status) + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    m_socket->disconnectFromHost();
}

void SandboxConnection::answer()
{
    using Manner = SandboxDelivery::Manner;
    const SandboxResponse &response = m_delivery.response;
    const bool hasBody = !m_isHead && response.status != 204 && response.status != 304;
    const QByteArray body = hasBody ? response.body : QByteArray();
    const QByteArray beginning = body.first(std::min(m_delivery.bytes, body.size()));
    const QByteArray cutChunk = QByteArray::number(body.size(), 16) + "\r\n" + beginning;
    switch (m_delivery.manner) {
    case Manner::Whole:
        m_socket->write(head(response, hasBody) + framed(body) + (m_isChunked && hasBody ? "0\r\n\r\n" : ""));
        done();
        break;
    case Manner::Drop:
        m_socket->abort();
        break;
    case Manner::Cut:
        m_socket->write(head(response, hasBody) + (m_isChunked ? cutChunk : beginning));
        m_socket->disconnectFromHost();
        break;
    case Manner::Stall:
        if (m_delivery.bytes > 0)
            m_socket->write(head(response, hasBody) + framed(beginning));
        break;
    case Manner::Drip:
        m_socket->write(head(response, hasBody));
        m_dripped = 0;
        drip();
        break;
    }
}

QByteArray SandboxConnection::head(const SandboxResponse &response, bool hasBody) const
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status) + "\r\n";
    for (const auto &[name, value] : response.headers)
        text += name + ": " + value + "\r\n";
    if (hasBody && m_isChunked)
        text += "Transfer-Encoding: chunked\r\n";
    else if (hasBody)
        text += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    if (m_parser.wantsClose())
        text += "Connection: close\r\n";
    return text + "\r\n";
}

QByteArray SandboxConnection::framed(const QByteArray &part) const
{
    if (!m_isChunked || part.isEmpty())
        return part;
    return QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
}

void SandboxConnection::drip()
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const QByteArray &body = m_delivery.response.body;
    if (m_dripped >= body.size()) {
        if (m_isChunked)
            m_socket->write("0\r\n\r\n");
        done();
        return;
    }
    m_socket->write(framed(body.mid(m_dripped++, 1)));
    m_host.clock().callLater(m_delivery.pause, this, [this] {
        drip();
        proceed();
    });
}

void SandboxConnection::done()
{
    m_isAnswering = false;
    if (m_parser.wantsClose())
        m_socket->disconnectFromHost();
}

} // namespace Unbin
