// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/httpmessage.h"
#include "core/http/transporterror.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QNetworkAccessManager;

namespace Unbin {

class Clock;
class OneShotBody;

/**
 * One request on the wire, once: the only place that touches a QNetworkReply. Begins when made; destroying it
 * stops the transfer silently. Main thread.
 *
 * The deadline is our own and counts everything, so it also ends a reply that drips and one whose finished()
 * never comes. See README.md here for Qt's habits that this class guards against.
 */
class HttpExchange final : public QObject
{
    Q_OBJECT
public:
    using Ended = std::function<void(Result<HttpReply>)>;

    /** authorization is the whole header value, empty for none. ended is called once, from the event loop; it
       may destroy the exchange. */
    HttpExchange(QNetworkAccessManager &network, Clock &clock, const HttpRequest &request,
        const QByteArray &authorization, Ended ended);
    ~HttpExchange() override;

private:
    void send(QNetworkAccessManager &network, const QNetworkRequest &wire, const HttpRequest &request);
    void checkAnnouncedSize();
    void read();
    void conclude();
    void passDeadline();
    TransportFailure::Sent sentSoFar() const;
    void collectSslErrors(const QList<QSslError> &errors);
    void failTransport(QNetworkReply::NetworkError error, const QString &detail);
    void refuseSize();
    void end(Result<HttpReply> result);
    void letGo();
    HttpReply replySoFar() const;

    const QByteArray m_method;
    const QString m_host;
    const bool m_isChange;
    const qint64 m_maxReplyBytes;
    Ended m_ended;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotBody> m_body;
    QByteArray m_received;
    QString m_sslProblem;
    bool m_hasReplyBegun = false;
};

} // namespace Unbin
