// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/pagesearch.h"

#include "core/jobs/workerjob.h"
#include "ui/preview/renderjob.h"

#include <QElapsedTimer>

#include <algorithm>

namespace Unbin {

namespace {

class PageSearchJob final : public Job<PageSearch>
{
public:
    PageSearchJob(CachedContentPtr left, CachedContentPtr right, PagePair pages, PageSearchLimits limits)
        : m_left(std::move(left))
        , m_right(std::move(right))
        , m_pages(pages)
        , m_limits(limits)
    { }

protected:
    void run() override
    {
        m_timer.start();
        next();
    }

private:
    void next()
    {
        const int last = std::max(m_pages.left, m_pages.right);
        const int common = std::min(m_pages.left, m_pages.right);
        if (m_pages.page >= common)
            return end(m_pages.page < last ? std::optional(m_pages.page) : std::nullopt, true);
        if (m_found.looked >= m_limits.mostPages || m_timer.elapsed() >= m_limits.mostTime.count())
            return end(std::nullopt, false);
        setProgress({.doneItems = m_pages.page + 1, .totalItems = common});
        then(drawn(m_left), [this](Result<Picture> left) {
            if (!left)
                return end(m_pages.page, false);
            then(drawn(m_right), [this, left = std::move(*left)](Result<Picture> right) mutable {
                if (right)
                    compare(std::move(left), std::move(*right));
                else
                    end(m_pages.page, false);
            });
        });
    }
    JobPtr<Picture> drawn(const CachedContentPtr &content) const
    {
        return std::make_unique<RenderJob>(
            RenderRequest{.path = content->path, .page = m_pages.page, .largest = m_limits.largest});
    }
    void compare(Picture left, Picture right)
    {
        auto comparing = workerJob<bool>([a = std::move(left), b = std::move(right)](const WorkerContext &) -> Result<bool> {
            return comparePictures(a, b).isSame();
        });
        then(std::move(comparing), [this](Result<bool> isSame) {
            if (!isSame)
                return fail(isSame.error());
            ++m_found.looked;
            if (!*isSame)
                return end(m_pages.page, false);
            ++m_pages.page;
            next();
        });
    }
    void end(std::optional<int> page, bool isComplete)
    {
        m_found.page = page;
        m_found.isComplete = isComplete;
        succeed(m_found);
    }

    CachedContentPtr m_left;
    CachedContentPtr m_right;
    PagePair m_pages;
    PageSearchLimits m_limits;
    QElapsedTimer m_timer;
    PageSearch m_found;
};

} // namespace

JobPtr<PageSearch> pageSearchJob(
    CachedContentPtr left, CachedContentPtr right, PagePair pages, PageSearchLimits limits)
{
    return std::make_unique<PageSearchJob>(std::move(left), std::move(right), pages, limits);
}

} // namespace Unbin
