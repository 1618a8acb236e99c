// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountservice.h"

#include "core/accounts/connectjob.h"
#include "core/accounts/secretstore.h"
#include "core/http/tokensource.h"
#include "core/providers/providerset.h"

#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

namespace Unbin {

Q_LOGGING_CATEGORY(lcAccounts, "unbin.accounts", QtWarningMsg)

struct AccountService::Entry {
    Account account;
    AccountStatus status;
    std::unique_ptr<FixedTokenSource> tokens; // null where the provider needs none
    std::unique_ptr<Provider> waiting; // until its secret is here or known to be out of reach
};

AccountService::AccountService(std::vector<ProviderInfo> kinds, Database &database, SecretStore &secrets,
    ProviderSet &providers, QObject *parent)
    : QObject(parent)
    , m_kinds(std::move(kinds))
    , m_records(database)
    , m_secrets(secrets)
    , m_providers(providers)
{ }

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

void AccountService::start()
{
    for (const ProviderInfo &info : m_kinds) {
        if (info.needsToken)
            continue;
        Account account{.id = AccountId(info.id.value()), .provider = info.id, .label = info.name};
        auto provider = info.make(account, nullptr);
        Entry &entry = bringToLife(std::move(account), nullptr, std::move(provider));
        hand(entry, {.state = AccountStatus::State::SignedIn});
    }
    const auto stored = m_records.load();
    if (!stored) {
        qCWarning(lcAccounts) << "the list of accounts can't be read:" << stored.error();
        return;
    }
    for (const Account &account : *stored) {
        const ProviderInfo *info = kind(account.provider);
        if (!info)
            continue; // written by a newer version: kept, not shown
        auto tokens = std::make_unique<FixedTokenSource>();
        auto provider = info->make(account, tokens.get());
        readSecret(bringToLife(account, std::move(tokens), std::move(provider)));
    }
}

AccountService::Entry &AccountService::bringToLife(
    Account account, std::unique_ptr<FixedTokenSource> tokens, std::unique_ptr<Provider> provider)
{
    const AccountId id = account.id;
    connect(provider.get(), &Provider::signInNeeded, this, [this, id] {
        Entry *entry = find(id);
        // While the secret is on its way there is no token either; that is not a loss.
        if (entry && entry->status.state == AccountStatus::State::SignedIn) {
            AccountStatus status = entry->status;
            status.state = AccountStatus::State::SignInNeeded;
            setStatus(*entry, status);
        }
    });
    m_entries.push_back(
        std::make_unique<Entry>(Entry{std::move(account), {}, std::move(tokens), std::move(provider)}));
    Q_EMIT accountAdded(id);
    return *m_entries.back();
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
    setStatus(entry, {.state = AccountStatus::State::Starting});
    launch(m_secrets.read(secretKeyOf(entry.account)), this,
        [this, id = entry.account.id](const Result<std::optional<QByteArray>> &secret) {
            if (Entry *entry = find(id))
                secretRead(*entry, secret);
        });
}

void AccountService::secretRead(Entry &entry, const Result<std::optional<QByteArray>> &secret)
{
    if (!secret) {
        hand(entry, {.state = AccountStatus::State::KeychainLocked, .error = secret.error()});
    } else if (!*secret) {
        hand(entry, {.state = AccountStatus::State::SignInNeeded});
    } else {
        entry.tokens->setToken(**secret);
        hand(entry, {.state = AccountStatus::State::SignedIn});
    }
}

/** The provider is the job's owner: an account that is removed takes the question with it. */
void AccountService::identify(Entry &entry)
{
    Provider *provider = m_providers.find(entry.account.id);
    launch(provider->identify(), provider, [this, id = entry.account.id](Result<AccountFacts> facts) {
        Entry *entry = find(id);
        if (!entry)
            return;
        AccountStatus status = entry->status;
        status.error.reset();
        if (facts)
            status.facts = std::move(*facts);
        else
            status.error = facts.error();
        if (!facts && facts.error().kind == Error::Kind::SignInNeeded)
            status.state = AccountStatus::State::SignInNeeded;
        setStatus(*entry, std::move(status));
    });
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

JobPtr<Account> AccountService::connectWithToken(const ProviderId &provider, const QByteArray &token)
{
    const ProviderInfo *info = kind(provider);
    Q_ASSERT(info && info->needsToken);
    return std::make_unique<ConnectJob>(*this, m_secrets, *info,
        Account{.id = AccountId(QUuid::createUuid().toString(QUuid::WithoutBraces)), .provider = provider},
        token);
}

JobPtr<Account> AccountService::signInAgainWithToken(const AccountId &id, const QByteArray &token)
{
    const Entry *entry = find(id);
    if (!entry || !entry->tokens)
        return failedJob<Account>(Error::of(Error::Kind::NotFound, QStringLiteral("no such account")));
    return std::make_unique<ConnectJob>(
        *this, m_secrets, *kind(entry->account.provider), entry->account, token);
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
    Entry *entry = find(connection.account.id);
    if (entry) {
        connection.account.label = entry->account.label;
        entry->account = connection.account;
        entry->tokens->setToken(connection.token);
    } else {
        entry
            = &bringToLife(connection.account, std::move(connection.tokens), std::move(connection.provider));
    }
    const auto saved = m_records.save(entry->account);
    hand(*entry,
        {.state = AccountStatus::State::SignedIn,
            .isForSessionOnly = !saved,
            .facts = std::move(connection.facts),
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

void AccountService::rename(const AccountId &id, const QString &label)
{
    Entry *entry = find(id);
    const QString wanted = label.trimmed();
    if (!entry || wanted.isEmpty() || wanted == entry->account.label)
        return;
    entry->account.label = wanted;
    AccountStatus status = entry->status;
    if (entry->tokens) {
        if (const auto saved = m_records.save(entry->account); !saved)
            status.error = saved.error();
    }
    setStatus(*entry, std::move(status));
}

JobPtr<Done> AccountService::remove(const AccountId &id)
{
    Entry *entry = find(id);
    if (!entry || !entry->tokens)
        return failedJob<Done>(Error::of(Error::Kind::Unsupported));
    return mapJob<Done>(
        m_secrets.remove(secretKeyOf(entry->account)), [this, id](Result<Done> removed) -> Result<Done> {
            const Result<Done> forgotten = m_records.remove(id);
            forget(id);
            return removed ? forgotten : removed;
        });
}

void AccountService::forget(const AccountId &id)
{
    if (!find(id))
        return;
    m_providers.remove(id);
    std::erase_if(m_entries, [&id](const auto &entry) { return entry->account.id == id; });
    Q_EMIT accountRemoved(id);
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
