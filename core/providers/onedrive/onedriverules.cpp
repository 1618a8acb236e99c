// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriverules.h"

#include "core/providers/onedrive/onedriveerrors.h"

namespace Unbin::OneDrive {

namespace {

using Verdict = Judgement::Verdict;

bool wasThrottled(const HttpReply &reply)
{
    const QStringList codes = errorCodes(reply);
    return codes.contains(QLatin1String("activityLimitReached"), Qt::CaseInsensitive)
        || codes.contains(QLatin1String("throttledRequest"), Qt::CaseInsensitive);
}

} // namespace

Judgement judge(const HttpRequest &request, const HttpReply &reply)
{
    switch (reply.status) {
    case 401:
        return {Verdict::RenewToken, {}};
    case 429:
    case 509:
        return {Verdict::PauseAccount, {}};
    case 503:
        if (wasThrottled(reply) || (!request.isChange() && !reply.header("Retry-After").isEmpty()))
            return {Verdict::PauseAccount, {}};
        break;
    case 501:
    case 507:
        return {Verdict::Deliver, {}};
    default:
        break;
    }
    return {reply.status >= 500 && !request.isChange() ? Verdict::Retry : Verdict::Deliver, {}};
}

ServiceRules rules(const QUrl &base)
{
    return ServiceRules{.api = base,
        .requestsAtOnce = 4,
        .maxAttempts = 5,
        .firstBackOff = std::chrono::milliseconds(1500),
        .requestIdHeader = "request-id",
        .judge = &judge};
}

} // namespace Unbin::OneDrive
