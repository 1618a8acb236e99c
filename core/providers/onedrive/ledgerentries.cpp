// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledgerfile.h"

#include "core/providers/onedrive/ledgerschema.h"
#include "core/providers/onedrive/onedriveids.h"

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

constexpr int kMostLevels = 400; // replies are untrusted: parents may go round in a circle
constexpr int kPersonalRetentionDays = 30; // personal bins; support article, older text says as little as 3 (section 1.8)

/** What itemFrom() reads, in this order. */
const char *const kColumns = "SELECT i.node, i.id, i.name, i.kind, i.size, i.created, i.modified, i.seen, i.path, i.doubt,"
                             " i.hash_algorithm, i.hash, p.id, i.state, (p.state IS 2 AND p.batch IS i.batch)"
                             " FROM items i LEFT JOIN items p ON p.node = i.parent ";

bool isKindNumber(qint64 number)
{
    return number >= qint64(ItemKind::File) && number <= qint64(ItemKind::Other);
}

} // namespace

/** The path is left as it was frozen; empty if it was not. */
TrashedItem LedgerFile::itemFrom(const Statement &row) const
{
    TrashedItem item;
    item.id = itemId(row.text(1));
    item.name = row.text(2);
    item.kind = isKindNumber(row.integer(3)) ? ItemKind(row.integer(3)) : ItemKind::Other;
    item.sizeBytes = row.integer(4);
    item.createdAt = fromStored(row.integer(5));
    item.modifiedAt = fromStored(row.integer(6));
    item.deletedAt = fromStored(row.integer(7));
    item.originalPath = row.text(8);
    if (row.integer(9) != 0)
        item.remark = Remark::MayBeGone;
    const qint64 algorithm = row.integer(10);
    if (algorithm > 0 && algorithm <= qint64(ContentHash::Algorithm::QuickXor))
        item.hash = {ContentHash::Algorithm(algorithm), row.blob(11)};
    item.originalParent = itemId(row.text(12));
    if (item.deletedAt.isValid()) {
        item.purgeAt = item.deletedAt.addDays(kPersonalRetentionDays);
        item.isPurgeEstimated = true;
    }
    return item;
}

Result<std::vector<TrashedItem>> LedgerFile::entries()
{
    std::vector<TrashedItem> items;
    std::vector<std::pair<size_t, qint64>> pathless; // index in items, node
    {
        Statement read = m_database->prepare(QByteArray(kColumns)
            + "WHERE i.state = 2 AND i.name IS NOT NULL AND NOT (p.state IS 2 AND p.batch IS i.batch)");
        for (;;) {
            const auto row = read.step();
            if (!row)
                return failure(row.error());
            if (!*row)
                break;
            items.push_back(itemFrom(read));
            if (items.back().originalPath.isEmpty() && !items.back().originalParent.isEmpty())
                pathless.emplace_back(items.size() - 1, read.integer(0));
        }
    }
    for (const auto &[index, node] : pathless) {
        const auto path = folderPathOf(node);
        if (!path)
            return failure(path.error());
        items[index].originalPath = *path;
    }
    return items;
}

Result<std::vector<TrashedItem>> LedgerFile::inside(const ItemId &folder)
{
    const auto row = find(folder);
    if (!row)
        return failure(row.error());
    if (!*row || (*row)->state != LedgerRow::State::Trashed)
        return failure(Error::Kind::NotFound, QStringLiteral("the folder is not in the bin any more"));
    const TrashedItem &above = (*row)->item;
    const bool hasPath = !above.originalPath.isEmpty();
    const QString path
        = hasPath ? (above.originalPath == QLatin1String("/") ? QString() : above.originalPath) + u'/' + above.name : QString();
    std::vector<TrashedItem> items;
    Statement read = m_database->prepare(QByteArray(kColumns)
        + "WHERE p.id = ? AND p.state = 2 AND i.state = 2 AND i.batch IS p.batch AND i.name IS NOT NULL");
    read.bind(1, storedId(folder));
    for (;;) {
        const auto next = read.step();
        if (!next)
            return failure(next.error());
        if (!*next)
            return items;
        TrashedItem item = itemFrom(read);
        item.originalPath = path;
        item.remark = Remark::InsideTrashedFolder;
        items.push_back(std::move(item));
    }
}

