// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedriveservices.h"
#include "core/providers/versions.h"

namespace Unbin::OneDrive {

/**
 * The history of files (onedrive.md section 3). The newest entry of the list is the current version: its content has an
 * address of its own, the file's, and the one of the version is refused. Deleting a version is not documented: offered on
 * work drives until it is refused.
 */
class FileVersions final : public Versions
{
public:
    explicit FileVersions(Services services);

    VersionAbilities abilities() const override;
    JobPtr<VersionHistory> list(const LiveItem &file) override;
    JobPtr<qint64> download(
        const LiveItem &file, const Version &version, std::shared_ptr<QIODevice> into, qint64 maxBytes) override;
    JobPtr<LiveItem> makeCurrent(const LiveItem &file, const Version &version) override;
    JobPtr<Done> remove(const LiveItem &file, const Version &version) override;
    JobPtr<Done> untrash(const LiveItem &file, const Version &version) override;
    JobPtr<LiveItem> saveBeside(const LiveItem &file, const Version &version, const Place &place) override;

private:
    Services m_services;
    bool m_canDelete = true; ///< as far as is known
};

/** One page of versions; every field but the id is optional. Pure. */
struct VersionPage {
    std::vector<Version> versions;
    QString nextLink;
};
Result<VersionPage> readVersions(const QByteArray &body);
/** Newest first, one of them current: the first as the service tells them. A current one is made up if it tells none. */
void settleVersions(std::vector<Version> &versions, const LiveItem &file);

} // namespace Unbin::OneDrive
