// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/copytree.h"
#include "core/providers/localtrash/localtrashconfig.h"
#include "core/providers/provider.h"

namespace Unbin::LocalTrash {

/** The live tree: folders and files by absolute path. All of it blocks; worker threads. */

LiveItem liveItemFor(const QByteArray &path, const struct stat &facts);

Result<ListSummary> listLiveFolder(
    const QByteArray &path, const StopCheck &isStopped, const std::function<void(std::vector<LiveItem> &&)> &deliver);

/** State Live, NoAccess or Gone, with the crumbs from the live root; a Gone folder's own crumbs have no id.
 */
FolderFacts lookAtLiveFolder(const QByteArray &path, const LocalTrashConfig &config);

/** NotFound if the folder is not live. */
Result<std::optional<LiveItem>> findLiveChild(const QByteArray &folder, const QByteArray &name);

/** NameTaken, ParentMissing or NameInvalid besides what the file system refuses. */
Result<LiveItem> createLiveFolder(const QByteArray &folder, const QByteArray &name);

/** Changed if etag is set and another item stands at the path now. */
Result<LiveItem> moveLive(const QByteArray &path, const QString &etag, const QByteArray &folder, const QByteArray &name,
    const StopCheck &isStopped, const ProgressSink &report);

/** The folder to put something into, links on the way followed. ParentMissing if it is not there or no
 * folder. */
Result<FileDescriptor> openTargetFolder(const QByteArray &path);

/** NameInvalid unless it is one name that a folder can hold. */
Result<Done> checkName(const QByteArray &name);

/** NameTaken with the id of what stands there. */
Error nameTaken(const QByteArray &path);

} // namespace Unbin::LocalTrash
