// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"

#include <unordered_map>
#include <vector>

namespace Unbin {

/** One earlier content of a file. */
struct SandboxVersion {
    quint32 number = 0; ///< unique within the drive, for ever
    SandboxContent content;
    QString name; ///< the file's name when this was current
    QString author;
    qint64 modifiedMs = 0; ///< UTC
    qint64 trashedMs = 0; ///< 0: not in the bin of versions
};

/**
 * The pasts of a drive's files, beside the drive: a drive knows only what is current. Dialects that have versions keep one
 * for each drive. Files nobody has written twice cost nothing. Not thread-safe.
 */
class SandboxVersions
{
public:
    /** The drive must outlive this. */
    explicit SandboxVersions(SandboxDrive &drive);

    /** Earlier contents, oldest first; the current one is the drive's. */
    const std::vector<SandboxVersion> &past(SandboxRef file) const;
    /** The current content as a version: its number changes with every write. */
    SandboxVersion current(SandboxRef file) const;

    /** New content; what was current becomes the youngest of the past. `name` empty: it keeps its name. All times UTC. */
    void write(SandboxRef file, SandboxContent content, const QString &author, const QDateTime &at,
        const QString &name = {});
    /** A copy of an earlier content on top, as a write. */
    void promote(SandboxRef file, quint32 number, const QString &author, const QDateTime &at, bool revertsName);
    void trash(SandboxRef file, quint32 number, const QDateTime &at);
    void untrash(SandboxRef file, quint32 number);
    void remove(SandboxRef file, quint32 number);

private:
    struct History {
        std::vector<SandboxVersion> past;
        quint32 currentNumber = 0;
        QString author;
        qint64 savedMs = 0; ///< of the current content: renaming moves the file's own time, not this
    };
    SandboxVersion *find(SandboxRef file, quint32 number);

    SandboxDrive &m_drive;
    mutable std::unordered_map<quint32, History> m_histories; ///< by file serial
    mutable quint32 m_lastNumber = 0;
};

} // namespace Unbin
