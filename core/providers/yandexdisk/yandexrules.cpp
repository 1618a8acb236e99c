// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexrules.h"

#include "core/http/jsonreader.h"

namespace Unbin::Yandex {

Judgement judge(const HttpRequest &request, const HttpReply &reply)
{
    using Verdict = Judgement::Verdict;
    if (!request.isChange()) {
        const bool isPage = !reply.body.trimmed().isEmpty() && !parseJsonObject(reply.body);
        const bool isStandIn = (reply.status == 404 || reply.status == 410) && isPage;
        if (reply.status == 423 || reply.status == 408 || isStandIn)
            return {Verdict::Retry, {}};
    }
    return standardJudgement(request, reply);
}

ServiceRules rules(const QUrl &api)
{
    return ServiceRules{.api = api,
        .authorizationScheme = "OAuth",
        .requestsAtOnce = 4,
        .spacing = std::chrono::milliseconds(40),
        .maxAttempts = 6,
        .firstBackOff = std::chrono::milliseconds(500),
        .maxBackOff = std::chrono::seconds(30),
        .requestIdHeader = "Yandex-Cloud-Request-ID",
        .judge = &judge};
}

} // namespace Unbin::Yandex
