// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>

namespace Unbin {

class SandboxHost;

/**
 * The straight door: an access manager whose replies come from a SandboxHost, without a socket. Host and port
 * of a request don't matter, its path does ("https://sandbox.test/box/2.0/folders/trash/items").
 *
 * Like the real manager: nothing happens inside the call, replies end once and from the event loop, abort()
 * ends them at once with OperationCanceledError, HTTP errors become network errors with the body readable, a
 * dropped connection is RemoteHostClosedError (ContentReSendError for a one-shot body). A body from a
 * sequential device is read when the request is sent. Unlike it: no redirects are followed, nothing is
 * decompressed, no idle time-out. Time (latency, drips) is the host's clock: with a manual clock, advance it.
 */
class SandboxNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    /** The host must outlive the manager. */
    explicit SandboxNetwork(SandboxHost &host, QObject *parent = nullptr);

    /** Replies that were made, have not ended and not been deleted. */
    int openReplies() const;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    SandboxHost &m_host;
};

} // namespace Unbin
