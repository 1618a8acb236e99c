// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/secretstore.h"

#include <QHash>

namespace Unbin {

/** Secrets for this session only: where there is no keychain, and for the demo. */
class MemorySecretStore final : public SecretStore
{
public:
    bool isLasting() const override { return false; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &key) override;
    JobPtr<Done> write(const SecretKey &key, const QByteArray &secret) override;
    JobPtr<Done> remove(const SecretKey &key) override;

private:
    QHash<QString, QByteArray> m_secrets;
};

} // namespace Unbin
