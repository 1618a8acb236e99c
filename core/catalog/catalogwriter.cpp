// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalogwriter.h"

#include "core/catalog/searchtext.h"

namespace Unbin {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

qint64 toMilliseconds(const QDateTime &instant)
{
    return instant.isValid() ? instant.toMSecsSinceEpoch() : FixedRow::noInstant;
}

} // namespace

CatalogWriter::CatalogWriter()
{
    m_rows.m_folders.append({}); // number 0: unknown
    m_folderUses.push_back(0);
    m_rows.m_people.append({}); // number 0: nobody
}

quint16 CatalogWriter::accountNumber(const AccountId &account)
{
    if (const auto found = m_accountNumbers.constFind(account); found != m_accountNumbers.constEnd())
        return *found;
    const auto number = quint16(m_rows.m_accounts.size());
    Q_ASSERT(number != FixedRow::noAccount);
    m_rows.m_accounts.append(account);
    m_accountNumbers.insert(account, number);
    return number;
}

std::optional<quint16> CatalogWriter::findAccount(const AccountId &account) const
{
    const auto found = m_accountNumbers.constFind(account);
    return found == m_accountNumbers.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<RowNumber> CatalogWriter::find(quint16 account, const ItemId &id) const
{
    return m_index.find(account, view(id.value().toUtf8()));
}

quint32 CatalogWriter::personNumber(const QString &name)
{
    if (name.isEmpty())
        return 0;
    if (const auto found = m_personNumbers.constFind(name); found != m_personNumbers.constEnd())
        return *found;
    const auto number = quint32(m_rows.m_people.size());
    m_rows.m_people.append(name);
    m_personNumbers.insert(name, number);
    return number;
}

std::optional<quint32> CatalogWriter::findFolder(quint16 account, const ItemId &id) const
{
    const auto found = m_folderNumbers.constFind({account, id, {}});
    return found == m_folderNumbers.constEnd() ? std::nullopt : std::optional(*found);
}

quint32 CatalogWriter::folderNumber(quint16 account, const ItemId &id, const QString &path)
{
    if (id.isEmpty() && path.isEmpty())
        return 0;
    const FolderKey key{account, id, id.isEmpty() ? path : QString()};
    if (const auto found = m_folderNumbers.constFind(key); found != m_folderNumbers.constEnd())
        return *found;
    const auto number = quint32(m_rows.m_folders.size());
    // The path of a folder with an id comes by setFolderPath(), so that it is told to be new.
    m_rows.m_folders.append({m_rows.m_accounts.at(account), id, key.path, searchText(key.path)});
    m_folderUses.push_back(0);
    m_folderNumbers.insert(key, number);
    return number;
}

bool CatalogWriter::setFolderPath(quint32 folder, const QString &path)
{
    if (m_rows.m_folders.at(folder).path == path)
        return false;
    BinFolder &edited = m_rows.m_folders.edit(folder);
    edited.path = path;
    edited.foldedPath = searchText(path);
    return true;
}

FixedRow CatalogWriter::fixedPart(quint16 account, const TrashedItem &item)
{
    FixedRow row;
    row.sizeBytes = item.sizeBytes;
    row.deletedAt = toMilliseconds(item.deletedAt);
    row.createdAt = toMilliseconds(item.createdAt);
    row.modifiedAt = toMilliseconds(item.modifiedAt);
    row.purgeAt = toMilliseconds(item.purgeAt);
    row.folder = folderNumber(account, item.originalParent, item.originalPath);
    row.deletedBy = personNumber(item.deletedBy);
    row.owner = personNumber(item.owner);
    row.account = account;
    row.hashAlgorithm = item.hash.algorithm;
    row.kind = item.kind;
    row.restorability = item.restorability;
    row.remark = item.remark;
    row.isPurgeEstimated = item.isPurgeEstimated;
    return row;
}

CatalogWriter::Written CatalogWriter::write(quint16 account, const TrashedItem &item, IfPresent ifPresent)
{
    const QByteArray id = item.id.value().toUtf8();
    const auto present = m_index.find(account, view(id));
    if (present && ifPresent == IfPresent::Keep)
        return {.row = *present};

    const QByteArray name = item.name.toUtf8();
    const QByteArray foldedName = searchText(item.name);
    const QByteArray etag = item.etag.toUtf8();
    const bool isHashOfUse = item.hash.bytes.size() <= std::numeric_limits<quint8>::max();
    const RowText text{.id = view(id),
        .name = view(name),
        .etag = view(etag),
        .hash = isHashOfUse ? view(item.hash.bytes) : std::string_view(),
        .foldedName = foldedName == name ? std::string_view() : view(foldedName)};
    FixedRow fixed = fixedPart(account, item);
    Written written;
    if (!item.originalPath.isEmpty() && setFolderPath(fixed.folder, item.originalPath))
        written.changedFolder = fixed.folder;

    written.row = present ? *present : vacantRow();
    const quint32 slot = written.row % RowBlock::rowCount;
    if (present) {
        const RowBlock &block = m_rows.block(written.row);
        if (block.holds(slot, fixed, text))
            return written;
        fixed.birth = block.row(slot).birth;
        --m_folderUses[block.row(slot).folder];
    } else {
        fixed.birth = ++m_births;
    }
    ++m_folderUses[fixed.folder];
    m_rows.editBlock(written.row).put(slot, fixed, text);
    if (!present) {
        m_index.insert(written.row);
        ++m_count;
        ++m_accountCounts[account];
    }
    written.isChanged = true;
    return written;
}

void CatalogWriter::setRemark(RowNumber row, Remark remark)
{
    m_rows.editBlock(row).setRemark(row % RowBlock::rowCount, remark);
}

void CatalogWriter::vacate(RowNumber row)
{
    m_index.remove(row);
    const FixedRow &gone = m_rows.fixed(row);
    --m_folderUses[gone.folder];
    --m_accountCounts[gone.account];
    --m_count;
    m_rows.editBlock(row).vacate(row % RowBlock::rowCount);
    if (m_rows.block(row).isEmpty())
        m_rows.m_blocks[row / RowBlock::rowCount] = m_emptyBlock;
    m_vacant.push_back(row);
}

RowNumber CatalogWriter::vacantRow()
{
    if (m_vacant.empty()) {
        const auto first = RowNumber(m_rows.capacity());
        m_rows.m_blocks.append(m_emptyBlock);
        for (quint32 slot = RowBlock::rowCount; slot > 0; --slot)
            m_vacant.push_back(first + slot - 1);
    }
    const RowNumber row = m_vacant.back();
    m_vacant.pop_back();
    return row;
}

} // namespace Unbin
