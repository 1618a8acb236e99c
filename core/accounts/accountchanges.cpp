// SPDX-License-Identifier: GPL-3.0-or-later
// What people change about their accounts: names, badges, order, and that there is one no longer.
#include "core/accounts/accountservice.h"

#include "core/accounts/accountentry.h"
#include "core/accounts/oauth/tokenclient.h"
#include "core/accounts/removejob.h"
#include "core/providers/providerset.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>

namespace Unbin {

namespace {

Q_LOGGING_CATEGORY(lcChanges, "unbin.accounts.changes", QtWarningMsg)

} // namespace

void AccountService::rename(const AccountId &id, const QString &label)
{
    Entry *entry = find(id);
    const QString wanted = label.trimmed();
    if (!entry || wanted.isEmpty() || wanted == entry->account.label)
        return;
    entry->account.label = wanted;
    save(*entry);
}

void AccountService::setColour(const AccountId &id, int colour)
{
    Entry *entry = find(id);
    if (!entry || colour < 0 || colour > Account::kColours || colour == entry->account.colour)
        return;
    entry->account.colour = colour;
    save(*entry);
}

/** A record that is new stands last: the order is stored along. */
void AccountService::save(Entry &entry)
{
    AccountStatus status = entry.status;
    std::vector<AccountId> order;
    for (const auto &other : m_entries)
        order.push_back(other->account.id);
    auto saved = m_records.save(entry.account);
    if (saved && !entry.tokens)
        saved = m_records.reorder(order);
    if (!saved)
        status.error = saved.error();
    setStatus(entry, std::move(status));
}

void AccountService::reorder(const std::vector<AccountId> &order)
{
    const auto place = [&order](const AccountId &id) { return std::find(order.begin(), order.end(), id); };
    std::stable_sort(m_entries.begin(), m_entries.end(),
        [&place](const auto &a, const auto &b) { return place(a->account.id) < place(b->account.id); });
    Q_EMIT orderChanged();
    std::vector<AccountId> whole;
    for (const auto &entry : m_entries) {
        whole.push_back(entry->account.id);
        if (!entry->tokens) // not stored so far, if nobody touched it
            m_records.save(entry->account);
    }
    if (const auto saved = m_records.reorder(whole); !saved)
        qCWarning(lcChanges) << "the order of the accounts could not be stored:" << saved.error();
}

bool AccountService::canRevoke(const AccountId &id) const
{
    const Entry *entry = find(id);
    const TokenClient *client = entry ? clientOf(entry->account.provider) : nullptr;
    return client && client->service().canRevoke() && entry->account.signIn == Account::SignIn::Browser;
}

/** Begins when it is started, not when it is made. */
class AccountService::StartRemoving final : public Job<Done>
{
public:
    StartRemoving(AccountService &service, AccountId id, bool alsoRevoke)
        : m_service(&service)
        , m_id(std::move(id))
        , m_alsoRevoke(alsoRevoke)
    { }

protected:
    void run() override
    {
        if (!m_service)
            return fail(Error::of(Error::Kind::Cancelled));
        then(m_service->beginRemoving(m_id, m_alsoRevoke), [this](Result<Done> done) { finish(std::move(done)); });
    }

private:
    QPointer<AccountService> m_service;
    AccountId m_id;
    bool m_alsoRevoke;
};

JobPtr<Done> AccountService::remove(const AccountId &id, bool alsoRevoke)
{
    const Entry *entry = find(id);
    if (!entry || !entry->tokens)
        return failedJob<Done>(Error::of(Error::Kind::Unsupported));
    return std::make_unique<StartRemoving>(*this, id, alsoRevoke);
}

/** First out of the program: a refresh that is under way must not store anything after the secrets are removed. */
JobPtr<Done> AccountService::beginRemoving(const AccountId &id, bool alsoRevoke)
{
    Entry *entry = find(id);
    if (!entry || !entry->tokens)
        return failedJob<Done>(Error::of(Error::Kind::NotFound, QStringLiteral("no such account")));
    TokenClient *revoker = alsoRevoke && canRevoke(id) ? clientOf(entry->account.provider) : nullptr;
    const OAuthTokens tokens = entry->tokens->tokens();
    const Account account = entry->account;
    forget(id);
    return std::make_unique<RemoveJob>(m_records,
        std::make_unique<AccountTokenStore>(m_secrets, m_records, *m_tools.clock, account), id, tokens, revoker);
}

void AccountService::forget(const AccountId &id)
{
    if (!find(id))
        return;
    m_providers.remove(id);
    std::erase_if(m_entries, [&id](const auto &entry) { return entry->account.id == id; });
    Q_EMIT accountRemoved(id);
}

} // namespace Unbin
