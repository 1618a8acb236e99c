// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"

#include <QRandomGenerator>

namespace Unbin {

/** For the many names of invented drives. */
inline QString s(const char16_t *text)
{
    return QString::fromUtf16(text);
}
inline QString s(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/** Fills a drive with believable things, the same ones for the same seed. */
class PracticeBuilder
{
public:
    PracticeBuilder(SandboxDrive &drive, const QDateTime &now, quint32 seed);

    SandboxRef folder(const QString &path); ///< made if it is missing
    /** A size and content that suit the name's ending. */
    SandboxContent content(const QString &name);
    /** A live file, changed at some time in the last year. */
    SandboxRef keep(SandboxRef folder, const QString &name);
    SandboxRef keep(SandboxRef folder, const QString &name, SandboxContent content);
    /** A file that was trashed so many days ago, at some minute of that day. */
    SandboxRef lose(SandboxRef folder, const QString &name, double daysAgo);
    SandboxRef lose(SandboxRef folder, const QString &name, SandboxContent content, double daysAgo);
    SandboxRef loseLink(SandboxRef folder, const QString &name, const QString &url, double daysAgo);
    /** So many office files kept and lost in each folder, lost from..to days ago. */
    void scatter(const QStringList &folders, int kept, int lost, double from, double to);
    void trash(SandboxRef ref, double daysAgo);
    void purge(SandboxRef ref) { m_drive.purge(ref); }

    /** Between two days ago, never the same for long. */
    double days(double from, double to);
    /** An office file's name that is free in this folder, live or trashed by this builder: "Budget
     * review 17.ods". */
    QString officeName();
    QString photoName();

private:
    QDateTime ago(double days) const;

    SandboxDrive &m_drive;
    QDateTime m_now;
    QRandomGenerator m_random;
    int m_names = 0;
};

} // namespace Unbin
