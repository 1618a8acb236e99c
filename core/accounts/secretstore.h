// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/jobs/job.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Unbin {

/** What a secret is filed under. */
struct SecretKey {
    ProviderId provider;
    AccountId account;
    QString purpose; ///< "access", "refresh"

    /** "box/8d3f…/access": the keychain's user attribute. */
    QString text() const { return provider.value() + u'/' + account.value() + u'/' + purpose; }
};

/** Where secrets are kept. Jobs may take as long as the user needs to unlock a keychain. Main thread. */
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /** False: secrets live for this session only, and the window says so. */
    virtual bool isLasting() const = 0;
    /** nullopt: there is none. KeychainFailed (code "locked" or "absent"): can't be told now. */
    virtual JobPtr<std::optional<QByteArray>> read(const SecretKey &key) = 0;
    virtual JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) = 0;
    /** Done also if there was none. Verified: the secret is gone when this succeeds. */
    virtual JobPtr<Done> remove(const SecretKey &key) = 0;
};

} // namespace Unbin
