// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/oauthtokensource.h"

#include "core/accounts/oauth/tokenclient.h"
#include "core/accounts/oauth/tokenstore.h"
#include "core/domain/clock.h"

#include <algorithm>

namespace Unbin {

namespace {

using std::chrono::milliseconds;

/** How long before its end a token is renewed; less for short lives. */
constexpr milliseconds kMargin = std::chrono::minutes(2);
/** A token that is refused this soon was never good; three of them in a row end the sign-in. */
constexpr milliseconds kSoon = std::chrono::minutes(1);
constexpr int kMostRefusals = 3;
constexpr milliseconds kFirstSavePause = std::chrono::seconds(10);
constexpr milliseconds kLongestSavePause = std::chrono::minutes(10);

Error lossError(const QString &code)
{
    return {.kind = Error::Kind::SignInNeeded, .code = code};
}

} // namespace

/** One request's question; waits for a refresh if it must. */
class OAuthTokenSource::AskJob final : public Job<QByteArray>
{
public:
    AskJob(OAuthTokenSource *source, QString scope, QByteArray refused)
        : m_source(source)
        , m_scope(std::move(scope))
        , m_refused(std::move(refused))
    { }

    void give(Result<QByteArray> token) { finish(std::move(token)); }

protected:
    void run() override
    {
        if (!m_source)
            return fail(lossError(QStringLiteral("gone")));
        connect(m_source, &QObject::destroyed, this, [this] { fail(lossError(QStringLiteral("gone"))); });
        m_source->asked(this, m_scope, m_refused);
    }

private:
    QPointer<OAuthTokenSource> m_source;
    QString m_scope;
    QByteArray m_refused;
};

/** Tokens of the same sign-in for another resource. */
class OAuthTokenSource::Resource final : public TokenSource
{
public:
    Resource(OAuthTokenSource &source, QString scope)
        : m_source(source)
        , m_scope(std::move(scope))
    { }

