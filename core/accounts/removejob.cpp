// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/removejob.h"

#include "core/accounts/accountrecords.h"
#include "core/accounts/accounttokenstore.h"
#include "core/accounts/oauth/tokenclient.h"

namespace Unbin {

RemoveJob::RemoveJob(AccountRecords &records, std::unique_ptr<AccountTokenStore> store, AccountId account,
    OAuthTokens tokens, TokenClient *revoker)
    : m_records(records)
    , m_store(std::move(store))
    , m_account(std::move(account))
    , m_tokens(std::move(tokens))
    , m_revoker(revoker)
{ }

RemoveJob::~RemoveJob() = default;

void RemoveJob::run()
{
    if (!m_revoker)
        return removeSecrets();
    then(m_revoker->revoke(m_tokens), [this](const Result<Done> &revoked) {
        if (!revoked) {
            m_notRevoked = revoked.error();
            m_notRevoked->code = QStringLiteral("not-revoked");
        }
        removeSecrets();
    });
}

void RemoveJob::removeSecrets()
{
    then(m_store->removeAll(), [this](const Result<Done> &removed) {
        const Result<Done> forgotten = m_records.remove(m_account);
        if (!removed)
            fail(removed.error());
        else if (m_notRevoked)
            fail(*m_notRevoked);
        else
            finish(forgotten);
    });
}

} // namespace Unbin
