// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxreply.h"

#include "core/domain/clock.h"

#include <QMetaObject>

#include <cstring>

namespace Unbin {

namespace {

QByteArray verb(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return {};
}

/** As QNetworkAccessManager maps them (qhttpthreaddelegate.cpp, Qt 6.4). */
QNetworkReply::NetworkError errorForStatus(int status)
{
    switch (status) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        if (status < 400)
            return QNetworkReply::NoError;
        return status < 500 ? QNetworkReply::UnknownContentError : QNetworkReply::UnknownServerError;
    }
}

} // namespace

SandboxReply::SandboxReply(SandboxHost &host, QNetworkAccessManager::Operation operation,
    const QNetworkRequest &request, QIODevice *body, QObject *parent)
    : QNetworkReply(parent)
    , m_host(host)
    , m_upload(body)
    , m_isOneShot(body && body->isSequential())
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QMetaObject::invokeMethod(this, &SandboxReply::send, Qt::QueuedConnection);
}

void SandboxReply::send()
{
    if (isFinished())
        return;
    SandboxRequest request;
    request.method = verb(operation(), this->request());
    request.path = url().path(QUrl::FullyEncoded).toLatin1();
    request.query = url().query(QUrl::FullyEncoded).toLatin1();
    for (const QByteArray &name : this->request().rawHeaderList())
        request.headers.emplaceBack(name, this->request().rawHeader(name));
    if (m_upload)
        request.body = m_upload->readAll();
    m_delivery = m_host.exchange(std::move(request));
    if (m_delivery.delay.count() > 0)
        m_host.clock().callLater(m_delivery.delay, this, [this] { answer(); });
    else
        answer();
}

void SandboxReply::answer()
{
    using Manner = SandboxDelivery::Manner;
    if (isFinished())
        return;
    const QByteArray &body = m_delivery.response.body;
    switch (m_delivery.manner) {
    case Manner::Whole:
        showHead();
        show(body);
        end();
        break;
    case Manner::Drop:
        if (m_isOneShot)
            failWith(ContentReSendError, QStringLiteral("Connection closed; the body can't be sent again"));
        else
            failWith(RemoteHostClosedError, QStringLiteral("Connection closed"));
        break;
    case Manner::Cut:
        showHead();
        show(body.first(qMin(m_delivery.bytes, body.size())));
        failWith(RemoteHostClosedError, QStringLiteral("Connection closed"));
        break;
    case Manner::Stall:
        if (m_delivery.bytes > 0) {
            showHead();
            show(body.first(qMin(m_delivery.bytes, body.size())));
        }
        break;
    case Manner::Drip:
        showHead();
        drip();
        break;
    }
}

void SandboxReply::showHead()
{
    const SandboxResponse &response = m_delivery.response;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, response.status);
    for (const auto &[name, value] : response.headers)
        setRawHeader(name, value);
    setRawHeader("Content-Length", QByteArray::number(response.body.size()));
    Q_EMIT metaDataChanged();
}

void SandboxReply::show(const QByteArray &bytes)
{
    if (bytes.isEmpty() || isFinished())
        return;
    m_buffer += bytes;
    Q_EMIT readyRead();
}

void SandboxReply::drip()
{
    if (isFinished())
        return;
    if (m_dripped == m_delivery.response.body.size()) {
        end();
        return;
    }
    show(m_delivery.response.body.mid(m_dripped++, 1));
    m_host.clock().callLater(m_delivery.pause, this, [this] { drip(); });
}

void SandboxReply::end()
{
    if (isFinished()) // a slot of readyRead may have aborted
        return;
    const int status = m_delivery.response.status;
    if (const NetworkError error = errorForStatus(status); error != NoError) {
        failWith(error, QStringLiteral("The service answered %1").arg(status));
        return;
    }
    setFinished(true);
    Q_EMIT finished();
}

void SandboxReply::failWith(NetworkError error, const QString &text)
{
    if (isFinished())
        return;
    setError(error, text);
    setFinished(true);
    const QPointer<SandboxReply> self(this); // slots of errorOccurred may delete us, as with the real one
    Q_EMIT errorOccurred(error);
    if (self)
        Q_EMIT finished();
}

void SandboxReply::abort()
{
    if (isFinished())
        return;
    m_buffer.clear();
    close(); // as the real one: nothing can be read any more
    failWith(OperationCanceledError, QStringLiteral("Operation canceled"));
}

qint64 SandboxReply::bytesAvailable() const
{
    return m_buffer.size() + QNetworkReply::bytesAvailable();
}

qint64 SandboxReply::readData(char *data, qint64 maxSize)
{
    const qint64 count = qMin<qint64>(maxSize, m_buffer.size());
    if (count == 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_buffer.constData(), size_t(count));
    m_buffer.remove(0, count);
    return count;
}

} // namespace Unbin
