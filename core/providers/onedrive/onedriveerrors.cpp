// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveerrors.h"

#include "core/http/jsonreader.h"

#include <QJsonValue>

#include <algorithm>
#include <array>
#include <utility>

namespace Unbin::OneDrive {

namespace {

using Kind = Error::Kind;

constexpr qsizetype kLongestDetail = 600; // characters; a gateway's HTML page helps nobody in full
constexpr int kDeepestInner = 8;

struct Meaning {
    const char *code; ///< lower case: spelling varies between services
    Kind kind;
};

// Codes that say more than their status. Those that say the same are left to the status.
constexpr std::array kMeanings = {
    Meaning{"unauthenticated", Kind::SignInNeeded},
    Meaning{"invalidauthenticationtoken", Kind::SignInNeeded},
    Meaning{"accessdenied", Kind::Forbidden},
    Meaning{"accessrestricted", Kind::Forbidden},
    Meaning{"authorization_requestdenied", Kind::Forbidden},
    Meaning{"servicereadonly", Kind::Forbidden},
    Meaning{"provisioningnotallowed", Kind::Forbidden},
    Meaning{"malwaredetected", Kind::Forbidden},
    Meaning{"virussuspicious", Kind::Forbidden},
    Meaning{"itemnotfound", Kind::NotFound},
    Meaning{"namealreadyexists", Kind::NameTaken},
    Meaning{"entitytagdoesnotmatch", Kind::Changed},
    Meaning{"resourcemodified", Kind::Changed},
    Meaning{"quotalimitreached", Kind::NoRoom},
    Meaning{"insufficientstorage", Kind::NoRoom},
    Meaning{"invalidpath", Kind::NameInvalid},
    Meaning{"pathistoolong", Kind::NameInvalid},
    Meaning{"pathtoodeep", Kind::NameInvalid},
    Meaning{"notsupported", Kind::Unsupported},
    Meaning{"childitemcountexceeded", Kind::NoRoom},
    Meaning{"maxitemcountexceeded", Kind::NoRoom},
    Meaning{"totalaffecteditemcountexceeded", Kind::Unsupported},
    Meaning{"resourcebeingprovisioned", Kind::Busy},
    Meaning{"cannotsnapshottree", Kind::Busy},
    Meaning{"activitylimitreached", Kind::RateLimited},
    Meaning{"throttledrequest", Kind::RateLimited},
};

Kind kindOfStatus(const HttpRequest &request, int status)
{
    switch (status) {
    case 401:
        return Kind::SignInNeeded;
    case 402:
    case 403:
    case 411:
    case 451:
        return Kind::Forbidden;
    case 404:
    case 410:
        return Kind::NotFound;
    case 405:
    case 501:
        return Kind::Unsupported;
    case 408:
        return request.isChange() ? Kind::OutcomeUnknown : Kind::TimedOut;
    case 409: // a DELETE brings no name along, so nothing can be in its way but another operation
        return request.method == HttpRequest::Method::Delete ? Kind::Busy : Kind::NameTaken;
    case 412:
        return Kind::Changed;
    case 413:
    case 507:
        return Kind::NoRoom;
    case 423:
        return Kind::Busy;
    case 429:
    case 509:
        return Kind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return request.isChange() ? Kind::OutcomeUnknown : Kind::ServiceFailed;
    if (status >= 400)
        return Kind::Internal; // invalidRequest and its kin: we sent what the service does not take
    if (status >= 300)
        return Kind::Unsafe; // nothing of ours is documented to redirect, and we follow nothing
    return Kind::BadResponse;
}

/** Codes that are worth more than a status of this kind. */
bool mayRefine(int status, Kind kind)
{
    if (status == 401 || status == 412)
        return false;
    if (status >= 500) // what a server that failed says of itself counts only where it says that it did not begin
        return kind == Kind::RateLimited || kind == Kind::NoRoom || kind == Kind::Unsupported;
    return status >= 400;
}

QJsonObject innerError(const QJsonObject &error)
{
    for (const QLatin1String key : {QLatin1String("innerError"), QLatin1String("innererror")}) {
        const QJsonValue inner = error.value(key);
        if (inner.isObject())
            return inner.toObject();
    }
    return {};
}

QJsonObject errorObject(const HttpReply &reply)
{
    const QJsonObject body = parseJsonObject(reply.body).value_or(QJsonObject());
    for (const QLatin1String key : {QLatin1String("error"), QLatin1String("odata.error")}) {
        const QJsonValue error = body.value(key);
        if (error.isObject())
            return error.toObject();
    }
    return {};
}

QString messageOf(const QJsonObject &error)
{
    const QJsonValue message = error.value(QLatin1String("message"));
    return message.isObject() ? message.toObject().value(QLatin1String("value")).toString() : message.toString();
}

QStringList codesOf(const QJsonObject &error)
{
    QStringList codes;
    QJsonObject level = error;
    for (int depth = 0; !level.isEmpty() && depth < kDeepestInner; ++depth) {
        const QString code = level.value(QLatin1String("code")).toString();
        if (!code.isEmpty())
            codes.prepend(code);
        level = innerError(level);
    }
    return codes;
}

QString requestIdOf(const QJsonObject &error, const HttpReply &reply)
{
    for (const char *header : {"request-id", "sprequestguid"}) {
        const QByteArray id = reply.header(header);
        if (!id.isEmpty())
            return QString::fromLatin1(id);
    }
    return innerError(error).value(QLatin1String("request-id")).toString();
}

Error aboutReply(const HttpReply &reply, Kind kind, const QString &detail)
{
    return Error{
        .kind = kind, .httpStatus = reply.status, .requestId = requestIdOf(errorObject(reply), reply), .detail = detail};
}

} // namespace

QStringList errorCodes(const HttpReply &reply)
{
    return codesOf(errorObject(reply));
}

Error errorFrom(const HttpRequest &request, const HttpReply &reply)
{
    const QJsonObject body = errorObject(reply);
    const QStringList codes = codesOf(body);
    Error error = aboutReply(reply, kindOfStatus(request, reply.status), messageOf(body).left(kLongestDetail));
    if (body.isEmpty())
        error.detail = QString::fromUtf8(reply.body.left(kLongestDetail)).simplified();
    error.code = codes.isEmpty() ? QString() : codes.first();
    for (const QString &code : codes) {
        const QByteArray lower = code.toLower().toLatin1();
        const auto *known = std::find_if(
            kMeanings.begin(), kMeanings.end(), [&lower](const Meaning &meaning) { return lower == meaning.code; });
        if (known == kMeanings.end())
            continue;
        if (mayRefine(reply.status, known->kind)) {
            error.kind = known->kind;
            error.code = code;
        }
        break;
    }
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

bool isNotHere(const Error &error)
{
    return error.httpStatus == 400 || error.httpStatus == 403 || error.httpStatus == 404 || error.httpStatus == 405
        || error.httpStatus == 501;
}

Error withKind(Error error, Kind kind)
{
    error.kind = kind;
    return error;
}

} // namespace Unbin::OneDrive
