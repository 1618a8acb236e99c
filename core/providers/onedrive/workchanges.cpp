// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/workchanges.h"

#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

using Kind = Error::Kind;

constexpr int kTries = 4; // what SharePoint has done may show in Graph a moment later
constexpr std::chrono::milliseconds kBetweenTries{800};
constexpr qint64 kClockSlackMs = 5 * 60 * 1000; // the service's clock and ours differ

QString joined(const QString &folder, const QString &name)
{
    return folder.endsWith(QLatin1Char('/')) ? folder + name : folder + QLatin1Char('/') + name;
}

JobPtr<Entry> getLive(Connection &connection, const DriveFacts &drive, const ItemId &id)
{
    return mapJob<Entry>(connection.ask(getItem(connection.api(), drive.id, targetOf(id), false)),
        [](const Result<QJsonObject> &reply) -> Result<Entry> {
            return reply ? readEntry(*reply) : failure(reply.error());
        });
}

/** A call to the site, whose own sign-in is not the account's. */
JobPtr<Done> tellSite(Services services, WorkBin &bin, const HttpRequest &request)
{
    HttpClient *site = bin.canUseSite() ? services.connection.site() : nullptr;
    if (!site)
        return failedJob<Done>(Error::of(Kind::Unsupported, QStringLiteral("the site can't be asked with this sign-in")));
    return mapJob<Done>(site->send(request), [&bin, request](const Result<HttpReply> &reply) -> Result<Done> {
        Result<Done> done = readDone(request, reply);
        if (done) {
            bin.noteSiteWorks();
        } else if (done.error().kind == Kind::SignInNeeded) {
            bin.withdrawSite();
            return failure(withKind(done.error(), Kind::Forbidden));
        }
        return done;
    });
}

/** The path of a live folder. */
JobPtr<QString> pathOfFolder(Services services, const ItemId &folder)
{
    if (folder == rootItemId())
        return readyJob(QStringLiteral("/"));
    return mapJob<QString>(services.folders.lookAt(folder), [](const Result<FolderFacts> &facts) -> Result<QString> {
        return facts ? Result<QString>(pathForPeople(facts->path)) : failure(facts.error());
    });
}

/** Entries name a folder that was not live by its path. What lies there now lies in that folder, whatever its id is. */
void keepFolderByPath(LiveItem &live, const Entry &entry, const ItemId &folder)
{
    const Target target = targetOf(folder);
    if (target.kind == Target::Kind::Path && entry.parentPath.compare(target.text, Qt::CaseInsensitive) == 0)
        live.parent = folder;
}

/** Could be the very item: what is known of both does not contradict. */
bool mayBe(const Entry &entry, const TrashedItem &item)
{
    const bool isSameSort = (entry.kind == ItemKind::Folder) == (item.kind == ItemKind::Folder);
    const bool isSameSize = item.kind == ItemKind::Folder || entry.kind == ItemKind::Folder || item.sizeBytes < 0
        || entry.sizeBytes < 0 || item.sizeBytes == entry.sizeBytes;
    return isSameSize && (isSameSort || item.sizeBytes >= 0);
}

} // namespace

WorkRestoreJob::WorkRestoreJob(Services services, WorkBin &bin, TrashedItem item)
    : m_services(services)
    , m_bin(bin)
    , m_item(std::move(item))
{ }

ItemId WorkRestoreJob::place() const
{
    return pathItemId(joined(m_item.originalPath, m_item.name));
}

void WorkRestoreJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        if (!m_bin.canUseSite())
            fail(Error::of(Kind::Unsupported, QStringLiteral("the site can't be asked with this sign-in")));
        else if (m_item.originalPath.isEmpty())
            fail(Error::of(Kind::Unsupported, QStringLiteral("nobody told where it came from")));
        else
            lookBefore();
    });
}

void WorkRestoreJob::lookBefore()
{
    then(getLive(m_services.connection, m_drive, place()), [this](const Result<Entry> &entry) {
        if (!entry && entry.error().kind == Kind::NotFound) {
            m_wasPlaceFree = true;
            send(targetOf(m_item.id).text);
        } else if (!entry) {
            fail(entry.error());
        } else {
            // Something stands there: the item itself, restored already, or what took its name.
            Error taken = Error::of(Kind::NameTaken);
            taken.conflictingItem = itemIdOf(entry->id, m_drive).value();
            then(findSiteRow(m_services, m_bin, m_item), [this, taken](const Result<BinRow> &row) {
                m_services.folders.noteFailure(taken, m_item.originalParent);
                fail(row ? taken : row.error());
            });
        }
    });
}

void WorkRestoreJob::send(const QString &guid)
{
    m_guid = guid;
    then(tellSite(m_services, m_bin, restoreFromSharePointBin(m_drive.siteUrl, guid)),
        [this](const Result<Done> &done) {
            if (done)
                lookAfter(kTries);
            else
                refused(done.error());
        });
}

