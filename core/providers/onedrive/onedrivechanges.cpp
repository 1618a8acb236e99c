// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedrivechanges.h"

#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

#include <algorithm>

namespace Unbin::OneDrive {

using Kind = Error::Kind;

bool isSurelyInvalidName(const QString &name)
{
    static const QString forbidden = QStringLiteral("\"*:<>?/\\|");
    return name.isEmpty() || name.size() > 400 || name == QLatin1String("..")
        || name.endsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char(' ')) || name.startsWith(QLatin1Char(' '))
        || std::any_of(name.begin(), name.end(),
            [](QChar c) { return c.unicode() < 0x20 || forbidden.contains(c); });
}

Error aboutName(Error error, const QString &name)
{
    const bool isBadRequest = error.httpStatus == 400 && error.kind == Kind::Internal;
    if (isBadRequest && isSurelyInvalidName(name))
        error.kind = Kind::NameInvalid;
    return error;
}

Result<LiveItem> readChanged(
    const Result<QJsonObject> &reply, const DriveFacts &drive, const ItemId &item, const ItemId &parent)
{
    if (!reply)
        return failure(reply.error());
    const auto entry = readEntry(*reply);
    auto live = entry ? liveItem(*entry, drive, parent) : Result<LiveItem>(failure(entry.error()));
    if (!live)
        return failure(Kind::OutcomeUnknown, live.error().detail);
    if (!item.isEmpty()) {
        if (!isSameId(live->id.value(), item.value()))
            return failure(Kind::OutcomeUnknown, QStringLiteral("the reply is about another item"));
        live->id = item; // as we spell it
    }
    return live;
}

MoveJob::MoveJob(Services services, LiveItem item, Place place)
    : m_services(services)
    , m_item(std::move(item))
    , m_place(std::move(place))
{
    if (m_place.name.isEmpty())
        m_place.name = m_item.name;
}

void MoveJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        if (m_place.parent == m_item.parent) {
            send({});
            return;
        }
        then(m_services.folders.wireIdOf(m_place.parent), [this](const Result<QString> &parent) {
            if (!parent)
                fail(parent.error().kind == Kind::NotFound ? withKind(parent.error(), Kind::ParentMissing)
                                                           : parent.error());
            else
                send(itemIdOf(*parent, m_drive) == m_item.parent ? QString() : *parent);
        });
    });
}

void MoveJob::send(const QString &parentWire)
{
    Wish wish{.parent = parentWire};
    if (m_place.name != m_item.name)
        wish.name = m_place.name;
    if (wish.name.isEmpty() && wish.parent.isEmpty()) {
        m_item.parent = m_place.parent;
        succeed(m_item);
        return;
    }
    Connection &connection = m_services.connection;
    auto sending = connection.ask(
        updateItem(connection.api(), m_drive.id, targetOf(m_item.id).text, wish, m_item.etag));
    then(std::move(sending), [this](const Result<QJsonObject> &reply) {
        auto moved = readChanged(reply, m_drive, m_item.id, m_place.parent);
        if (!moved) {
            refused(moved.error());
            return;
        }
        if (targetOf(m_place.parent).kind == Target::Kind::Path)
            moved->parent = m_place.parent; // as whoever asked spells it
        m_services.folders.noteLeft(m_item);
        m_services.folders.noteArrived(*moved);
        m_services.ledger.note([item = *moved](LedgerFile &file) { (void)file.noteLive(item); });
        succeed(std::move(*moved));
    });
}

void MoveJob::refused(const Error &error)
{
    m_services.folders.noteFailure(error, m_item.parent);
    m_services.folders.noteFailure(error, m_place.parent);
    if (error.kind != Kind::NotFound || m_place.parent == m_item.parent) {
        fail(aboutName(error, m_place.name));
        return;
    }
    then(m_services.folders.lookAt(m_place.parent), [this, error](const Result<FolderFacts> &facts) {
        const bool isMissing = facts
            && (facts->state == FolderFacts::State::Trashed || facts->state == FolderFacts::State::Gone);
        fail(isMissing ? withKind(error, Kind::ParentMissing) : error);
    });
}

CreateFolderJob::CreateFolderJob(Services services, Place place)
    : m_services(services)
    , m_place(std::move(place))
{ }

void CreateFolderJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        Connection &connection = m_services.connection;
        auto making = connection.ask(
            OneDrive::createFolder(connection.api(), drive->id, targetOf(m_place.parent), m_place.name));
        then(std::move(making), [this, drive = *drive](const Result<QJsonObject> &reply) {
            auto made = readChanged(reply, drive, {}, m_place.parent);
            if (!made) {
                m_services.folders.noteFailure(made.error(), m_place.parent);
                const bool isParentGone = made.error().kind == Kind::NotFound; // all that could be missing
                fail(isParentGone ? withKind(made.error(), Kind::ParentMissing)
                                  : aboutName(made.error(), m_place.name));
                return;
            }
            m_services.folders.noteArrived(*made);
            m_services.ledger.note([item = *made](LedgerFile &file) { (void)file.noteLive(item); });
            succeed(std::move(*made));
        });
    });
}

TrashJob::TrashJob(Services services, LiveItem item)
    : m_services(services)
    , m_item(std::move(item))
{ }

void TrashJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        Connection &connection = m_services.connection;
        auto deleting
            = connection.tell(deleteItem(connection.api(), drive->id, targetOf(m_item.id).text, m_item.etag));
        then(std::move(deleting), [this](const Result<Done> &done) {
            if (!done) {
                m_services.folders.noteFailure(done.error(), m_item.parent);
                fail(done.error());
                return;
            }
            m_services.folders.noteLeft(m_item);
            note();
        });
    });
}

void TrashJob::note()
{
    m_entry = TrashedItem{.id = m_item.id,
        .kind = m_item.kind,
        .name = m_item.name,
        .originalParent = m_item.parent,
        .sizeBytes = m_item.sizeBytes,
        .deletedAt = m_services.connection.clock().now(),
        .modifiedAt = m_item.modifiedAt,
        .hash = m_item.hash};
    auto noting = m_services.ledger.call<std::optional<LedgerRow>>([entry = m_entry](LedgerFile &file) {
        const auto noted = file.noteTrashed(entry, entry.deletedAt);
        return noted ? file.find(entry.id) : Result<std::optional<LedgerRow>>(failure(noted.error()));
    });
    then(std::move(noting), [this](const Result<std::optional<LedgerRow>> &row) {
        // What the ledger could not note it learns with the next run; the item is in the bin all the same.
        if (row && *row) {
            m_entry.originalPath = (*row)->item.originalPath;
            m_entry.createdAt = (*row)->item.createdAt;
            m_entry.purgeAt = (*row)->item.purgeAt;
            m_entry.isPurgeEstimated = (*row)->item.isPurgeEstimated;
        }
        conclude();
    });
}

void TrashJob::conclude()
{
    if (!m_entry.originalPath.isEmpty() || m_entry.originalParent.isEmpty()) {
        succeed(std::move(m_entry));
        return;
    }
    then(m_services.folders.lookAt(m_entry.originalParent), [this](const Result<FolderFacts> &facts) {
        if (facts)
            m_entry.originalPath = pathForPeople(facts->path);
        succeed(std::move(m_entry));
    });
}

} // namespace Unbin::OneDrive
