// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/accounts/secretstore.h"

namespace Unbin {

/**
 * From a pasted token to an account: ask the service whose it is, refuse who is there already, store the
 * token, admit. Nothing of the account exists before the last step, so that giving up half way leaves nothing
 * behind but, at worst, a keychain entry that the next start does not look for.
 */
class ConnectJob final : public Job<Account>
{
public:
    /** account: a fresh one, or the stored one whose token died. */
    ConnectJob(AccountService &service, SecretStore &secrets, const ProviderInfo &info, Account account,
        const QByteArray &token);
    ~ConnectJob() override;

protected:
    void run() override;

private:
    void identified(const AccountFacts &facts);
    void stored(const Result<Done> &written);

    AccountService &m_service;
    SecretStore &m_secrets;
    AccountService::Connection m_connection;
};

/** Where an account's access token is kept. */
SecretKey secretKeyOf(const Account &account);

} // namespace Unbin
