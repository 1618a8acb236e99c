// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexerrors.h"

#include "core/http/jsonreader.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace Unbin::Yandex {

namespace {

using Kind = Error::Kind;
using Method = HttpRequest::Method;

constexpr qsizetype kLongestDetail = 600; // characters

constexpr std::array kKindOfCode = {
    std::pair{"UnauthorizedError", Kind::SignInNeeded},
    std::pair{"DiskNotFoundError", Kind::NotFound},
    std::pair{"DiskOperationNotFoundError", Kind::NotFound},
    std::pair{"DiskPathDoesntExistsError", Kind::ParentMissing},
    std::pair{"DiskPathPointsToExistentDirectoryError", Kind::NameTaken},
    std::pair{"DiskResourceAlreadyExistsError", Kind::NameTaken},
    std::pair{"PlatformResourceAlreadyExists", Kind::NameTaken},
    std::pair{"DiskPathPointsToRootError", Kind::Unsafe},
    std::pair{"MD5DifferError", Kind::Changed},
    std::pair{"DiskResourceLockedError", Kind::Busy},
    std::pair{"TooManyRequestsError", Kind::RateLimited},
    std::pair{"DiskStorageQuotaExhaustedError", Kind::NoRoom},
};

/** Whether the request would put something under a name that is ours to choose. */
bool carriesName(const HttpRequest &request)
{
    const bool isRestore = request.url.path().endsWith(QLatin1String("/restore"));
    return request.method == Method::Post || (request.method == Method::Put && !isRestore)
        || (isRestore && QUrlQuery(request.url).hasQueryItem(QStringLiteral("name")));
}

Kind kindOfStatus(const HttpRequest &request, int status)
{
    switch (status) {
    case 400:
        return carriesName(request) ? Kind::NameInvalid : Kind::Internal;
    case 401:
        return Kind::SignInNeeded;
    case 403:
        return Kind::Forbidden;
    case 404:
    case 410:
        return Kind::NotFound;
    case 408:
        return request.isChange() ? Kind::OutcomeUnknown : Kind::TimedOut;
    case 409: // a DELETE brings no name along: nothing can be in its way but another operation
        return request.method == Method::Delete ? Kind::Busy : Kind::NameTaken;
    case 423:
        return Kind::Busy;
    case 429:
        return Kind::RateLimited;
    case 413:
    case 507:
        return Kind::NoRoom;
    default:
        break;
    }
    if (status >= 500)
        return request.isChange() ? Kind::OutcomeUnknown : Kind::ServiceFailed;
    if (status >= 400)
        return Kind::Internal;
    return status >= 300 ? Kind::Unsafe : Kind::BadResponse;
}

Kind kindOf(const HttpRequest &request, int status, const QString &code)
{
    if (status < 500) {
        const auto *known = std::find_if(kKindOfCode.begin(), kKindOfCode.end(),
            [&code](const auto &pair) { return code == QLatin1String(pair.first); });
        if (known != kKindOfCode.end())
            return known->second;
        if (code.contains(QLatin1String("Quota")))
            return Kind::NoRoom;
    }
    return kindOfStatus(request, status);
}

/** A page of somebody in between, where the service itself would have sent an error object. */
bool isPage(const HttpReply &reply)
{
    return !reply.body.trimmed().isEmpty() && !parseJsonObject(reply.body);
}

QJsonObject errorBody(const HttpReply &reply)
{
    return parseJsonObject(reply.body).value_or(QJsonObject());
}

} // namespace

QString errorCode(const HttpReply &reply)
{
    return errorBody(reply).value(QLatin1String("error")).toString();
}

Error errorFrom(const HttpRequest &request, const HttpReply &reply)
{
    const QJsonObject body = errorBody(reply);
    Error error{.kind = Kind::Internal,
        .httpStatus = reply.status,
        .code = body.value(QLatin1String("error")).toString(),
        .requestId = QString::fromLatin1(reply.header("Yandex-Cloud-Request-ID"))};
    error.kind = kindOf(request, reply.status, error.code);
    const bool isGone = reply.status == 404 || reply.status == 410;
    if (isGone && isPage(reply))
        error.kind = request.isChange() ? Kind::OutcomeUnknown : Kind::ServiceFailed;
    error.detail = body.value(QLatin1String("description")).toString();
    if (error.detail.isEmpty())
        error.detail = body.value(QLatin1String("message")).toString();
    if (error.detail.isEmpty())
        error.detail = QString::fromUtf8(reply.body.left(kLongestDetail)).simplified();
    error.detail = error.detail.left(kLongestDetail);
    bool isNumber = false;
    const qint64 seconds = reply.header("Retry-After").toLongLong(&isNumber);
    if (isNumber && seconds >= 0 && seconds < 1'000'000)
        error.retryAfter = std::chrono::seconds(seconds);
    return error;
}

Result<QJsonObject> readObject(const HttpRequest &request, const Result<HttpReply> &reply)
{
    if (!reply)
        return failure(reply.error());
    if (!reply->isSuccess())
        return failure(errorFrom(request, *reply));
    auto object = parseJsonObject(reply->body);
    if (object)
        return *object;
    return failure(Error{.kind = request.isChange() ? Kind::OutcomeUnknown : Kind::BadResponse,
        .httpStatus = reply->status,
        .detail = object.error().detail});
}

} // namespace Unbin::Yandex
