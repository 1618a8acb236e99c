// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <unordered_map>

namespace Unbin::LocalTrash {

/**
 * The file directorysizes of a trash: sizes of trashed folders, as others noted them. A hint and nothing
 * more: it is capped, distrusted, and never waited for.
 */
class DirectorySizes
{
public:
    /** Lines "SIZE MTIME NAME", NAME percent-encoded. What makes no sense is skipped. Pure. */
    static DirectorySizes parse(const QByteArray &content);
    static DirectorySizes readFrom(int trashFolder);

    /** The noted size if it was noted for this very .trashinfo. MTIME is in seconds, in KIO in milliseconds.
     */
    std::optional<qint64> sizeBytes(const QByteArray &name, qint64 infoMtimeSeconds) const;

    /** Rewrites the file without this name, by a temporary file; does nothing if it isn't noted. Losing
       somebody's concurrent write is fine (specification), so failures are not told. */
    static void dropFrom(int trashFolder, const QByteArray &name);

private:
    struct Noted {
        qint64 sizeBytes;
        qint64 mtime;
    };
    struct Hash {
        size_t operator()(const QByteArray &name) const { return qHash(name); }
    };
    std::unordered_map<QByteArray, Noted, Hash> m_noted;
};

} // namespace Unbin::LocalTrash
