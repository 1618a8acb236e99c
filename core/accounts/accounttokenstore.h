// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/oauth/tokenstore.h"
#include "core/accounts/secretstore.h"

namespace Unbin {

class AccountRecords;
class Clock;

/**
 * One account's tokens in the keychain. A pasted token is an entry of its own, "access", as text. A browser sign-in is two
 * entries of versioned JSON, for some keychains limit an entry's size: "refresh" (refresh token, and the application it
 * was issued to) and "session" (the access token and its time). The refresh token is written first: without it the rest
 * is worth an hour. Main thread.
 */
class AccountTokenStore final : public TokenStore
{
public:
    /** All must outlive the store and its jobs. */
    AccountTokenStore(SecretStore &secrets, AccountRecords &records, Clock &clock, const Account &account);

    void setSignIn(Account::SignIn signIn) { m_signIn = signIn; }

    JobPtr<std::optional<OAuthTokens>> read() override;
    JobPtr<Done> write(const OAuthTokens &tokens) override;
    /** Every entry the account may have, whether it was signed in this way or that. */
    JobPtr<Done> removeAll();

    void noteRefresh(const QByteArray &hash) override;
    void clearRefresh() override;
    QByteArray openRefresh() const override;

private:
    SecretKey key(const char *purpose) const;

    SecretStore &m_secrets;
    AccountRecords &m_records;
    Clock &m_clock;
    const ProviderId m_provider;
    const AccountId m_account;
    Account::SignIn m_signIn;
};

/** The application that people brought for a service of this kind, for the next account there. */
SecretKey applicationKey(const ProviderId &provider);
QByteArray applicationText(const OAuthApplication &application);
/** An empty one for text that is nothing of ours. */
OAuthApplication readApplication(const QByteArray &text);

} // namespace Unbin
