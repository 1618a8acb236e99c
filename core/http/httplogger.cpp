// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplogger.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QStringList>

namespace Unbin {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "unbin.http", QtWarningMsg)

constexpr qsizetype kLongestRequestId = 200;

void write(const QJsonObject &line)
{
    qCDebug(lcHttp).noquote() << QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

QJsonObject ending(quint64 number, std::chrono::milliseconds took)
{
    return {{QStringLiteral("request"), qint64(number)}, {QStringLiteral("ms"), qint64(took.count())}};
}

} // namespace

QString pathShape(const QUrl &url)
{
    // Words of an API and its version number; everything else belongs to the user.
    static const QRegularExpression plain(QStringLiteral("^(?:[A-Za-z_$.-]{0,24}|v?\\d\\.\\d|v\\d)$"));
    QStringList shape;
    const QStringList segments = url.path(QUrl::FullyEncoded).split(QLatin1Char('/'));
    for (const QString &segment : segments) {
        if (segment.contains(QLatin1Char(':'))) {
            shape += QStringLiteral("{path}");
            break;
        }
        shape += plain.match(segment).hasMatch() ? segment : QStringLiteral("{id}");
    }
    return shape.join(QLatin1Char('/'));
}

HttpLogger::HttpLogger(QByteArray requestIdHeader)
    : m_requestIdHeader(std::move(requestIdHeader))
{ }

quint64 HttpLogger::logRequest(const HttpRequest &request, bool isSigned, int attempt)
{
    const quint64 number = ++m_lastNumber;
    if (lcHttp().isDebugEnabled()) {
        write({{QStringLiteral("request"), qint64(number)}, {QStringLiteral("attempt"), attempt},
            {QStringLiteral("method"), QString::fromLatin1(methodName(request.method))},
            {QStringLiteral("host"), request.url.host()},
            {QStringLiteral("path"), isSigned ? QStringLiteral("{signed}") : pathShape(request.url)}});
    }
    return number;
}

void HttpLogger::logReply(quint64 number, const HttpReply &reply, std::chrono::milliseconds took)
{
    if (!lcHttp().isDebugEnabled())
        return;
    QJsonObject line = ending(number, took);
    line[QStringLiteral("status")] = reply.status;
    line[QStringLiteral("bytes")] = qint64(reply.body.size());
    if (!m_requestIdHeader.isEmpty()) {
        const QByteArray id = reply.header(m_requestIdHeader).left(kLongestRequestId);
        line[QStringLiteral("id")] = QString::fromLatin1(id);
    }
    write(line);
}

void HttpLogger::logFailure(quint64 number, const Error &error, std::chrono::milliseconds took)
{
    if (!lcHttp().isDebugEnabled())
        return;
    QJsonObject line = ending(number, took);
    line[QStringLiteral("error")] = QString(kindName(error.kind));
    write(line);
}

} // namespace Unbin
