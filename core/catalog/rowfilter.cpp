// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/rowfilter.h"

#include "core/catalog/searchtext.h"
#include "core/catalog/viewsteps.h"

#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>

namespace Unbin {

namespace {

using WordSet = quint32; // a bit per word

constexpr size_t mostWords = 32; // further ones are not looked at
constexpr qsizetype rowsPerFilterShare = 32 * RowBlock::rowCount;

struct FilterShare {
    qsizetype begin;
    qsizetype end;
    BinTotals totals = {};
};

/** Folded, like what they are looked for in. */
std::vector<std::string> wordsOf(const BinFilter &filter)
{
    std::vector<std::string> words;
    for (const QString &word : filter.text.simplified().split(u' ', Qt::SkipEmptyParts))
        words.push_back(searchText(word).toStdString());
    words.resize(std::min(words.size(), mostWords));
    return words;
}

/** Whatever passes the filter passes the wider one. */
bool isWithin(const BinFilter &filter, const BinFilter &wider)
{
    if (filter.account != wider.account)
        return false;
    const auto words = wordsOf(filter);
    const auto widerWords = wordsOf(wider);
    return std::all_of(widerWords.begin(), widerWords.end(), [&words](const std::string &part) {
        return std::any_of(words.begin(), words.end(),
            [&part](const std::string &word) { return word.find(part) != std::string::npos; });
    });
}

class Matcher
{
public:
    Matcher(const CatalogRows &rows, const BinFilter &filter)
        : m_rows(rows)
        , m_words(wordsOf(filter))
    {
        if (filter.account) {
            // indexOf gives -1 for an account without rows: no row has that number, vacant ones aside
            m_account = quint16(rows.accounts().indexOf(*filter.account));
        }
        m_all = m_words.size() == mostWords ? ~WordSet(0) : (WordSet(1) << m_words.size()) - 1;
        if (m_all != 0)
            lookAtFolders();
    }

    bool isOfAccount(const FixedRow &row) const { return !m_account || row.account == *m_account; }
    bool matches(const RowBlock &block, quint32 slot) const
    {
        if (m_all == 0)
            return true;
        const WordSet missing = m_all & ~m_foundInFolder[block.row(slot).folder];
        if (missing == 0)
            return true;
        const std::string_view name = block.foldedName(slot);
        for (size_t i = 0; i < m_words.size(); ++i) {
            if ((missing >> i & 1) && name.find(m_words[i]) == std::string_view::npos)
                return false;
        }
        return true;
    }

private:
    void lookAtFolders()
    {
        m_foundInFolder.resize(size_t(m_rows.folders().size()));
        for (size_t folder = 0; folder < m_foundInFolder.size(); ++folder) {
            const QByteArray &path = m_rows.folders().at(qsizetype(folder)).foldedPath;
            const std::string_view text(path.constData(), size_t(path.size()));
            for (size_t i = 0; i < m_words.size(); ++i) {
                if (text.find(m_words[i]) != std::string_view::npos)
                    m_foundInFolder[folder] |= WordSet(1) << i;
            }
        }
    }

    const CatalogRows &m_rows;
    std::optional<quint16> m_account;
    std::vector<std::string> m_words;
    WordSet m_all = 0;
    std::vector<WordSet> m_foundInFolder;
};

/** Only the candidates, if there are any: rows that have a position. */
void filterShare(FilterShare &share, const CatalogRows &rows, const Matcher &matcher, const std::vector<quint32> *candidates,
    std::vector<quint8> &isShown)
{
    for (auto number = share.begin; number < share.end; ++number) {
        if (candidates && (*candidates)[size_t(number)] == nowhere)
            continue;
        const RowBlock &block = rows.block(RowNumber(number));
        const auto slot = quint32(number % RowBlock::rowCount);
        const FixedRow &row = block.row(slot);
        if (row.isVacant() || !matcher.isOfAccount(row))
            continue;
        const qint64 bytes = std::max<qint64>(row.sizeBytes, 0);
        ++share.totals.allCount;
        share.totals.allBytes += bytes;
        if (!matcher.matches(block, slot))
            continue;
        isShown[size_t(number)] = 1;
        ++share.totals.shownCount;
        share.totals.shownBytes += bytes;
    }
}

} // namespace

FilteredRows filterRows(
    const CatalogRows &rows, const BinFilter &filter, const std::optional<EarlierFilter> &earlier, QThreadPool &pool)
{
    FilteredRows result;
    result.isShown.resize(size_t(rows.capacity()));
    std::vector<FilterShare> shares;
    for (qsizetype begin = 0; begin < rows.capacity(); begin += rowsPerFilterShare)
        shares.push_back({begin, std::min(begin + rowsPerFilterShare, rows.capacity())});
    const Matcher matcher(rows, filter);
    result.isNarrowed = earlier && isWithin(filter, earlier->filter);
    const std::vector<quint32> *candidates = result.isNarrowed ? &earlier->positions : nullptr;
    QtConcurrent::blockingMap(
        &pool, shares, [&](FilterShare &share) { filterShare(share, rows, matcher, candidates, result.isShown); });
    for (const FilterShare &share : shares) {
        result.totals.shownCount += share.totals.shownCount;
        result.totals.shownBytes += share.totals.shownBytes;
        result.totals.allCount += share.totals.allCount;
        result.totals.allBytes += share.totals.allBytes;
    }
    if (result.isNarrowed) { // not all were looked at
        result.totals.allCount = earlier->totals.allCount;
        result.totals.allBytes = earlier->totals.allBytes;
    }
    return result;
}

} // namespace Unbin
