// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binlisting.h"

#include "core/catalog/catalog.h"

#include <iterator>

namespace Unbin {

namespace {

constexpr std::ptrdiff_t sliceLength = 1000;

} // namespace

BinListing::BinListing(Provider &provider, Catalog &catalog, AccountId account, QObject *parent)
    : QObject(parent)
    , m_provider(provider)
    , m_catalog(catalog)
    , m_account(std::move(account))
{ }

BinListing::~BinListing() = default;

void BinListing::start()
{
    m_count = 0;
    m_end.reset();
    m_catalog.beginListing(m_account);
    m_job = launch(m_provider.listBin([this](std::vector<TrashedItem> &&page) { takePage(std::move(page)); }), this,
        [this](Result<ListSummary> end) {
            m_end = std::move(end);
            continueLater();
        });
}

void BinListing::cancel()
{
    if (m_job)
        m_job->cancel();
}

void BinListing::takePage(std::vector<TrashedItem> &&page)
{
    if (std::ssize(page) <= sliceLength) {
        m_slices.push_back(std::move(page));
    } else {
        for (auto from = page.begin(); from != page.end();) {
            const auto to = from + std::min(sliceLength, page.end() - from);
            m_slices.emplace_back(std::make_move_iterator(from), std::make_move_iterator(to));
            from = to;
        }
    }
    continueLater();
}

void BinListing::continueLater()
{
    if (!std::exchange(m_isHandingOn, true))
        QMetaObject::invokeMethod(this, &BinListing::handOn, Qt::QueuedConnection);
}

void BinListing::handOn()
{
    m_isHandingOn = false;
    if (!m_slices.empty()) {
        const std::vector<TrashedItem> slice = std::move(m_slices.front());
        m_slices.pop_front();
        m_count += std::ssize(slice);
        m_catalog.addListed(m_account, slice);
        Q_EMIT progressed();
    }
    if (!m_slices.empty())
        continueLater();
    else if (m_end)
        end();
}

void BinListing::end()
{
    const auto seen = !*m_end ? Catalog::Seen::Unknown
        : (*m_end)->isPartial ? Catalog::Seen::Parts
                              : Catalog::Seen::Everything;
    m_catalog.endListing(m_account, seen);
    Q_EMIT ended();
}

} // namespace Unbin
