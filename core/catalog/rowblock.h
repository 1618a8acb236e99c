// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QSharedData>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace Unbin {

/** What a row has besides its text. Instants are milliseconds since 1970 UTC. */
struct FixedRow {
    static constexpr qint64 noInstant = std::numeric_limits<qint64>::min();
    static constexpr quint16 noAccount = std::numeric_limits<quint16>::max();

    qint64 sizeBytes = -1;
    qint64 deletedAt = noInstant;
    qint64 createdAt = noInstant;
    qint64 modifiedAt = noInstant;
    qint64 purgeAt = noInstant;
    quint32 birth = 0;
    quint32 folder = 0; ///< in CatalogRows::folders()
    quint32 deletedBy = 0; ///< in CatalogRows::people()
    quint32 owner = 0; ///< in CatalogRows::people()
    quint32 textBegin = 0; ///< in the block's text: id, name, etag, hash, then the folded name if it differs
    quint32 idLength = 0;
    quint32 nameLength = 0;
    quint32 etagLength = 0;
    quint32 foldedLength = 0; ///< 0: the name is its own folded form
    quint16 account = noAccount; ///< in CatalogRows::accounts(); noAccount: vacant
    quint8 hashLength = 0;
    ContentHash::Algorithm hashAlgorithm = ContentHash::Algorithm::None;
    ItemKind kind = ItemKind::File;
    Restorability restorability = Restorability::InPlace;
    Remark remark = Remark::None;
    bool isPurgeEstimated = false;

    friend bool operator==(const FixedRow &, const FixedRow &) = default;

    bool isVacant() const { return account == noAccount; }
    quint32 textLength() const { return idLength + nameLength + etagLength + hashLength + foldedLength; }
};

/** The text of a row on its way into a block; UTF-8, the hash raw. */
struct RowText {
    std::string_view id;
    std::string_view name;
    std::string_view etag;
    std::string_view hash; ///< at most 255 bytes
    std::string_view foldedName; ///< empty if equal to name
};

/**
 * A thousand rows and their text, in one piece each: the unit of copying on write. Rows are replaced in
 * place; their old text stays as waste until it outweighs the rest, then the block's text is written anew.
 */
class RowBlock : public QSharedData
{
public:
    static constexpr quint32 rowCount = 1024;

    RowBlock();

    const FixedRow &row(quint32 slot) const { return m_rows[slot]; }
    std::string_view id(quint32 slot) const { return text(m_rows[slot].textBegin, m_rows[slot].idLength); }
    std::string_view name(quint32 slot) const;
    std::string_view etag(quint32 slot) const;
    std::string_view hash(quint32 slot) const;
    std::string_view foldedName(quint32 slot) const;
    /** True if put(slot, row, text) would change nothing but the birth. */
    bool holds(quint32 slot, FixedRow row, const RowText &text) const;

    /** Fills the slot; the text's place and lengths in row are set here. */
    void put(quint32 slot, FixedRow row, const RowText &text);
    void vacate(quint32 slot);
    void setRemark(quint32 slot, Remark remark) { m_rows[slot].remark = remark; }
    bool isEmpty() const { return m_used == 0; }

private:
    std::string_view text(quint32 begin, quint32 length) const { return {m_text.data() + begin, length}; }
    void dropWaste();

    std::vector<FixedRow> m_rows;
    std::string m_text;
    quint32 m_wasted = 0; // bytes of m_text that belong to no row
    quint32 m_used = 0;
};

} // namespace Unbin
