// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxchanges.h"

#include "core/providers/box/boxitems.h"

namespace Unbin::Box {

namespace {

using Kind = Error::Kind;

/** The item that a change brought about. A reply about something else tells nothing about our change. */
Result<LiveItem> readChanged(const Result<QJsonObject> &reply, const WireId &item)
{
    if (!reply)
        return failure(reply.error());
    auto live = readLiveItem(*reply);
    if (!live)
        return failure(Kind::OutcomeUnknown, live.error().detail);
    if (live->id != item.itemId())
        return failure(Kind::OutcomeUnknown, QStringLiteral("the reply is about another item"));
    return live;
}

/** May mean that the folder, rather than the item or its name, is the trouble: 403, 404, 400, or a 409 that
   names nothing in the way. */
bool mayMeanMissingFolder(const Error &error)
{
    return error.kind == Kind::NotFound || error.kind == Kind::Forbidden || error.kind == Kind::Internal
        || (error.kind == Kind::NameTaken && error.conflictingItem.isEmpty());
}

bool isMissing(const Result<FolderFacts> &folder)
{
    return folder && (folder->state == FolderFacts::State::Trashed || folder->state == FolderFacts::State::Gone);
}

Error withKind(Error error, Kind kind)
{
    error.kind = kind;
    return error;
}

} // namespace

RestoreJob::RestoreJob(Connection &connection, Folders &folders, RestoreOrder order, const WireId &item)
    : m_connection(connection)
    , m_folders(folders)
    , m_order(std::move(order))
    , m_item(item)
{ }

void RestoreJob::run()
{
    Wish wish;
    if (m_order.name != m_order.item.name)
        wish.name = m_order.name;
    if (const auto folder = wireId(m_order.folder))
        wish.parent = folder->id;
    then(m_connection.ask(restoreTrashed(m_connection.api(), m_item, wish)), [this](const Result<QJsonObject> &reply) {
        auto live = readChanged(reply, m_item);
        if (!live) {
            refused(live.error());
            return;
        }
        m_folders.noteArrived(*live);
        succeed(std::move(*live));
    });
}

void RestoreJob::refused(const Error &error)
{
    m_folders.noteFailure(error, m_order.folder.isEmpty() ? m_order.item.originalParent : m_order.folder);
    if (!mayMeanMissingFolder(error)) {
        fail(error);
        return;
    }
    then(m_connection.ask(getTrashed(m_connection.api(), m_item)), [this, error](const Result<QJsonObject> &entry) {
        if (!entry) {
            fail(error);
            return;
        }
        m_folders.forgetAnswers();
        m_suspects = {m_order.folder, m_order.item.originalParent};
        lookAtSuspects(error);
    });
}

void RestoreJob::lookAtSuspects(const Error &error)
{
    std::optional<WireId> folder;
    while (!folder && !m_suspects.empty()) {
        folder = wireId(m_suspects.front());
        m_suspects.erase(m_suspects.begin());
    }
    if (!folder) {
        fail(error);
        return;
    }
    then(m_folders.lookAt(*folder), [this, error](const Result<FolderFacts> &facts) {
        if (isMissing(facts))
            fail(withKind(error, Kind::ParentMissing));
        else
            lookAtSuspects(error);
    });
}

MoveJob::MoveJob(
    Connection &connection, Folders &folders, LiveItem item, Place place, const WireId &wire, const WireId &target)
    : m_connection(connection)
    , m_folders(folders)
    , m_item(std::move(item))
    , m_place(std::move(place))
    , m_wire(wire)
    , m_target(target)
{
    if (m_place.name.isEmpty())
        m_place.name = m_item.name;
}

void MoveJob::run()
{
    Wish wish;
    if (m_place.name != m_item.name)
        wish.name = m_place.name;
    if (m_place.parent != m_item.parent)
        wish.parent = m_target.id;
    if (wish.name.isEmpty() && wish.parent.isEmpty()) {
        succeed(m_item);
        return;
    }
    const bool isBoth = !wish.name.isEmpty() && !wish.parent.isEmpty();
    send(wish, [this, isBoth](Result<LiveItem> moved) {
        if (moved)
            succeed(std::move(*moved));
        else if (isBoth && moved.error().code == QLatin1String("operation_limit_exceeded"))
            split();
        else
            refused(moved.error());
    });
}

void MoveJob::send(const Wish &wish, std::function<void(Result<LiveItem>)> handler)
{
    then(m_connection.ask(updateLive(m_connection.api(), m_wire, wish)),
        [this, handler = std::move(handler)](const Result<QJsonObject> &reply) {
            auto moved = readChanged(reply, m_wire);
            if (moved) {
                m_folders.noteLeft(m_item);
                m_folders.noteArrived(*moved);
                m_item = *moved;
            } else {
                m_folders.noteFailure(moved.error(), m_item.parent);
                m_folders.noteFailure(moved.error(), m_place.parent);
            }
            handler(std::move(moved));
        });
}

void MoveJob::refused(const Error &error)
{
    if (error.kind != Kind::NotFound || m_place.parent == m_item.parent) {
        fail(error);
        return;
    }
    m_folders.forgetAnswers();
    then(m_folders.lookAt(m_target), [this, error](const Result<FolderFacts> &facts) {
        fail(isMissing(facts) ? withKind(error, Kind::ParentMissing) : error);
    });
}

void MoveJob::split()
{
    const auto isOther = [id = m_item.id](const std::optional<LiveItem> &found) {
        return found && found->id != id;
    };
    then(
        m_folders.findChild(m_target, m_place.name), [this, isOther](const Result<std::optional<LiveItem>> &atNewName) {
            if (!atNewName) {
                refused(atNewName.error());
            } else if (isOther(*atNewName)) {
                Error taken = Error::of(Kind::NameTaken);
                taken.conflictingItem = (*atNewName)->id.value();
                fail(taken);
            } else {
                then(m_folders.findChild(m_target, m_item.name),
                    [this, isOther](const Result<std::optional<LiveItem>> &atOldName) {
                        if (atOldName)
                            sendFirst(!isOther(*atOldName));
                        else
                            fail(atOldName.error());
                    });
            }
        });
}

void MoveJob::sendFirst(bool isMoveFirst)
{
    const Wish wish = isMoveFirst ? Wish{.parent = m_target.id} : Wish{.name = m_place.name};
    send(wish, [this, isMoveFirst](Result<LiveItem> halfWay) {
        if (halfWay)
            sendSecond(isMoveFirst, *halfWay);
        else
            refused(halfWay.error());
    });
}

void MoveJob::sendSecond(bool isMoveFirst, const LiveItem &halfWay)
{
    const Wish wish = isMoveFirst ? Wish{.name = m_place.name} : Wish{.parent = m_target.id};
    send(wish, [this, halfWay](Result<LiveItem> moved) {
        if (moved) {
            succeed(std::move(*moved));
            return;
        }
        Error error = moved.error();
        error.detail = QStringLiteral("stopped half way: it is now \"%1\" in %2. %3")
                           .arg(halfWay.name, halfWay.parent.value(), error.detail);
        fail(error);
    });
}

TrashJob::TrashJob(
    Connection &connection, Folders &folders, LiveItem item, const WireId &wire, std::function<void()> whenDestroyed)
    : m_connection(connection)
    , m_folders(folders)
    , m_item(std::move(item))
    , m_wire(wire)
    , m_whenDestroyed(std::move(whenDestroyed))
{ }

void TrashJob::run()
{
    then(m_connection.tell(trashLive(m_connection.api(), m_wire, m_item.etag)), [this](const Result<Done> &done) {
        if (!done) {
            m_folders.noteFailure(done.error(), m_item.parent);
            fail(done.error());
            return;
        }
        m_folders.noteLeft(m_item);
        lookForEntry();
    });
}

void TrashJob::lookForEntry()
{
    then(m_connection.ask(getTrashed(m_connection.api(), m_wire)), [this](const Result<QJsonObject> &reply) {
        if (reply) {
            auto entry = readBinEntry(*reply);
            if (entry)
                succeed(std::move(entry->item));
            else
                fail(withKind(entry.error(), Kind::OutcomeUnknown));
        } else if (reply.error().kind == Kind::NotFound) {
            lookAmongLive();
        } else {
            fail(withKind(reply.error(), Kind::OutcomeUnknown)); // it was deleted; whether to the bin, nobody told
        }
    });
}

/** A page of some gateway says 200 too: only what is neither in the bin nor live was deleted for good. */
void TrashJob::lookAmongLive()
{
    then(m_connection.ask(getLive(m_connection.api(), m_wire)), [this](const Result<QJsonObject> &reply) {
        if (reply || reply.error().kind != Kind::NotFound) {
            m_folders.forgetAnswers();
            fail(Error::of(Kind::OutcomeUnknown, QStringLiteral("told to be deleted, but it is not in the bin")));
            return;
        }
        m_whenDestroyed();
        fail(Error{.kind = Kind::Unsupported,
            .code = QStringLiteral("deleted_for_good"),
            .detail = QStringLiteral("This account keeps no bin: the item was deleted for good.")});
    });
}

JobPtr<LiveItem> createFolder(Connection &connection, Folders &folders, const WireId &parent, const QString &name)
{
    const auto read = [parent](const Result<QJsonObject> &reply) -> Result<LiveItem> {
        if (!reply) // the parent is all that could be missing
            return failure(
                reply.error().kind == Kind::NotFound ? withKind(reply.error(), Kind::ParentMissing) : reply.error());
        auto made = readLiveItem(*reply, parent.itemId());
        return made ? made : failure(withKind(made.error(), Kind::OutcomeUnknown));
    };
    auto making = connection.ask(createFolder(connection.api(), {.name = name, .parent = parent.id}));
    return mapJob<LiveItem>(std::move(making), [&folders, parent, read](const Result<QJsonObject> &reply) {
        auto made = read(reply);
        if (made)
            folders.noteArrived(*made);
        else
            folders.noteFailure(made.error(), parent.itemId());
        return made;
    });
}

JobPtr<Done> purge(Connection &connection, Folders &folders, const WireId &item)
{
    return mapJob<Done>(
        connection.tell(purgeTrashed(connection.api(), item)), [&folders, item](const Result<Done> &done) {
            if (done && item.kind() == ItemKind::Folder)
                folders.forgetAnswers();
            return done;
        });
}

} // namespace Unbin::Box
