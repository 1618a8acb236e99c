// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveversions.h"

#include "core/http/jsonreader.h"
#include "core/http/signeddownload.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedrivepages.h"

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

using Kind = Error::Kind;

template <class T>
JobPtr<T> unsupported(const char *why)
{
    return failedJob<T>(Error::of(Kind::Unsupported, QString::fromLatin1(why)));
}

/** Version ids are opaque and go into addresses. */
bool isUsable(const LiveItem &file, const VersionId &version)
{
    return targetOf(file.id).kind == Target::Kind::Wire && isPlausibleId(version.value());
}

/** The file as it is now. */
JobPtr<LiveItem> getFile(Services services, const DriveFacts &drive, const LiveItem &file)
{
    Connection &connection = services.connection;
    return mapJob<LiveItem>(connection.ask(getItem(connection.api(), drive.id, targetOf(file.id), false)),
        [drive, file](const Result<QJsonObject> &reply) -> Result<LiveItem> {
            if (!reply)
                return failure(reply.error());
            const auto entry = readEntry(*reply);
            auto live = entry ? liveItem(*entry, drive, file.parent) : Result<LiveItem>(failure(entry.error()));
            if (live)
                live->id = file.id;
            return live;
        });
}

class HistoryJob final : public Job<VersionHistory>
{
public:
    HistoryJob(Services services, LiveItem file)
        : m_services(services)
        , m_file(std::move(file))
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            m_drive = *drive;
            then(getFile(m_services, m_drive, m_file), [this](const Result<LiveItem> &file) {
                if (!file)
                    fail(file.error());
                else if (file->kind != ItemKind::File)
                    fail(Error::of(Kind::Unsupported, QStringLiteral("only files have versions")));
                else
                    list(*file);
            });
        });
    }

private:
    void list(const LiveItem &file)
    {
        m_history.file = file;
        auto pages = std::make_unique<PagesJob<VersionPage>>(m_services.connection.client(),
            getVersions(m_services.connection.api(), m_drive.id, targetOf(m_file.id).text), &readVersions,
            [this](VersionPage &&page) {
                std::move(page.versions.begin(), page.versions.end(), std::back_inserter(m_history.versions));
                return qint64(page.versions.size());
            });
        then(JobPtr<Done>(std::move(pages)), [this](const Result<Done> &done) {
            if (!done) {
                fail(done.error());
                return;
            }
            settleVersions(m_history.versions, m_history.file);
            succeed(std::move(m_history));
        });
    }

    Services m_services;
    LiveItem m_file;
    DriveFacts m_drive;
    VersionHistory m_history;
};

class DownloadJob final : public Job<qint64>
{
public:
    DownloadJob(
        Services services, LiveItem file, Version version, std::shared_ptr<QIODevice> into, qint64 maxBytes)
        : m_services(services)
        , m_file(std::move(file))
        , m_version(std::move(version))
        , m_into(std::move(into))
        , m_maxBytes(maxBytes)
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (drive)
                fetch(*drive, m_version.isCurrent);
            else
                fail(drive.error());
        });
    }

private:
    void fetch(const DriveFacts &drive, bool asFile)
    {
        Connection &connection = m_services.connection;
        const QString item = targetOf(m_file.id).text;
        SignedDownload what;
        what.request = getContent(connection.api(), drive.id, item, asFile ? QString() : m_version.id.value());
        what.into = m_into;
        what.maxBytes = m_maxBytes;
        what.expectedBytes = m_version.sizeBytes;
        what.hash = m_version.hash;
        what.refusal = [request = what.request](const HttpReply &reply) { return errorFrom(request, reply); };
        auto *running = then(
            signedDownload(connection.client(), std::move(what)), [this, drive, asFile](const Result<qint64> &bytes) {
                // It has become the current one again meanwhile: "You cannot get the content of the current version."
                const bool mayBeCurrent = !bytes && !asFile && bytes.error().httpStatus == 400;
                if (mayBeCurrent)
                    checkCurrent(drive, bytes.error());
                else
                    finish(bytes);
            });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

    void checkCurrent(const DriveFacts &drive, const Error &error)
    {
        then(JobPtr<VersionHistory>(std::make_unique<HistoryJob>(m_services, m_file)),
            [this, drive, error](const Result<VersionHistory> &history) {
                const bool isCurrent = history && !history->versions.empty()
                    && history->versions.front().id == m_version.id;
                if (isCurrent)
                    fetch(drive, true);
                else
                    fail(error);
            });
    }

    Services m_services;
    LiveItem m_file;
    Version m_version;
    std::shared_ptr<QIODevice> m_into;
    qint64 m_maxBytes;
};

/** restoreVersion takes no etag, so the file is looked at first; and it tells nothing, so afterwards too. */
class PromoteJob final : public Job<LiveItem>
{
public:
    PromoteJob(Services services, LiveItem file, Version version)
        : m_services(services)
        , m_file(std::move(file))
        , m_version(std::move(version))
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            m_drive = *drive;
            then(getFile(m_services, m_drive, m_file), [this](const Result<LiveItem> &now) {
                if (!now)
                    fail(now.error());
                else if (!m_file.etag.isEmpty() && !now->etag.isEmpty() && now->etag != m_file.etag)
                    fail(Error::of(Kind::Changed, QStringLiteral("somebody saved the file meanwhile")));
                else
                    send();
            });
        });
    }

