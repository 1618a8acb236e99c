// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

class QIODevice;

namespace Unbin {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/** First value of a header, names compared without case; empty if absent. */
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

/** One request as a provider states it. The token, user agent, pacing, retries and limits are the client's.
 */
struct HttpRequest {
    enum class Method { Get, Post, Put, Patch, Delete, Options };
    enum class Priority { Background, Normal, Interactive }; ///< a later Interactive overtakes waiting Normal ones

    Method method = Method::Get;
    QUrl url;
    HttpHeaders headers; ///< never Authorization
    QByteArray contentType; ///< sent when the body is not empty
    QByteArray body;
    Priority priority = Priority::Normal;
    std::chrono::milliseconds deadline = std::chrono::seconds(60); ///< for one attempt, from sending to the last byte
    qint64 maxReplyBytes = 16 * 1024 * 1024; ///< after decompression; more is Error::TooLarge
    /**
     * Where the body of a 200 goes as it arrives, in order, instead of into HttpReply::body; nullptr: nowhere. For a Get
     * only. Open for writing; nobody else writes meanwhile. The bytes are as the service stores them: no compression is
     * offered. The deadline is then the longest silence rather than the time for all. Once a byte was written nothing is
     * sent again by itself: after an error what was written is not the content. LocalIo if the device takes no more.
     */
    std::shared_ptr<QIODevice> sink;

    /** Whether sending it twice could do something twice. Get and Options don't. */
    bool isChange() const { return method != Method::Get && method != Method::Options; }
};

QByteArray methodName(HttpRequest::Method method);

/** A whole reply, whatever its status. The body is complete: a cut-off one never gets here. */
struct HttpReply {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    bool isSuccess() const { return status >= 200 && status < 300; }
};

} // namespace Unbin
