// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rowblock.h"
#include "core/catalog/sharedchunks.h"
#include "core/domain/item.h"

#include <QDateTime>
#include <QString>

#include <string_view>

namespace Unbin {

/** Number of a row: its slot in the catalog. Stays for as long as the row lives; may be used again
 * afterwards. */
using RowNumber = quint32;

/** A folder that items were deleted from. */
struct BinFolder {
    AccountId account;
    ItemId id; ///< empty where the service knows it by path only
    QString path; ///< for people; empty while unknown
    QByteArray foldedPath; ///< UTF-8, case-folded: what the filter looks into
};

/**
 * Everything known about all bins at one instant: a value, copied in constant time. A copy may be read on any
 * thread while the catalog goes on changing. Reading a row takes constant time.
 *
 * Rows are numbered below capacity(); some numbers may be vacant. Only CatalogWriter fills it.
 */
class CatalogRows
{
public:
    qsizetype capacity() const { return m_blocks.size() * RowBlock::rowCount; }
    bool isVacant(RowNumber row) const { return fixed(row).isVacant(); }
    /** Differs between two items that had the same number one after the other. */
    quint32 birth(RowNumber row) const { return fixed(row).birth; }

    ItemKind kind(RowNumber row) const { return fixed(row).kind; }
    QString name(RowNumber row) const; ///< raw; pass through displayName() before showing
    QString originalPath(RowNumber row) const { return m_folders.at(fixed(row).folder).path; } ///< empty while unknown
    qint64 sizeBytes(RowNumber row) const { return fixed(row).sizeBytes; } ///< -1 unknown
    QDateTime deletedAt(RowNumber row) const; ///< UTC; invalid if unknown
    QDateTime purgeAt(RowNumber row) const; ///< UTC; invalid if never or unknown
    bool isPurgeEstimated(RowNumber row) const { return fixed(row).isPurgeEstimated; }
    QString deletedBy(RowNumber row) const { return m_people.at(fixed(row).deletedBy); }
    Restorability restorability(RowNumber row) const { return fixed(row).restorability; }
    Remark remark(RowNumber row) const { return fixed(row).remark; }
    AccountId account(RowNumber row) const { return m_accounts.at(fixed(row).account); }

    /** The whole row as it came from the provider, with the path if that became known since. */
    TrashedItem item(RowNumber row) const;
    AccountItem accountItem(RowNumber row) const { return {account(row), item(row)}; }

    /** For sorting and filtering: the fixed part and UTF-8 views that live as long as this copy. */
    const FixedRow &fixed(RowNumber row) const { return block(row).row(row % RowBlock::rowCount); }
    std::string_view idText(RowNumber row) const { return block(row).id(row % RowBlock::rowCount); }
    std::string_view nameText(RowNumber row) const { return block(row).name(row % RowBlock::rowCount); }
    std::string_view foldedName(RowNumber row) const { return block(row).foldedName(row % RowBlock::rowCount); }
    /** The block that holds the row in its slot row % RowBlock::rowCount. */
    const RowBlock &block(RowNumber row) const { return *m_blocks.at(row / RowBlock::rowCount); }
    const SharedChunks<BinFolder> &folders() const { return m_folders; }
    const SharedChunks<QString> &people() const { return m_people; }
    const QList<AccountId> &accounts() const { return m_accounts; }

private:
    friend class CatalogWriter;
    RowBlock &editBlock(RowNumber row) { return *m_blocks[row / RowBlock::rowCount]; }

    QList<QSharedDataPointer<RowBlock>> m_blocks;
    SharedChunks<BinFolder> m_folders; // 0 is "unknown"
    SharedChunks<QString> m_people; // 0 is empty
    QList<AccountId> m_accounts; // a number is never given to another account
};

} // namespace Unbin
