// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountservice.h"

#include "core/accounts/accountentry.h"
#include "core/accounts/browserconnectjob.h"
#include "core/accounts/connectjob.h"
#include "core/accounts/oauth/tokenclient.h"
#include "core/accounts/secretstore.h"
#include "core/domain/clock.h"
#include "core/providers/providerset.h"

#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QUuid>

#include <algorithm>

namespace Unbin {

Q_LOGGING_CATEGORY(lcAccounts, "unbin.accounts", QtWarningMsg)

AccountService::AccountService(std::vector<ProviderInfo> kinds, Database &database, SecretStore &secrets,
    ProviderSet &providers, SignInTools tools, QObject *parent)
    : QObject(parent)
    , m_kinds(std::move(kinds))
    , m_records(database)
    , m_secrets(secrets)
    , m_providers(providers)
    , m_tools(std::move(tools))
{
    if (!m_tools.clock) {
        m_ownClock = std::make_unique<SystemClock>();
        m_tools.clock = m_ownClock.get();
    }
    if (!m_tools.network) {
        m_ownNetwork = std::make_unique<QNetworkAccessManager>();
        m_tools.network = m_ownNetwork.get();
    }
    for (const ProviderInfo &info : m_kinds) {
        if (info.signIn)
            m_clients[info.id]
                = std::make_unique<TokenClient>(*m_tools.network, *m_tools.clock, info.signIn->service);
    }
}

AccountService::~AccountService()
{
    // Providers hold on to their token sources, which are ours.
    for (const auto &entry : m_entries)
        m_providers.remove(entry->account.id);
}

Database::Migrations AccountService::migrations()
{
    return AccountRecords::migrations();
}

QString AccountService::deviceId(Database &database)
{
    return AccountRecords(database).deviceId();
}

const std::vector<ProviderInfo> &AccountService::kinds() const
{
    return m_kinds;
}

const ProviderInfo *AccountService::kind(const ProviderId &id) const
{
    const auto it
        = std::find_if(m_kinds.begin(), m_kinds.end(), [&id](const auto &info) { return info.id == id; });
    return it == m_kinds.end() ? nullptr : &*it;
}

/** In the stored order; an account without token that was never touched has no record, and comes first. */
void AccountService::start()
{
    const auto stored = m_records.load();
    if (!stored)
        qCWarning(lcAccounts) << "the list of accounts can't be read:" << stored.error();
    const std::vector<Account> known = stored.value_or(std::vector<Account>());
    std::vector<Account> all;
    for (const ProviderInfo &info : m_kinds) {
        const bool isKnown = std::any_of(
            known.begin(), known.end(), [&info](const Account &account) { return account.provider == info.id; });
        if (!info.needsToken && !isKnown)
            all.push_back({.id = AccountId(info.id.value()), .provider = info.id, .label = info.name});
    }
    all.insert(all.end(), known.begin(), known.end());
    for (Account &account : all) {
        const ProviderInfo *info = kind(account.provider);
        if (!info)
            continue; // written by a newer version: kept, not shown
        Entry &entry = bringToLife(prepare(std::move(account), {}, *info));
        if (info->needsToken)
            readSecret(entry);
        else
            hand(entry, {.state = AccountStatus::State::SignedIn});
    }
}

AccountService::Connection AccountService::prepare(Account account, OAuthTokens tokens, const ProviderInfo &info)
{
    Connection connection{.account = std::move(account)};
    if (info.needsToken) {
        connection.store
            = std::make_unique<AccountTokenStore>(m_secrets, m_records, *m_tools.clock, connection.account);
        std::unique_ptr<RefreshTools> tools;
        if (TokenClient *client = clientOf(info.id)) {
            const QString lockFile = m_tools.lockFolder.isEmpty()
                ? QString()
                : m_tools.lockFolder + QStringLiteral("/refresh-") + connection.account.id.value()
                    + QStringLiteral(".lock");
            tools.reset(new RefreshTools{*client, *connection.store, *m_tools.clock, lockFile});
        }
        connection.tokens = std::make_unique<OAuthTokenSource>(*m_tools.clock, std::move(tools));
        if (!tokens.access.isEmpty())
            connection.tokens->adopt(tokens, false);
    }
    connection.provider = info.make(connection.account, connection.tokens.get());
    return connection;
}

AccountService::Entry &AccountService::bringToLife(Connection connection)
{
    const AccountId id = connection.account.id;
    listenTo(id, *connection.provider, connection.tokens.get());
    m_entries.push_back(std::make_unique<Entry>(Entry{std::move(connection.account), {}, std::move(connection.store),
        std::move(connection.tokens), std::move(connection.provider)}));
    Q_EMIT accountAdded(id);
    return *m_entries.back();
}

void AccountService::listenTo(const AccountId &id, Provider &provider, OAuthTokenSource *tokens)
{
    connect(&provider, &Provider::signInNeeded, this, [this, id] {
        Entry *entry = find(id);
        // While the secret is on its way there is no token either; that is not a loss.
        if (entry && entry->status.state == AccountStatus::State::SignedIn) {
            AccountStatus status = entry->status;
            status.state = AccountStatus::State::SignInNeeded;
            if (entry->tokens && entry->tokens->loss())
                status.error = entry->tokens->loss();
            setStatus(*entry, status);
        }
    });
    if (!tokens)
        return;
    connect(tokens, &OAuthTokenSource::storing, this, [this, id](const std::optional<Error> &error) {
        if (Entry *entry = find(id)) {
            AccountStatus status = entry->status;
            status.isForSessionOnly = error.has_value();
            status.error = error;
            setStatus(*entry, std::move(status));
        }
    });
    connect(tokens, &OAuthTokenSource::idle, this, &AccountService::idle);
}

/** From now on others may use the provider; before, it would have told them to sign in for want of a token.
 */
void AccountService::hand(Entry &entry, AccountStatus status)
{
    const bool isSignedIn = status.state == AccountStatus::State::SignedIn;
    setStatus(entry, std::move(status));
    if (entry.waiting)
        m_providers.add(entry.account.id, std::move(entry.waiting));
    else if (isSignedIn)
        Q_EMIT accountRegained(entry.account.id);
    if (isSignedIn && !entry.status.facts)
        identify(entry);
}

void AccountService::readSecret(Entry &entry)
{
    if (!entry.account.hasStoredSecret) {
        hand(entry, {.state = AccountStatus::State::SignInNeeded});
        return;
    }
    if (!m_secrets.isLasting()) { // the keychain that has it is not there today
        hand(entry,
            {.state = AccountStatus::State::KeychainLocked,
                .error = Error{.kind = Error::Kind::KeychainFailed, .code = QStringLiteral("absent")}});
        return;
    }
    setStatus(entry, {.state = AccountStatus::State::Starting});
    launch(entry.store->read(), entry.tokens.get(),
        [this, id = entry.account.id](const Result<std::optional<OAuthTokens>> &tokens) {
            if (Entry *entry = find(id))
                secretRead(*entry, tokens);
        });
}

void AccountService::secretRead(Entry &entry, const Result<std::optional<OAuthTokens>> &tokens)
{
    if (!tokens) {
        hand(entry, {.state = AccountStatus::State::KeychainLocked, .error = tokens.error()});
    } else if (!*tokens || ((*tokens)->access.isEmpty() && (*tokens)->refresh.isEmpty())) {
        hand(entry, {.state = AccountStatus::State::SignInNeeded});
    } else {
        entry.tokens->adopt(**tokens, true);
        hand(entry, {.state = AccountStatus::State::SignedIn});
    }
}

/** The provider is the job's owner: an account that is removed takes the question with it. */
void AccountService::identify(Entry &entry, bool isDoubted)
{
    Provider *provider = m_providers.find(entry.account.id);
    launch(provider->identify(), provider, [this, id = entry.account.id, isDoubted](Result<AccountFacts> facts) {
        Entry *entry = find(id);
        if (!entry)
            return;
        AccountStatus status = entry->status;
        if (facts) {
            status.facts = *facts;
            if (status.state == AccountStatus::State::SignedIn && !status.isForSessionOnly)
                status.error.reset();
        } else if (status.state == AccountStatus::State::SignedIn) {
            status.error = facts.error();
            if (facts.error().kind == Error::Kind::SignInNeeded)
                status.state = AccountStatus::State::SignInNeeded;
        }
        const bool mayGoOn = status.state == AccountStatus::State::SignedIn; // also if nothing could be learnt
        setStatus(*entry, std::move(status));
        if (isDoubted && mayGoOn)
            Q_EMIT accountRegained(id);
    });
}

void AccountService::doubt(const AccountId &id)
{
    if (Entry *entry = find(id); entry && !entry->waiting && entry->status.state == AccountStatus::State::SignedIn)
        identify(*entry, true);
}

std::vector<Account> AccountService::accounts() const
{
    std::vector<Account> all;
    for (const auto &entry : m_entries)
        all.push_back(entry->account);
    return all;
}

std::optional<Account> AccountService::account(const AccountId &id) const
{
    const Entry *entry = find(id);
    return entry ? std::optional(entry->account) : std::nullopt;
}

AccountStatus AccountService::status(const AccountId &id) const
{
    const Entry *entry = find(id);
    return entry ? entry->status : AccountStatus{};
}

bool AccountService::areSecretsLasting() const
{
    return m_secrets.isLasting();
}

bool AccountService::isBusy() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
        [](const auto &entry) { return entry->tokens && entry->tokens->isBusy(); });
}

