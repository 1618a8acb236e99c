// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/oauth/oauthtokens.h"
#include "core/jobs/job.h"

#include <memory>

namespace Unbin {

class AccountRecords;
class AccountTokenStore;
class TokenClient;

/**
 * Ends an account: its tokens at the service if that is wanted, its secrets, its record, in this order, each tried whatever
 * became of the one before. The account is out of the program already. Errors: KeychainFailed if a secret stays; else why
 * the service did not revoke (its own kind, code "not-revoked"); else Storage.
 */
class RemoveJob final : public Job<Done>
{
public:
    /** revoker: null if nothing is to be revoked; must outlive the job, as must the records. */
    RemoveJob(AccountRecords &records, std::unique_ptr<AccountTokenStore> store, AccountId account, OAuthTokens tokens,
        TokenClient *revoker);
    ~RemoveJob() override;

protected:
    void run() override;

private:
    void removeSecrets();

    AccountRecords &m_records;
    std::unique_ptr<AccountTokenStore> m_store;
    AccountId m_account;
    OAuthTokens m_tokens;
    TokenClient *m_revoker;
    std::optional<Error> m_notRevoked;
};

} // namespace Unbin
