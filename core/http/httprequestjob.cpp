// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httprequestjob.h"

#include "core/domain/clock.h"
#include "core/http/httplogger.h"
#include "core/http/origin.h"
#include "core/http/tokensource.h"

#include <algorithm>

namespace Unbin {

namespace {

using std::chrono::milliseconds;

/** A turn that came later than this gets a fresh token first: the old one may have run out in the queue. */
constexpr milliseconds kTokenFreshFor = std::chrono::minutes(1);

bool hasControlCharacters(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; });
}

bool isPlainToken(const QByteArray &token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

HttpRequestJob::HttpRequestJob(HttpClient &client, HttpRequest request, Credentials credentials)
    : m_client(&client)
    , m_request(std::move(request))
    , m_credentials(credentials)
{ }

HttpRequestJob::~HttpRequestJob()
{
    release();
}

void HttpRequestJob::release()
{
    m_exchange.reset();
    leaveLine();
}

void HttpRequestJob::leaveLine()
{
    if (m_client && m_ticket)
        m_client->m_pacer->leave(*m_ticket);
}

void HttpRequestJob::run()
{
    if (!m_client)
        return fail(Error::of(Error::Kind::Cancelled, QStringLiteral("the account was closed")));
    if (const auto error = objection())
        return fail(*error);
    connect(m_client, &QObject::destroyed, this, [this] {
        release();
        fail(Error::of(Error::Kind::Cancelled, QStringLiteral("the account was closed")));
    });
    m_ticket = m_client->m_pacer->takeTicket(m_request.priority);
    attempt();
}

/** Why this request must not be sent at all. */
std::optional<Error> HttpRequestJob::objection() const
{
    const QString host = m_request.url.host();
    if (!isSafeToContact(m_request.url))
        return Error::of(Error::Kind::Unsafe, QStringLiteral("not a safe address: ") + host);
    if (m_credentials == Credentials::Token && !isSameOrigin(m_request.url, m_client->rules().api))
        return Error::of(Error::Kind::Unsafe, QStringLiteral("the token does not belong to ") + host);
    if (m_request.sink && m_request.isChange())
        return Error::of(Error::Kind::Internal, QStringLiteral("only a Get has a sink"));
    for (const auto &[name, value] : m_request.headers) {
        if (name.compare("Authorization", Qt::CaseInsensitive) == 0 || hasControlCharacters(name + value))
            return Error::of(Error::Kind::Unsafe, QStringLiteral("not a safe header: ") + QString::fromLatin1(name));
    }
    return std::nullopt;
}

void HttpRequestJob::attempt()
{
    if (m_credentials == Credentials::None)
        m_client->m_pacer->enter(*m_ticket, *this);
    else
        then(m_client->m_tokens.token(), [this](Result<QByteArray> token) { queueWith(std::move(token)); });
}

void HttpRequestJob::queueWith(Result<QByteArray> token)
{
    if (!token)
        return fail(token.error());
    if (!isPlainToken(*token))
        return fail(Error::of(Error::Kind::SignInNeeded, QStringLiteral("the stored token is not a token")));
    m_token = *token;
    m_tokenFetchedAt = m_client->m_clock.monotonic();
    m_client->m_pacer->enter(*m_ticket, *this);
}

void HttpRequestJob::turnGranted()
{
    const auto now = m_client->m_clock.monotonic();
    if (m_credentials == Credentials::Token && now - m_tokenFetchedAt > kTokenFreshFor) {
        leaveLine();
        return attempt();
    }
    if (!showWaiting(Progress::Waiting::No, milliseconds(0)))
        return;
    ++m_attempts;
    m_sentAt = now;
    m_logNumber = m_client->m_logger->logRequest(m_request, m_credentials == Credentials::None, m_attempts);
    const QByteArray authorization
        = m_credentials == Credentials::None ? QByteArray() : m_client->rules().authorizationScheme + ' ' + m_token;
    m_exchange = std::make_unique<HttpExchange>(m_client->m_network, m_client->m_clock, m_request, authorization,
        [this](Result<HttpReply> outcome) { afterExchange(std::move(outcome)); },
        [this](qint64 doneBytes, qint64 totalBytes) { noteWritten(doneBytes, totalBytes); });
}

void HttpRequestJob::noteWritten(qint64 doneBytes, qint64 totalBytes)
{
    m_hasWritten = true;
    Progress progress = this->progress();
    progress.doneBytes = doneBytes;
    progress.totalBytes = totalBytes;
    setProgress(progress);
}

void HttpRequestJob::turnDelayed(milliseconds wait)
{
    showWaiting(Progress::Waiting::RateLimit, wait);
}

void HttpRequestJob::turnRefused(milliseconds wait)
{
    Error error = Error::of(Error::Kind::RateLimited, QStringLiteral("the service asks for a longer pause"));
    error.retryAfter = wait;
    fail(error);
}

void HttpRequestJob::afterExchange(Result<HttpReply> outcome)
{
    m_exchange.reset();
    const auto took = m_client->m_clock.monotonic() - m_sentAt;
    if (outcome) {
        m_client->m_logger->logReply(m_logNumber, *outcome, took);
        afterReply(*outcome);
    } else {
        m_client->m_logger->logFailure(m_logNumber, outcome.error(), took);
        afterFailure(outcome.error());
    }
}

void HttpRequestJob::afterReply(const HttpReply &reply)
{
    const ServiceRules &rules = m_client->rules();
    Judgement judgement = rules.judge ? rules.judge(m_request, reply) : standardJudgement(m_request, reply);
    if (!judgement.after)
        judgement.after = retryAfter(reply, m_client->m_clock.now());
    if (const auto quota = quotaOf(reply))
        m_client->m_pacer->noteQuota(quota->remaining, quota->time);

    switch (judgement.verdict) {
    case Judgement::Verdict::Deliver:
        heedDelivered(reply, judgement);
        break;
    case Judgement::Verdict::PauseAccount:
        return waitForAccount(reply, judgement);
    case Judgement::Verdict::Retry:
        if (judgement.after > rules.longestWait) {
            leaveLine();
            return fail(rateLimited(reply, *judgement.after));
        }
        if (hasAttemptsLeft())
            return waitAlone(
                judgement.after.value_or(m_client->m_pacer->retryPause(m_attempts)), Progress::Waiting::Busy);
        break;
    case Judgement::Verdict::RenewToken:
        if (m_credentials == Credentials::Token && !m_hasRenewed)
            return renewToken();
        break;
    }
    leaveLine();
    succeed(reply);
}

/** A refused change may be delivered rather than tried again; the silence that its reply asks for still
 * counts. */
void HttpRequestJob::heedDelivered(const HttpReply &reply, const Judgement &judgement)
{
    const bool isRefusal = reply.status == 429 || reply.status == 503;
    if (!isRefusal)
        m_client->m_pacer->noteAccepted(*m_ticket);
    else if (judgement.after && reply.status == 429)
        m_client->m_pacer->pauseAfterRefusal(*m_ticket, *judgement.after);
    else if (judgement.after)
        m_client->m_pacer->pause(*judgement.after);
}

/** 401: the service did nothing, so even a change may be sent again, once. */
void HttpRequestJob::renewToken()
{
    m_hasRenewed = true;
    leaveLine();
    then(m_client->m_tokens.renew(m_token), [this](Result<QByteArray> token) { queueWith(std::move(token)); });
}

void HttpRequestJob::waitForAccount(const HttpReply &reply, const Judgement &judgement)
{
    Pacer &pacer = *m_client->m_pacer;
    if (judgement.after && reply.status == 503) // out of order, whatever the pace
        pacer.pause(*judgement.after);
    else if (judgement.after)
        pacer.pauseAfterRefusal(*m_ticket, *judgement.after);
    else
        pacer.pauseByOwnGuess(*m_ticket);
    leaveLine();
    if (judgement.after > m_client->rules().longestWait)
        return fail(rateLimited(reply, *judgement.after));
    if (!hasAttemptsLeft())
        return succeed(reply);
    attempt();
}

void HttpRequestJob::afterFailure(const Error &error)
{
    const bool mayPass = error.kind == Error::Kind::Unreachable || error.kind == Error::Kind::TimedOut;
    if (!m_request.isChange() && !m_hasWritten && mayPass && hasAttemptsLeft())
        return waitAlone(m_client->m_pacer->retryPause(m_attempts), Progress::Waiting::Network);
    leaveLine();
    fail(error);
}

/** Others may go out meanwhile; afterwards this request stands at its old place in line. */
void HttpRequestJob::waitAlone(milliseconds pause, Progress::Waiting reason)
{
    leaveLine();
    m_client->m_clock.callLater(pause, this, [this] {
        if (isRunning())
            attempt();
    });
    showWaiting(reason, pause);
}

bool HttpRequestJob::hasAttemptsLeft() const
{
    return m_attempts < m_client->rules().maxAttempts;
}

Error HttpRequestJob::rateLimited(const HttpReply &reply, milliseconds wish) const
{
    return Error{.kind = Error::Kind::RateLimited,
        .httpStatus = reply.status,
        .requestId = QString::fromLatin1(reply.header(m_client->rules().requestIdHeader)),
        .retryAfter = wish,
        .detail = QStringLiteral("the service asks for a longer pause")};
}

bool HttpRequestJob::showWaiting(Progress::Waiting reason, milliseconds wait)
{
    const QPointer<HttpRequestJob> self(this);
    Progress progress = this->progress();
    progress.waiting = reason;
    progress.waitingFor = wait;
    setProgress(progress);
    return self && isRunning();
}

} // namespace Unbin
