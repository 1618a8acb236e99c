// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxrecorder.h"

#include "app/sandbox/sandboxhost.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace Unbin {

namespace {

QJsonObject headersForFile(const SandboxHeaders &headers)
{
    QJsonObject object;
    for (const auto &[name, value] : headers) {
        const QByteArray lower = name.toLower();
        if (lower != "authorization")
            object.insert(QString::fromLatin1(lower), QString::fromUtf8(value));
    }
    return object;
}

QByteArray lineFor(const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &delivery)
{
    const QJsonObject line{{QStringLiteral("service"), QString::fromLatin1(prefix)},
        {QStringLiteral("method"), QString::fromLatin1(request.method)},
        {QStringLiteral("path"), QString::fromLatin1(request.path)},
        {QStringLiteral("query"), QString::fromLatin1(request.query)},
        {QStringLiteral("headers"), headersForFile(request.headers)},
        {QStringLiteral("body"), QString::fromUtf8(request.body)}, {QStringLiteral("fault"), delivery.isFault},
        {QStringLiteral("status"), delivery.response.status},
        {QStringLiteral("reply_headers"), headersForFile(delivery.response.headers)},
        {QStringLiteral("reply_body"), QString::fromUtf8(delivery.response.body)}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

bool recordExchanges(SandboxHost &host, const QString &fileName)
{
    const auto file = std::make_shared<QFile>(fileName);
    if (!file->open(QIODevice::WriteOnly | QIODevice::Append)) {
        qWarning("can't record the practice cloud's traffic: %s", qPrintable(file->errorString()));
        return false;
    }
    host.observe([file](const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &delivery) {
        file->write(lineFor(prefix, request, delivery));
        file->flush();
    });
    return true;
}

} // namespace Unbin
