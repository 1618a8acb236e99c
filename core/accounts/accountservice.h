// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/accountrecords.h"
#include "core/domain/error.h"
#include "core/jobs/job.h"
#include "core/providers/provider.h"
#include "core/store/database.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

class ProviderSet;
class SecretStore;
class FixedTokenSource;
class TokenSource;

/** What the program knows about a kind of service before anybody is signed in. One line of registration each.
 */
struct ProviderInfo {
    ProviderId id;
    QString name; ///< "Box"; a proper name, not translated
    QString iconName; ///< in resources
    bool needsToken = true; ///< false: this computer; exists once, can't be added or removed
    QString tokenHelpAddress; ///< where the service hands out developer tokens
    /** Makes the provider of one account. The token source outlives it; null where needsToken is false. */
    std::function<std::unique_ptr<Provider>(const Account &account, TokenSource *tokens)> make;
};

/** How an account is right now. */
struct AccountStatus {
    enum class State {
        Starting, ///< its secret is being fetched
        SignedIn,
        SignInNeeded, ///< the token is dead or missing: "Sign in again"
        KeychainLocked, ///< its secret can't be read now; not signed out
    };
    State state = State::Starting;
    bool isForSessionOnly = false; ///< the secret is not stored
    std::optional<AccountFacts> facts; ///< once identified
    std::optional<Error> error; ///< the newest trouble, if any
};

/**
 * The list of accounts: stored ones, adding, renaming, removing, and their tokens' way between keychain and
 * providers. Fills the ProviderSet. Main thread.
 */
class AccountService : public QObject
{
    Q_OBJECT
public:
    /** All must outlive the service. */
    AccountService(std::vector<ProviderInfo> kinds, Database &database, SecretStore &secrets,
        ProviderSet &providers, QObject *parent = nullptr);
    ~AccountService() override;

    /** The schema of the database file handed to the constructor. */
    static Database::Migrations migrations();

    const std::vector<ProviderInfo> &kinds() const;
    const ProviderInfo *kind(const ProviderId &id) const;

    /** Brings the stored accounts to life; the providers without token appear first. Call once. */
    void start();

    std::vector<Account> accounts() const; ///< in the user's order
    std::optional<Account> account(const AccountId &id) const;
    AccountStatus status(const AccountId &id) const;
    bool areSecretsLasting() const;

    /** Asks the service who the token belongs to, refuses an account that is there already (NameTaken),
       stores the token in the keychain, then adds the account. If the keychain fails, the account is added
       for this session and its status says so. */
    JobPtr<Account> connectWithToken(const ProviderId &provider, const QByteArray &token);
    /** The same for an account whose token died; another user's token is refused (Changed). */
    JobPtr<Account> signInAgainWithToken(const AccountId &id, const QByteArray &token);
    /** Reads the secret of an account whose keychain was locked once more; the keychain asks to be unlocked.
     */
    void unlock(const AccountId &id);
    /** Asks the service again who is signed in; settles the newest trouble. */
    void checkAgain(const AccountId &id);
    void rename(const AccountId &id, const QString &label);
    /** Forgets the account and its secret. Fails with KeychainFailed if the secret could not be removed; the
       account is gone all the same. */
    JobPtr<Done> remove(const AccountId &id);

Q_SIGNALS:
    void accountAdded(const Unbin::AccountId &id);
    void accountRemoved(const Unbin::AccountId &id);
    void accountChanged(const Unbin::AccountId &id); ///< label or status
    void accountRegained(const Unbin::AccountId &id); ///< signed in again, or unlocked: what failed may be tried once more

private:
    struct Entry;
    struct Connection {
        Account account;
        AccountFacts facts;
        QByteArray token;
        std::unique_ptr<FixedTokenSource> tokens; // outlives the provider
        std::unique_ptr<Provider> provider;
    };
    friend class ConnectJob;

    Entry *find(const AccountId &id) const;
    /** Why this account may not be added (or not take the place of the one with its id); nullopt if it may.
     */
    std::optional<Error> refusalOf(const Account &draft) const;
    Result<Account> admit(Connection connection);
    void forget(const AccountId &id);
    Entry &bringToLife(
        Account account, std::unique_ptr<FixedTokenSource> tokens, std::unique_ptr<Provider> provider);
    void hand(Entry &entry, AccountStatus status);
    void readSecret(Entry &entry);
    void secretRead(Entry &entry, const Result<std::optional<QByteArray>> &secret);
    void identify(Entry &entry);
    void setStatus(Entry &entry, AccountStatus status);

    std::vector<ProviderInfo> m_kinds;
    AccountRecords m_records;
    SecretStore &m_secrets;
    ProviderSet &m_providers;
    std::vector<std::unique_ptr<Entry>> m_entries; // in the user's order
};

} // namespace Unbin
