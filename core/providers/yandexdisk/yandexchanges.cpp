// SPDX-License-Identifier: GPL-3.0-or-later
// Restoring, moving, making folders.
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

Error badName()
{
    return Error::of(Kind::NameInvalid, QStringLiteral("not a name this service can be sent"));
}

} // namespace

JobPtr<std::optional<LiveItem>> lookAtPlace(Service &service, const QString &path)
{
    return mapJob<std::optional<LiveItem>>(
        lookAt(service.connection, path), [&service, path](Result<std::optional<LiveItem>> found) {
            const bool isOtherCase = found && *found && (*found)->id.value() != path
                && (*found)->id.value().compare(path, Qt::CaseInsensitive) == 0;
            if (isOtherCase && service.whenCaseDoesNotMatter)
                service.whenCaseDoesNotMatter();
            return found;
        });
}

FindArrivedJob::FindArrivedJob(
    Service &service, TrashedItem thing, const QString &from, const QString &place, milliseconds patience)
    : m_service(service)
    , m_thing(std::move(thing))
    , m_from(from)
    , m_place(place)
    , m_patience(patience)
{ }

void FindArrivedJob::look()
{
    then(lookAt(m_service.connection, m_place), [this](Result<std::optional<LiveItem>> found) {
        if (!found)
            fail(found.error());
        else if (*found && isSameThing(m_thing, **found))
            succeed(std::move(*found));
        else
            lookBeside();
    });
}

void FindArrivedJob::lookBeside()
{
    if (m_thing.etag.isEmpty())
        return again();
    auto listing = listFolder(m_service.connection, parentOf(m_place), [this](std::vector<LiveItem> &&items) {
        for (LiveItem &item : items) {
            if (item.etag == m_thing.etag && item.id.value() != m_from)
                m_found = std::move(item);
        }
    });
    then(std::move(listing), [this](const Result<ListSummary> &end) {
        if (m_found)
            succeed(std::move(m_found));
        else if (end || end.error().kind == Kind::NotFound)
            again();
        else
            fail(end.error());
    });
}

void FindArrivedJob::again()
{
    if (m_patience <= milliseconds(0))
        return succeed(std::nullopt);
    m_patience -= kBetweenLooks;
    m_service.connection.clock().callLater(kBetweenLooks, this, [this] {
        if (isRunning())
            look();
    });
}

RestoreJob::RestoreJob(Service &service, RestoreOrder order)
    : m_service(service)
    , m_order(std::move(order))
{ }

void RestoreJob::run()
{
    const TrashedItem &item = m_order.item;
    if (!isTrashed(item.id))
        return fail(Error::of(Kind::NotFound, QStringLiteral("not an entry of this service's bin")));
    if (!m_order.folder.isEmpty() && m_order.folder != item.originalParent)
        return fail(Error::of(Kind::Unsupported, QStringLiteral("the service restores to the original folder only")));
    if (!m_order.name.isEmpty() && !isName(m_order.name))
        return fail(badName());
    if (item.etag.isEmpty() || item.originalParent.isEmpty())
        complete();
    else
        send();
}

/** What knows the thing again, and where it belongs: the list of long ago may not have told. */
void RestoreJob::complete()
{
    then(lookInBin(m_service.connection, m_order.item.id.value()), [this](Result<std::optional<TrashedItem>> entry) {
        if (!entry)
            return fail(entry.error());
        if (!*entry)
            return fail(Error::of(Kind::NotFound, QStringLiteral("no such entry")));
        TrashedItem &item = m_order.item;
        item.etag = (*entry)->etag;
        if (item.originalParent.isEmpty()) {
            item.originalParent = (*entry)->originalParent;
            item.originalPath = (*entry)->originalPath;
        }
        send();
    });
}

void RestoreJob::send()
{
    const TrashedItem &item = m_order.item;
    const QString name = m_order.name.isEmpty() ? item.name : m_order.name;
    if (!item.originalParent.isEmpty())
        m_target = joined(item.originalParent.value(), name);
    ChangeJob::Order change{.request = restoreTrashed(m_service.connection.api(), item.id.value(),
                                m_order.name == item.name ? QString() : m_order.name),
        .touches = {item.id.value()}};
    if (!m_target.isEmpty()) {
        change.touches.append(m_target);
        change.lookFirst = [this] {
            return lookFirst();
        };
    }
    JobPtr<ChangeEnd> changing = std::make_unique<ChangeJob>(m_service.connection, std::move(change));
    auto *child = then(std::move(changing), [this](const Result<ChangeEnd> &end) { ended(end); });
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    passOn(child, this);
}