TokenClient *AccountService::clientOf(const ProviderId &provider) const
{
    const auto it = m_clients.find(provider);
    return it == m_clients.end() ? nullptr : it->second.get();
}

OAuthTokenSource *AccountService::tokensOf(const AccountId &id) const
{
    const Entry *entry = find(id);
    return entry ? entry->tokens.get() : nullptr;
}

Account AccountService::newAccount(const ProviderId &provider) const
{
    return {.id = AccountId(QUuid::createUuid().toString(QUuid::WithoutBraces)), .provider = provider};
}

JobPtr<Account> AccountService::connectWithToken(const ProviderId &provider, const QByteArray &token)
{
    const ProviderInfo *info = kind(provider);
    Q_ASSERT(info && info->needsToken);
    return std::make_unique<ConnectJob>(
        *this, *info, newAccount(provider), OAuthTokens{.access = token.trimmed()});
}

JobPtr<Account> AccountService::signInAgainWithToken(const AccountId &id, const QByteArray &token)
{
    const Entry *entry = find(id);
    if (!entry || !entry->tokens)
        return failedJob<Account>(Error::of(Error::Kind::NotFound, QStringLiteral("no such account")));
    Account account = entry->account;
    account.signIn = Account::SignIn::PastedToken;
    return std::make_unique<ConnectJob>(
        *this, *kind(account.provider), account, OAuthTokens{.access = token.trimmed()});
}

