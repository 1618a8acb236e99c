// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttokenstore.h"

#include "core/accounts/accountrecords.h"
#include "core/domain/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

namespace Unbin {

namespace {

Q_LOGGING_CATEGORY(lcStore, "unbin.accounts.store", QtWarningMsg)

constexpr int kVersion = 1;

QByteArray spell(QJsonObject object)
{
    object[QStringLiteral("v")] = kVersion;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/** Empty for what is not ours or of a version we don't know. */
QJsonObject read(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    return object.value(QLatin1String("v")).toInt() == kVersion ? object : QJsonObject();
}

QByteArray bytesIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().toUtf8();
}

QByteArray refreshText(const OAuthTokens &tokens)
{
    return spell({{QStringLiteral("token"), QString::fromUtf8(tokens.refresh)},
        {QStringLiteral("client"), tokens.application.id},
        {QStringLiteral("secret"), QString::fromUtf8(tokens.application.secret)}});
}

QByteArray sessionText(const OAuthTokens &tokens)
{
    return spell({{QStringLiteral("token"), QString::fromUtf8(tokens.access)},
        {QStringLiteral("issued"), tokens.issuedAt.toString(Qt::ISODateWithMs)},
        {QStringLiteral("seconds"), tokens.lifetime ? qint64(tokens.lifetime->count()) : qint64(0)}});
}

/** Several entries read, one after the other. */
class ReadTokensJob final : public Job<std::optional<OAuthTokens>>
{
public:
    ReadTokensJob(SecretStore &secrets, SecretKey refresh, SecretKey session)
        : m_secrets(secrets)
        , m_refresh(std::move(refresh))
        , m_session(std::move(session))
    { }

protected:
    void run() override
    {
        then(m_secrets.read(m_refresh), [this](Result<std::optional<QByteArray>> text) {
            if (!text)
                return fail(text.error());
            const QJsonObject object = *text ? read(**text) : QJsonObject();
            if (object.isEmpty())
                return succeed(std::nullopt);
            m_tokens.refresh = bytesIn(object, "token");
            m_tokens.application = {
                object.value(QLatin1String("client")).toString(), bytesIn(object, "secret")};
            readSession();
        });
    }

private:
    /** A session that can't be read is only an access token less. */
    void readSession()
    {
        then(m_secrets.read(m_session), [this](Result<std::optional<QByteArray>> text) {
            const QJsonObject object = text && *text ? read(**text) : QJsonObject();
            m_tokens.access = bytesIn(object, "token");
            m_tokens.issuedAt
                = QDateTime::fromString(object.value(QLatin1String("issued")).toString(), Qt::ISODateWithMs);
            const qint64 seconds = object.value(QLatin1String("seconds")).toInteger();
            if (seconds > 0)
                m_tokens.lifetime = std::chrono::seconds(seconds);
            succeed(std::move(m_tokens));
        });
    }

    SecretStore &m_secrets;
    SecretKey m_refresh;
    SecretKey m_session;
    OAuthTokens m_tokens;
};

class WriteTokensJob final : public Job<Done>
{
public:
    WriteTokensJob(SecretStore &secrets, SecretKey refresh, SecretKey session, OAuthTokens tokens)
        : m_secrets(secrets)
        , m_refresh(std::move(refresh))
        , m_session(std::move(session))
        , m_tokens(std::move(tokens))
    { }

protected:
    void run() override
    {
        then(m_secrets.write(m_refresh, refreshText(m_tokens)), [this](const Result<Done> &written) {
            if (!written)
                return fail(written.error());
            then(m_secrets.write(m_session, sessionText(m_tokens)), [this](const Result<Done> &) { succeed({}); });
        });
    }

private:
    SecretStore &m_secrets;
    SecretKey m_refresh;
    SecretKey m_session;
    OAuthTokens m_tokens;
};

class RemoveSecretsJob final : public Job<Done>
{
public:
    RemoveSecretsJob(SecretStore &secrets, std::vector<SecretKey> keys)
        : m_secrets(secrets)
        , m_keys(std::move(keys))
    { }

protected:
    void run() override { next(); }

private:
    /** All are tried; the first that would not go is told. */
    void next()
    {
        if (m_keys.empty())
            return finish(std::move(m_result));
        const SecretKey key = m_keys.back();
        m_keys.pop_back();
        then(m_secrets.remove(key), [this](const Result<Done> &removed) {
            if (!removed && m_result)
                m_result = removed;
            next();
        });
    }

    SecretStore &m_secrets;
    std::vector<SecretKey> m_keys;
    Result<Done> m_result = Done{};
};

} // namespace

AccountTokenStore::AccountTokenStore(
    SecretStore &secrets, AccountRecords &records, Clock &clock, const Account &account)
    : m_secrets(secrets)
    , m_records(records)
    , m_clock(clock)
    , m_provider(account.provider)
    , m_account(account.id)
    , m_signIn(account.signIn)
{ }

SecretKey AccountTokenStore::key(const char *purpose) const
{
    return {m_provider, m_account, QLatin1String(purpose)};
}

JobPtr<std::optional<OAuthTokens>> AccountTokenStore::read()
{
    if (m_signIn == Account::SignIn::Browser)
        return std::make_unique<ReadTokensJob>(m_secrets, key("refresh"), key("session"));
    return mapJob<std::optional<OAuthTokens>>(m_secrets.read(key("access")),
        [](Result<std::optional<QByteArray>> token) -> Result<std::optional<OAuthTokens>> {
            if (!token)
                return failure(token.error());
            return *token ? std::optional(OAuthTokens{.access = **token}) : std::nullopt;
        });
}

JobPtr<Done> AccountTokenStore::write(const OAuthTokens &tokens)
{
    if (m_signIn == Account::SignIn::PastedToken)
        return m_secrets.write(key("access"), tokens.access);
    return std::make_unique<WriteTokensJob>(m_secrets, key("refresh"), key("session"), tokens);
}

JobPtr<Done> AccountTokenStore::removeAll()
{
    return std::make_unique<RemoveSecretsJob>(
        m_secrets, std::vector{key("access"), key("session"), key("refresh")});
}

void AccountTokenStore::noteRefresh(const QByteArray &hash)
{
    if (const auto noted = m_records.noteRefresh(m_account, hash, m_clock.now()); !noted)
        qCWarning(lcStore) << "a refresh could not be noted:" << noted.error();
}

void AccountTokenStore::clearRefresh()
{
    if (const auto cleared = m_records.clearRefresh(m_account); !cleared)
        qCWarning(lcStore) << "the note of a refresh could not be cleared:" << cleared.error();
}

QByteArray AccountTokenStore::openRefresh() const
{
    return m_records.openRefresh(m_account);
}

SecretKey applicationKey(const ProviderId &provider)
{
    return {provider, AccountId(QStringLiteral("application")), QStringLiteral("client")};
}

QByteArray applicationText(const OAuthApplication &application)
{
    return spell({{QStringLiteral("client"), application.id},
        {QStringLiteral("secret"), QString::fromUtf8(application.secret)}});
}

OAuthApplication readApplication(const QByteArray &text)
{
    const QJsonObject object = read(text);
    return {object.value(QLatin1String("client")).toString(), bytesIn(object, "secret")};
}

} // namespace Unbin