private:
    void send()
    {
        Connection &connection = m_services.connection;
        auto sending = connection.tell(restoreVersion(
            connection.api(), m_drive.id, targetOf(m_file.id).text, m_version.id.value()));
        then(std::move(sending), [this](const Result<Done> &done) {
            if (done) {
                lookAfter();
                return;
            }
            // No name is in the way of a version: 409 is another operation on the file.
            fail(done.error().kind == Kind::NameTaken ? withKind(done.error(), Kind::Busy) : done.error());
        });
    }

    void lookAfter()
    {
        then(getFile(m_services, m_drive, m_file), [this](const Result<LiveItem> &now) {
            if (!now) {
                fail(withKind(now.error(), Kind::OutcomeUnknown));
                return;
            }
            m_services.folders.noteArrived(*now);
            succeed(*now);
        });
    }

    Services m_services;
    LiveItem m_file;
    Version m_version;
    DriveFacts m_drive;
};

class RemoveJob final : public Job<Done>
{
public:
    RemoveJob(Services services, LiveItem file, Version version, std::function<void()> withdraw)
        : m_services(services)
        , m_file(std::move(file))
        , m_version(std::move(version))
        , m_withdraw(std::move(withdraw))
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive || drive->isPersonal) {
                fail(drive ? Error::of(Kind::Unsupported) : drive.error());
                return;
            }
            Connection &connection = m_services.connection;
            auto deleting = connection.tell(deleteVersion(
                connection.api(), drive->id, targetOf(m_file.id).text, m_version.id.value()));
            then(std::move(deleting), [this](const Result<Done> &done) {
                const int status = done ? 0 : done.error().httpStatus;
                if (status == 400 || status == 405 || status == 501) {
                    m_withdraw();
                    fail(withKind(done.error(), Kind::Unsupported));
                } else {
                    finish(done);
                }
            });
        });
    }

private:
    Services m_services;
    LiveItem m_file;
    Version m_version;
    std::function<void()> m_withdraw;
};

} // namespace

Result<VersionPage> readVersions(const QByteArray &body)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json);
    const QJsonArray values = reader.requiredArray(QLatin1String("value"));
    if (reader.isBroken())
        return failure(reader.error());
    VersionPage page;
    page.nextLink = reader.string(QLatin1String("@odata.nextLink"));
    for (const QJsonValue &value : values) {
        JsonReader entry(value.toObject());
        const QString id = entry.string(QLatin1String("id"));
        if (!isPlausibleId(id))
            continue; // nothing could be asked about it
        Version version;
        version.id = VersionId(id);
        version.label = id;
        version.sizeBytes = entry.bytes(QLatin1String("size"));
        version.modifiedAt = entry.instant(QLatin1String("lastModifiedDateTime"));
        const JsonReader by(entry.object(QLatin1String("lastModifiedBy")).value_or(QJsonObject()));
        version.author
            = JsonReader(by.object(QLatin1String("user")).value_or(QJsonObject())).string(QLatin1String("displayName"));
        page.versions.push_back(std::move(version));
    }
    return page;
}

void settleVersions(std::vector<Version> &versions, const LiveItem &file)
{
    if (versions.empty()) {
        Version current{.isCurrent = true, .name = file.name, .sizeBytes = file.sizeBytes, .modifiedAt = file.modifiedAt};
        versions.push_back(std::move(current));
    }
    Version &current = versions.front(); // newest first, as documented
    current.isCurrent = true;
    current.hash = file.hash;
    if (current.sizeBytes < 0)
        current.sizeBytes = file.sizeBytes;
    if (!current.modifiedAt.isValid())
        current.modifiedAt = file.modifiedAt;
    const bool areAllDated = std::all_of(
        versions.begin(), versions.end(), [](const Version &version) { return version.modifiedAt.isValid(); });
    if (areAllDated) // else the service's own order has to do
        std::stable_sort(versions.begin() + 1, versions.end(),
            [](const Version &a, const Version &b) { return a.modifiedAt > b.modifiedAt; });
}

FileVersions::FileVersions(Services services)
    : m_services(services)
{ }

VersionAbilities FileVersions::abilities() const
{
    const DriveFacts *drive = m_services.connection.knownDrive();
    return {.canMakeCurrent = true, .canDelete = drive && !drive->isPersonal && m_canDelete};
}

JobPtr<VersionHistory> FileVersions::list(const LiveItem &file)
{
    if (targetOf(file.id).kind != Target::Kind::Wire || file.kind == ItemKind::Folder)
        return unsupported<VersionHistory>("only files have versions");
    return std::make_unique<HistoryJob>(m_services, file);
}

JobPtr<qint64> FileVersions::download(
    const LiveItem &file, const Version &version, std::shared_ptr<QIODevice> into, qint64 maxBytes)
{
    if (!version.isCurrent && !isUsable(file, version.id))
        return unsupported<qint64>("not a version of this service");
    return std::make_unique<DownloadJob>(m_services, file, version, std::move(into), maxBytes);
}

JobPtr<LiveItem> FileVersions::makeCurrent(const LiveItem &file, const Version &version)
{
    if (!isUsable(file, version.id))
        return unsupported<LiveItem>("not a version of this service");
    return std::make_unique<PromoteJob>(m_services, file, version);
}

JobPtr<Done> FileVersions::remove(const LiveItem &file, const Version &version)
{
    if (!isUsable(file, version.id) || version.isCurrent)
        return unsupported<Done>("not a version that can be deleted");
    return std::make_unique<RemoveJob>(m_services, file, version, [this] { m_canDelete = false; });
}

JobPtr<Done> FileVersions::untrash(const LiveItem &, const Version &)
{
    return unsupported<Done>("deleted versions do not come back");
}

JobPtr<LiveItem> FileVersions::saveBeside(const LiveItem &, const Version &, const Place &)
{
    return unsupported<LiveItem>("the service copies no versions");
}

} // namespace Unbin::OneDrive
