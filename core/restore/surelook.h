// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/providers/provider.h"

#include <functional>
#include <memory>

namespace Unbin {

/** What the HTTP client has not asked for again by itself, and what may be whole the next time. */
bool isWorthAnotherLook(const Error &error);

/** How often a change is sent at most whose reply was lost and which a look found undone. */
inline constexpr int kMostTries = 4;
/** How often one looks at most while the replies make no sense. */
inline constexpr int kMostLooks = 4;

/** Looks, and again while the reply makes no sense: a look changes nothing, and what hangs on it may be an item. */
template<class T>
class SureLook final : public Job<T>
{
public:
    explicit SureLook(std::function<JobPtr<T>()> look)
        : m_look(std::move(look))
    { }

protected:
    void run() override
    {
        ++m_looks;
        this->then(m_look(), [this](Result<T> found) {
            if (!found && isWorthAnotherLook(found.error()) && m_looks < kMostLooks)
                run();
            else
                this->finish(std::move(found));
        });
    }

private:
    std::function<JobPtr<T>()> m_look;
    int m_looks = 0;
};

/** look makes the job that looks; what it refers to must outlive the job. Same errors. */
template<class T>
JobPtr<T> lookSurely(std::function<JobPtr<T>()> look)
{
    return std::make_unique<SureLook<T>>(std::move(look));
}

/** Provider::locate(), surely. The provider must outlive the job; errors as of locate(). */
JobPtr<Whereabouts> locateSurely(Provider &provider, TrashedItem item);

/** Provider::findChild(), surely. The provider must outlive the job; errors as of findChild(). */
JobPtr<std::optional<LiveItem>> findChildSurely(Provider &provider, ItemId folder, QString name);

} // namespace Unbin
