// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/version.h"
#include "core/jobs/job.h"

#include <QIODevice>

#include <memory>

namespace Unbin {

/** What a service can do with versions. Like Capabilities: learned, and withdrawn by a refusal. */
struct VersionAbilities {
    bool canMakeCurrent = false;
    bool makingCurrentRevertsName = false; ///< Box: the file gets the name back that the version had
    bool canDelete = false; ///< a version goes to the bin of versions, or away: see canUntrash
    bool canUntrash = false; ///< a trashed version can be brought back
    bool canSaveBeside = false; ///< a version can be copied to a new live file without passing through here
};

/**
 * The history of live files at one account: an optional part of a Provider. Same contract: unstarted jobs, main thread,
 * the provider's error map, changing operations never repeat themselves and end with OutcomeUnknown when their reply is
 * lost: list again, and compare.
 */
class Versions
{
public:
    virtual ~Versions() = default;

    virtual VersionAbilities abilities() const = 0;

    /** NotFound if the file is not live; Unsupported for what is no file. A file without a past has one version. */
    virtual JobPtr<VersionHistory> list(const LiveItem &file) = 0;
    /**
     * Writes the content to an open device, in order, as it arrives; the device is told nothing at the end. More than
     * maxBytes: TooLarge, and what was written is not the content. The result is the number of bytes. Verified against
     * the version's hash where there is one (BadResponse). Progress tells bytes. Neither the token nor a signed address
     * is sent or written anywhere it does not belong.
     */
    virtual JobPtr<qint64> download(
        const LiveItem &file, const Version &version, std::shared_ptr<QIODevice> into, qint64 maxBytes)
        = 0;
    /** A new newest version with the old content; the result is the file afterwards. Changed if the file is not what
        `file` says (etag, where the service has one). Undone by making current what was current before. */
    virtual JobPtr<LiveItem> makeCurrent(const LiveItem &file, const Version &version) = 0;
    virtual JobPtr<Done> remove(const LiveItem &file, const Version &version) = 0;
    virtual JobPtr<Done> untrash(const LiveItem &file, const Version &version) = 0;
    /** A new live file with the version's content. NameTaken if something of that name is there. */
    virtual JobPtr<LiveItem> saveBeside(const LiveItem &file, const Version &version, const Place &place) = 0;
};

} // namespace Unbin
