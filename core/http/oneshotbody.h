// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace Unbin {

/**
 * A request body that can be read once. Sequential on purpose: QNetworkAccessManager can't rewind it, so when
 * a connection closes without an answer it reports ContentReSendError instead of silently sending the change
 * again.
 */
class OneShotBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray content, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    /** Refused without the warning that QIODevice logs for a sequential device. */
    bool seek(qint64) override { return false; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }
    bool isEmpty() const { return m_content.isEmpty(); }
    /** Whether anybody has taken a byte: from then on the change may have reached the service. */
    bool isTouched() const { return m_position > 0; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_content;
    qint64 m_position = 0;
};

} // namespace Unbin
