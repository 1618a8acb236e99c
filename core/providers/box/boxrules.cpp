// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxrules.h"

#include "core/http/jsonreader.h"
#include "core/providers/box/boxerrors.h"

namespace Unbin::Box {

namespace {

using Verdict = Judgement::Verdict;

std::optional<std::chrono::milliseconds> wishOf(const HttpReply &reply)
{
    bool isNumber = false;
    const qint64 seconds = reply.header("retry-after").trimmed().toLongLong(&isNumber);
    if (!isNumber || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(std::min<qint64>(seconds, 30 * 24 * 3600));
}

/** A 403 that may mean a token Box does not know. */
bool isAboutToken(const HttpReply &reply)
{
    if (reply.header("www-authenticate").contains("invalid_token"))
        return true;
    if (reply.body.trimmed().isEmpty())
        return true;
    return parseJsonObject(reply.body).has_value() && errorCode(reply).isEmpty();
}

bool isLockedForNow(const HttpReply &reply)
{
    const QString code = errorCode(reply);
    return code == QLatin1String("operation_blocked_temporary") || code == QLatin1String("name_temporarily_reserved");
}

} // namespace

Judgement judge(const HttpRequest &request, const HttpReply &reply)
{
    const auto wish = wishOf(reply);
    switch (reply.status) {
    case 202:
        return {!request.isChange() && wish ? Verdict::Retry : Verdict::Deliver, wish};
    case 401:
        return {Verdict::RenewToken, {}};
    case 403:
        return {isAboutToken(reply) ? Verdict::RenewToken : Verdict::Deliver, {}};
    case 409:
        return {isLockedForNow(reply) ? Verdict::Retry : Verdict::Deliver, wish};
    case 429:
        return {Verdict::PauseAccount, wish};
    case 507:
        return {Verdict::Deliver, {}};
    case 503:
        if (!request.isChange() && wish)
            return {Verdict::PauseAccount, wish};
        break;
    case 408:
        if (!request.isChange())
            return {Verdict::Retry, wish};
        break;
    default:
        break;
    }
    return {reply.status >= 500 && !request.isChange() ? Verdict::Retry : Verdict::Deliver, wish};
}

ServiceRules rules(const QUrl &api)
{
    return ServiceRules{.api = api,
        .requestsAtOnce = 4,
        .spacing = std::chrono::milliseconds(100),
        .maxAttempts = 6,
        .requestIdHeader = "box-request-id",
        .judge = &judge};
}

} // namespace Unbin::Box
