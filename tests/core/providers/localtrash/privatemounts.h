// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin {

/**
 * Gives the process mounts of its own, so that a test can mount a real second volume that nobody else sees: as root,
 * or as anybody where user namespaces are allowed. Before any thread is started, thus first in main().
 */
void enterPrivateMounts();
/** Why mounting is impossible here; empty if it is possible. */
QByteArray whyNoMounts();

/** A tmpfs with these mount options at the folder (absolute); false if refused. Goes away with the process. */
bool mountTmpfs(const QByteArray &folder, const QByteArray &options = "mode=0755");
bool unmount(const QByteArray &folder);

} // namespace Unbin