JobPtr<Done> RestoreJob::lookFirst()
{
    return mapJob<Done>(
        lookAtPlace(m_service, m_target), [this](const Result<std::optional<LiveItem>> &there) -> Result<Done> {
            return there ? judgePlace(*there) : failure(there.error());
        });
}

Result<Done> RestoreJob::judgePlace(const std::optional<LiveItem> &there) const
{
    if (!there)
        return Done{};
    const bool isItself = !m_order.item.etag.isEmpty() && there->etag == m_order.item.etag;
    if (isItself)
        return failure(Kind::NotFound, QStringLiteral("it is back already"));
    Error taken = Error::of(Kind::NameTaken);
    taken.conflictingItem = there->id.value();
    return failure(taken);
}

void RestoreJob::ended(const Result<ChangeEnd> &end)
{
    if (!end) {
        const Error error = end.error();
        if (error.kind == Kind::NotFound)
            m_service.memory.noteLeft(m_order.item);
        if (error.kind == Kind::OutcomeUnknown && !m_target.isEmpty())
            m_service.memory.noteMayBeAt(m_order.item.etag, m_target);
        const bool mayHaveLeft = error.kind == Kind::NameTaken && m_order.item.etag.isEmpty();
        if (!mayHaveLeft)
            return fail(error);
        // What can't be told from its double may be that double: restored before, by us or somebody else.
        then(lookInBin(m_service.connection, m_order.item.id.value()),
            [this, error](const Result<std::optional<TrashedItem>> &entry) {
                fail(entry && !*entry ? Error::of(Kind::NotFound, QStringLiteral("no such entry")) : error);
            });
        return;
    }
    m_service.bin.forget();
    switch (end->work) {
    case WorkEnd::Done:
        if (!end->wasOperation && end->path)
            return arrived(asLive(*end->path));
        return findIt(kPatience, lostWork());
    case WorkEnd::Failed:
        return checkFailed();
    case WorkEnd::Unknown:
        return findIt(kLongPatience, lostWork());
    }
}

void RestoreJob::findIt(milliseconds patience, Error otherwise)
{
    if (m_target.isEmpty())
        return fail(otherwise);
    m_service.memory.noteMayBeAt(m_order.item.etag, m_target);
    JobPtr<std::optional<LiveItem>> finding
        = std::make_unique<FindArrivedJob>(m_service, m_order.item, QString(), m_target, patience);
    then(std::move(finding), [this, otherwise](Result<std::optional<LiveItem>> found) {
        if (found && *found)
            arrived(std::move(**found));
        else
            fail(otherwise);
    });
}

/** "failed" says nothing of what was done until then. */
void RestoreJob::checkFailed()
{
    then(lookInBin(m_service.connection, m_order.item.id.value()),
        [this](const Result<std::optional<TrashedItem>> &entry) {
            if (entry && *entry)
                fail(failedWork());
            else
                findIt(milliseconds(0), lostWork());
        });
}

void RestoreJob::arrived(LiveItem live)
{
    m_service.memory.noteLeft(m_order.item);
    m_service.memory.noteArrived(live.id.value());
    m_service.memory.settle(m_order.item.etag);
    succeed(std::move(live));
}

/** A restored thing keeps what it was (section 2: modified, revision, resource_id); the reply tells where it is. */
LiveItem RestoreJob::asLive(const QString &path) const
{
    const TrashedItem &item = m_order.item;
    return {.id = ItemId(path),
        .kind = item.kind,
        .name = nameOf(path),
        .parent = ItemId(parentOf(path)),
        .sizeBytes = item.sizeBytes,
        .modifiedAt = item.modifiedAt,
        .hash = item.hash,
        .etag = item.etag};
}

MoveJob::MoveJob(Service &service, LiveItem item, const Place &place)
    : m_service(service)
    , m_item(std::move(item))
    , m_from(m_item.id.value())
    , m_name(place.name.isEmpty() ? m_item.name : place.name)
    , m_to(joined(place.parent.value(), m_name))
{ }

