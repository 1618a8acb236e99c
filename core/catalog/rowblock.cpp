// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/rowblock.h"

namespace Unbin {

namespace {

constexpr quint32 wasteWorthDropping = 4096; // bytes

} // namespace

RowBlock::RowBlock()
    : m_rows(rowCount)
{ }

std::string_view RowBlock::name(quint32 slot) const
{
    const FixedRow &row = m_rows[slot];
    return text(row.textBegin + row.idLength, row.nameLength);
}

std::string_view RowBlock::etag(quint32 slot) const
{
    const FixedRow &row = m_rows[slot];
    return text(row.textBegin + row.idLength + row.nameLength, row.etagLength);
}

std::string_view RowBlock::hash(quint32 slot) const
{
    const FixedRow &row = m_rows[slot];
    return text(row.textBegin + row.idLength + row.nameLength + row.etagLength, row.hashLength);
}

std::string_view RowBlock::foldedName(quint32 slot) const
{
    const FixedRow &row = m_rows[slot];
    if (row.foldedLength == 0)
        return name(slot);
    return text(row.textBegin + row.textLength() - row.foldedLength, row.foldedLength);
}

bool RowBlock::holds(quint32 slot, FixedRow row, const RowText &text) const
{
    const FixedRow &old = m_rows[slot];
    row.birth = old.birth;
    row.textBegin = old.textBegin;
    row.idLength = old.idLength;
    row.nameLength = old.nameLength;
    row.etagLength = old.etagLength;
    row.foldedLength = old.foldedLength;
    row.hashLength = old.hashLength;
    return row == old && id(slot) == text.id && name(slot) == text.name && etag(slot) == text.etag
        && hash(slot) == text.hash;
}

void RowBlock::put(quint32 slot, FixedRow row, const RowText &text)
{
    const bool isNew = m_rows[slot].isVacant();
    m_wasted += m_rows[slot].textLength();
    row.textBegin = quint32(m_text.size());
    row.idLength = quint32(text.id.size());
    row.nameLength = quint32(text.name.size());
    row.etagLength = quint32(text.etag.size());
    row.hashLength = quint8(text.hash.size());
    row.foldedLength = quint32(text.foldedName.size());
    for (std::string_view part : {text.id, text.name, text.etag, text.hash, text.foldedName})
        m_text.append(part);
    m_rows[slot] = row;
    m_used += isNew;
    if (m_wasted > wasteWorthDropping && m_wasted > m_text.size() / 2)
        dropWaste();
    else if (isNew && m_used == rowCount)
        m_text.shrink_to_fit(); // a full block rarely grows
}

void RowBlock::vacate(quint32 slot)
{
    m_wasted += m_rows[slot].textLength();
    m_rows[slot] = FixedRow{};
    --m_used;
}

void RowBlock::dropWaste()
{
    std::string kept;
    kept.reserve(m_text.size() - m_wasted);
    for (FixedRow &row : m_rows) {
        const auto begin = quint32(kept.size());
        kept.append(text(row.textBegin, row.textLength()));
        row.textBegin = begin;
    }
    m_text = std::move(kept);
    m_wasted = 0;
}

} // namespace Unbin
