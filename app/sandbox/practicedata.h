// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"

namespace Unbin {

/** The access tokens that the demo's Box accounts are reached with; they open nothing anywhere else. */
struct PracticeTokens {
    static constexpr const char *robinAtWork = "practice-robin-work";
    static constexpr const char *robinAtHome = "practice-robin-home";
};

/**
 * Invented people's drives for the demo: what a person's bin looks like after a busy month, with every
 * obstacle a restore can meet. The same seed and the same now give the same drives, to the byte; all times
 * lie before now.
 *
 * In the work drive (about 400 entries in the bin):
 * - "/Projects/Lighthouse/Deliverables": 200 entries trashed from this one folder, for a batch with mixed
 * obstacles: 30 names taken by other content, 10 by identical content, 5 by a folder of that name, the rest
 * free;
 * - entries whose folder lies in the bin itself ("Old Campaigns"), and whose folder is gone for good
 * ("Offsite 2025");
 * - a trashed folder with children, trashed web links, and the folder "Signed Contracts" that takes nothing
 * new (no right);
 * - names with bidi and control characters, emoji, combining marks, leading dots, spaces, and 255 characters.
 */
class PracticeData
{
public:
    /** now: UTC. */
    PracticeData(const QDateTime &now, quint32 seed = 1);

    SandboxDrive &work() { return m_work; }
    SandboxDrive &home() { return m_home; }

private:
    SandboxDrive m_work;
    SandboxDrive m_home;
};

} // namespace Unbin
