// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversionchanges.h"

#include "core/providers/box/boxconnection.h"
#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxfolders.h"
#include "core/providers/box/boxrequests.h"
#include "core/providers/box/boxversionitems.h"

namespace Unbin::Box {

namespace {

using Kind = Error::Kind;

constexpr int kFarthestOffset = 10'000; // box.md section 7: offset beyond it is refused

Result<VersionedFile> readFile(const Result<QJsonObject> &reply, const WireId &file)
{
    if (!reply)
        return failure(reply.error());
    auto read = readVersionedFile(*reply);
    if (read && read->file.id != file.itemId())
        return failure(Kind::BadResponse, QStringLiteral("the reply is about another item"));
    return read;
}

} // namespace

HistoryJob::HistoryJob(Connection &connection, const WireId &file)
    : m_connection(connection)
    , m_file(file)
{ }

void HistoryJob::run()
{
    askFor(0);
}

void HistoryJob::askFor(int offset)
{
    const HttpRequest request = listVersions(m_connection.api(), m_file, offset);
    auto *asking = then(m_connection.send(request), [this, request, offset](const Result<HttpReply> &reply) {
        if (!reply)
            return fail(reply.error());
        if (!reply->isSuccess())
            return fail(errorFrom(request, *reply));
        auto page = readVersionPage(reply->body);
        if (!page)
            return fail(page.error());
        std::move(page->versions.begin(), page->versions.end(), std::back_inserter(m_past));
        const qint64 read = offset + page->entries;
        const bool mayFollow = page->entries > 0 && (page->totalCount < 0 || read < page->totalCount);
        if (mayFollow && read <= kFarthestOffset)
            return askFor(int(read));
        m_isComplete = !mayFollow;
        lookAtFile();
    });
    connect(asking, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

/** After the past, so that its etag is the newest thing known: who changes the file by it is told of what came between. */
void HistoryJob::lookAtFile()
{
    then(m_connection.ask(getVersioned(m_connection.api(), m_file)), [this](const Result<QJsonObject> &reply) {
        const auto file = readFile(reply, m_file);
        if (!file)
            fail(file.error());
        else if (m_past.empty() || file->current.id.isEmpty())
            succeed(historyOf(*file, std::move(m_past), m_isComplete));
        else
            lookAtCurrent(*file);
    });
}

void HistoryJob::lookAtCurrent(const VersionedFile &file)
{
    const auto asking = getVersion(m_connection.api(), m_file, file.current.id.value());
    then(m_connection.ask(asking), [this, file](const Result<QJsonObject> &reply) {
        VersionedFile full = file;
        const auto version = reply ? readVersion(*reply) : failure(reply.error());
        // Not promised for the current one: where Box refuses, the file's own words have to do.
        if (version && version->id == file.current.id && version->modifiedAt.isValid()) {
            full.current.modifiedAt = version->modifiedAt;
            if (!version->author.isEmpty())
                full.current.author = version->author;
        } else if (!version && version.error().kind == Kind::SignInNeeded) {
            return fail(version.error());
        }
        succeed(historyOf(full, std::move(m_past), m_isComplete));
    });
}

PromoteJob::PromoteJob(Connection &connection, Folders &folders, LiveItem file, const WireId &wire, QString version)
    : m_connection(connection)
    , m_folders(folders)
    , m_file(std::move(file))
    , m_wire(wire)
    , m_version(std::move(version))
{ }

void PromoteJob::run()
{
    then(m_connection.ask(getVersioned(m_connection.api(), m_wire)), [this](const Result<QJsonObject> &reply) {
        const auto now = readFile(reply, m_wire);
        if (!now)
            fail(now.error());
        else if (!m_file.etag.isEmpty() && now->file.etag != m_file.etag)
            fail(Error::of(Kind::Changed, QStringLiteral("the file has another etag now")));
        else
            promote();
    });
}

void PromoteJob::promote()
{
    then(m_connection.ask(promoteVersion(m_connection.api(), m_wire, m_version)),
        [this](const Result<QJsonObject> &reply) {
            if (!reply) {
                m_folders.noteFailure(reply.error(), m_file.parent);
                return fail(reply.error());
            }
            const auto promoted = readVersion(*reply);
            if (!promoted)
                return fail(Error::of(Kind::OutcomeUnknown, promoted.error().detail));
            lookAfter(*promoted);
        });
}

/** The promotion is done; if the file can't be looked at, it is what Box said of the version. */
void PromoteJob::lookAfter(const Version &promoted)
{
    then(m_connection.ask(getVersioned(m_connection.api(), m_wire)), [this, promoted](const Result<QJsonObject> &reply) {
        LiveItem after = m_file;
        if (const auto read = readFile(reply, m_wire)) {
            after = read->file;
        } else {
            after.etag.clear();
            after.modifiedAt = promoted.modifiedAt;
            after.hash = promoted.hash;
            after.sizeBytes = promoted.sizeBytes;
            if (!promoted.name.isEmpty())
                after.name = promoted.name;
        }
        m_folders.noteLeft(m_file);
        m_folders.noteArrived(after);
        succeed(std::move(after));
    });
}

} // namespace Unbin::Box
