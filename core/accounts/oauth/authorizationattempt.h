// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthservice.h"
#include "core/domain/result.h"

#include <QUrlQuery>

#include <optional>

namespace Unbin {

/**
 * One way to a service's sign-in page and back: the address to open, with a state and a PKCE challenge of its own, and
 * the judgement of what comes back (RFC 6749 section 4.1, RFC 7636, RFC 9700). Pure but for the random numbers it is
 * made with. One attempt, one account, one redirect address.
 */
class AuthorizationAttempt
{
public:
    struct Wish {
        QUrl redirect; ///< empty: the service shows a code to copy
        QString loginHint; ///< who shall sign in again; empty: a new account
    };

    AuthorizationAttempt(const OAuthService &service, const OAuthApplication &application, const Wish &wish);

    /** For the browser. Holds state and challenge: not for logs. */
    const QUrl &address() const { return m_address; }
    const QUrl &redirect() const { return m_redirect; }
    /** 43 characters; empty where the service gets no PKCE. */
    const QByteArray &verifier() const { return m_verifier; }

    /**
     * Reads the query that came to the redirect address. nullopt: no answer to this attempt (state absent or wrong,
     * nothing in it, something twice): refuse it and go on waiting, or any page could end a sign-in. Else the code, or
     * why there is none: Cancelled (code "access_denied") if the user said no; ServiceFailed; Forbidden for what the
     * service holds against the application, with the service's code.
     */
    std::optional<Result<QByteArray>> read(const QUrlQuery &answer) const;
    /** A code as people paste it; white space around it is taken off. nullopt: this is no code. */
    static std::optional<QByteArray> readPasted(const QString &text);

private:
    QByteArray m_state;
    QByteArray m_verifier;
    QUrl m_redirect;
    QUrl m_address;
};

/** Text from a service made fit for an error's detail: one line, bounded, and without any of these secrets. */
QString withoutSecrets(QString text, const QList<QByteArray> &secrets);

} // namespace Unbin
