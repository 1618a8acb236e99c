// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/oauth/oauthrules.h"
#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/sandboxmessage.h"
#include "app/sandbox/sandboxtokens.h"

#include <QHash>
#include <QObject>

#include <map>
#include <vector>

namespace Unbin {

class Clock;

/**
 * The sign-in pages and the token endpoint of one service of the practice cloud: /authorize shows who may be signed in,
 * /consent sends the browser back, /token and /revoke speak RFC 6749 and 7009 as strictly as the rules say. Tokens
 * issued here are told to the service's dialect, and so is their end. Anything else is 404.
 */
class SandboxOAuth final : public SandboxService
{
public:
    /** The dialect that is told and the clock must outlive this. */
    SandboxOAuth(Clock &clock, SandboxTokens &tokens, SandboxOAuthRules rules);

    SandboxOAuthRules &rules() { return m_rules; }
    void addApplication(const QByteArray &id, const QByteArray &secret) { m_applications[id] = secret; }
    /** Somebody who has a drive there, by their login. The drive must outlive this. */
    void addPerson(SandboxDrive &drive) { m_people.push_back(&drive); }
    /** Access tokens for scopes that begin so are told to somebody else (a SharePoint host is not Graph). */
    void addResource(const QByteArray &scopePrefix, SandboxTokens &tokens) { m_resources[scopePrefix] = &tokens; }

    // What befalls people
    /** Password change, "log out everywhere": every token of theirs dies. */
    void endSignIns(const QString &login);
    /** Access tokens issued so far are too old from now on; refresh tokens live. */
    void expireAccessTokens();

    // What was asked, for tests
    int exchangeCount() const { return m_exchanges; }
    int refreshCount() const { return m_refreshes; } ///< refresh requests, refused ones included
    int revokeCount() const { return m_revocations; } ///< that succeeded
    /** Every code, token and verifier that went through here: what must be found nowhere else. */
    const QList<QByteArray> &secrets() const { return m_secrets; }

    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

private:
    using Form = QHash<QByteArray, QByteArray>;
    /** An open page of the browser. */
    struct Page {
        QByteArray client;
        QByteArray redirect; ///< as asked for; empty: none was
        QByteArray state;
        QByteArray challenge;
        QByteArray scope;
        QByteArray device;
    };
    struct Code {
        Page page;
        SandboxDrive *person = nullptr;
        std::chrono::milliseconds until{0};
        bool isUsed = false;
    };
    struct Grant {
        QByteArray client;
        SandboxDrive *person = nullptr;
        QByteArray scope;
        QByteArray device;
        QByteArray access; ///< the newest
        std::chrono::milliseconds until{0};
        bool isUsed = false; ///< single use, and used
        bool isDead = false;
    };

    SandboxResponse authorize(const SandboxRequest &request);
    SandboxResponse consent(const SandboxRequest &request);
    SandboxResponse token(const Form &form);
    SandboxResponse exchange(const Form &form);
    SandboxResponse refresh(const Form &form);
    SandboxResponse revoke(const Form &form);
    SandboxResponse issue(Grant grant, const QByteArray &scope);
    SandboxResponse error(int status, const QByteArray &code, const QByteArray &description) const;
    bool isRegistered(const QByteArray &redirect) const;
    bool areScopesKnown(const QByteArray &scope) const;
    std::optional<SandboxResponse> refuseApplication(const Form &form, bool needsSecret) const;
    SandboxTokens &tokensFor(const QByteArray &scope);
    QByteArray newSecret(const QByteArray &prefix);

    Clock &m_clock;
    SandboxTokens &m_tokens;
    SandboxOAuthRules m_rules;
    QObject m_timers;
    QHash<QByteArray, QByteArray> m_applications;
    std::vector<SandboxDrive *> m_people;
    std::map<QByteArray, SandboxTokens *> m_resources;
    QHash<QByteArray, Page> m_pages;
    QHash<QByteArray, Code> m_codes;
    QHash<QByteArray, Grant> m_grants; ///< by refresh token
    QHash<QByteArray, SandboxTokens *> m_access; ///< living access tokens and who was told
    QList<QByteArray> m_secrets;
    int m_exchanges = 0;
    int m_refreshes = 0;
    int m_revocations = 0;
};

} // namespace Unbin
