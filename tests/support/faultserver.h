// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

class QTcpServer;

namespace Unbin {

/**
 * A loopback HTTP/1.1 server that does on purpose what real ones do by accident: closes, cuts, stalls, drips,
 * lies. It answers requests in the order in which they arrive with the scripted answers, then with the
 * default one, and records every request that reached it, so that tests count what really went out. Test's
 * own thread.
 */
class FaultServer : public QObject
{
    Q_OBJECT
public:
    struct Request {
        QByteArray method;
        QByteArray target; ///< path and query as sent
        HttpHeaders headers;
        QByteArray body;
        int connection = 0; ///< counts accepted connections from 1

        QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    };

    /** What happens to one request: some bytes, then an end. */
    struct Answer {
        enum class Ending { KeepOpen, Close, Stall };

        QByteArray bytes;
        Ending ending = Ending::KeepOpen;
        bool closesBeforeReading = false; ///< at the first byte of the request, which is then not recorded
        std::chrono::milliseconds dripEvery{0}; ///< one byte at a time; zero: at once

        static Answer reply(int status, const QByteArray &body = {}, const HttpHeaders &headers = {});
        static Answer json(const QByteArray &body, int status = 200);
        static Answer redirect(const QUrl &target, int status = 302);
        static Answer chunked(const QByteArray &body);
        /** The body deflated in a gzip wrapper by qCompress, with its Content-Encoding. */
        static Answer gzip(const QByteArray &body);

        static Answer closeBeforeReading();
        static Answer closeAfterRequest();
        static Answer stall();
        static Answer garbage();
        /** Announces the whole length, sends half, closes. */
        static Answer shortBody(const QByteArray &body);
        /** One chunk of two, no end chunk, closes. */
        static Answer cutChunked(const QByteArray &body);
        /** The whole reply, head included, a byte at a time. */
        Answer dripping(std::chrono::milliseconds every) const;
        /** As far as this many bytes, then silence on an open connection. */
        Answer stallingAfter(qsizetype bytes) const;
        Answer closing() const;
    };
    using Handler = std::function<Answer(const Request &)>;

    explicit FaultServer(QObject *parent = nullptr);
    /** Over TLS with this certificate and key. */
    explicit FaultServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FaultServer() override;

    /** http(s)://127.0.0.1:port + path; TLS uses "localhost", which its certificate names. */
    QUrl url(const QString &path = QStringLiteral("/")) const;
    QUrl base() const { return url(QString()); }

    void script(std::initializer_list<Answer> answers);
    /** For requests beyond the script; 200 with {} unless set. */
    void setDefault(Answer answer) { m_default = std::move(answer); }
    /** Instead of script and default. */
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    const QList<Request> &requests() const { return m_requests; }
    int requestCount() const { return int(m_requests.size()); }
    int connectionCount() const { return m_connections; }
    /** Connections open now. */
    int openCount() const;
    /** Requests dropped unread by closeBeforeReading. */
    int unreadCount() const { return m_unread; }
    bool isScriptUsedUp() const { return m_script.empty(); }

    /** From now on connections are refused; open ones stay. */
    void stopListening();

Q_SIGNALS:
    void requestArrived();
    void connectionOpened();

private:
    class Connection;

    void listen();
    void acceptAll();
    Answer takeAnswer(const Request &request);

    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0; // kept when no longer listening
    bool m_isTls = false;
    std::deque<Answer> m_script;
    Answer m_default = Answer::json("{}");
    Handler m_handler;
    QList<Request> m_requests;
    int m_connections = 0;
    int m_unread = 0;
};

/** A certificate for "localhost" that signs itself, and its key: made for these tests, protects nothing. */
QSslConfiguration selfSignedTls();

} // namespace Unbin
