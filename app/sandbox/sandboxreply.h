// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxhost.h"

#include <QNetworkReply>
#include <QPointer>

namespace Unbin {

/** One exchange through SandboxNetwork. */
class SandboxReply final : public QNetworkReply
{
    Q_OBJECT
public:
    SandboxReply(SandboxHost &host, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
        QIODevice *body, QObject *parent);

    void abort() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void send();
    void answer();
    void showHead();
    void show(const QByteArray &bytes);
    void drip();
    void end();
    void failWith(NetworkError error, const QString &text);

    SandboxHost &m_host;
    QPointer<QIODevice> m_upload;
    SandboxDelivery m_delivery;
    QByteArray m_buffer; ///< arrived, not read
    qsizetype m_dripped = 0;
    bool m_isOneShot = false;
};

} // namespace Unbin
