// SPDX-License-Identifier: GPL-3.0-or-later
// Into the bin, and out of it for good.
#include "core/providers/yandexdisk/yandexchanges.h"

#include "core/domain/clock.h"
#include "core/providers/yandexdisk/yandexchangeparts.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexlisting.h"
#include "core/providers/yandexdisk/yandexpaths.h"
#include "core/providers/yandexdisk/yandexrequests.h"

namespace Unbin::Yandex {

namespace {

using Kind = Error::Kind;
using std::chrono::milliseconds;

constexpr int kLooksForEntry = 30;
constexpr qint64 kNewest = 50;

} // namespace

TrashJob::TrashJob(Service &service, LiveItem item)
    : m_service(service)
    , m_item(std::move(item))
{ }

void TrashJob::run()
{
    if (!isLive(m_item.id) || m_item.id.value() == kRoot)
        return fail(Error::of(Kind::Unsupported, QStringLiteral("not something that can be put into the bin")));
    then(lookAt(m_service.connection, m_item.id.value()), [this](const Result<std::optional<LiveItem>> &there) {
        if (!there)
            fail(there.error());
        else if (!*there)
            send(m_item); // it may not show yet: the service knows
        else if (!isSameThing(asSought(m_item), **there))
            fail(Error::of(Kind::Changed, QStringLiteral("something else stands there now")));
        else {
            m_wasThere = true;
            send(**there);
        }
    });
}

void TrashJob::send(const LiveItem &there)
{
    if (m_item.etag.isEmpty())
        m_item.etag = there.etag;
    const bool hasMd5 = there.kind == ItemKind::File && there.hash.algorithm == ContentHash::Algorithm::Md5;
    JobPtr<ChangeEnd> changing = std::make_unique<ChangeJob>(m_service.connection,
        ChangeJob::Order{.request = trashLive(m_service.connection.api(), m_item.id.value(),
                             hasMd5 ? there.hash.bytes.toHex() : QByteArray()),
            .touches = {m_item.id.value()}});
    auto *child = then(std::move(changing), [this](const Result<ChangeEnd> &end) { ended(end); });
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    passOn(child, this);
}

void TrashJob::ended(const Result<ChangeEnd> &end)
{
    const bool isGone = !end && end.error().kind == Kind::NotFound;
    if (!end && !(isGone && m_wasThere))
        return fail(end.error());
    m_service.bin.forget();
    if (isGone) { // since a moment ago, perhaps by an order of ours that nobody heard the answer to
        m_ifNotFound = end.error();
        return lookForEntry();
    }
    if (end->work != WorkEnd::Failed)
        return lookForEntry();
    then(lookAt(m_service.connection, m_item.id.value()), [this](const Result<std::optional<LiveItem>> &there) {
        if (there && *there)
            fail(failedWork());
        else
            lookForEntry();
    });
}

void TrashJob::lookForEntry()
{
    ++m_looks;
    then(m_service.connection.send(listNewestTrash(m_service.connection.api(), kNewest)),
        [this](const Result<HttpReply> &reply) {
            const auto page = reply && reply->isSuccess() ? readBinPage(reply->body)
                                                          : Result<Page<TrashedItem>>(failure(Kind::OutcomeUnknown));
            std::optional<TrashedItem> newest;
            for (const TrashedItem &item : page ? page->items : std::vector<TrashedItem>()) {
                const bool isById = !m_item.etag.isEmpty() && !item.etag.isEmpty();
                const bool isIt = isById ? item.etag == m_item.etag
                                         : item.originalParent == m_item.parent && item.name == m_item.name;
                if (isIt && !m_service.memory.hasLeft(item) && (!newest || newest->deletedAt < item.deletedAt))
                    newest = item;
            }
            if (newest) {
                m_service.memory.noteEntered(*newest);
                m_service.memory.settle(m_item.etag);
                succeed(std::move(*newest));
            } else if (m_looks < kLooksForEntry) {
                m_service.connection.clock().callLater(kBetweenLooks, this, [this] {
                    if (isRunning())
                        lookForEntry();
                });
            } else {
                searchWholeBin();
            }
        });
}

/** The newest may not come first after all. */
void TrashJob::searchWholeBin()
{
    JobPtr<Whereabouts> locating
        = std::make_unique<LocateJob>(m_service.connection, m_service.memory, asSought(m_item));
    then(std::move(locating), [this](Result<Whereabouts> found) {
        if (found && found->trashed)
            succeed(std::move(*found->trashed));
        else
            fail(m_ifNotFound);
    });
}

PurgeJob::PurgeJob(Service &service, TrashedItem item)
    : m_service(service)
    , m_item(std::move(item))
{ }

void PurgeJob::run()
{
    const auto request = purgeTrashed(m_service.connection.api(), m_item.id.value());
    if (!request)
        return fail(Error::of(Kind::Unsafe, QStringLiteral("not the path of one entry of the bin")));
    JobPtr<ChangeEnd> changing = std::make_unique<ChangeJob>(
        m_service.connection, ChangeJob::Order{.request = *request, .touches = {m_item.id.value()}});
    auto *child = then(std::move(changing), [this](const Result<ChangeEnd> &end) { ended(end); });
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    passOn(child, this);
}

void PurgeJob::ended(const Result<ChangeEnd> &end)
{
    if (!end) {
        if (end.error().kind == Kind::NotFound)
            m_service.memory.noteLeft(m_item);
        return fail(end.error());
    }
    m_service.bin.forget();
    if (end->work == WorkEnd::Done) {
        m_service.memory.noteLeft(m_item);
        return succeed(Done{});
    }
    m_patience = end->work == WorkEnd::Failed ? milliseconds(0) : kLongPatience;
    look(end->work == WorkEnd::Failed ? failedWork() : lostWork());
}

/** Gone is done; what is still there may go yet if nobody said that it won't. */
void PurgeJob::look(const Error &otherwise)
{
    then(lookInBin(m_service.connection, m_item.id.value()),
        [this, otherwise](const Result<std::optional<TrashedItem>> &entry) {
            if (entry && !*entry) {
                m_service.memory.noteLeft(m_item);
                return succeed(Done{});
            }
            if (m_patience <= milliseconds(0))
                return fail(otherwise);
            m_patience -= kBetweenLooks;
            m_service.connection.clock().callLater(kBetweenLooks, this, [this, otherwise] {
                if (isRunning())
                    look(otherwise);
            });
        });
}

} // namespace Unbin::Yandex
