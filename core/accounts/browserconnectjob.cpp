// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/browserconnectjob.h"

#include "core/accounts/accounttokenstore.h"
#include "core/accounts/connectjob.h"
#include "core/accounts/oauth/tokenclient.h"
#include "core/accounts/secretstore.h"

namespace Unbin {

BrowserConnectJob::BrowserConnectJob(
    AccountService &service, const ProviderInfo &info, Account account, SignInWish wish)
    : m_service(service)
    , m_info(info)
    , m_account(std::move(account))
    , m_wish(std::move(wish))
{
    m_account.signIn = Account::SignIn::Browser;
}

void BrowserConnectJob::run()
{
    auto signIn = std::make_unique<SignInJob>(*m_service.clientOf(m_info.id), m_service.clock(), m_wish);
    m_signIn = signIn.get();
    connect(signIn.get(), &SignInJob::pageReady, this, &BrowserConnectJob::pageReady);
    connect(signIn.get(), &SignInJob::codeArrived, this, &BrowserConnectJob::codeArrived);
    then(JobPtr<OAuthTokens>(std::move(signIn)), [this](Result<OAuthTokens> tokens) {
        if (tokens)
            signedIn(std::move(*tokens));
        else
            fail(tokens.error());
    });
}

void BrowserConnectJob::signedIn(OAuthTokens tokens)
{
    const OAuthApplication application = tokens.application;
    then(JobPtr<Account>(std::make_unique<ConnectJob>(m_service, m_info, m_account, std::move(tokens))),
        [this, application](Result<Account> account) {
            if (account && application != m_info.signIn->application)
                m_service.keepApplication(m_info.id, application);
            finish(std::move(account));
        });
}

} // namespace Unbin
