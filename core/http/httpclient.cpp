// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"

#include "core/http/httplogger.h"
#include "core/http/httprequestjob.h"
#include "core/http/pacer.h"

#include <QRandomGenerator>

namespace Unbin {

HttpClient::HttpClient(
    QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, ServiceRules rules, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_rules(std::move(rules))
    , m_pacer(std::make_unique<Pacer>(m_clock,
          Pacer::Limits{.requestsAtOnce = m_rules.requestsAtOnce,
              .mostAtOnce = m_rules.mostAtOnce,
              .spacing = m_rules.spacing,
              .longestWait = m_rules.longestWait,
              .backOff = {.first = m_rules.firstBackOff, .longest = m_rules.maxBackOff}},
          m_rules.jitterSeed.value_or(QRandomGenerator::system()->generate())))
    , m_logger(std::make_unique<HttpLogger>(m_rules.requestIdHeader))
{ }

HttpClient::~HttpClient() = default;

JobPtr<HttpReply> HttpClient::send(HttpRequest request)
{
    return std::make_unique<HttpRequestJob>(*this, std::move(request), HttpRequestJob::Credentials::Token);
}

JobPtr<HttpReply> HttpClient::sendPlain(HttpRequest request)
{
    return std::make_unique<HttpRequestJob>(*this, std::move(request), HttpRequestJob::Credentials::None);
}

} // namespace Unbin
