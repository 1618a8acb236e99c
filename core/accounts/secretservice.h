// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QString>

namespace Unbin::SecretService {

/** How an entry stands in the Secret Service, told without any prompt. */
enum class Presence {
    Absent,
    Unlocked,
    Locked,
    NotAsked, ///< another backend keeps the secrets (KWallet)
};

/** True if the session bus has, or can start, a keychain that QtKeychain 0.13 would use. Asks only the bus.
 */
bool isReachable();

/** Looks for QtKeychain's entry (attributes server and user). KeychainFailed, code "absent", if nobody
 * answers. */
JobPtr<Presence> look(const QString &service, const QString &entry);

} // namespace Unbin::SecretService
