// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivequirks.h"
#include "app/sandbox/sandboxdrive.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace Unbin::OneDriveSandbox {

/**
 * What happened to a drive, in order: what delta reads. The drive itself remembers no past; this follows it from outside.
 * A place in the log counts only while nothing newer is known of that item ("newest state per item, not each change",
 * onedrive.md section 1.5). 12 bytes a change; amortised constant time for each, and for each item of a folder that is
 * trashed.
 */
class ChangeLog
{
public:
    /** Begins with everything live, parents first. The drive must outlive the log; the quirks are read as they happen. */
    ChangeLog(SandboxDrive &drive, std::shared_ptr<const OneDriveQuirks> quirks);

    quint64 end() const { return m_log->entries.size(); }
    /** nullopt: superseded. */
    std::optional<SandboxRef> at(quint64 position) const;
    /** Entries of the bin, with the folder each was deleted from. */
    const std::map<SandboxRef, quint32> &trashed() const { return m_log->trashed; }
    /** Entries of the bin that were deleted from this folder. */
    const std::set<SandboxRef> &trashedFrom(SandboxRef folder) const;

private:
    struct Log { // shared with the drive's observer, which may outlive us
        SandboxDrive &drive;
        std::shared_ptr<const OneDriveQuirks> quirks;
        std::deque<SandboxRef> entries;
        std::array<std::vector<quint32>, 3> newest; ///< by kind and serial: place in entries, plus one
        std::map<SandboxRef, quint32> trashed;
        std::unordered_map<quint32, std::set<SandboxRef>> trashedFrom;

        void note(SandboxRef ref);
        void append(SandboxRef ref);
        void appendContent(SandboxRef folder, bool foldersFirst);
        bool followBin(SandboxRef ref);
    };
    std::shared_ptr<Log> m_log;
};

} // namespace Unbin::OneDriveSandbox
