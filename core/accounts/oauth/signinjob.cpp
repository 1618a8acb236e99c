// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/signinjob.h"

#include "core/accounts/oauth/loopbacklistener.h"
#include "core/accounts/oauth/tokenclient.h"
#include "core/domain/clock.h"

namespace Unbin {

SignInJob::SignInJob(TokenClient &client, Clock &clock, SignInWish wish)
    : m_client(client)
    , m_clock(clock)
    , m_wish(std::move(wish))
{ }

SignInJob::~SignInJob()
{
    release();
}

/** The listener may be the one that is telling us. */
void SignInJob::release()
{
    if (m_listener) {
        m_listener->close();
        m_listener.release()->deleteLater();
    }
}

void SignInJob::run()
{
    m_clock.callLater(kPatience, this, [this] {
        if (isRunning() && !m_hasCode) {
            release();
            fail(Error::of(Error::Kind::TimedOut, QStringLiteral("nobody came back from the browser")));
        }
    });
    if (m_wish.way == SignInWish::Way::PastedCode)
        return begin({}, {});
    const auto judge = [this](const QUrlQuery &answer) {
        auto code = m_attempt->read(answer);
        if (!code)
            return CallbackPage::NotThis;
        m_hasCode = true;
        // On a later turn: the page is still to be handed out.
        QMetaObject::invokeMethod(
            this,
            [this, code = *code] {
                if (!isRunning())
                    return;
                release();
                if (code)
                    exchange(*code);
                else
                    fail(code.error());
            },
            Qt::QueuedConnection);
        if (*code)
            return CallbackPage::SignedIn;
        return code->error().kind == Error::Kind::Cancelled ? CallbackPage::Denied : CallbackPage::Failed;
    };
    m_listener = std::make_unique<LoopbackListener>(m_client.service().redirect, m_clock, judge);
    if (const auto listening = m_listener->listen(); !listening)
        return fail(listening.error());
    const QUrl redirect = m_listener->address();
    begin(redirect, m_listener->isOnOtherPort() ? redirect.toString() : QString());
}

void SignInJob::begin(const QUrl &redirect, const QString &unusualRedirect)
{
    m_attempt.emplace(m_client.service(), m_wish.application,
        AuthorizationAttempt::Wish{.redirect = redirect, .loginHint = m_wish.loginHint});
    Q_EMIT pageReady({m_attempt->address(), m_wish.way, unusualRedirect});
}

bool SignInJob::enterCode(const QString &text)
{
    const auto code = AuthorizationAttempt::readPasted(text);
    if (!code || !isRunning() || !m_attempt || m_hasCode || m_wish.way != SignInWish::Way::PastedCode)
        return false;
    m_hasCode = true;
    exchange(*code);
    return true;
}

void SignInJob::exchange(const QByteArray &code)
{
    Q_EMIT codeArrived();
    if (!isRunning())
        return;
    then(m_client.exchange(m_wish.application, code, m_attempt->redirect(), m_attempt->verifier()),
        [this](Result<OAuthTokens> tokens) {
            if (!tokens && tokens.error().kind == Error::Kind::OutcomeUnknown)
                tokens.error().kind = Error::Kind::Unreachable; // nothing of the user's was changed
            finish(std::move(tokens));
        });
}

} // namespace Unbin
