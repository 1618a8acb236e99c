// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/accountrecords.h"
#include "core/accounts/oauth/oauthtokens.h"
#include "core/accounts/providerinfo.h"
#include "core/domain/error.h"
#include "core/jobs/job.h"
#include "core/providers/provider.h"
#include "core/store/database.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;

namespace Unbin {

class AccountTokenStore;
class BrowserConnectJob;
class Clock;
class OAuthTokenSource;
class ProviderSet;
class SecretStore;
class TokenClient;
struct SignInWish;

/** What browser sign-in needs. Null members are made by the service itself; a clock or manager given outlives it. */
struct SignInTools {
    QNetworkAccessManager *network = nullptr;
    Clock *clock = nullptr;
    QString lockFolder; ///< the profile, where programs take turns at refreshing; empty: nobody else has it
};

/** How an account is right now. */
struct AccountStatus {
    enum class State {
        Starting, ///< its secret is being fetched
        SignedIn,
        SignInNeeded, ///< the token is dead or missing: "Sign in again"
        KeychainLocked, ///< its secret can't be read now (error: locked, or no keychain there); not signed out
    };
    State state = State::Starting;
    bool isForSessionOnly = false; ///< the secret is not stored
    std::optional<AccountFacts> facts; ///< once identified
    /** The newest trouble, if any. With SignInNeeded why: "invalid_grant", "answer-lost", ... in its code. */
    std::optional<Error> error;
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
        ProviderSet &providers, SignInTools tools = {}, QObject *parent = nullptr);
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
    /** The same by way of the browser; only for kinds with an offer to sign in. An application that is not the program's own
        is kept in the keychain for the next account. */
    std::unique_ptr<BrowserConnectJob> connectInBrowser(const ProviderId &provider, SignInWish wish);
    std::unique_ptr<BrowserConnectJob> signInAgainInBrowser(const AccountId &id, SignInWish wish);
    /** As whom to sign in there: what the user brought before, else the program's own; without id if there is neither.
        Never fails: a keychain that can't be read has nothing to offer. */
    JobPtr<OAuthApplication> application(const ProviderId &provider);
    /** Reads the secret of an account whose keychain was locked once more; the keychain asks to be unlocked.
     */
    void unlock(const AccountId &id);
    /** Asks the service again who is signed in; settles the newest trouble. */
    void checkAgain(const AccountId &id);
    /** Somebody's work waits since the service would not take the token: asks the service itself, and tells either way
        (state SignInNeeded, or accountRegained). Nothing if the account is known to be out of order. */
    void doubt(const AccountId &id);
    void rename(const AccountId &id, const QString &label);
    void setColour(const AccountId &id, int colour);
    /** The user's order; accounts that are not named come last. */
    void reorder(const std::vector<AccountId> &order);
    /** Whether removing can also end the sign-in at the service. */
    bool canRevoke(const AccountId &id) const;
    /** The account is out of the program when the job starts; then it is revoked if that is wanted, and forgotten with its
        secrets. See RemoveJob for the errors: none of them brings it back. */
    JobPtr<Done> remove(const AccountId &id, bool alsoRevoke = false);
    /** A new refresh token is on its way into the keychain: ending the program now may cost a sign-in. */
    bool isBusy() const;
    /** What services that ask for one may tell this installation by. */
    static QString deviceId(Database &database);

Q_SIGNALS:
    void accountAdded(const Unbin::AccountId &id);
    void accountRemoved(const Unbin::AccountId &id);
    void accountChanged(const Unbin::AccountId &id); ///< label or status
    void accountRegained(const Unbin::AccountId &id); ///< signed in again, or unlocked: what failed may be tried once more
    void orderChanged();
    void idle(); ///< isBusy() may have become false

private:
    struct Entry;
    /** An account before it is one. */
    struct Connection {
        Account account;
        AccountFacts facts;
        bool isStored = false;
        std::unique_ptr<AccountTokenStore> store; // outlives the tokens
        std::unique_ptr<OAuthTokenSource> tokens; // outlives the provider
        std::unique_ptr<Provider> provider;
    };
    friend class ConnectJob;
    friend class BrowserConnectJob;
    class StartRemoving;

    Clock &clock() const { return *m_tools.clock; }
    TokenClient *clientOf(const ProviderId &provider) const; // null without an offer to sign in
    OAuthTokenSource *tokensOf(const AccountId &id) const; // null if it is not there
    Account newAccount(const ProviderId &provider) const;
    Connection prepare(Account account, OAuthTokens tokens, const ProviderInfo &info);
    Entry *find(const AccountId &id) const;
    /** Why this account may not be added (or not take the place of the one with its id); nullopt if it may.
     */
    std::optional<Error> refusalOf(const Account &draft) const;
    Result<Account> admit(Connection connection);
    void keepApplication(const ProviderId &provider, const OAuthApplication &application);
    JobPtr<Done> beginRemoving(const AccountId &id, bool alsoRevoke);
    void forget(const AccountId &id);
    Entry &bringToLife(Connection connection);
    void listenTo(const AccountId &id, Provider &provider, OAuthTokenSource *tokens);
    void hand(Entry &entry, AccountStatus status);
    void readSecret(Entry &entry);
    void secretRead(Entry &entry, const Result<std::optional<OAuthTokens>> &tokens);
    void identify(Entry &entry, bool isDoubted = false);
    void save(Entry &entry);
    void setStatus(Entry &entry, AccountStatus status);

    std::vector<ProviderInfo> m_kinds;
    AccountRecords m_records;
    SecretStore &m_secrets;
    ProviderSet &m_providers;
    SignInTools m_tools;
    std::unique_ptr<Clock> m_ownClock;
    std::unique_ptr<QNetworkAccessManager> m_ownNetwork;
    std::map<ProviderId, std::unique_ptr<TokenClient>> m_clients;
    std::vector<std::unique_ptr<Entry>> m_entries; // in the user's order
};

} // namespace Unbin
