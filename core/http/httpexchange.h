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
    /** Bytes written to the sink so far, and how many were announced, -1 if none. */
    using Written = std::function<void(qint64 doneBytes, qint64 totalBytes)>;

    /** authorization is the whole header value, empty for none. ended is called once, from the event loop, written
       whenever the sink took something; both may destroy the exchange. */
    HttpExchange(QNetworkAccessManager &network, Clock &clock, const HttpRequest &request,
        const QByteArray &authorization, Ended ended, Written written = {});
    ~HttpExchange() override;

private:
    void send(QNetworkAccessManager &network, const QNetworkRequest &wire, const HttpRequest &request);
    void checkAnnouncedSize();
    void read();
    bool writeToSink(const QByteArray &chunk);
    bool isForSink() const;
    qint64 announcedBytes() const;
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
    const std::chrono::milliseconds m_deadline;
    const std::shared_ptr<QIODevice> m_sink;
    Clock &m_clock;
    Ended m_ended;
    Written m_written;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotBody> m_body;
    QByteArray m_received;
    QString m_sslProblem;
    qint64 m_writtenBytes = 0;
    qint64 m_writtenAtLook = 0;
    bool m_hasReplyBegun = false;
};

} // namespace Unbin
