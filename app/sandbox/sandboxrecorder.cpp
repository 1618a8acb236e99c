// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxrecorder.h"

#include <QJsonDocument>
#include <QJsonObject>

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

} // namespace

SandboxRecorder::SandboxRecorder(SandboxHost &host, const QString &fileName)
    : m_file(fileName)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        qWarning("can't record the practice cloud's traffic: %s", qPrintable(m_file.errorString()));
        return;
    }
    host.observe([this](const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &delivery) {
        write(prefix, request, delivery);
    });
}

QString SandboxRecorder::askedFileName()
{
    return qEnvironmentVariable("UNBIN_SANDBOX_RECORD");
}

void SandboxRecorder::write(const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &delivery)
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
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace Unbin
