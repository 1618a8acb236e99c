// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversionitems.h"

#include "core/http/jsonreader.h"
#include "core/providers/box/boxids.h"
#include "core/providers/box/boxitems.h"

#include <QSet>

#include <algorithm>

namespace Unbin::Box {

namespace {

constexpr QLatin1String kVersionType("file_version");

QString readPerson(const JsonReader &reader, QLatin1String key)
{
    const auto object = reader.object(key);
    if (!object)
        return {};
    const JsonReader person(*object);
    const QString name = person.string(QLatin1String("name"));
    return name.isEmpty() ? person.string(QLatin1String("login")) : name;
}

/** Who uploaded it is who wrote it; `modified_by` may be whoever trashed or promoted it since. */
QString readAuthor(const JsonReader &reader)
{
    const QString uploader = reader.string(QLatin1String("uploader_display_name"));
    return uploader.isEmpty() ? readPerson(reader, QLatin1String("modified_by")) : uploader;
}

/** `modified_at` of a version moves when it is trashed or brought back; it was saved when it was created. */
QDateTime readSavedAt(const JsonReader &reader)
{
    const QDateTime created = reader.instant(QLatin1String("created_at"));
    return created.isValid() ? created : reader.instant(QLatin1String("modified_at"));
}

} // namespace

std::optional<QString> wireVersion(const VersionId &version)
{
    const auto id = wireId(kVersionType, version.value());
    return id ? std::optional(id->id) : std::nullopt;
}

Result<Version> readVersion(const QJsonObject &json, const QString &where)
{
    JsonReader reader(json, where);
    Version version;
    version.id = VersionId(reader.requiredId(QLatin1String("id")));
    if (reader.isBroken())
        return failure(reader.error());
    if (!wireVersion(version.id))
        return failure(Error::Kind::BadResponse, where + QLatin1String(": an id that can't be one"));
    version.label = reader.string(QLatin1String("version_number"));
    version.name = reader.string(QLatin1String("name"));
    version.sizeBytes = reader.bytes(QLatin1String("size"));
    version.modifiedAt = readSavedAt(reader);
    version.author = readAuthor(reader);
    version.hash = readHash(reader);
    version.trashedAt = reader.instant(QLatin1String("trashed_at"));
    if (version.isTrashed())
        version.purgeAt = reader.instant(QLatin1String("purged_at"));
    return version;
}

Result<VersionPage> readVersionPage(const QByteArray &body)
{
    const auto json = parseJsonObject(body);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json);
    const QJsonArray entries = reader.requiredArray(QLatin1String("entries"));
    if (reader.isBroken())
        return failure(reader.error());
    VersionPage page;
    page.entries = entries.size();
    page.totalCount = reader.bytes(QLatin1String("total_count"));
    page.versions.reserve(size_t(entries.size()));
    for (qsizetype i = 0; i < entries.size(); ++i) {
        auto version = readVersion(entries.at(i).toObject(), QStringLiteral("entries[%1]").arg(i));
        if (!version) // a past with a hole in it would be taken for the whole: rather none
            return failure(version.error());
        page.versions.push_back(std::move(*version));
    }
    return page;
}

Result<VersionedFile> readVersionedFile(const QJsonObject &json)
{
    auto file = readLiveItem(json);
    if (!file)
        return failure(file.error());
    if (!isActive(json))
        return failure(Error::Kind::NotFound, QStringLiteral("the file lies in the bin"));
    const JsonReader reader(json);
    VersionedFile read;
    read.current.isCurrent = true;
    if (const auto version = reader.object(QLatin1String("file_version"))) {
        const VersionId id(JsonReader(*version).id(QLatin1String("id")));
        if (wireVersion(id))
            read.current.id = id;
    }
    read.current.label = reader.string(QLatin1String("version_number"));
    read.current.name = file->name;
    read.current.sizeBytes = file->sizeBytes;
    read.current.modifiedAt = reader.instant(QLatin1String("modified_at"));
    read.current.author = readPerson(reader, QLatin1String("modified_by"));
    read.current.hash = file->hash;
    read.file = std::move(*file);
    return read;
}

VersionHistory historyOf(const VersionedFile &file, std::vector<Version> past, bool isComplete)
{
    QSet<VersionId> seen;
    if (!file.current.id.isEmpty())
        seen.insert(file.current.id);
    std::erase_if(past, [&seen](const Version &version) {
        const auto before = seen.size();
        seen.insert(version.id);
        return seen.size() == before;
    });
    std::stable_sort(past.begin(), past.end(),
        [](const Version &a, const Version &b) { return a.modifiedAt > b.modifiedAt; });
    VersionHistory history{.file = file.file, .isComplete = isComplete};
    history.versions.reserve(past.size() + 1);
    history.versions.push_back(file.current);
    std::move(past.begin(), past.end(), std::back_inserter(history.versions));
    return history;
}

} // namespace Unbin::Box