void MoveJob::run()
{
    if (!isName(m_name))
        return fail(badName());
    if (m_from == m_to)
        return succeed(m_item);
    if (isWithin(m_to, m_from))
        return fail(Error::of(Kind::Unsupported, QStringLiteral("a folder can't be moved into itself")));
    JobPtr<ChangeEnd> changing = std::make_unique<ChangeJob>(m_service.connection,
        ChangeJob::Order{.request = moveLive(m_service.connection.api(), m_from, m_to),
            .touches = {m_from, m_to},
            .lookFirst = [this] {
                return lookFirst();
            }});
    auto *child = then(std::move(changing), [this](const Result<ChangeEnd> &end) { ended(end); });
    connect(child, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    passOn(child, this);
}

/** An id names a place: what stands there must still be what was meant. */
JobPtr<Done> MoveJob::lookFirst()
{
    return mapJob<Done>(
        lookAt(m_service.connection, m_from), [this](const Result<std::optional<LiveItem>> &there) -> Result<Done> {
            if (!there)
                return failure(there.error());
            if (!*there)
                return Done{}; // it may not show yet what we brought there: the service knows
            if (!isSameThing(asSought(m_item), **there))
                return failure(Kind::Changed, QStringLiteral("something else stands there now"));
            return Done{};
        });
}

void MoveJob::ended(const Result<ChangeEnd> &end)
{
    if (!end) {
        if (end.error().kind == Kind::OutcomeUnknown) {
            m_service.memory.noteMayBeAt(m_item.etag, m_from);
            m_service.memory.noteMayBeAt(m_item.etag, m_to);
        }
        return fail(end.error());
    }
    if (m_item.kind == ItemKind::Folder)
        m_service.bin.forget();
    if (end->work == WorkEnd::Done && !end->wasOperation) {
        m_item.id = ItemId(end->path.value_or(m_to));
        m_item.name = nameOf(m_item.id.value());
        m_item.parent = ItemId(parentOf(m_item.id.value()));
        m_service.memory.noteArrived(m_item.id.value());
        return succeed(std::move(m_item));
    }
    if (end->work == WorkEnd::Failed) {
        then(lookAt(m_service.connection, m_from), [this](const Result<std::optional<LiveItem>> &there) {
            if (there && *there && isSameThing(asSought(m_item), **there))
                fail(failedWork());
            else
                findIt(milliseconds(0), lostWork());
        });
        return;
    }
    findIt(end->work == WorkEnd::Done ? kPatience : kLongPatience, lostWork());
}

void MoveJob::findIt(milliseconds patience, Error otherwise)
{
    m_service.memory.noteMayBeAt(m_item.etag, m_from);
    m_service.memory.noteMayBeAt(m_item.etag, m_to);
    JobPtr<std::optional<LiveItem>> finding
        = std::make_unique<FindArrivedJob>(m_service, asSought(m_item), m_from, m_to, patience);
    then(std::move(finding), [this, otherwise](Result<std::optional<LiveItem>> found) {
        if (!found || !*found)
            return fail(otherwise);
        m_service.memory.settle(m_item.etag);
        m_service.memory.noteArrived((*found)->id.value());
        succeed(std::move(**found));
    });
}

JobPtr<LiveItem> createFolder(Service &service, const Place &place)
{
    if (!isName(place.name))
        return failedJob<LiveItem>(badName());
    const QString path = joined(place.parent.value(), place.name);
    JobPtr<ChangeEnd> making = std::make_unique<ChangeJob>(service.connection,
        ChangeJob::Order{.request = createFolder(service.connection.api(), path), .touches = {path}});
    return mapJob<LiveItem>(std::move(making), [&service, path](const Result<ChangeEnd> &end) -> Result<LiveItem> {
        if (!end) {
            Error error = end.error();
            if (error.kind == Kind::NotFound)
                error.kind = Kind::ParentMissing; // nothing else could be missing
            if (error.kind == Kind::NameTaken)
                error.conflictingItem = path;
            return failure(error);
        }
        if (end->work != WorkEnd::Done)
            return failure(end->work == WorkEnd::Failed ? failedWork() : lostWork());
        service.bin.forget();
        const QString made = end->path.value_or(path);
        return LiveItem{
            .id = ItemId(made), .kind = ItemKind::Folder, .name = nameOf(made), .parent = ItemId(parentOf(made))};
    });
}

} // namespace Unbin::Yandex
