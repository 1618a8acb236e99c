// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/versions.h"

namespace Unbin::Box {

class Connection;
class Folders;

/**
 * Versions at Box (box.md section 7, from developer.box.com "File versions" and the SDKs' tests, read 2026-02).
 *
 * The current version is not in Box's list: it is read from the file. When its content was saved is asked of the version
 * itself, since the file's own time moves with a rename; where Box does not answer that, the file's time is taken.
 * Promoting makes a copy on top and reverts the name; the reply is about the version, so the file is looked at afterwards.
 * There is no If-Match for it: the file is looked at before, too, and Changed if it is not what the user saw.
 * Both must outlive this.
 */
class BoxVersions final : public Versions
{
public:
    BoxVersions(Connection &connection, Folders &folders);

    VersionAbilities abilities() const override;
    JobPtr<VersionHistory> list(const LiveItem &file) override;
    JobPtr<qint64> download(
        const LiveItem &file, const Version &version, std::shared_ptr<QIODevice> into, qint64 maxBytes) override;
    JobPtr<LiveItem> makeCurrent(const LiveItem &file, const Version &version) override;
    JobPtr<Done> remove(const LiveItem &file, const Version &version) override;
    JobPtr<Done> untrash(const LiveItem &file, const Version &version) override;
    JobPtr<LiveItem> saveBeside(const LiveItem &file, const Version &version, const Place &place) override;

private:
    Connection &m_connection;
    Folders &m_folders;
};

} // namespace Unbin::Box
