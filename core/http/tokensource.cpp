// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/tokensource.h"

#include <QPointer>

namespace Unbin {

namespace {

/** Asks when it runs, not when it is made. */
class AskJob final : public Job<QByteArray>
{
public:
    explicit AskJob(std::function<Result<QByteArray>()> ask)
        : m_ask(std::move(ask))
    { }

protected:
    void run() override { finish(m_ask()); }

private:
    std::function<Result<QByteArray>()> m_ask;
};

Error signInNeededError()
{
    return Error::of(Error::Kind::SignInNeeded, QStringLiteral("the token is missing or was refused"));
}

} // namespace

FixedTokenSource::FixedTokenSource(QByteArray token)
    : m_token(token.trimmed())
{ }

void FixedTokenSource::setToken(const QByteArray &token)
{
    m_token = token.trimmed();
    m_isLost = false;
}

JobPtr<QByteArray> FixedTokenSource::token()
{
    return std::make_unique<AskJob>([self = QPointer(this)]() -> Result<QByteArray> {
        if (!self || self->m_isLost || self->m_token.isEmpty())
            return failure(signInNeededError());
        return self->m_token;
    });
}

JobPtr<QByteArray> FixedTokenSource::renew(const QByteArray &refused)
{
    return std::make_unique<AskJob>([self = QPointer(this), refused]() -> Result<QByteArray> {
        if (!self)
            return failure(signInNeededError());
        if (!self->m_isLost && self->m_token != refused && !self->m_token.isEmpty())
            return self->m_token; // pasted anew while the old one was on its way
        if (!std::exchange(self->m_isLost, true))
            Q_EMIT self->signInNeeded();
        return failure(signInNeededError());
    });
}

} // namespace Unbin
