// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/memorysecretstore.h"

namespace Unbin {

JobPtr<std::optional<QByteArray>> MemorySecretStore::read(const SecretKey &key)
{
    const auto it = m_secrets.constFind(key.text());
    if (it == m_secrets.constEnd())
        return readyJob<std::optional<QByteArray>>(std::nullopt);
    return readyJob<std::optional<QByteArray>>(*it);
}

JobPtr<Done> MemorySecretStore::write(const SecretKey &key, const QByteArray &secret)
{
    m_secrets.insert(key.text(), secret);
    return readyJob(Done{});
}

JobPtr<Done> MemorySecretStore::remove(const SecretKey &key)
{
    m_secrets.remove(key.text());
    return readyJob(Done{});
}

} // namespace Unbin
