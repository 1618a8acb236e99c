// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QByteArray>
#include <QObject>

namespace Unbin {

/**
 * Where a client gets its account's access token. Shared by every request of the account; however many ask,
 * one renewal runs at a time. Main thread.
 */
class TokenSource : public QObject
{
    Q_OBJECT
public:
    /** A token believed to be good. Fails with SignInNeeded if there is none. */
    virtual JobPtr<QByteArray> token() = 0;
    /** The service refused this token: a newer one, or SignInNeeded. */
    virtual JobPtr<QByteArray> renew(const QByteArray &refused) = 0;
    /**
     * Tokens of the same sign-in for another resource (Microsoft: a token opens one resource only, a SharePoint host is
     * not Graph). Owned by this source; nothing is asked for before its first token(). Null where there can't be any,
     * a pasted token above all.
     */
    virtual TokenSource *forResource(const QString &scope)
    {
        Q_UNUSED(scope)
        return nullptr;
    }

Q_SIGNALS:
    /** The account can't go on until the user signs in. Emitted once per loss. */
    void signInNeeded();
};

/** A token that can't be renewed: one the user pasted. */
class FixedTokenSource final : public TokenSource
{
    Q_OBJECT
public:
    explicit FixedTokenSource(QByteArray token = {});

    void setToken(const QByteArray &token);
    JobPtr<QByteArray> token() override;
    JobPtr<QByteArray> renew(const QByteArray &refused) override;

private:
    QByteArray m_token;
    bool m_isLost = false;
};

} // namespace Unbin
