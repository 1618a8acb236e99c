// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/servicerules.h"
#include "core/jobs/job.h"

#include <QObject>

#include <memory>

class QNetworkAccessManager;

namespace Unbin {

class Clock;
class HttpLogger;
class Pacer;
class TokenSource;

/**
 * One account's way to its service: token, pacing, retries, deadlines, size limits, logging. Main thread.
 *
 * What a caller may rely on:
 * - The token goes only to the origin of rules.api. A request to another origin is Error::Unsafe, unless sent
 * with sendPlain(), which carries no token. Redirects are never followed; a 3xx is delivered like any reply.
 * - A changing request reaches the wire at most once per attempt (a one-shot body keeps Qt from re-sending
 * it), and is attempted again only when rules.judge says that it did nothing. A lost reply is
 * Error::OutcomeUnknown.
 * - Get and Options are retried on transport faults, bounded by rules.maxAttempts. When the attempts are used up by
 *   refusals (429, 5xx), the last reply is delivered; a wish to wait beyond rules.longestWait is RateLimited at once.
 * - A reply is delivered whole or not at all: too long, too slow (deadline counts from sending to the last
 * byte, dripping included) or cut off ends in an error. Callers still parse JSON strictly: Qt can't notice a
 * cut chunked body (accounts-and-network.md section 4).
 * - Waiting shows as Progress::Waiting on the job.
 * - Cancelling or deleting a job closes its connection. Whether a change had been made by then is not known: who cancels
 *   a change must look. Requests that outlive the client end as Cancelled.
 */
class HttpClient : public QObject
{
    Q_OBJECT
public:
    /** The manager, the token source, and the clock must outlive the client. */
    HttpClient(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, ServiceRules rules,
        QObject *parent = nullptr);
    ~HttpClient() override;

    const ServiceRules &rules() const { return m_rules; }
    Clock &clock() const { return m_clock; }

    JobPtr<HttpReply> send(HttpRequest request);
    /** Without token, to any https origin (http: loopback only): signed download addresses. */
    JobPtr<HttpReply> sendPlain(HttpRequest request);

private:
    friend class HttpRequestJob;

    QNetworkAccessManager &m_network;
    TokenSource &m_tokens;
    Clock &m_clock;
    ServiceRules m_rules;
    std::unique_ptr<Pacer> m_pacer;
    std::unique_ptr<HttpLogger> m_logger;
};

} // namespace Unbin
