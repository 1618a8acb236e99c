// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/accounts/oauth/signinjob.h"

#include <QPointer>

namespace Unbin {

/**
 * From the browser to an account: a SignInJob, then a ConnectJob. Errors are theirs: Cancelled with code "access_denied",
 * TimedOut, Busy with code "port", NameTaken (this account is there already), Changed (another account than the one that
 * was to be signed in again), and what the service holds against application or code. Main thread.
 */
class BrowserConnectJob final : public Job<Account>
{
    Q_OBJECT
public:
    /** account: a fresh one, or the stored one that signs in again. The service outlives the job. */
    BrowserConnectJob(AccountService &service, const ProviderInfo &info, Account account, SignInWish wish);

    /** The code that the service showed. False, and nothing happens, if it can't be one. */
    bool enterCode(const QString &text) { return m_signIn && m_signIn->enterCode(text); }

Q_SIGNALS:
    void pageReady(const Unbin::SignInPage &page);
    void codeArrived();

protected:
    void run() override;

private:
    void signedIn(OAuthTokens tokens);

    AccountService &m_service;
    const ProviderInfo &m_info;
    Account m_account;
    SignInWish m_wish;
    QPointer<SignInJob> m_signIn;
};

} // namespace Unbin