void WorkRestoreJob::refused(const Error &error)
{
    m_services.folders.noteFailure(error, m_item.originalParent);
    switch (error.kind) {
    case Kind::NotFound:
        tryOtherId(error);
        return;
    case Kind::RateLimited:
    case Kind::Unsupported:
    case Kind::NoRoom:
    case Kind::Unreachable:
    case Kind::Cancelled:
        fail(error);
        return;
    default:
        break;
    }
    then(findSiteRow(m_services, m_bin, m_item), [this, error](const Result<BinRow> &row) {
        if (row || row.error().kind == Kind::NotFound) {
            explain(error, row.has_value());
            return;
        }
        if (row.error().kind == Kind::Forbidden) // not this entry, but the whole bin is closed to us
            m_bin.withdrawSite();
        fail(error);
    });
}

/** Graph and SharePoint may know one entry by two ids; nobody documents that they don't. */
void WorkRestoreJob::tryOtherId(const Error &error)
{
    then(findSiteRow(m_services, m_bin, m_item), [this, error](const Result<BinRow> &row) {
        if (row && !isSameId(row->guid, m_guid))
            send(row->guid);
        else if (row)
            explain(error, true);
        else
            fail(row.error().kind == Kind::NotFound ? error : row.error());
    });
}

/** SharePoint's codes are not documented, so what stands where tells why it refused. */
void WorkRestoreJob::explain(const Error &error, bool isInBin)
{
    then(getLive(m_services.connection, m_drive, place()), [this, error, isInBin](const Result<Entry> &entry) {
        if (entry && !isInBin) { // it was done, and only the answer was lost
            auto live = liveItem(*entry, m_drive, m_item.originalParent);
            if (live)
                done(std::move(*live));
            else
                fail(error);
            return;
        }
        if (entry) {
            Error taken = withKind(error, Kind::NameTaken);
            taken.conflictingItem = itemIdOf(entry->id, m_drive).value();
            fail(taken);
            return;
        }
        if (!isInBin || error.kind == Kind::OutcomeUnknown || m_item.originalPath == QLatin1String("/")) {
            fail(error.kind == Kind::NameTaken && isInBin ? withKind(error, Kind::Busy) : error);
            return;
        }
        then(getLive(m_services.connection, m_drive, pathItemId(m_item.originalPath)),
            [this, error](const Result<Entry> &folder) {
                const bool isMissing = !folder && folder.error().kind == Kind::NotFound;
                if (isMissing)
                    m_bin.withdrawRecreating();
                fail(isMissing ? withKind(error, Kind::ParentMissing) : error);
            });
    });
}

void WorkRestoreJob::lookAfter(int tries)
{
    then(getLive(m_services.connection, m_drive, place()), [this, tries](const Result<Entry> &entry) {
        if (entry) {
            auto live = liveItem(*entry, m_drive, m_item.originalParent);
            if (live)
                done(std::move(*live));
            else
                fail(withKind(live.error(), Kind::OutcomeUnknown));
        } else if (tries > 1 && entry.error().kind == Kind::NotFound) {
            m_services.connection.clock().callLater(kBetweenTries, this, [this, tries] {
                if (isRunning())
                    lookAfter(tries - 1);
            });
        } else {
            fail(withKind(entry.error(), Kind::OutcomeUnknown)); // restored; nobody says where
        }
    });
}

void WorkRestoreJob::done(LiveItem live)
{
    // A folder that was made again has another id than the one the entry was listed with.
    if (targetOf(m_item.originalParent).kind == Target::Kind::Path)
        live.parent = m_item.originalParent;
    m_services.folders.noteArrived(live);
    if (live.kind == ItemKind::Folder)
        m_services.folders.forgetAnswers();
    succeed(std::move(live));
}

WorkLocateJob::WorkLocateJob(Services services, WorkBin &bin, TrashedItem item)
    : m_services(services)
    , m_bin(bin)
    , m_item(std::move(item))
{ }

void WorkLocateJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        if (targetOf(m_item.id).kind == Target::Kind::BinEntry)
            lookInBin();
        else
            lookById();
    });
}

void WorkLocateJob::lookById()
{
    then(getLive(m_services.connection, m_drive, m_item.id), [this](const Result<Entry> &entry) {
        auto live = entry ? liveItem(*entry, m_drive) : Result<LiveItem>(failure(entry.error()));
        if (live) {
            live->id = m_item.id;
            keepFolderByPath(*live, *entry, m_item.originalParent);
            succeed({Whereabouts::State::Live, {}, std::move(*live)});
        } else if (live.error().kind == Kind::NotFound) {
            lookInBin(); // what was trashed lies there under an id of its own
        } else {
            fail(live.error());
        }
    });
}

