// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <vector>

namespace Unbin {

/** One stored content of a live file: an earlier one, or the current one. */
struct Version {
    VersionId id; ///< empty for a current one that the service has no id for
    bool isCurrent = false;
    QString label; ///< the service's own number ("3.0", "12"); empty if it tells none
    QString name; ///< what the file was called then, raw; empty where the service does not tell
    qint64 sizeBytes = -1; ///< -1 unknown
    QDateTime modifiedAt; ///< UTC, when this content was saved; invalid if unknown
    QString author; ///< for people; empty if not told
    ContentHash hash;
    QDateTime trashedAt; ///< UTC; valid: it lies in the bin of versions and can be brought back from there
    QDateTime purgeAt; ///< UTC, when a trashed one is deleted for good; invalid if unknown

    bool isTrashed() const { return trashedAt.isValid(); }
    friend bool operator==(const Version &, const Version &) = default;
};

/** All that a service tells of one file's past. */
struct VersionHistory {
    LiveItem file; ///< as it was when the history was read
    /** Newest first by modifiedAt; exactly one is current. Trashed ones stand among the others. */
    std::vector<Version> versions;
    bool isComplete = true; ///< false: the service would not tell all of it
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::Version)
Q_DECLARE_METATYPE(Unbin::VersionHistory)
