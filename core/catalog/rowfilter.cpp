// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/rowfilter.h"

#include "core/catalog/searchtext.h"

#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>

namespace Unbin {

namespace {

using WordSet = quint32; // a bit per word

constexpr qsizetype mostWords = 32; // further ones are not looked at
constexpr qsizetype rowsPerShare = 32 * RowBlock::rowCount;

struct Share {
    qsizetype begin;
    qsizetype end;
    BinTotals totals = {};
};

class Matcher
{
public:
    Matcher(const CatalogRows &rows, const BinFilter &filter)
        : m_rows(rows)
    {
        if (filter.account) {
            // indexOf gives -1 for an account without rows: no row has that number, vacant ones aside
            m_account = quint16(rows.accounts().indexOf(*filter.account));
        }
        const QStringList words = filter.text.simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words.first(std::min(words.size(), mostWords)))
            m_words.push_back(searchText(word).toStdString());
        m_all = m_words.size() == mostWords ? ~WordSet(0) : (WordSet(1) << m_words.size()) - 1;
        if (m_all != 0)
            lookAtFolders();
    }

    bool isOfAccount(const FixedRow &row) const { return !m_account || row.account == *m_account; }
    bool matches(RowNumber row) const
    {
        if (m_all == 0)
            return true;
        WordSet missing = m_all & ~m_foundInFolder[m_rows.fixed(row).folder];
        if (missing == 0)
            return true;
        const std::string_view name = m_rows.foldedName(row);
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

void filterShare(Share &share, const CatalogRows &rows, const Matcher &matcher, std::vector<quint8> &isShown)
{
    for (auto number = share.begin; number < share.end; ++number) {
        const auto row = RowNumber(number);
        const FixedRow &fixed = rows.fixed(row);
        if (fixed.isVacant() || !matcher.isOfAccount(fixed))
            continue;
        const qint64 bytes = std::max<qint64>(fixed.sizeBytes, 0);
        ++share.totals.allCount;
        share.totals.allBytes += bytes;
        if (!matcher.matches(row))
            continue;
        isShown[size_t(number)] = 1;
        ++share.totals.shownCount;
        share.totals.shownBytes += bytes;
    }
}

} // namespace

FilteredRows filterRows(const CatalogRows &rows, const BinFilter &filter, QThreadPool &pool)
{
    FilteredRows result;
    result.isShown.resize(size_t(rows.capacity()));
    std::vector<Share> shares;
    for (qsizetype begin = 0; begin < rows.capacity(); begin += rowsPerShare)
        shares.push_back({begin, std::min(begin + rowsPerShare, rows.capacity())});
    const Matcher matcher(rows, filter);
    QtConcurrent::blockingMap(&pool, shares, [&](Share &share) { filterShare(share, rows, matcher, result.isShown); });
    for (const Share &share : shares) {
        result.totals.shownCount += share.totals.shownCount;
        result.totals.shownBytes += share.totals.shownBytes;
        result.totals.allCount += share.totals.allCount;
        result.totals.allBytes += share.totals.allBytes;
    }
    return result;
}

} // namespace Unbin