void WorkLocateJob::lookInBin()
{
    then(m_bin.rows(), [this](const Result<BinRows> &rows) {
        if (!rows) {
            fail(rows.error());
            return;
        }
        const Target target = targetOf(m_item.id);
        const BinRow *found = nullptr;
        for (const BinRow &row : **rows) {
            const bool isIt = target.kind == Target::Kind::BinEntry
                ? isSameId(row.guid, target.text)
                : row.name == m_item.name && !m_item.originalPath.isEmpty()
                    && row.folder.compare(m_item.originalPath, Qt::CaseInsensitive) == 0;
            if (isIt && (!found || found->deletedAt < row.deletedAt))
                found = &row;
        }
        if (found)
            succeed({Whereabouts::State::InBin, trashedItem(*found, m_item.originalParent), {}});
        else
            lookAtPlace();
    });
}

void WorkLocateJob::lookAtPlace()
{
    if (targetOf(m_item.id).kind != Target::Kind::BinEntry || m_item.originalPath.isEmpty()) {
        succeed({Whereabouts::State::Gone, {}, {}});
        return;
    }
    const ItemId place = pathItemId(joined(m_item.originalPath, m_item.name));
    then(getLive(m_services.connection, m_drive, place), [this](const Result<Entry> &entry) {
        if (!entry && entry.error().kind != Kind::NotFound) {
            fail(entry.error());
            return;
        }
        auto live = entry && mayBe(*entry, m_item) ? liveItem(*entry, m_drive, m_item.originalParent)
                                                   : Result<LiveItem>(failure(Kind::NotFound));
        if (!live) {
            succeed({Whereabouts::State::Gone, {}, {}});
            return;
        }
        if (targetOf(m_item.originalParent).kind == Target::Kind::Path)
            live->parent = m_item.originalParent; // it was found by that very path
        succeed({Whereabouts::State::Live, {}, std::move(*live)});
    });
}

WorkTrashJob::WorkTrashJob(Services services, WorkBin &bin, LiveItem item)
    : m_services(services)
    , m_bin(bin)
    , m_item(std::move(item))
{ }

void WorkTrashJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        // Before the item goes: its folder may go soon after it.
        then(pathOfFolder(m_services, m_item.parent), [this, drive = *drive](const Result<QString> &path) {
            if (!path) {
                fail(path.error());
                return;
            }
            m_path = *path;
            remove(drive);
        });
    });
}

void WorkTrashJob::remove(const DriveFacts &drive)
{
    m_began = m_services.connection.clock().now();
    Connection &connection = m_services.connection;
    then(connection.tell(deleteItem(connection.api(), drive.id, targetOf(m_item.id).text, m_item.etag)),
        [this](const Result<Done> &done) {
            if (!done) {
                m_services.folders.noteFailure(done.error(), m_item.parent);
                fail(done.error());
                return;
            }
            m_services.folders.noteLeft(m_item);
            lookForEntry(kTries);
        });
}

void WorkTrashJob::lookForEntry(int tries)
{
    then(m_bin.rows(), [this, tries](const Result<BinRows> &rows) {
        if (!rows) {
            fail(withKind(rows.error(), Kind::OutcomeUnknown)); // deleted; where it lies, nobody told
            return;
        }
        const BinRow *newest = nullptr;
        for (const BinRow &row : **rows) {
            const bool isIt = row.name == m_item.name && row.folder.compare(m_path, Qt::CaseInsensitive) == 0
                && (!row.deletedAt.isValid() || m_began.msecsTo(row.deletedAt) > -kClockSlackMs);
            if (isIt && (!newest || newest->deletedAt <= row.deletedAt))
                newest = &row;
        }
        if (newest) {
            TrashedItem entry = trashedItem(*newest, m_item.parent);
            entry.kind = m_item.kind;
            entry.modifiedAt = m_item.modifiedAt;
            entry.hash = m_item.hash;
            succeed(std::move(entry));
        } else if (tries > 1) {
            m_services.connection.clock().callLater(kBetweenTries, this, [this, tries] {
                if (isRunning())
                    lookForEntry(tries - 1);
            });
        } else {
            fail(Error::of(Kind::OutcomeUnknown, QStringLiteral("deleted, but not found in the bin")));
        }
    });
}

WorkPurgeJob::WorkPurgeJob(Services services, WorkBin &bin, TrashedItem item)
    : m_services(services)
    , m_bin(bin)
    , m_item(std::move(item))
{ }

void WorkPurgeJob::run()
{
    then(findSiteRow(m_services, m_bin, m_item), [this](const Result<BinRow> &row) {
        if (!row) {
            fail(row.error());
            return;
        }
        const QUrl site = m_services.connection.knownDrive()->siteUrl;
        then(tellSite(m_services, m_bin, purgeFromSharePointBin(site, row->guid)), [this](const Result<Done> &done) {
            if (done && m_item.kind == ItemKind::Folder)
                m_services.folders.forgetAnswers();
            finish(done);
        });
    });
}

} // namespace Unbin::OneDrive