std::unique_ptr<BrowserConnectJob> AccountService::connectInBrowser(const ProviderId &provider, SignInWish wish)
{
    const ProviderInfo *info = kind(provider);
    Q_ASSERT(info && info->signIn);
    return std::make_unique<BrowserConnectJob>(*this, *info, newAccount(provider), std::move(wish));
}

std::unique_ptr<BrowserConnectJob> AccountService::signInAgainInBrowser(const AccountId &id, SignInWish wish)
{
    const Entry *entry = find(id);
    Q_ASSERT(entry && clientOf(entry->account.provider));
    wish.loginHint = entry->account.login;
    return std::make_unique<BrowserConnectJob>(*this, *kind(entry->account.provider), entry->account, std::move(wish));
}

JobPtr<OAuthApplication> AccountService::application(const ProviderId &provider)
{
    const ProviderInfo *info = kind(provider);
    const OAuthApplication own = info && info->signIn ? info->signIn->application : OAuthApplication();
    return mapJob<OAuthApplication>(m_secrets.read(applicationKey(provider)),
        [own](const Result<std::optional<QByteArray>> &text) -> Result<OAuthApplication> {
            const OAuthApplication brought = text && *text ? readApplication(**text) : OAuthApplication();
            return brought.id.isEmpty() ? own : brought;
        });
}

/** A convenience: if it can't be kept it is asked for again. */
void AccountService::keepApplication(const ProviderId &provider, const OAuthApplication &application)
{
    launch(m_secrets.write(applicationKey(provider), applicationText(application)), this,
        [](const Result<Done> &written) {
            if (!written)
                qCInfo(lcAccounts) << "the application could not be kept:" << written.error();
        });
}

std::optional<Error> AccountService::refusalOf(const Account &draft) const
{
    const bool isKnown = find(draft.id) != nullptr;
    for (const auto &entry : m_entries) {
        const bool isSamePerson
            = entry->account.provider == draft.provider && entry->account.remoteId == draft.remoteId;
        const bool isSameAccount = entry->account.id == draft.id;
        if (isSameAccount && !isSamePerson)
            return Error::of(Error::Kind::Changed, draft.login);
        if (!isKnown && isSamePerson)
            return Error::of(Error::Kind::NameTaken, entry->account.label);
    }
    return std::nullopt;
}

Result<Account> AccountService::admit(Connection connection)
{
    if (auto refusal = refusalOf(connection.account)) // once more: another dialog may have been quicker
        return failure(std::move(*refusal));
    const OAuthTokens tokens = connection.tokens->tokens();
    const bool isStored = connection.isStored;
    const AccountFacts facts = connection.facts;
    Entry *entry = find(connection.account.id);
    if (entry) {
        connection.account.label = entry->account.label;
        connection.account.colour = entry->account.colour;
        entry->account = connection.account;
        entry->store->setSignIn(entry->account.signIn);
        entry->store->clearRefresh();
    } else {
        entry = &bringToLife(std::move(connection));
    }
    entry->tokens->adopt(tokens, isStored);
    const auto saved = m_records.save(entry->account);
    hand(*entry,
        {.state = AccountStatus::State::SignedIn,
            .isForSessionOnly = !saved,
            .facts = facts,
            .error = saved ? std::nullopt : std::optional(saved.error())});
    return entry->account;
}

void AccountService::unlock(const AccountId &id)
{
    if (Entry *entry = find(id); entry && entry->status.state == AccountStatus::State::KeychainLocked)
        readSecret(*entry);
}

void AccountService::checkAgain(const AccountId &id)
{
    if (Entry *entry = find(id); entry && !entry->waiting)
        identify(*entry);
}

AccountService::Entry *AccountService::find(const AccountId &id) const
{
    const auto it = std::find_if(
        m_entries.begin(), m_entries.end(), [&id](const auto &entry) { return entry->account.id == id; });
    return it == m_entries.end() ? nullptr : it->get();
}

void AccountService::setStatus(Entry &entry, AccountStatus status)
{
    status.isForSessionOnly |= entry.tokens && !entry.account.hasStoredSecret;
    entry.status = std::move(status);
    Q_EMIT accountChanged(entry.account.id);
}

} // namespace Unbin
