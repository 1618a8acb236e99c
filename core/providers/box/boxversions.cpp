// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversions.h"

#include "core/http/signeddownload.h"
#include "core/providers/box/boxconnection.h"
#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxfolders.h"
#include "core/providers/box/boxitems.h"
#include "core/providers/box/boxrequests.h"
#include "core/providers/box/boxversionchanges.h"
#include "core/providers/box/boxversionitems.h"

namespace Unbin::Box {

namespace {

using Kind = Error::Kind;

std::optional<WireId> fileId(const LiveItem &file)
{
    auto id = wireId(file.id);
    return id && id->kind() == ItemKind::File ? id : std::nullopt;
}

template <class T>
JobPtr<T> unsupported(const char *why)
{
    return failedJob<T>(Error::of(Kind::Unsupported, QString::fromLatin1(why)));
}

/** Empty for the current one, which Box takes by default; nullopt for what is no version of Box. */
std::optional<QString> versionParameter(const Version &version)
{
    return version.isCurrent ? std::optional(QString()) : wireVersion(version.id);
}

} // namespace

BoxVersions::BoxVersions(Connection &connection, Folders &folders)
    : m_connection(connection)
    , m_folders(folders)
{ }

VersionAbilities BoxVersions::abilities() const
{
    return {.canMakeCurrent = true,
        .makingCurrentRevertsName = true,
        .canDelete = true,
        .canUntrash = true,
        .canSaveBeside = true};
}

JobPtr<VersionHistory> BoxVersions::list(const LiveItem &file)
{
    const auto id = fileId(file);
    return id ? JobPtr<VersionHistory>(std::make_unique<HistoryJob>(m_connection, *id))
              : unsupported<VersionHistory>("only files have versions");
}

JobPtr<qint64> BoxVersions::download(
    const LiveItem &file, const Version &version, std::shared_ptr<QIODevice> into, qint64 maxBytes)
{
    const auto id = fileId(file);
    const auto parameter = versionParameter(version);
    if (!id || !parameter)
        return unsupported<qint64>("not a version of this service");
    const HttpRequest request = getContent(m_connection.api(), *id, *parameter);
    return m_connection.fetch({.request = request,
        .into = std::move(into),
        .maxBytes = maxBytes,
        .expectedBytes = version.sizeBytes,
        .hash = version.hash,
        .refusal = [request](const HttpReply &reply) { return errorFrom(request, reply); }});
}

JobPtr<LiveItem> BoxVersions::makeCurrent(const LiveItem &file, const Version &version)
{
    const auto id = fileId(file);
    const auto wire = wireVersion(version.id);
    if (!id || !wire || version.isTrashed())
        return unsupported<LiveItem>("not a version that can be made current");
    return std::make_unique<PromoteJob>(m_connection, m_folders, file, *id, *wire);
}

JobPtr<Done> BoxVersions::remove(const LiveItem &file, const Version &version)
{
    const auto id = fileId(file);
    const auto wire = wireVersion(version.id);
    if (!id || !wire || version.isCurrent)
        return unsupported<Done>("not a version that can be deleted");
    return m_connection.tell(trashVersion(m_connection.api(), *id, *wire));
}

JobPtr<Done> BoxVersions::untrash(const LiveItem &file, const Version &version)
{
    const auto id = fileId(file);
    const auto wire = wireVersion(version.id);
    if (!id || !wire)
        return unsupported<Done>("not a version of this service");
    return m_connection.tell(untrashVersion(m_connection.api(), *id, *wire));
}

JobPtr<LiveItem> BoxVersions::saveBeside(const LiveItem &file, const Version &version, const Place &place)
{
    const auto id = fileId(file);
    const auto folder = wireId(place.parent);
    const auto parameter = versionParameter(version);
    if (!id || !parameter || !folder || folder->kind() != ItemKind::Folder)
        return unsupported<LiveItem>("not a version that can be copied there");
    const Wish copy{.name = place.name, .parent = folder->id};
    return mapJob<LiveItem>(m_connection.ask(copyVersion(m_connection.api(), *id, *parameter, copy)),
        [this, place, original = file.id](const Result<QJsonObject> &reply) -> Result<LiveItem> {
            if (!reply) {
                m_folders.noteFailure(reply.error(), place.parent);
                return failure(reply.error());
            }
            auto made = readLiveItem(*reply, place.parent);
            if (!made || made->id == original)
                return failure(Kind::OutcomeUnknown, QStringLiteral("the reply names no new file"));
            m_folders.noteArrived(*made);
            return made;
        });
}

} // namespace Unbin::Box