Result<std::optional<LedgerRow>> LedgerFile::find(const ItemId &id)
{
    LedgerRow found;
    qint64 node = 0;
    {
        Statement read = m_database->prepare(QByteArray(kColumns) + "WHERE i.id = ?");
        const auto row = read.bind(1, storedId(id)).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return std::optional<LedgerRow>();
        node = read.integer(0);
        found.item = itemFrom(read);
        found.item.id = id;
        found.state = LedgerRow::State(std::clamp<qint64>(read.integer(13), 0, 3));
        found.isEntry = found.state == LedgerRow::State::Trashed && read.integer(14) == 0;
    }
    const auto crumbs = crumbsOf(node);
    const auto path = folderPathOf(node);
    if (!crumbs || !path)
        return failure(crumbs ? path.error() : crumbs.error());
    found.path = *crumbs;
    if (found.item.originalPath.isEmpty())
        found.item.originalPath = *path;
    return std::optional(found);
}

/** From the root to the item itself. Without a way to the root: what there is of it. */
Result<Breadcrumbs> LedgerFile::crumbsOf(qint64 node)
{
    Breadcrumbs crumbs;
    Statement read = m_database->prepare("SELECT id, name, parent, state FROM items WHERE node = ?");
    for (int level = 0; node > 0 && level < kMostLevels; ++level) {
        const auto row = read.bind(1, node).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            break;
        const bool isRoot = itemId(read.text(0)) == rootItemId();
        const bool isLive = read.integer(3) == StateLive;
        if (!isRoot && read.isNull(1))
            break; // nobody ever told its name
        crumbs.insert(crumbs.begin(),
            Breadcrumb{isLive || isRoot ? itemId(read.text(0)) : ItemId(), isRoot ? QString() : read.text(1)});
        node = isRoot ? 0 : read.integer(2);
        read.reset();
    }
    return crumbs;
}

/** Of the folder it is in; empty if the way to the root is not known. */
Result<QString> LedgerFile::folderPathOf(qint64 node)
{
    auto crumbs = crumbsOf(node);
    if (!crumbs)
        return failure(crumbs.error());
    if (crumbs->empty() || crumbs->front().id != rootItemId() || crumbs->size() < 2)
        return QString();
    crumbs->pop_back();
    return pathForPeople(*crumbs);
}

Result<QString> LedgerFile::idAtPath(const QString &path)
{
    auto node = nodeOf(m_rootStored);
    if (!node)
        return failure(node.error());
    QString stored = m_rootStored;
    Statement read = m_database->prepare(
        "SELECT node, id FROM items WHERE parent = ? AND name = ? COLLATE NOCASE AND state = 1 AND kind = 1");
    const auto segments = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &segment : segments) {
        const auto row = read.bind(1, *node).bind(2, segment).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return QString();
        node = read.integer(0);
        stored = read.text(1);
        read.reset();
    }
    return *node > 0 ? stored : QString();
}

Result<QStringList> LedgerFile::dump()
{
    QStringList lines;
    std::vector<qint64> live;
    {
        Statement read = m_database->prepare("SELECT node FROM items WHERE state = 1");
        for (;;) {
            const auto row = read.step();
            if (!row)
                return failure(row.error());
            if (!*row)
                break;
            live.push_back(read.integer(0));
        }
    }
    for (const qint64 node : live) {
        Statement read = m_database->prepare("SELECT id, name, kind, size FROM items WHERE node = ?");
        const auto row = read.bind(1, node).step();
        if (!row)
            return failure(row.error());
        if (itemId(read.text(0)) == rootItemId())
            continue;
        const auto folder = folderPathOf(node);
        if (!folder)
            return failure(folder.error());
        const QString path = (*folder == QLatin1String("/") ? QString() : *folder) + QLatin1Char('/') + read.text(1);
        lines.append(read.integer(2) == kFolderKind ? path + QLatin1Char('/')
                                                    : path + QLatin1Char(' ') + QString::number(read.integer(3)));
    }
    const auto bin = entries();
    if (!bin)
        return failure(bin.error());
    for (const TrashedItem &item : *bin)
        lines.append(QStringLiteral("bin %1 from %2").arg(item.name, item.originalPath));
    lines.sort();
    return lines;
}

} // namespace Unbin::OneDrive
