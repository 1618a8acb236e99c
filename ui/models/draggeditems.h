// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <QString>

#include <memory>
#include <set>
#include <vector>

class QMimeData;

namespace Unbin {

/**
 * Items of bins under the mouse. Dragging 100,000 of them costs their row numbers and nothing else: the mime
 * data carries a key, the items are made from the rows when somebody wants them. They are those of the moment
 * the drag began. Lives as long as the drag's mime data, or whoever holds the pointer. Only within this
 * program.
 */
class DraggedItems
{
public:
    /** "application/x-unbin-items" */
    static QString mimeType();
    /** The items of a drag of ours; null for anything else. */
    static std::shared_ptr<const DraggedItems> of(const QMimeData *data);
    /** Mime data that carries them; the caller owns it. */
    static QMimeData *carry(CatalogRows rows, std::vector<RowNumber> numbers);

    DraggedItems(CatalogRows rows, std::vector<RowNumber> numbers);

    size_t count() const { return m_numbers.size(); }
    AccountItem first() const { return m_rows.accountItem(m_numbers.front()); }
    /** In shown order. Takes time in proportion to their number: for the drop, not for every move of the
     * mouse. */
    std::vector<AccountItem> items() const;
    /** The accounts whose bins they lie in. */
    const std::set<AccountId> &accounts() const { return m_accounts; }

private:
    CatalogRows m_rows;
    std::vector<RowNumber> m_numbers;
    std::set<AccountId> m_accounts;
};

} // namespace Unbin
