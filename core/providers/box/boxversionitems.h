// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/version.h"
#include "core/domain/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

/**
 * Box's JSON about versions as our values (box.md section 7; schemas FileVersion--Full, FileVersions). Pure functions, any
 * thread. Untrusted like all replies: a version without a usable id is left out and told of; any other field is unknown.
 */
namespace Unbin::Box {

/** A version's id goes into addresses: nullopt for what can't be one. */
std::optional<QString> wireVersion(const VersionId &version);

Result<Version> readVersion(const QJsonObject &json, const QString &where = {});

/** One page of the past. */
struct VersionPage {
    std::vector<Version> versions;
    qint64 entries = 0; ///< how many stood in the page, usable or not
    qint64 totalCount = -1; ///< -1 if not told
};
Result<VersionPage> readVersionPage(const QByteArray &body);

/** A live file and its current version, from the file's own reply. NotFound if it is not live. */
struct VersionedFile {
    LiveItem file;
    Version current;
};
Result<VersionedFile> readVersionedFile(const QJsonObject &json);

/** The whole history in the order that Versions promises, each version once. */
VersionHistory historyOf(const VersionedFile &file, std::vector<Version> past, bool isComplete);

} // namespace Unbin::Box
