// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/connectjob.h"

#include "core/accounts/accounttokenstore.h"
#include "core/accounts/oauth/oauthtokensource.h"
#include "core/accounts/secretstore.h"

namespace Unbin {

ConnectJob::ConnectJob(AccountService &service, const ProviderInfo &info, Account account, OAuthTokens tokens)
    : m_service(service)
    , m_connection(service.prepare(std::move(account), std::move(tokens), info))
{ }

ConnectJob::~ConnectJob()
{
    // Child jobs talk to the provider; QObject would delete them only after our members are gone.
    qDeleteAll(findChildren<JobBase *>(QString(), Qt::FindDirectChildrenOnly));
}

void ConnectJob::run()
{
    then(m_connection.provider->identify(), [this](Result<AccountFacts> facts) {
        if (facts)
            identified(*facts);
        else
            fail(facts.error());
    });
}

void ConnectJob::identified(const AccountFacts &facts)
{
    Account &account = m_connection.account;
    const bool isFresh = account.remoteId.isEmpty();
    if (isFresh)
        account.label = facts.displayName.isEmpty() ? facts.login : facts.displayName;
    account.login = facts.login;
    account.remoteId = facts.remoteId;
    m_connection.facts = facts;
    if (auto refusal = m_service.refusalOf(account)) {
        fail(std::move(*refusal));
        return;
    }
    awaitRefresh();
}

/** What a refresh of the old sign-in stores last must not be what stays. */
void ConnectJob::awaitRefresh()
{
    OAuthTokenSource *old = m_service.tokensOf(m_connection.account.id);
    if (!old || !old->isRefreshing())
        return store();
    connect(old, &OAuthTokenSource::refreshEnded, this, &ConnectJob::store, Qt::SingleShotConnection);
    connect(old, &QObject::destroyed, this,
        [this] { fail(Error::of(Error::Kind::NotFound, QStringLiteral("no such account"))); });
}

void ConnectJob::store()
{
    if (!isRunning())
        return;
    then(m_connection.store->write(m_connection.tokens->tokens()), [this](const Result<Done> &written) {
        m_connection.account.hasStoredSecret = written && m_service.areSecretsLasting();
        m_connection.isStored = written.has_value();
        finish(m_service.admit(std::move(m_connection)));
    });
}

} // namespace Unbin
