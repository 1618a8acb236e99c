// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/tokenstore.h"

#include <functional>

namespace Unbin {

/** A place for tokens that outlives their source, fails when told to, and can be slow. */
class MemoryTokenStore final : public TokenStore
{
public:
    std::optional<OAuthTokens> kept;
    QByteArray note;
    std::optional<Error> writeFault;
    std::optional<Error> readFault;
    int writes = 0;
    bool isHeld = false; ///< writes are taken, and end only when release() is called

    JobPtr<std::optional<OAuthTokens>> read() override
    {
        if (readFault)
            return failedJob<std::optional<OAuthTokens>>(*readFault);
        return std::make_unique<Act<std::optional<OAuthTokens>>>([this](auto end) { end(kept); });
    }
    JobPtr<Done> write(const OAuthTokens &tokens) override
    {
        return std::make_unique<Act<Done>>([this, tokens](auto end) {
            const auto act = [this, tokens, end] {
                ++writes;
                if (writeFault)
                    return end(failure(*writeFault));
                kept = tokens;
                end(Done{});
            };
            if (isHeld)
                m_held.push_back(act);
            else
                act();
        });
    }
    void noteRefresh(const QByteArray &hash) override { note = hash; }
    void clearRefresh() override { note.clear(); }
    QByteArray openRefresh() const override { return note; }

    int heldCount() const { return int(m_held.size()); }
    void release()
    {
        isHeld = false;
        for (const auto &act : std::exchange(m_held, {}))
            act();
    }

private:
    template <class T>
    class Act final : public Job<T>
    {
    public:
        using End = std::function<void(Result<T>)>;
        explicit Act(std::function<void(End)> act)
            : m_act(std::move(act))
        { }

    protected:
        void run() override
        {
            m_act([self = QPointer<Act>(this)](Result<T> result) {
                if (self)
                    self->finish(std::move(result));
            });
        }

    private:
        std::function<void(End)> m_act;
    };

    std::vector<std::function<void()>> m_held;
};

} // namespace Unbin
