// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalogrows.h"


namespace Unbin {

namespace {

QString toString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/** By a time zone it would cost 700 bytes on the heap; by UTC as such it costs none. */
QDateTime toInstant(qint64 milliseconds)
{
    return milliseconds == FixedRow::noInstant ? QDateTime()
                                               : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

} // namespace

QString CatalogRows::name(RowNumber row) const
{
    return toString(nameText(row));
}
QDateTime CatalogRows::deletedAt(RowNumber row) const
{
    return toInstant(fixed(row).deletedAt);
}
QDateTime CatalogRows::purgeAt(RowNumber row) const
{
    return toInstant(fixed(row).purgeAt);
}

TrashedItem CatalogRows::item(RowNumber row) const
{
    const FixedRow &facts = fixed(row);
    const RowBlock &text = block(row);
    const quint32 slot = row % RowBlock::rowCount;
    const BinFolder &folder = m_folders.at(facts.folder);
    const std::string_view hash = text.hash(slot);
    return TrashedItem{
        .id = ItemId(toString(text.id(slot))),
        .kind = facts.kind,
        .name = toString(text.name(slot)),
        .originalParent = folder.id,
        .originalPath = folder.path,
        .sizeBytes = facts.sizeBytes,
        .deletedAt = toInstant(facts.deletedAt),
        .createdAt = toInstant(facts.createdAt),
        .modifiedAt = toInstant(facts.modifiedAt),
        .purgeAt = toInstant(facts.purgeAt),
        .isPurgeEstimated = facts.isPurgeEstimated,
        .deletedBy = m_people.at(facts.deletedBy),
        .owner = m_people.at(facts.owner),
        .hash = {.algorithm = facts.hashAlgorithm, .bytes = QByteArray(hash.data(), qsizetype(hash.size()))},
        .etag = toString(text.etag(slot)),
        .restorability = facts.restorability,
        .remark = facts.remark,
    };
}

} // namespace Unbin
