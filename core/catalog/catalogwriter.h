// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"
#include "core/catalog/rowindex.h"

#include <QHash>

#include <optional>
#include <vector>

namespace Unbin {

/**
 * Fills CatalogRows: gives items their slots, turns repeated text into numbers, finds rows by id. Announces
 * nothing; that is Catalog's part. Rows and folders are changed here only. Everything takes constant time.
 */
class CatalogWriter
{
public:
    enum class IfPresent { Replace, Keep };
    struct Written {
        RowNumber row = 0;
        bool isChanged = false; ///< false: exactly this was there, or something to be kept
        std::optional<quint32> changedFolder; ///< the item told another path of its folder
    };

    CatalogWriter();
    Q_DISABLE_COPY_MOVE(CatalogWriter)

    const CatalogRows &rows() const { return m_rows; }

    /** The account's number, made if it is new. */
    quint16 accountNumber(const AccountId &account);
    std::optional<quint16> findAccount(const AccountId &account) const;
    std::optional<RowNumber> find(quint16 account, const ItemId &id) const;
    qint64 count() const { return m_count; }
    qint64 count(quint16 account) const { return m_accountCounts.value(account); }

    Written write(quint16 account, const TrashedItem &item, IfPresent ifPresent);
    void setRemark(RowNumber row, Remark remark);
    void vacate(RowNumber row);

    std::optional<quint32> findFolder(quint16 account, const ItemId &id) const;
    /** The folder's number, made if it is new. The path counts only for a folder without id; 0 if both are empty. */
    quint32 folderNumber(quint16 account, const ItemId &id, const QString &path);
    /** True if the path was another one. */
    bool setFolderPath(quint32 folder, const QString &path);
    /** False: no row is in it at present. */
    bool isFolderUsed(quint32 folder) const { return m_folderUses[folder] > 0; }

private:
    struct FolderKey {
        quint16 account;
        ItemId id;
        QString path; ///< empty if there is an id
        friend bool operator==(const FolderKey &, const FolderKey &) = default;
        friend size_t qHash(const FolderKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.account, key.id.value(), key.path);
        }
    };
    quint32 personNumber(const QString &name);
    FixedRow fixedPart(quint16 account, const TrashedItem &item);
    RowNumber vacantRow();

    CatalogRows m_rows;
    RowIndex m_index{m_rows};
    QHash<FolderKey, quint32> m_folderNumbers;
    QHash<QString, quint32> m_personNumbers;
    QHash<AccountId, quint16> m_accountNumbers;
    QHash<quint16, qint64> m_accountCounts;
    std::vector<quint32> m_folderUses; // rows in each folder
    std::vector<RowNumber> m_vacant;
    QSharedDataPointer<RowBlock> m_emptyBlock{new RowBlock}; // stands for every block without rows
    qint64 m_count = 0;
    quint32 m_births = 0;
};

} // namespace Unbin
