// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxerrors.h"

#include "core/http/jsonreader.h"
#include "core/providers/box/boxids.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <algorithm>
#include <array>
#include <utility>

namespace Unbin::Box {

namespace {

using Kind = Error::Kind;

constexpr qsizetype kLongestDetail = 600; // characters; a gateway's HTML page helps nobody in full

constexpr std::array kKindOfCode = {
    std::pair{"unauthorized", Kind::SignInNeeded},
    std::pair{"terms_of_service_required", Kind::SignInNeeded}, // both are settled by signing in on the web
    std::pair{"password_reset_required", Kind::SignInNeeded},
    std::pair{"access_denied_insufficient_permissions", Kind::Forbidden},
    std::pair{"access_denied_item_locked", Kind::Forbidden},
    std::pair{"access_from_location_blocked", Kind::Forbidden},
    std::pair{"cannot_make_collaborated_subfolder_private", Kind::Forbidden},
    std::pair{"forbidden", Kind::Forbidden},
    std::pair{"forbidden_by_policy", Kind::Forbidden},
    std::pair{"insufficient_scope", Kind::Forbidden},
    std::pair{"sync_item_move_failure", Kind::Forbidden},
    std::pair{"storage_limit_exceeded", Kind::NoRoom},
    std::pair{"item_name_invalid", Kind::NameInvalid},
    std::pair{"item_name_too_long", Kind::NameInvalid},
    std::pair{"item_name_in_use", Kind::NameTaken},
    std::pair{"name_temporarily_reserved", Kind::Busy},
    std::pair{"operation_blocked_temporary", Kind::Busy},
    std::pair{"cyclical_folder_structure", Kind::Unsupported},
    std::pair{"operation_limit_exceeded", Kind::Unsupported},
    std::pair{"not_found", Kind::NotFound},
    std::pair{"not_trashed", Kind::NotFound},
    std::pair{"trashed", Kind::NotFound},
    std::pair{"precondition_failed", Kind::Changed},
    std::pair{"sync_state_precondition_failed", Kind::Changed},
    std::pair{"rate_limit_exceeded", Kind::RateLimited},
    std::pair{"too_many_requests", Kind::RateLimited},
};

Kind kindOfStatus(const HttpRequest &request, int status)
{
    switch (status) {
    case 401:
        return Kind::SignInNeeded;
    case 403:
        return Kind::Forbidden;
    case 404:
    case 410:
        return Kind::NotFound;
    case 408:
        return request.isChange() ? Kind::OutcomeUnknown : Kind::TimedOut;
    case 409: // a DELETE brings no name along, so nothing can be in its way but another operation
        return request.method == HttpRequest::Method::Delete ? Kind::Busy : Kind::NameTaken;
    case 412:
        return Kind::Changed;
    case 413:
    case 507:
        return Kind::NoRoom;
    case 429:
        return Kind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return request.isChange() ? Kind::OutcomeUnknown : Kind::ServiceFailed;
    if (status >= 400)
        return Kind::Internal; // bad_request and its kin: we sent what Box does not take
    if (status >= 300)
        return Kind::Unsafe;
    return Kind::BadResponse;
}

Kind kindOf(const HttpRequest &request, int status, const QString &code)
{
    // Below 500 Box says what it did not do; from 500 on it does not know itself, whatever code it sends
    // along.
    if (status < 500) {
        const auto *known = std::find_if(kKindOfCode.begin(), kKindOfCode.end(),
            [&code](const auto &pair) { return code == QLatin1String(pair.first); });
        if (known != kKindOfCode.end())
            return known->second;
    }
    return kindOfStatus(request, status);
}

/** What stands in the way: `conflicts` is a list or a single object, and may be missing (box.md section 1).
 */
QString conflictingItem(const QJsonObject &body)
{
    const QJsonValue conflicts = body.value(QLatin1String("context_info")).toObject().value(QLatin1String("conflicts"));
    const QJsonObject first = conflicts.isArray() ? conflicts.toArray().first().toObject() : conflicts.toObject();
    const JsonReader reader(first);
    const auto id = wireId(reader.string(QLatin1String("type")), reader.id(QLatin1String("id")));
    return id ? id->itemId().value() : QString();
}

QString detailOf(const QJsonObject &body, const HttpReply &reply)
{
    if (body.isEmpty())
        return QString::fromUtf8(reply.body.left(kLongestDetail)).simplified();
    QString detail = body.value(QLatin1String("message")).toString();
    const QJsonValue context = body.value(QLatin1String("context_info"));
    if (context.isString())
        detail += QLatin1String(" | ") + context.toString();
    else if (context.isObject())
        detail += QLatin1String(" | ")
            + QString::fromUtf8(QJsonDocument(context.toObject()).toJson(QJsonDocument::Compact));
    return detail.left(kLongestDetail);
}

QJsonObject errorBody(const HttpReply &reply)
{
    return parseJsonObject(reply.body).value_or(QJsonObject());
}

Error aboutReply(const HttpReply &reply, Kind kind, const QString &detail)
{
    return Error{.kind = kind,
        .httpStatus = reply.status,
        .requestId = QString::fromLatin1(reply.header("box-request-id")),
        .detail = detail};
}

} // namespace

QString errorCode(const HttpReply &reply)
{
    return errorBody(reply).value(QLatin1String("code")).toString();
}

Error errorFrom(const HttpRequest &request, const HttpReply &reply)
{
    const QJsonObject body = errorBody(reply);
    const QString code = body.value(QLatin1String("code")).toString();
    Error error = aboutReply(reply, kindOf(request, reply.status, code), detailOf(body, reply));
    error.code = code;
    if (error.requestId.isEmpty())
        error.requestId = body.value(QLatin1String("request_id")).toString();
    if (error.kind == Kind::NameTaken)
        error.conflictingItem = conflictingItem(body);
    bool isNumber = false;
    const qint64 seconds = reply.header("retry-after").toLongLong(&isNumber);
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
    if (request.isChange() && reply->status == 202)
        return failure(aboutReply(*reply, Kind::OutcomeUnknown, QStringLiteral("accepted, not finished")));
    auto object = parseJsonObject(reply->body);
    if (object)
        return *object;
    const Kind kind = request.isChange() ? Kind::OutcomeUnknown : Kind::BadResponse;
    return failure(aboutReply(*reply, kind, object.error().detail));
}

Result<Done> readDone(const HttpRequest &request, const Result<HttpReply> &reply)
{
    if (!reply)
        return failure(reply.error());
    if (!reply->isSuccess())
        return failure(errorFrom(request, *reply));
    if (reply->status == 202)
        return failure(aboutReply(*reply, Kind::OutcomeUnknown, QStringLiteral("accepted, not finished")));
    return Done{};
}

} // namespace Unbin::Box
