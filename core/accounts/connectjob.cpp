// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/connectjob.h"

#include "core/http/tokensource.h"

namespace Unbin {

SecretKey secretKeyOf(const Account &account)
{
    return {account.provider, account.id, QStringLiteral("access")};
}

ConnectJob::ConnectJob(AccountService &service, SecretStore &secrets, const ProviderInfo &info,
    Account account, const QByteArray &token)
    : m_service(service)
    , m_secrets(secrets)
{
    m_connection.account = std::move(account);
    m_connection.token = token.trimmed();
    m_connection.tokens = std::make_unique<FixedTokenSource>(m_connection.token);
    m_connection.provider = info.make(m_connection.account, m_connection.tokens.get());
}

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
    then(m_secrets.write(secretKeyOf(account), m_connection.token),
        [this](Result<Done> written) { stored(written); });
}

void ConnectJob::stored(const Result<Done> &written)
{
    m_connection.account.hasStoredSecret = written && m_secrets.isLasting();
    finish(m_service.admit(std::move(m_connection)));
}

} // namespace Unbin
