// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"

namespace Unbin {

/**
 * From tokens to an account: ask the service whose they are, refuse who is there already, store them, admit. Nothing of the
 * account exists before the last step, so that giving up half way leaves nothing behind but, at worst, a keychain entry
 * that the next start does not look for.
 */
class ConnectJob final : public Job<Account>
{
public:
    /** account: a fresh one, or the stored one whose sign-in ended; its signIn says what the tokens are. */
    ConnectJob(AccountService &service, const ProviderInfo &info, Account account, OAuthTokens tokens);
    ~ConnectJob() override;

protected:
    void run() override;

private:
    void identified(const AccountFacts &facts);
    void awaitRefresh();
    void store();

    AccountService &m_service;
    AccountService::Connection m_connection;
};

} // namespace Unbin
