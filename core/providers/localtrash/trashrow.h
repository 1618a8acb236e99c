// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/directorysizes.h"
#include "core/providers/localtrash/localhours.h"
#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/trashfinder.h"
#include "core/providers/localtrash/trashmemory.h"
#include "core/providers/localtrash/trashorigin.h"

#include <QHash>

#include <optional>

namespace Unbin::LocalTrash {

/** Etag of an entry that has no content. */
inline QString ghostIdentity()
{
    return QStringLiteral("none");
}

/** One entry of a trash, with what the file system says besides what people see. */
struct TrashRow {
    TrashedItem item;
    Origin origin;
    std::optional<struct stat> content; ///< of files/NAME; nothing if there is none
    bool hasInfo = false; ///< something is there under the name of the .trashinfo
    TrashInfo info;
    std::optional<struct stat> infoFacts; ///< set if it is a .trashinfo that could be read
};

/** Reads entries of one trash, one by one. It remembers the last folder they came from: those mostly come in
   runs. Not thread-safe; make one per thread. */
class RowReader
{
public:
    /** All must outlive the reader. */
    RowReader(
        const TrashFolder &trash, const LocalTrashConfig &config, const InfoCache &known, const DirectorySizes &sizes);

    /** The entry as it is now; nullopt if there is neither content nor .trashinfo. */
    std::optional<TrashRow> read(const QByteArray &name);

private:
    void readInfo(const QByteArray &name, TrashRow &row);
    void describeOrigin(const QByteArray &name, TrashRow &row);
    struct Parent {
        ItemId id;
        QString path;
        bool staysOnVolume = true;
    };
    const Parent &parentFor(QByteArrayView part);
    void describeContent(const QByteArray &name, TrashRow &row) const;

    const TrashFolder &m_trash;
    const LocalTrashConfig &m_config;
    const InfoCache &m_known;
    const DirectorySizes &m_sizes;
    QString m_idPrefix;
    QHash<QByteArray, Parent> m_parents;
    LocalHours m_hours;
    QByteArray m_fileName; ///< these two are used again and again
    QByteArray m_content;
};

/** A single entry, outside of a listing. */
std::optional<TrashRow> readRow(const TrashFolder &trash, const LocalTrashConfig &config, const QByteArray &name);

/** A path as people see it: below the live root without that root, elsewhere in full. */
QString pathForPeople(const QByteArray &path, const LocalTrashConfig &config);

ItemKind kindOf(mode_t mode);
/** UTC. */
QDateTime modificationTime(const struct stat &facts);

} // namespace Unbin::LocalTrash
