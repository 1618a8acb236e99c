// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashrow.h"

#include <cerrno>

namespace Unbin::LocalTrash {

ItemKind kindOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return ItemKind::File;
    case S_IFDIR:
        return ItemKind::Folder;
    case S_IFLNK:
        return ItemKind::Link;
    default:
        return ItemKind::Other;
    }
}

QDateTime modificationTime(const struct stat &facts)
{
    return QDateTime::fromMSecsSinceEpoch(facts.st_mtim.tv_sec * 1000LL + facts.st_mtim.tv_nsec / 1'000'000, Qt::UTC);
}

QString pathForPeople(const QByteArray &path, const LocalTrashConfig &config)
{
    if (config.liveRoot == "/" || !isAtOrBelow(path, config.liveRoot))
        return decodeName(path);
    return path == config.liveRoot ? QStringLiteral("/") : decodeName(path.mid(config.liveRoot.size()));
}

RowReader::RowReader(
    const TrashFolder &trash, const LocalTrashConfig &config, const InfoCache &known, const DirectorySizes &sizes)
    : m_trash(trash)
    , m_config(config)
    , m_known(known)
    , m_sizes(sizes)
    , m_idPrefix(entryId({trash.path, QByteArray()}).value())
{ }

std::optional<TrashRow> RowReader::read(const QByteArray &name)
{
    TrashRow row;
    readInfo(name, row);
    if (struct stat content; statAt(m_trash.files.get(), name, &content))
        row.content = content;
    if (!row.hasInfo && !row.content)
        return std::nullopt;
    row.item.id = entryId(m_idPrefix, name);
    row.item.deletedAt = row.info.deletedAt;
    describeOrigin(name, row);
    describeContent(name, row);
    return row;
}

void RowReader::readInfo(const QByteArray &name, TrashRow &row)
{
    m_fileName.resize(0);
    m_fileName.append(name).append(kInfoSuffix);
    struct stat facts;
    if (!m_known.isEmpty()) {
        if (!statAt(m_trash.info.get(), m_fileName, &facts))
            return;
        if (const TrashInfo *known = m_known.find(facts)) {
            row.hasInfo = true;
            row.info = *known;
            row.infoFacts = facts;
            return;
        }
    }
    const int failed = readSmallFile(m_trash.info.get(), m_fileName.constData(), kMaxInfoBytes, &m_content, &facts);
    row.hasInfo = failed != ENOENT && failed != ENAMETOOLONG; // files/ may hold names too long to have a .trashinfo
    if (failed == 0) {
        row.info = parseTrashInfo(m_content, m_hours);
        row.infoFacts = facts;
    }
}

void RowReader::describeOrigin(const QByteArray &name, TrashRow &row)
{
    if (row.hasInfo)
        row.origin = originOf(row.info, m_trash);
    TrashedItem &item = row.item;
    if (row.origin.path.isEmpty()) {
        item.name = decodeName(name);
    } else {
        const Parent &parent = parentFor(parentPart(row.origin.path));
        if (row.origin.restorability == Restorability::InPlace && !parent.staysOnVolume) {
            row.origin.restorability = Restorability::ChosenFolderOnly;
            row.origin.remark = Remark::OriginOutsideVolume;
        }
        item.name = decodeName(namePart(row.origin.path));
        item.originalPath = parent.path;
        if (row.origin.restorability == Restorability::InPlace)
            item.originalParent = parent.id;
    }
    item.restorability = row.origin.restorability;
    item.remark = row.origin.remark;
}

const RowReader::Parent &RowReader::parentFor(QByteArrayView part)
{
    const auto known = m_parents.constFind(QByteArray::fromRawData(part.data(), part.size()));
    if (known != m_parents.cend())
        return *known;
    const QByteArray path = part.toByteArray();
    return *m_parents.insert(
        path, {liveIdOf(path), pathForPeople(path, m_config), m_trash.isHome || staysOnVolume(path, m_trash)});
}

void RowReader::describeContent(const QByteArray &name, TrashRow &row) const
{
    TrashedItem &item = row.item;
    if (!row.content) {
        item.kind = ItemKind::Other;
        item.etag = ghostIdentity();
        item.restorability = Restorability::CleanUpOnly;
        item.remark = Remark::ContentMissing;
        return;
    }
    item.kind = kindOf(row.content->st_mode);
    item.etag = identityOf(*row.content);
    item.modifiedAt = modificationTime(*row.content);
    if (item.kind == ItemKind::File)
        item.sizeBytes = row.content->st_size;
    else if (item.kind == ItemKind::Folder && row.infoFacts)
        item.sizeBytes = m_sizes.sizeBytes(name, row.infoFacts->st_mtim.tv_sec).value_or(-1);
}

std::optional<TrashRow> readRow(const TrashFolder &trash, const LocalTrashConfig &config, const QByteArray &name)
{
    const InfoCache nothingKnown;
    const DirectorySizes noSizes;
    return RowReader(trash, config, nothingKnown, noSizes).read(name);
}

} // namespace Unbin::LocalTrash
