// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexoperation.h"

#include "core/domain/clock.h"
#include "core/http/jsonreader.h"
#include "core/providers/yandexdisk/yandexrequests.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Unbin::Yandex {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{5000};

bool mayPass(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::Unreachable || error.kind == Kind::TimedOut || error.kind == Kind::ServiceFailed
        || error.kind == Kind::RateLimited || error.kind == Kind::Busy || error.kind == Kind::BadResponse
        || error.kind == Kind::TlsFailed;
}

} // namespace

QString WorkHandle::text() const
{
    const QJsonObject object{
        {QLatin1String("href"), href}, {QLatin1String("touches"), QJsonArray::fromStringList(touches)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<WorkHandle> WorkHandle::from(const QString &text)
{
    const auto object = parseJsonObject(text.toUtf8());
    if (!object)
        return std::nullopt;
    WorkHandle handle{.href = object->value(QLatin1String("href")).toString()};
    for (const QJsonValue &path : object->value(QLatin1String("touches")).toArray())
        handle.touches.append(path.toString());
    return handle.href.isEmpty() ? std::nullopt : std::optional(handle);
}

FollowJob::FollowJob(Connection &connection, const QUrl &address)
    : m_connection(connection)
    , m_address(address)
{ }

milliseconds FollowJob::pause() const
{
    return std::min(kFirstPause * (1 << std::min(m_asked, 4)), kLongestPause);
}

void FollowJob::askAfter(milliseconds wait)
{
    m_connection.clock().callLater(wait, this, [this] {
        if (isRunning())
            ask();
    });
    if (m_asked == 0)
        show(Progress::Waiting::Service);
}

void FollowJob::ask()
{
    ++m_asked;
    then(m_connection.ask(getOperation(m_address)), [this](const Result<QJsonObject> &reply) {
        if (reply)
            heard(reply->value(QLatin1String("status")).toString());
        else
            missed(reply.error());
    });
}

/** What we have no word for is still under way: only an end ends it. */
void FollowJob::heard(const QString &status)
{
    if (status == QLatin1String("success"))
        return succeed(WorkEnd::Done);
    if (status == QLatin1String("failed") || status == QLatin1String("failure"))
        return succeed(WorkEnd::Failed);
    const QPointer<FollowJob> self(this);
    show(Progress::Waiting::Service);
    if (self && isRunning())
        askAfter(pause());
}

void FollowJob::missed(const Error &error)
{
    if (error.kind == Error::Kind::NotFound)
        return succeed(WorkEnd::Unknown);
    if (!mayPass(error)) {
        Error lost = error;
        lost.kind = Error::Kind::OutcomeUnknown;
        return fail(lost);
    }
    const QPointer<FollowJob> self(this);
    show(Progress::Waiting::Network);
    if (self && isRunning())
        askAfter(std::max(pause(), error.retryAfter.value_or(milliseconds(0))));
}

void FollowJob::show(Progress::Waiting waiting)
{
    Progress now;
    now.waiting = waiting;
    setProgress(now);
}

} // namespace Unbin::Yandex
