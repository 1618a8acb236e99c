// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/http/httpexchange.h"
#include "core/http/pacer.h"

#include <QPointer>

#include <memory>

namespace Unbin {

/**
 * One request with all its attempts: token, turn, exchange, judgement, pause, and again. Made by HttpClient.
 *
 * Each attempt passes fetchToken -> turnGranted -> afterExchange. Cancelling or deleting it at any step gives
 * its turn back and closes its connection.
 */
class HttpRequestJob final : public Job<HttpReply>, private PacedSender
{
    Q_OBJECT
public:
    enum class Credentials { Token, None };

    HttpRequestJob(HttpClient &client, HttpRequest request, Credentials credentials);
    ~HttpRequestJob() override;

protected:
    void run() override;
    void release() override;

private:
    void turnGranted() override;
    void turnDelayed(std::chrono::milliseconds wait) override;
    void turnRefused(std::chrono::milliseconds wait) override;

    std::optional<Error> objection() const;
    void attempt();
    void queueWith(Result<QByteArray> token);
    void heedDelivered(const HttpReply &reply, const Judgement &judgement);
    void renewToken();
    void afterExchange(Result<HttpReply> outcome);
    void afterReply(const HttpReply &reply);
    void afterFailure(const Error &error);
    void noteWritten(qint64 doneBytes, qint64 totalBytes);
    void waitForAccount(const HttpReply &reply, const Judgement &judgement);
    void waitAlone(std::chrono::milliseconds pause, Progress::Waiting reason);
    bool hasAttemptsLeft() const;
    Error rateLimited(const HttpReply &reply, std::chrono::milliseconds wish) const;
    /** False if whoever listens cancelled or deleted this job: touch nothing then. */
    bool showWaiting(Progress::Waiting reason, std::chrono::milliseconds wait);
    void leaveLine();

    QPointer<HttpClient> m_client;
    const HttpRequest m_request;
    const Credentials m_credentials;
    std::optional<Pacer::Ticket> m_ticket;
    std::unique_ptr<HttpExchange> m_exchange;
    QByteArray m_token;
    std::chrono::milliseconds m_tokenFetchedAt{0};
    std::chrono::milliseconds m_sentAt{0};
    quint64 m_logNumber = 0;
    int m_attempts = 0;
    bool m_hasRenewed = false;
    bool m_hasWritten = false; // to the request's sink: it can't be begun again
};

} // namespace Unbin
