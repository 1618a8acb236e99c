// SPDX-License-Identifier: GPL-3.0-or-later
// Yandex Disk: changes that are done at once or go on after the answer, and the locks they hold (yandex-disk.md sections
// 3 and 9).
#include "app/sandbox/yandex/yandexcall.h"

#include "core/domain/clock.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Unbin {

namespace {

using State = YandexOperation::State;
using Fate = YandexQuirks::OperationFate;

bool doesItsWork(Fate fate)
{
    return fate == Fate::Succeeds || fate == Fate::VanishesDone;
}

bool isVanishing(Fate fate)
{
    return fate == Fate::VanishesDone || fate == Fate::VanishesUndone;
}

} // namespace

void endOperation(YandexOperation &operation)
{
    if (operation.fate == Fate::Hangs || operation.pollsLeft > 0)
        return;
    const bool isDone = doesItsWork(operation.fate) && operation.apply();
    operation.state = isDone ? State::Done : State::Failed;
    operation.apply = nullptr;
}

SandboxResponse YandexCall::operation()
{
    QByteArray id = m_request.path.mid(qsizetype(sizeof("/disk/operations")));
    if (id.isEmpty())
        id = parameter("id").toLatin1();
    const auto it = std::find_if(m_state.operations.begin(), m_state.operations.end(),
        [&](const YandexOperation &o) { return o.id == id && o.drive == &m_drive; });
    if (it == m_state.operations.end())
        return error(404, "DiskOperationNotFoundError");
    if (it->state == State::Running && it->pollsLeft > 0)
        --it->pollsLeft;
    else if (it->state == State::Running && m_state.clock.monotonic() >= it->endsAt)
        endOperation(*it);
    if (it->state != State::Running && isVanishing(it->fate))
        return error(404, "DiskOperationNotFoundError");
    QString status = QStringLiteral("in-progress");
    if (it->state == State::Running && m_state.quirks.hasOtherWordForRunning)
        status = QStringLiteral("waiting");
    else if (it->state == State::Done)
        status = QStringLiteral("success");
    else if (it->state == State::Failed)
        status = it->fate == Fate::FailsInOtherWords ? QStringLiteral("failure") : QStringLiteral("failed");
    return json(200, {{QStringLiteral("status"), status}});
}

YandexCall::Refusal YandexCall::refuseLocked(const QStringList &touches)
{
    if (m_state.quirks.lockedRequests > 0) {
        --m_state.quirks.lockedRequests;
        return error(423, "DiskResourceLockedError");
    }
    for (const YandexOperation &operation : m_state.operations) {
        if (operation.state != State::Running || operation.drive != &m_drive)
            continue;
        for (const QString &held : operation.touches) {
            const bool isLocked = std::any_of(
                touches.begin(), touches.end(), [&](const QString &path) { return areEntangled(path, held); });
            if (!isLocked)
                continue;
            breach(QStringLiteral("a change while %1 is in an operation").arg(held));
            return error(423, "DiskResourceLockedError");
        }
    }
    return std::nullopt;
}

SandboxResponse YandexCall::carryOut(Change change)
{
    if (const auto refusal = refuseLocked(change.touches))
        return *refusal;
    const bool isOperation = change.failsAsOperation || flag("force_async") || change.async == Async::Always
        || (change.async == Async::FullFolders && change.isFullFolder);
    if (!isOperation)
        return change.apply();
    const YandexQuirks &quirks = m_state.quirks;
    YandexOperation operation{.drive = &m_drive,
        .touches = change.touches,
        .endsAt = m_state.clock.monotonic() + quirks.operationTakes,
        .pollsLeft = quirks.pollsUntilDone,
        .fate = change.failsAsOperation ? Fate::Fails : quirks.operationFate};
    operation.id
        = QCryptographicHash::hash(QByteArray::number(m_state.requestNumber), QCryptographicHash::Sha256).toHex();
    operation.apply = [apply = std::move(change.apply)] {
        return apply().status < 300;
    };
    m_state.operations.push_back(std::move(operation));
    return operationLink(m_state.operations.back().id);
}

SandboxResponse YandexCall::operationLink(const QByteArray &id) const
{
    using Shape = YandexQuirks::OperationLink;
    const Shape shape = m_state.quirks.operationLink;
    QByteArray href = m_state.base;
    if (shape == Shape::PlainPath || shape == Shape::PlainQuery)
        href.replace("https://", "http://");
    if (shape == Shape::OtherHost)
        href = "https://cloud-api.yandex.com/v1";
    const bool isQuery = shape == Shape::Query || shape == Shape::PlainQuery;
    href += isQuery ? "/disk/operations?id=" + id : "/disk/operations/" + id;
    QJsonObject object{{QStringLiteral("method"), QStringLiteral("GET")}, {QStringLiteral("templated"), false}};
    if (shape != Shape::Unreadable)
        object.insert(QStringLiteral("href"), QString::fromLatin1(href));
    return json(202, object);
}

void YandexCall::noteArrived(SandboxRef ref)
{
    const auto lag = m_state.quirks.liveLag;
    if (lag.count() > 0)
        m_state.liveLags.push_back({.drive = &m_drive, .ref = ref, .until = m_state.clock.monotonic() + lag});
}

void YandexCall::noteLeftBin(SandboxRef ref)
{
    const auto lag = m_state.quirks.binLag;
    std::erase_if(m_state.binLags, [&](const YandexLag &l) { return l.drive == &m_drive && l.ref == ref; });
    if (lag.count() > 0) {
        m_state.binLags.push_back({.drive = &m_drive,
            .ref = ref,
            .until = m_state.clock.monotonic() + lag,
            .isArrival = false,
            .entry = texts().trashEntry(ref)});
    }
}

void YandexCall::noteEnteredBin(SandboxRef ref)
{
    const auto lag = m_state.quirks.binLag;
    std::erase_if(m_state.binLags, [&](const YandexLag &l) { return l.drive == &m_drive && l.ref == ref; });
    if (lag.count() > 0)
        m_state.binLags.push_back({.drive = &m_drive, .ref = ref, .until = m_state.clock.monotonic() + lag});
}

bool YandexCall::isHidden(SandboxRef ref, const std::vector<YandexLag> &lags) const
{
    return std::any_of(lags.begin(), lags.end(),
        [&](const YandexLag &l) { return l.drive == &m_drive && l.isArrival && l.ref == ref; });
}

} // namespace Unbin
