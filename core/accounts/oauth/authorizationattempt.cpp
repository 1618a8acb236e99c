// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/authorizationattempt.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace Unbin {

namespace {

constexpr qsizetype kLongestCode = 4096;
constexpr qsizetype kLongestDetail = 300;

constexpr auto kUrlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/** 256 bits from the system's generator: 43 characters of the alphabet that verifiers are made of. */
QByteArray randomText()
{
    std::array<quint32, 8> numbers;
    QRandomGenerator::system()->fillRange(numbers.data(), qsizetype(numbers.size()));
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof numbers).toBase64(kUrlSafe);
}

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toBase64(kUrlSafe);
}

/** Encoded by hand: QUrlQuery leaves "+" as it is, which servers read as a space. */
QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

bool isVisible(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

std::optional<QString> only(const QUrlQuery &answer, const char *key)
{
    const QStringList values = answer.allQueryItemValues(QLatin1String(key), QUrl::FullyDecoded);
    return values.size() == 1 ? std::optional(values.front()) : std::nullopt;
}

Error refusal(const QString &code, const QString &description)
{
    const bool isServiceTrouble = code == QLatin1String("server_error") || code == QLatin1String("temporarily_unavailable");
    const auto kind = code == QLatin1String("access_denied") ? Error::Kind::Cancelled
        : isServiceTrouble                                   ? Error::Kind::ServiceFailed
                                                             : Error::Kind::Forbidden;
    return {.kind = kind, .code = withoutSecrets(code, {}), .detail = withoutSecrets(description, {})};
}

} // namespace

QString withoutSecrets(QString text, const QList<QByteArray> &secrets)
{
    for (const QByteArray &secret : secrets) {
        if (!secret.isEmpty())
            text.replace(QString::fromUtf8(secret), QStringLiteral("…"));
    }
    return text.simplified().left(kLongestDetail);
}

AuthorizationAttempt::AuthorizationAttempt(
    const OAuthService &service, const OAuthApplication &application, const Wish &wish)
    : m_state(randomText())
    , m_verifier(service.sendsPkce ? randomText() : QByteArray())
    , m_redirect(wish.redirect)
    , m_address(service.addresses.authorize)
{
    OAuthService::Parameters parameters = {{QStringLiteral("response_type"), QStringLiteral("code")},
        {QStringLiteral("client_id"), application.id}, {QStringLiteral("state"), QString::fromLatin1(m_state)}};
    if (!m_redirect.isEmpty())
        parameters.emplaceBack(QStringLiteral("redirect_uri"), m_redirect.toString(QUrl::FullyEncoded));
    if (!service.scopes.isEmpty())
        parameters.emplaceBack(QStringLiteral("scope"), service.scopes.join(u' '));
    if (service.sendsPkce) {
        parameters.emplaceBack(QStringLiteral("code_challenge"), QString::fromLatin1(challengeOf(m_verifier)));
        parameters.emplaceBack(QStringLiteral("code_challenge_method"), QStringLiteral("S256"));
    }
    parameters += service.authorizeParameters;
    if (wish.loginHint.isEmpty())
        parameters += service.accountChoice;
    else if (!service.loginHint.isEmpty())
        parameters.emplaceBack(service.loginHint, wish.loginHint);

    QByteArray query = m_address.query(QUrl::FullyEncoded).toLatin1();
    for (const auto &[name, value] : parameters)
        query += (query.isEmpty() ? "" : "&") + encoded(name) + '=' + encoded(value);
    m_address.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
}

std::optional<Result<QByteArray>> AuthorizationAttempt::read(const QUrlQuery &answer) const
{
    const auto state = only(answer, "state");
    if (!state || state->toUtf8() != m_state)
        return std::nullopt;
    if (const auto error = only(answer, "error"); error && !error->isEmpty())
        return Result<QByteArray>(failure(refusal(*error, only(answer, "error_description").value_or(QString()))));
    const auto code = only(answer, "code");
    if (!code || code->isEmpty() || code->size() > kLongestCode || !isVisible(*code))
        return std::nullopt;
    return Result<QByteArray>(code->toLatin1());
}

std::optional<QByteArray> AuthorizationAttempt::readPasted(const QString &text)
{
    const QString code = text.trimmed();
    if (code.isEmpty() || code.size() > kLongestCode || !isVisible(code))
        return std::nullopt;
    return code.toLatin1();
}

} // namespace Unbin
