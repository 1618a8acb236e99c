// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/authorizationattempt.h"
#include "core/accounts/oauth/oauthtokens.h"
#include "core/jobs/job.h"

#include <QMetaType>
#include <QUrl>

#include <memory>

namespace Unbin {

class Clock;
class LoopbackListener;
class TokenClient;

/** What a person does in the browser, as whom, and how. */
struct SignInWish {
    enum class Way {
        Return, ///< the browser comes back to us by itself
        PastedCode, ///< the service shows a code, and the user pastes it: enterCode()
    };
    OAuthApplication application;
    Way way = Way::Return;
    QString loginHint; ///< who shall sign in again; empty: a new account
};

/** A page to open. */
struct SignInPage {
    QUrl address; ///< for the browser or for "Copy Link"; for no log
    SignInWish::Way way = SignInWish::Way::Return;
    /** The redirect address, where it is not the one that is registered at the service since its port is taken; empty
        otherwise. The service may refuse it. */
    QString unusualRedirect;
};

/**
 * The user's way through the browser: listens, names the page to open, waits for the answer, and turns the code into
 * tokens. Given up after five minutes (TimedOut), by cancel(), or by the user's no in the browser (Cancelled with code
 * "access_denied"). Busy (code "port") if no registered port is free and the service takes no other. Whatever the end,
 * the door is closed then. Main thread.
 */
class SignInJob final : public Job<OAuthTokens>
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes kPatience{5};

    /** Client and clock must outlive the job. */
    SignInJob(TokenClient &client, Clock &clock, SignInWish wish);
    ~SignInJob() override;

    /** The code that the service showed. False, and nothing happens, if it can't be one. */
    bool enterCode(const QString &text);

Q_SIGNALS:
    void pageReady(const Unbin::SignInPage &page); ///< once, from the event loop
    void codeArrived(); ///< the browser is done; the tokens are being fetched

protected:
    void run() override;
    void release() override;

private:
    void begin(const QUrl &redirect, const QString &unusualRedirect);
    void exchange(const QByteArray &code);

    TokenClient &m_client;
    Clock &m_clock;
    SignInWish m_wish;
    std::optional<AuthorizationAttempt> m_attempt;
    std::unique_ptr<LoopbackListener> m_listener;
    bool m_hasCode = false;
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::SignInWish)
