// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/draggeditems.h"

#include <QHash>
#include <QMimeData>
#include <QUuid>

namespace Unbin {

namespace {

using Register = QHash<QByteArray, std::weak_ptr<const DraggedItems>>;

/**
 * What is being dragged, by key. The platform may hand the drop a copy of our mime data, bytes only, so the items must
 * be found by what the bytes say. Keys can't be guessed: another program can't make us drop what is not dragged.
 */
Register &dragged()
{
    static Register entries;
    return entries;
}

/** Keeps the items alive as long as the drag. */
class CarryingMimeData : public QMimeData
{
public:
    CarryingMimeData(QByteArray key, std::shared_ptr<const DraggedItems> items)
        : m_key(std::move(key))
        , m_items(std::move(items))
    {
        dragged().insert(m_key, m_items);
        setData(DraggedItems::mimeType(), m_key);
    }
    ~CarryingMimeData() override { dragged().remove(m_key); }

private:
    QByteArray m_key;
    std::shared_ptr<const DraggedItems> m_items;
};

} // namespace

QString DraggedItems::mimeType()
{
    return QStringLiteral("application/x-unbin-items");
}

std::shared_ptr<const DraggedItems> DraggedItems::of(const QMimeData *data)
{
    return data ? dragged().value(data->data(mimeType())).lock() : nullptr;
}

QMimeData *DraggedItems::carry(CatalogRows rows, std::vector<RowNumber> numbers)
{
    return new CarryingMimeData(
        QUuid::createUuid().toByteArray(), std::make_shared<const DraggedItems>(std::move(rows), std::move(numbers)));
}

DraggedItems::DraggedItems(CatalogRows rows, std::vector<RowNumber> numbers)
    : m_rows(std::move(rows))
    , m_numbers(std::move(numbers))
{
    std::vector<bool> isPresent(size_t(m_rows.accounts().size()));
    for (const RowNumber row : m_numbers)
        isPresent[m_rows.fixed(row).account] = true;
    for (qsizetype number = 0; number < m_rows.accounts().size(); ++number) {
        if (isPresent[size_t(number)])
            m_accounts.insert(m_rows.accounts().at(number));
    }
}

std::vector<AccountItem> DraggedItems::items() const
{
    std::vector<AccountItem> all;
    all.reserve(m_numbers.size());
    for (const RowNumber row : m_numbers)
        all.push_back(m_rows.accountItem(row));
    return all;
}

} // namespace Unbin
