// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/secretstore.h"

namespace Unbin {

/** A keychain that outlives every crash, for one invented token. */
class DrillSecrets final : public SecretStore
{
public:
    explicit DrillSecrets(QByteArray token)
        : m_token(std::move(token))
    { }

    bool isLasting() const override { return true; }
    JobPtr<std::optional<QByteArray>> read(const SecretKey &) override
    {
        return readyJob(std::optional<QByteArray>(m_token));
    }
    JobPtr<Done> write(const SecretKey &, const QByteArray &) override { return readyJob(Done{}); }
    JobPtr<Done> remove(const SecretKey &) override { return readyJob(Done{}); }

private:
    QByteArray m_token;
};

} // namespace Unbin
