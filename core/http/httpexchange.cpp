// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpexchange.h"

#include "core/domain/clock.h"
#include "core/http/oneshotbody.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslError>

#include <utility>

namespace Unbin {

namespace {

constexpr qint64 kChunkBytes = 64 * 1024;
constexpr qint64 kMaxRefusalBytes = 1024 * 1024; // of a reply that is not the content asked for

QNetworkRequest wireRequest(const HttpRequest &request, const QByteArray &authorization)
{
    QNetworkRequest wire(request.url);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wire.setRawHeader("User-Agent", "Unbin/" UNBIN_VERSION);
    for (const auto &[name, value] : request.headers)
        wire.setRawHeader(name, value);
    if (!request.body.isEmpty())
        wire.setRawHeader("Content-Type", request.contentType);
    if (request.sink)
        wire.setRawHeader("Accept-Encoding", "identity");
    if (!authorization.isEmpty())
        wire.setRawHeader("Authorization", authorization);
    return wire;
}

} // namespace

HttpExchange::HttpExchange(QNetworkAccessManager &network, Clock &clock, const HttpRequest &request,
    const QByteArray &authorization, Ended ended, Written written)
    : m_method(methodName(request.method))
    , m_host(request.url.host())
    , m_isChange(request.isChange())
    , m_maxReplyBytes(request.maxReplyBytes)
    , m_deadline(request.deadline)
    , m_sink(request.sink)
    , m_clock(clock)
    , m_ended(std::move(ended))
    , m_written(std::move(written))
{
    send(network, wireRequest(request, authorization), request);
    m_clock.callLater(m_deadline, this, [this] { passDeadline(); });
}

HttpExchange::~HttpExchange()
{
    letGo();
}

void HttpExchange::send(QNetworkAccessManager &network, const QNetworkRequest &wire, const HttpRequest &request)
{
    if (m_isChange || !request.body.isEmpty()) {
        // Qt re-sends what it can rewind when a connection closes unanswered; this it can't.
        QNetworkRequest once(wire);
        once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        once.setRawHeader("Content-Length", QByteArray::number(request.body.size()));
        m_body = new OneShotBody(request.body);
        m_reply = network.sendCustomRequest(once, m_method, m_body.data());
        m_body->setParent(m_reply);
    } else {
        m_reply = network.sendCustomRequest(wire, m_method);
    }
    connect(m_reply, &QNetworkReply::sslErrors, this, &HttpExchange::collectSslErrors);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::checkAnnouncedSize);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::read);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::conclude);
}

void HttpExchange::checkAnnouncedSize()
{
    m_hasReplyBegun = true;
    if (!m_reply)
        return;
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding");
    if (announcedBytes() > (m_sink && !isForSink() ? kMaxRefusalBytes : m_maxReplyBytes))
        refuseSize();
    else if (isForSink() && !encoding.isEmpty() && encoding.compare("identity", Qt::CaseInsensitive) != 0)
        end(failure(Error::Kind::BadResponse, m_host + QStringLiteral(": content in an encoding nobody asked for")));
}

bool HttpExchange::isForSink() const
{
    return m_sink && m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
}

qint64 HttpExchange::announcedBytes() const
{
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    return length.isValid() ? length.toLongLong() : -1;
}

/** In small pieces: Qt decompresses while we read, and a few kilobytes may become gigabytes. */
void HttpExchange::read()
{
    while (m_reply && m_reply->isOpen()) {
        const QByteArray chunk = m_reply->read(kChunkBytes);
        if (chunk.isEmpty())
            return;
        if (isForSink()) {
            if (!writeToSink(chunk))
                return;
            continue;
        }
        m_received += chunk;
        if (m_received.size() > (m_sink ? kMaxRefusalBytes : m_maxReplyBytes))
            return refuseSize();
    }
}

/** False: it is over, or whoever heard of it destroyed this object: touch nothing then. */
bool HttpExchange::writeToSink(const QByteArray &chunk)
{
    if (m_writtenBytes + chunk.size() > m_maxReplyBytes) {
        refuseSize();
        return false;
    }
    if (m_sink->write(chunk) != chunk.size()) {
        end(failure(Error::Kind::LocalIo, m_sink->errorString()));
        return false;
    }
    m_writtenBytes += chunk.size();
    const QPointer<HttpExchange> self(this);
    if (const Written written = m_written)
        written(m_writtenBytes, announcedBytes());
    return self;
}

void HttpExchange::conclude()
{
    read();
    if (!m_reply)
        return;
    const auto error = m_reply->error();
    const HttpReply reply = replySoFar();
    if (isStatusError(error, reply.status))
        end(reply);
    else if (error == QNetworkReply::NoError)
        failTransport(QNetworkReply::ProtocolFailure, QStringLiteral("finished without a status"));
    else if (error == QNetworkReply::ContentReSendError)
        failTransport(error, QStringLiteral("connection closed without an answer"));
    else
        failTransport(error, m_reply->errorString());
}

void HttpExchange::passDeadline()
{
    if (m_writtenBytes > m_writtenAtLook) { // content comes: what counts is silence
        m_writtenAtLook = m_writtenBytes;
        m_clock.callLater(m_deadline, this, [this] { passDeadline(); });
        return;
    }
    failTransport(QNetworkReply::OperationCanceledError, QStringLiteral("no whole reply before the deadline"));
}

void HttpExchange::collectSslErrors(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons += error.errorString();
    m_sslProblem = reasons.join(QLatin1String("; "));
}

void HttpExchange::failTransport(QNetworkReply::NetworkError error, const QString &detail)
{
    const QString &reason = m_sslProblem.isEmpty() ? detail : m_sslProblem;
    end(failure(transportError({.error = error,
        .isChange = m_isChange,
        .sent = sentSoFar(),
        .detail = m_host + QLatin1String(": ") + reason})));
}

TransportFailure::Sent HttpExchange::sentSoFar() const
{
    using Sent = TransportFailure::Sent;
    if (m_hasReplyBegun || !m_body || m_body->isTouched())
        return Sent::Yes;
    return m_body->isEmpty() ? Sent::Maybe : Sent::No;
}

void HttpExchange::refuseSize()
{
    const QString detail = QStringLiteral("%1: reply longer than %2 bytes").arg(m_host).arg(m_maxReplyBytes);
    // The change may well be done; only its reply is useless.
    end(failure(m_isChange ? Error::Kind::OutcomeUnknown : Error::Kind::TooLarge, detail));
}

/** The last thing any path does: ended may destroy this object. */
void HttpExchange::end(Result<HttpReply> result)
{
    letGo();
    if (const auto ended = std::exchange(m_ended, {}))
        ended(std::move(result));
}

/** abort() emits finished() before it returns, so nothing may be connected any more. */
void HttpExchange::letGo()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply.clear();
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

HttpReply HttpExchange::replySoFar() const
{
    HttpReply reply;
    reply.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.headers = m_reply->rawHeaderPairs();
    reply.body = m_received;
    return reply;
}

} // namespace Unbin
