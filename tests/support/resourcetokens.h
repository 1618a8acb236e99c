// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/tokensource.h"

#include <QStringList>

namespace Unbin {

/** One sign-in that has a token for a service and another one for a second resource. */
class ResourceTokens final : public TokenSource
{
public:
    ResourceTokens(QByteArray token, QByteArray resourceToken)
        : m_own(std::move(token))
        , m_resource(std::move(resourceToken))
    { }

    JobPtr<QByteArray> token() override { return m_own.token(); }
    JobPtr<QByteArray> renew(const QByteArray &refused) override { return m_own.renew(refused); }
    TokenSource *forResource(const QString &scope) override
    {
        m_scopes += scope;
        return m_hasResource ? &m_resource : nullptr;
    }

    /** What tokens were asked for. */
    const QStringList &scopes() const { return m_scopes; }
    void setHasResource(bool hasResource) { m_hasResource = hasResource; }

private:
    FixedTokenSource m_own;
    FixedTokenSource m_resource;
    QStringList m_scopes;
    bool m_hasResource = true;
};

} // namespace Unbin