    JobPtr<QByteArray> token() override { return m_source.ask(m_scope, {}); }
    JobPtr<QByteArray> renew(const QByteArray &refused) override { return m_source.ask(m_scope, refused); }
    TokenSource *forResource(const QString &scope) override { return m_source.forResource(scope); }

private:
    OAuthTokenSource &m_source;
    QString m_scope;
};

OAuthTokenSource::OAuthTokenSource(Clock &clock, std::unique_ptr<RefreshTools> tools)
    : m_clock(clock)
    , m_tools(std::move(tools))
{ }

OAuthTokenSource::~OAuthTokenSource()
{
    delete m_refresh.data(); // it uses the tools
}

void OAuthTokenSource::adopt(const OAuthTokens &tokens, bool isStored)
{
    ++m_generation;
    delete m_refresh.data(); // of a sign-in that is over
    m_due.clear();
    m_tokens = tokens;
    m_stored = isStored ? std::optional(tokens.refresh) : std::nullopt;
    m_isSaving = false;
    m_loss.reset();
    for (auto &[scope, access] : m_accesses) {
        access.token.clear();
        access.refusals = 0;
        access.refused.clear();
    }
    // What the wall clock says of a stored token is taken with care: an age below nothing means it was put back.
    const milliseconds age(std::max<qint64>(0, tokens.issuedAt.isValid() ? tokens.issuedAt.msecsTo(m_clock.now()) : 0));
    Access &own = m_accesses[QString()];
    count(own, tokens, m_clock.monotonic() - age);
    own.issuedAt = m_clock.monotonic() - age;
    for (auto &[scope, access] : m_accesses) {
        auto waiting = std::exchange(access.waiting, {});
        for (const auto &job : waiting) {
            if (job)
                asked(job, scope, {});
        }
    }
}

JobPtr<QByteArray> OAuthTokenSource::token()
{
    return ask({}, {});
}

JobPtr<QByteArray> OAuthTokenSource::renew(const QByteArray &refused)
{
    return ask({}, refused);
}

TokenSource *OAuthTokenSource::forResource(const QString &scope)
{
    if (!m_tools || !m_tools->client.service().opensOtherResources || m_tokens.refresh.isEmpty() || scope.isEmpty())
        return nullptr;
    Access &access = m_accesses[scope];
    if (!access.source)
        access.source = std::make_unique<Resource>(*this, scope);
    return access.source.get();
}

JobPtr<QByteArray> OAuthTokenSource::ask(const QString &scope, const QByteArray &refused)
{
    return std::make_unique<AskJob>(this, scope, refused);
}

void OAuthTokenSource::asked(AskJob *job, const QString &scope, const QByteArray &refused)
{
    Access &access = m_accesses[scope];
    if (m_loss)
        return job->give(failure(*m_loss));
    if (isGood(access, refused))
        return job->give(access.token);
    const bool canRenew = m_tools && !m_tokens.refresh.isEmpty();
    if (!refused.isEmpty() && refused == access.token && (!canRenew || noteRefusal(access, refused)))
        lose(lossError(QStringLiteral("token-refused")));
    else if (!canRenew && !access.token.isEmpty())
        return job->give(access.token); // our clock may be wrong: the service decides
    else if (!canRenew)
        return job->give(failure(lossError(QStringLiteral("no-token")))); // never there, hence not lost
    if (m_loss)
        return job->give(failure(*m_loss));
    access.waiting.emplace_back(job);
    if (std::find(m_due.begin(), m_due.end(), scope) == m_due.end())
        m_due.push_back(scope);
    refreshNext();
}

bool OAuthTokenSource::isGood(const Access &access, const QByteArray &refused) const
{
    if (access.token.isEmpty() || access.token == refused || access.token == access.refused)
        return false;
    return !access.dueAt || m_clock.monotonic() < *access.dueAt;
}

/** True if the service takes none of the tokens it hands out. */
bool OAuthTokenSource::noteRefusal(Access &access, const QByteArray &refused)
{
    if (std::exchange(access.refused, refused) == refused)
        return false; // known: others had it, too
    access.refusals = m_clock.monotonic() - access.issuedAt < kSoon ? access.refusals + 1 : 1;
    return access.refusals > kMostRefusals;
}

void OAuthTokenSource::count(Access &access, const OAuthTokens &tokens, milliseconds askedAt) const
{
    access.token = tokens.access;
    access.dueAt.reset();
    access.deadAt.reset();
    access.issuedAt = m_clock.monotonic();
    if (tokens.lifetime) {
        const milliseconds lifetime = *tokens.lifetime;
        access.deadAt = askedAt + lifetime;
        access.dueAt = *access.deadAt - std::min(kMargin, lifetime / 4);
    }
    const auto renewAfter = m_tools && !tokens.refresh.isEmpty() ? m_tools->client.service().renewAfter : std::nullopt;
    if (renewAfter)
        access.dueAt = std::min(access.dueAt.value_or(milliseconds::max()), askedAt + milliseconds(*renewAfter));
}

void OAuthTokenSource::refreshNext()
{
    if (m_refresh || m_due.empty() || m_loss)
        return;
    const QString scope = m_due.front();
    m_refresh = launch(
        JobPtr<Refreshed>(std::make_unique<RefreshJob>(*m_tools,
            RefreshWish{.tokens = m_tokens, .stored = m_stored, .scope = scope, .refused = m_accesses[scope].refused})),
        this, [this, scope](const Result<Refreshed> &result) { refreshed(scope, result); });
}

void OAuthTokenSource::refreshed(const QString &scope, const Result<Refreshed> &result)
{
    m_refresh.clear();
    m_due.pop_front();
    if (result)
        take(scope, *result);
    else
        bear(scope, result.error());
    Q_EMIT refreshEnded();
    refreshNext();
    if (!isBusy())
        Q_EMIT idle();
}

void OAuthTokenSource::take(const QString &scope, const Refreshed &refreshed)
{
    if (scope.isEmpty())
        m_tokens = refreshed.tokens;
    m_tokens.refresh = refreshed.tokens.refresh;
    Access &access = m_accesses[scope];
    count(access, refreshed.tokens, refreshed.askedAt);
    if (refreshed.notStored) {
        saveLater(kFirstSavePause);
        Q_EMIT storing(refreshed.notStored);
    } else {
        m_stored = m_tokens.refresh;
        if (std::exchange(m_isSaving, false))
            Q_EMIT storing(std::nullopt);
    }
    // The service may hand out once more what it has just refused (Yandex keeps tokens).
    if (access.token == access.refused)
        lose(lossError(QStringLiteral("token-refused")));
    else
        answer(access, access.token);
}

/** There is no new token. An old one that lives goes on: it was only renewed ahead of time. */
void OAuthTokenSource::bear(const QString &scope, Error error)
{
    using Kind = Error::Kind;
    Access &access = m_accesses[scope];
    const milliseconds now = m_clock.monotonic();
    const bool isLiving = !access.token.isEmpty() && access.token != access.refused
        && (!access.deadAt || now < *access.deadAt);
    const bool isRefused = error.kind == Kind::SignInNeeded || (error.kind == Kind::Forbidden && scope.isEmpty());
    const bool isDeadForAll = scope.isEmpty() || error.code == QLatin1String("invalid_grant")
        || error.code == QLatin1String("answer-lost");
    if (isLiving) {
        const bool mayPass = !isRefused && access.deadAt;
        access.dueAt = mayPass ? std::min(*access.deadAt, now + kMargin / 4) : access.deadAt;
        answer(access, access.token);
    } else if (isRefused && isDeadForAll) {
        error.kind = Kind::SignInNeeded;
        lose(std::move(error));
    } else {
        if (isRefused)
            error.kind = Kind::Forbidden; // this resource only: the account itself is fine
        answer(access, failure(std::move(error)));
    }
}

void OAuthTokenSource::answer(Access &access, const Result<QByteArray> &token)
{
    for (const auto &job : std::exchange(access.waiting, {})) {
        if (job)
            job->give(token);
    }
}

/** The stored refresh token is dead by now: the new one must get there. */
void OAuthTokenSource::saveLater(milliseconds pause)
{
    m_isSaving = true;
    m_clock.callLater(pause, this, [this, pause, generation = m_generation, refresh = m_tokens.refresh] {
        if (generation != m_generation || refresh != m_tokens.refresh || refresh == m_stored)
            return; // a later sign-in or refresh took care, or will
        launch(m_tools->store.write(m_tokens), this, [this, pause, generation, refresh](const Result<Done> &written) {
            if (generation != m_generation || refresh != m_tokens.refresh)
                return;
            if (!written)
                return saveLater(std::min(pause * 2, kLongestSavePause));
            m_isSaving = false;
            m_stored = refresh;
            m_tools->store.clearRefresh();
            Q_EMIT storing(std::nullopt);
            if (!isBusy())
                Q_EMIT idle();
        });
    });
}

void OAuthTokenSource::lose(Error why)
{
    if (m_loss)
        return;
    m_loss = std::move(why);
    m_due.clear();
    for (auto &[scope, access] : m_accesses)
        answer(access, failure(*m_loss));
    Q_EMIT signInNeeded();
}

} // namespace Unbin
