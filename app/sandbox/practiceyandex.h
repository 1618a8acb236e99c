// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"

namespace Unbin {

/**
 * An invented person's Yandex Disk for the demo. The same seed and the same now give the same drive; all times lie before
 * now.
 *
 * - "/Archive/Scans 2019" is a trashed folder of 1,300 files: the service takes a while to bring it back;
 * - one document was deleted four times from the same place;
 * - names with plus signs, colons, percent signs, Cyrillic letters and emoji, as this service allows them;
 * - entries whose folder is gone ("/Old phone"), one whose folder lies in the bin itself ("/Music/Choir", with
 *   folders in it, one of them empty), one whose name has been taken since;
 * - a shared folder that nothing may be put into.
 */
class PracticeYandex
{
public:
    /** The access token that the demo reaches it with; it opens nothing anywhere else. */
    static constexpr const char *token = "practice-robin-yandex";

    /** now: UTC. */
    explicit PracticeYandex(const QDateTime &now, quint32 seed = 1);

    SandboxDrive &drive() { return m_drive; }

private:
    SandboxDrive m_drive;
};

} // namespace Unbin
