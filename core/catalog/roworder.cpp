// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/roworder.h"

#include "core/catalog/namesort.h"

#include <algorithm>
#include <numeric>

namespace Unbin {

namespace {

/** ranks[i] = how many of the texts come before texts[i]; equal texts share a rank. */
std::vector<quint32> ranksOf(const std::vector<QString> &texts)
{
    const QCollator collator = nameCollator();
    std::vector<QCollatorSortKey> keys;
    keys.reserve(texts.size());
    for (const QString &text : texts)
        keys.push_back(collator.sortKey(text));
    std::vector<quint32> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return keys[a].compare(keys[b]) < 0; });
    std::vector<quint32> ranks(texts.size());
    for (size_t i = 1; i < order.size(); ++i)
        ranks[order[i]] = ranks[order[i - 1]] + (keys[order[i - 1]].compare(keys[order[i]]) < 0);
    return ranks;
}

/** Kind first, then the first seven bytes of the folded ending: enough to bring equal types together. */
qint64 typeNumber(ItemKind kind, std::string_view foldedName)
{
    constexpr size_t endingBytes = 7;
    const size_t dot = kind == ItemKind::File ? foldedName.rfind('.') : std::string_view::npos;
    const auto ending = dot == std::string_view::npos || dot == 0 ? std::string_view() : foldedName.substr(dot + 1);
    quint64 number = kind == ItemKind::Folder ? 0 : quint64(kind) + 1; // folders before files
    for (size_t i = 0; i < endingBytes; ++i)
        number = number << 8 | (i < ending.size() ? quint8(ending[i]) : 0);
    return qint64(number);
}

} // namespace

RowOrder::RowOrder(const CatalogRows &rows, const BinOrder &order, const QHash<AccountId, QString> &accountLabels)
    : m_rows(rows)
    , m_order(order)
{
    if (order.column == BinColumn::OriginalLocation)
        rankFolders();
    else if (order.column == BinColumn::DeletedBy)
        rankPeople();
    else if (order.column == BinColumn::Account)
        rankAccounts(accountLabels);
}

void RowOrder::rankFolders()
{
    std::vector<QString> paths;
    for (qsizetype i = 0; i < m_rows.folders().size(); ++i)
        paths.push_back(m_rows.folders().at(i).path);
    m_ranks = ranksOf(paths);
}

void RowOrder::rankPeople()
{
    std::vector<QString> names;
    for (qsizetype i = 0; i < m_rows.people().size(); ++i)
        names.push_back(m_rows.people().at(i));
    m_ranks = ranksOf(names);
}

void RowOrder::rankAccounts(const QHash<AccountId, QString> &labels)
{
    std::vector<QString> names;
    for (const AccountId &account : m_rows.accounts())
        names.push_back(labels.value(account));
    m_ranks = ranksOf(names);
}

qint64 RowOrder::numberOf(RowNumber row) const
{
    const FixedRow &fixed = m_rows.fixed(row);
    switch (m_order.column) {
    case BinColumn::Name:
        break;
    case BinColumn::OriginalLocation:
        return m_ranks[fixed.folder];
    case BinColumn::Deleted:
        return fixed.deletedAt;
    case BinColumn::DeletedBy:
        return m_ranks[fixed.deletedBy];
    case BinColumn::TimeLeft:
        return fixed.purgeAt == FixedRow::noInstant ? std::numeric_limits<qint64>::max() : fixed.purgeAt;
    case BinColumn::Size:
        return fixed.sizeBytes;
    case BinColumn::Type:
        return typeNumber(fixed.kind, m_rows.foldedName(row));
    case BinColumn::Account:
        return m_ranks[fixed.account];
    }
    return 0;
}

bool RowOrder::isBefore(int comparison, RowNumber a, RowNumber b) const
{
    if (comparison == 0)
        return a < b;
    return m_order.direction == Qt::AscendingOrder ? comparison < 0 : comparison > 0;
}

void RowOrder::sort(std::vector<RowNumber> &rows, QThreadPool &pool, const std::function<bool()> &isStopped) const
{
    if (isByName())
        sortByName(rows, m_rows, m_order.direction, pool, isStopped);
    else
        sortByNumber(rows);
}

void RowOrder::sortByNumber(std::vector<RowNumber> &rows) const
{
    struct NumberedRow {
        qint64 number;
        RowNumber row;
    };
    std::vector<NumberedRow> numbered;
    numbered.reserve(rows.size());
    for (const RowNumber row : rows)
        numbered.push_back({numberOf(row), row});
    const bool isAscending = m_order.direction == Qt::AscendingOrder;
    std::sort(numbered.begin(), numbered.end(), [isAscending](const NumberedRow &a, const NumberedRow &b) {
        if (a.number != b.number)
            return (a.number < b.number) == isAscending;
        return a.row < b.row;
    });
    std::transform(numbered.begin(), numbered.end(), rows.begin(), [](const NumberedRow &r) { return r.row; });
}

template <class Compare>
std::vector<RowNumber> RowOrder::mergeBy(
    const std::vector<RowNumber> &kept, const std::vector<RowNumber> &incoming, Compare compare) const
{
    std::vector<RowNumber> merged;
    merged.reserve(kept.size() + incoming.size());
    auto from = kept.begin();
    for (size_t i = 0; i < incoming.size(); ++i) {
        const RowNumber row = incoming[i];
        const auto to = std::partition_point(
            from, kept.end(), [&](RowNumber old) { return isBefore(compare(old, i), old, row); });
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, kept.end());
    return merged;
}

std::vector<RowNumber> RowOrder::merge(const std::vector<RowNumber> &kept, const std::vector<RowNumber> &incoming) const
{
    if (isByName()) {
        const QCollator collator = nameCollator();
        std::vector<QCollatorSortKey> keys;
        keys.reserve(incoming.size());
        for (const RowNumber row : incoming)
            keys.push_back(collator.sortKey(m_rows.name(row)));
        return mergeBy(kept, incoming,
            [&](RowNumber old, size_t i) { return collator.sortKey(m_rows.name(old)).compare(keys[i]); });
    }
    return mergeBy(kept, incoming, [&](RowNumber old, size_t i) {
        const qint64 a = numberOf(old);
        const qint64 b = numberOf(incoming[i]);
        return a < b ? -1 : int(a > b);
    });
}

} // namespace Unbin
