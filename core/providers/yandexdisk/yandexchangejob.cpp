// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexchangejob.h"

#include "core/domain/clock.h"
#include "core/providers/yandexdisk/yandexerrors.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexrequests.h"

#include <algorithm>

namespace Unbin::Yandex {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstTreeWait = std::chrono::seconds(2);
constexpr milliseconds kLongestTreeWait = std::chrono::seconds(30);
constexpr milliseconds kMostTreeWait = std::chrono::minutes(10);

} // namespace

ChangeJob::ChangeJob(Connection &connection, Order order)
    : m_connection(connection)
    , m_order(std::move(order))
{ }

void ChangeJob::run()
{
    auto *waiting = then(m_connection.line().turn(m_order.touches), [this](Result<ChangeLine::TurnPtr> turn) {
        if (!turn)
            return fail(turn.error());
        m_turn = std::move(*turn);
        look();
    });
    passOn(waiting);
}

void ChangeJob::passOn(JobBase *child)
{
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

void ChangeJob::look()
{
    if (!m_order.lookFirst)
        return send();
    auto *looking = then(m_order.lookFirst(), [this](const Result<Done> &free) {
        if (free)
            send();
        else
            fail(free.error());
    });
    passOn(looking);
}

void ChangeJob::send()
{
    passOn(then(m_connection.send(m_order.request), [this](const Result<HttpReply> &reply) { answered(reply); }));
}

void ChangeJob::answered(const Result<HttpReply> &reply)
{
    if (!reply)
        return fail(reply.error());
    if (!reply->isSuccess()) {
        const Error error = errorFrom(m_order.request, *reply);
        return error.kind == Error::Kind::Busy ? waitForTree(error) : fail(error);
    }
    const auto link = readObject(m_order.request, reply); // what is not readable was taken all the same
    if (reply->status == 202)
        return follow(link.value_or(QJsonObject()));
    ChangeEnd end;
    if (link)
        end.path = pathOfLink(*link);
    succeed(std::move(end));
}

void ChangeJob::waitForTree(const Error &busy)
{
    const milliseconds doubled = m_waited.count() == 0 ? kFirstTreeWait : m_waited;
    const milliseconds wait = std::max(std::min(doubled, kLongestTreeWait), busy.retryAfter.value_or(milliseconds(0)));
    m_waited += wait;
    if (m_waited > kMostTreeWait)
        return fail(busy);
    m_turn->rest();
    m_connection.clock().callLater(wait, this, [this] {
        if (!isRunning())
            return;
        m_turn.reset();
        run();
    });
    Progress progress;
    progress.waiting = Progress::Waiting::Busy;
    progress.waitingFor = wait;
    setProgress(progress);
}

void ChangeJob::follow(const QJsonObject &link)
{
    m_turn->rest();
    const WorkHandle handle{link.value(QLatin1String("href")).toString(), m_order.touches};
    const auto address = operationAddress(m_connection.api(), handle.href);
    if (!address) // accepted, but there is no asking how it goes
        return succeed({.work = WorkEnd::Unknown, .wasOperation = true});
    const QPointer<ChangeJob> self(this);
    Q_EMIT accepted(handle.text());
    if (!self || !isRunning())
        return;
    JobPtr<WorkEnd> following = std::make_unique<FollowJob>(m_connection, *address);
    passOn(then(std::move(following), [this](const Result<WorkEnd> &end) {
        if (end)
            succeed({.work = *end, .wasOperation = true});
        else
            fail(end.error());
    }));
}

FollowHandleJob::FollowHandleJob(Connection &connection, const QString &handle)
    : m_connection(connection)
    , m_handle(handle)
{ }

void FollowHandleJob::run()
{
    const auto handle = WorkHandle::from(m_handle);
    const auto address = handle ? operationAddress(m_connection.api(), handle->href) : std::nullopt;
    if (!address)
        return succeed(Done{}); // nothing of ours: the item will tell
    m_turn = m_connection.line().resting(handle->touches);
    JobPtr<WorkEnd> following = std::make_unique<FollowJob>(m_connection, *address);
    auto *child = then(std::move(following), [this](const Result<WorkEnd> &end) {
        m_turn.reset();
        if (end)
            succeed(Done{});
        else
            fail(end.error());
    });
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

} // namespace Unbin::Yandex
