// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/tokensource.h"
#include "core/providers/provider.h"

namespace Unbin {

/** A service that only knows whose token it is handed: "token-of-robin" belongs to the user "robin". */
class IdentityProvider final : public Provider
{
    Q_OBJECT
public:
    explicit IdentityProvider(TokenSource *tokens)
        : m_tokens(tokens)
    {
        if (tokens)
            connect(tokens, &TokenSource::signInNeeded, this, &Provider::signInNeeded);
    }

    Capabilities capabilities() const override { return {}; }
    ItemId rootFolder() const override { return ItemId(QStringLiteral("root")); }
    JobPtr<AccountFacts> identify() override
    {
        if (!m_tokens)
            return readyJob(AccountFacts{.remoteId = QStringLiteral("here")});
        return mapJob<AccountFacts>(m_tokens->token(), [](Result<QByteArray> token) -> Result<AccountFacts> {
            if (!token)
                return failure(token.error());
            if (!token->startsWith("token-of-"))
                return failure(Error::Kind::SignInNeeded);
            const QString user = QString::fromLatin1(token->mid(9));
            return AccountFacts{.remoteId = user,
                .displayName = user.toUpper(),
                .login = user + QStringLiteral("@example.org")};
        });
    }

    JobPtr<ListSummary> listBin(PageSink<TrashedItem>) override { return no<ListSummary>(); }
    JobPtr<Whereabouts> locate(const TrashedItem &) override { return no<Whereabouts>(); }
    JobPtr<ListSummary> listFolder(const ItemId &, PageSink<LiveItem>) override { return no<ListSummary>(); }
    JobPtr<FolderFacts> lookAtFolder(const ItemId &) override { return no<FolderFacts>(); }
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &, const QString &) override
    {
        return no<std::optional<LiveItem>>();
    }
    JobPtr<LiveItem> restore(const RestoreOrder &) override { return no<LiveItem>(); }
    JobPtr<LiveItem> move(const LiveItem &, const Place &) override { return no<LiveItem>(); }
    JobPtr<LiveItem> createFolder(const Place &) override { return no<LiveItem>(); }
    JobPtr<TrashedItem> trash(const LiveItem &) override { return no<TrashedItem>(); }
    JobPtr<Done> purge(const TrashedItem &) override { return no<Done>(); }

private:
    template <class T>
    static JobPtr<T> no()
    {
        return failedJob<T>(Error::of(Error::Kind::Unsupported));
    }

    TokenSource *m_tokens;
};

} // namespace Unbin
