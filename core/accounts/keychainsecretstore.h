// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/secretstore.h"

#include <QString>

namespace Unbin {

/**
 * The system keychain through QtKeychain (Secret Service or KWallet).
 *
 * QtKeychain 0.13 reads a locked keyring whose prompt was dismissed as "entry not found", and deletes from it
 * "with success" (accounts-and-network.md section 3). So where the Secret Service is the backend, each read
 * and removal first asks it over D-Bus, without a prompt, whether the entry exists and is locked; a removal
 * asks again afterwards.
 *
 * QtKeychain's jobs can't be cancelled and are not ours to delete while they run: dropping one of our jobs
 * only drops its answer. Main thread, which needs the GLib event dispatcher for libsecret.
 */
class KeychainSecretStore final : public SecretStore
{
public:
    /** service is the application's id. Entries are told apart by their account, whose id is like no other's
       in any profile. */
    explicit KeychainSecretStore(QString service);

    /** Whether a keychain answers or can be started on this session's bus. Quick; asks the bus, not the
     * keychain. */
    static bool isAvailable();

    bool isLasting() const override { return true; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &key) override;
    JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) override;
    JobPtr<Done> remove(const SecretKey &key) override;

private:
    QString m_service;
};

} // namespace Unbin
