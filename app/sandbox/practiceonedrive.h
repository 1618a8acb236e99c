// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxversions.h"

namespace Unbin {

/**
 * An invented person's personal OneDrive for the demo. Such a drive lists no bin: what was deleted before the program
 * first looked is found by its scan only, what is deleted afterwards is told as a change. So it has both. The same seed
 * and the same now give the same drive; all times lie before now.
 *
 * - about 200 live files, some with a past: "/Studies/Thesis.md" has 60 versions by two people, among them a bad day on
 *   which most of it was lost, and twice the same content; "Budget 2026.csv" has 9, "Pumpkin soup.txt" 4;
 * - before the first look: about 30 entries of the bin and a trashed folder with content;
 * - after it, by deleteMore(): a batch of photos, a folder with content, a file whose name has been taken since, one whose
 *   folder is gone for good, one whose folder lies in the bin.
 */
class PracticeOneDrive
{
public:
    /** The access token that the demo reaches it with; it opens nothing anywhere else. */
    static constexpr const char *token = "practice-robin-onedrive";

    /** now: UTC. */
    explicit PracticeOneDrive(const QDateTime &now, quint32 seed = 1);

    SandboxDrive &drive() { return m_drive; }
    SandboxVersions &past() { return m_past; }
    /** What somebody deletes after the program's first look. Once. */
    void deleteMore(const QDateTime &now);

private:
    void writeHistories(const QDateTime &now);

    SandboxDrive m_drive;
    SandboxVersions m_past;
};

} // namespace Unbin
