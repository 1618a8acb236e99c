// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/namesort.h"

#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>

namespace Unbin {

namespace {

constexpr size_t rowsPerBucket = 500; // so that a bucket's keys fit into a core's cache
constexpr size_t mostBuckets = 2000; // so that the splitters do
constexpr size_t rowsPerShare = 30'000;

struct NamedRow {
    QCollatorSortKey key;
    RowNumber row;
};

/** Rows next to each other whose keys one thread makes. */
struct Share {
    size_t begin;
    size_t end;
    std::vector<NamedRow> named = {};
    std::vector<quint16> buckets = {}; // of each of them
};

using Bucket = std::vector<const NamedRow *>;

/**
 * Sorts by buckets. Keys lie scattered on the heap, and what costs time is to fetch them again for each comparison:
 * here a key finds its bucket while it is fresh, and a bucket is small enough to stay at hand while it is sorted.
 */
class NameSorter
{
public:
    NameSorter(
        const CatalogRows &catalog, Qt::SortOrder direction, QThreadPool &pool, const std::function<bool()> &isStopped)
        : m_catalog(catalog)
        , m_direction(direction)
        , m_pool(pool)
        , m_isStopped(isStopped)
    { }

    void sort(std::vector<RowNumber> &rows)
    {
        chooseSplitters(rows);
        for (size_t begin = 0; begin < rows.size(); begin += rowsPerShare)
            m_shares.push_back({begin, std::min(begin + rowsPerShare, rows.size())});
        QtConcurrent::blockingMap(&m_pool, m_shares, [&](Share &share) {
            if (!m_isStopped())
                makeKeys(share, rows);
        });
        std::vector<Bucket> buckets = distribute();
        QtConcurrent::blockingMap(&m_pool, buckets, [this](Bucket &bucket) {
            if (m_isStopped())
                return;
            std::sort(bucket.begin(), bucket.end(),
                [this](const NamedRow *a, const NamedRow *b) { return isBefore(*a, *b); });
        });
        auto to = rows.begin();
        for (const Bucket &bucket : buckets)
            to = std::transform(bucket.begin(), bucket.end(), to, [](const NamedRow *named) { return named->row; });
        // Freeing a million keys takes a while, too.
        QtConcurrent::blockingMap(&m_pool, m_shares, [](Share &share) { share.named = {}; });
    }

private:
    bool isBefore(const NamedRow &a, const NamedRow &b) const
    {
        const int comparison = a.key.compare(b.key);
        if (comparison == 0)
            return a.row < b.row;
        return m_direction == Qt::AscendingOrder ? comparison < 0 : comparison > 0;
    }

    NamedRow named(const QCollator &collator, RowNumber row) const
    {
        return {collator.sortKey(m_catalog.name(row)), row};
    }

    void chooseSplitters(const std::vector<RowNumber> &rows)
    {
        const size_t bucketCount = std::clamp<size_t>(rows.size() / rowsPerBucket, 1, mostBuckets);
        const QCollator collator = nameCollator();
        for (size_t i = 1; i < bucketCount; ++i)
            m_splitters.push_back(named(collator, rows[rows.size() * i / bucketCount]));
        std::sort(m_splitters.begin(), m_splitters.end(),
            [this](const NamedRow &a, const NamedRow &b) { return isBefore(a, b); });
    }

    void makeKeys(Share &share, const std::vector<RowNumber> &rows) const
    {
        const QCollator collator = nameCollator();
        share.named.reserve(share.end - share.begin);
        share.buckets.reserve(share.end - share.begin);
        for (size_t i = share.begin; i < share.end; ++i) {
            share.named.push_back(named(collator, rows[i]));
            const auto after = std::upper_bound(m_splitters.begin(), m_splitters.end(), share.named.back(),
                [this](const NamedRow &a, const NamedRow &b) { return isBefore(a, b); });
            share.buckets.push_back(quint16(after - m_splitters.begin()));
        }
    }

    std::vector<Bucket> distribute() const
    {
        std::vector<Bucket> buckets(m_splitters.size() + 1);
        for (const Share &share : m_shares) {
            for (size_t i = 0; i < share.named.size(); ++i)
                buckets[share.buckets[i]].push_back(&share.named[i]);
        }
        return buckets;
    }

    const CatalogRows &m_catalog;
    const Qt::SortOrder m_direction;
    QThreadPool &m_pool;
    const std::function<bool()> &m_isStopped;
    std::vector<NamedRow> m_splitters; // in order; a bucket holds what comes before its splitter
    std::vector<Share> m_shares;
};

} // namespace

QCollator nameCollator()
{
    // In the C locale Qt compares code points and knows no numbers; nobody wants to read such a list.
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

void sortByName(std::vector<RowNumber> &rows, const CatalogRows &catalog, Qt::SortOrder direction, QThreadPool &pool,
    const std::function<bool()> &isStopped)
{
    NameSorter(catalog, direction, pool, isStopped).sort(rows);
}

} // namespace Unbin
