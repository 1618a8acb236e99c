// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxdrive.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Unbin {

namespace {

qint64 msOrZero(const QDateTime &at)
{
    return at.isValid() ? at.toMSecsSinceEpoch() : 0;
}

QString bulkName(quint32 serial)
{
    static const std::array<const char *, 8> stems
        = {"invoice", "scan", "IMG", "draft", "minutes", "export", "photo", "notes"};
    static const std::array<const char *, 8> endings = {"pdf", "tiff", "jpg", "docx", "odt", "csv", "heic", "txt"};
    return QStringLiteral("%1_%2.%3")
        .arg(QLatin1String(stems[serial % 8]))
        .arg(serial, 7, 10, QLatin1Char('0'))
        .arg(QLatin1String(endings[serial % 8]));
}

} // namespace

SandboxContent SandboxContent::of(const QByteArray &bytes)
{
    return {.sizeBytes = bytes.size(), .bytes = bytes};
}

SandboxContent SandboxContent::madeUp(qint64 sizeBytes, quint32 seed)
{
    return {.sizeBytes = sizeBytes, .seed = seed};
}

QByteArray SandboxContent::data() const
{
    if (!bytes.isEmpty() || sizeBytes == 0)
        return bytes;
    const QByteArray line = "practice content " + QByteArray::number(seed) + '\n';
    return line.repeated(sizeBytes / line.size() + 1).first(sizeBytes);
}

QByteArray SandboxContent::sha1() const
{
    if (!bytes.isEmpty() || sizeBytes == 0)
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
    const QByteArray standIn = QByteArray::number(sizeBytes) + ' ' + QByteArray::number(seed);
    return QCryptographicHash::hash(standIn, QCryptographicHash::Sha1);
}

SandboxDrive::SandboxDrive(SandboxOwner owner, quint64 numbering)
    : m_owner(std::move(owner))
    , m_numbering(numbering)
{
    m_tables[size_t(SandboxKind::Folder)].push_back(SandboxNode{.name = QStringLiteral("All Files")});
    m_directories.emplace_back();
}

const SandboxNode *SandboxDrive::node(SandboxRef ref) const
{
    const Table &nodes = table(ref.kind);
    if (ref.serial >= nodes.size() || nodes[ref.serial].state == SandboxNode::State::Gone)
        return nullptr;
    return &nodes[ref.serial];
}

QString SandboxDrive::name(SandboxRef ref) const
{
    const QString &own = table(ref.kind)[ref.serial].name;
    return own.isNull() ? bulkName(ref.serial) : own;
}

const std::set<SandboxRef> &SandboxDrive::children(SandboxRef folder) const
{
    return m_directories[folder.serial].children;
}

std::optional<SandboxRef> SandboxDrive::childNamed(SandboxRef folder, const QString &name) const
{
    const auto &byName = m_directories[folder.serial].byName;
    const auto found = byName.constFind(keyOf(name));
    return found == byName.cend() ? std::nullopt : std::optional(*found);
}

bool SandboxDrive::isLive(SandboxRef ref) const
{
    for (const SandboxNode *at = node(ref); at && at->state == SandboxNode::State::There;
         ref = parent(ref), at = node(ref)) {
        if (ref == root)
            return true;
    }
    return false;
}

bool SandboxDrive::isTrashedItself(SandboxRef ref) const
{
    const SandboxNode *at = node(ref);
    return at && at->state == SandboxNode::State::Trashed;
}

bool SandboxDrive::isInside(SandboxRef ref, SandboxRef folder) const
{
    while (ref != folder) {
        const SandboxNode *at = node(ref);
        if (ref == root || !at || at->state != SandboxNode::State::There)
            return false;
        ref = parent(ref);
    }
    return true;
}

QList<SandboxRef> SandboxDrive::path(SandboxRef ref) const
{
    QList<SandboxRef> above;
    while (ref != root && node(ref)) {
        ref = parent(ref);
        above.prepend(ref);
    }
    return above;
}

QStringList SandboxDrive::lastPath(SandboxRef ref) const
{
    QStringList names;
    while (ref != root) {
        ref = parent(ref);
        if (ref != root)
            names.prepend(name(ref));
    }
    return names;
}

QString SandboxDrive::trashedFrom(SandboxRef ref) const
{
    const auto known = m_trashedFrom.constFind(ref);
    if (known != m_trashedFrom.cend())
        return *known;
    return QLatin1Char('/') + (lastPath(ref) << name(ref)).join(QLatin1Char('/'));
}

qint64 SandboxDrive::sizeBytes(SandboxRef ref) const
{
    if (ref.kind != SandboxKind::Folder)
        return node(ref)->content.sizeBytes;
    qint64 sum = 0;
    for (SandboxRef child : children(ref))
        sum += sizeBytes(child);
    return sum;
}

SandboxRef SandboxDrive::add(SandboxKind kind, SandboxRef parent, SandboxNode node, const QDateTime &at)
{
    Q_ASSERT(this->node(parent));
    const SandboxRef ref{kind, count(kind)};
    node.createdMs = node.modifiedMs = msOrZero(at);
    m_usedBytes += node.content.sizeBytes;
    const QString name = node.name;
    m_tables[size_t(kind)].push_back(std::move(node));
    if (kind == SandboxKind::Folder)
        m_directories.emplace_back();
    attach(ref, parent, name);
    tell(ref);
    return ref;
}

SandboxRef SandboxDrive::addFolder(SandboxRef parent, const QString &name, const QDateTime &at)
{
    return add(SandboxKind::Folder, parent, {.name = name}, at);
}

SandboxRef SandboxDrive::addFile(SandboxRef parent, const QString &name, SandboxContent content, const QDateTime &at)
{
    return add(SandboxKind::File, parent, {.name = name, .content = std::move(content)}, at);
}

SandboxRef SandboxDrive::addLink(SandboxRef parent, const QString &name, const QString &url, const QDateTime &at)
{
    return add(SandboxKind::Link, parent, {.name = name, .url = url}, at);
}

SandboxRef SandboxDrive::addFolders(const QString &path, const QDateTime &at)
{
    SandboxRef folder = root;
    for (const QString &name : path.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        const auto child = childNamed(folder, name);
        folder = child ? *child : addFolder(folder, name, at);
    }
    return folder;
}

void SandboxDrive::addTrashedBulk(SandboxRef folder, quint32 count, const QDateTime &lastTrashed)
{
    Table &files = m_tables[size_t(SandboxKind::File)];
    const qint64 last = msOrZero(lastTrashed);
    for (quint32 i = 0; i < count; ++i) {
        const auto serial = quint32(files.size());
        SandboxNode node{.parent = folder.serial, .state = SandboxNode::State::Trashed};
        node.content = SandboxContent::madeUp(qint64(serial) * 2654435761 % 50'000'000, serial);
        node.trashedMs = last - qint64(count - i) * 997;
        node.createdMs = node.modifiedMs = node.trashedMs - qint64(serial % 9973) * 60'000;
        m_usedBytes += node.content.sizeBytes;
        files.push_back(std::move(node));
    }
    m_trashedCount += count;
}

void SandboxDrive::setReadOnly(SandboxRef folder, bool isReadOnly)
{
    mutableNode(folder).isReadOnly = isReadOnly;
    tell(folder);
}

void SandboxDrive::setContent(SandboxRef file, SandboxContent content, const QDateTime &at)
{
    Q_ASSERT(file.kind == SandboxKind::File && node(file));
    SandboxNode &node = mutableNode(file);
    m_usedBytes += content.sizeBytes - node.content.sizeBytes;
    node.content = std::move(content);
    node.modifiedMs = msOrZero(at);
    ++node.revision;
    tell(file);
}

void SandboxDrive::attach(SandboxRef ref, SandboxRef folder, const QString &name)
{
    Q_ASSERT(!name.isEmpty() && !childNamed(folder, name));
    SandboxNode &node = mutableNode(ref);
    node.name = name;
    node.parent = folder.serial;
    Directory &directory = m_directories[folder.serial];
    directory.children.insert(ref);
    directory.byName.insert(keyOf(name), ref);
}

void SandboxDrive::detach(SandboxRef ref)
{
    Directory &directory = m_directories[parent(ref).serial];
    directory.children.erase(ref);
    directory.byName.remove(keyOf(name(ref)));
}

void SandboxDrive::trash(SandboxRef ref, const QDateTime &at)
{
    Q_ASSERT(ref != root && node(ref) && node(ref)->state == SandboxNode::State::There);
    m_trashedFrom.insert(ref, trashedFrom(ref));
    detach(ref);
    SandboxNode &node = mutableNode(ref);
    node.state = SandboxNode::State::Trashed;
    node.trashedMs = msOrZero(at);
    ++node.revision;
    ++m_trashedCount;
    tell(ref);
}

void SandboxDrive::restore(SandboxRef ref, SandboxRef folder, const QString &name, const QDateTime &at)
{
    Q_ASSERT(isTrashedItself(ref) && isLive(folder));
    m_trashedFrom.remove(ref);
    attach(ref, folder, name);
    SandboxNode &node = mutableNode(ref);
    node.state = SandboxNode::State::There;
    node.trashedMs = 0;
    node.modifiedMs = std::max(node.modifiedMs, msOrZero(at));
    ++node.revision;
    --m_trashedCount;
    tell(ref);
}

void SandboxDrive::move(SandboxRef ref, SandboxRef folder, const QString &name, const QDateTime &at)
{
    Q_ASSERT(ref != root && isLive(ref) && !isInside(folder, ref));
    detach(ref);
    attach(ref, folder, name);
    SandboxNode &node = mutableNode(ref);
    node.modifiedMs = std::max(node.modifiedMs, msOrZero(at));
    ++node.revision;
    tell(ref);
}

void SandboxDrive::takeOut(SandboxRef ref, SandboxRef folder, const QString &name)
{
    Q_ASSERT(ref != root && node(ref) && node(ref)->state == SandboxNode::State::There && isLive(folder));
    detach(ref);
    attach(ref, folder, name);
    ++mutableNode(ref).revision;
    tell(ref);
}

void SandboxDrive::purge(SandboxRef ref)
{
    Q_ASSERT(ref != root && node(ref));
    m_trashedFrom.remove(ref);
    if (ref.kind == SandboxKind::Folder) {
        const auto below = children(ref);
        for (SandboxRef child : below)
            purge(child);
    }
    SandboxNode &node = mutableNode(ref);
    if (node.state == SandboxNode::State::There)
        detach(ref);
    else
        --m_trashedCount;
    m_usedBytes -= node.content.sizeBytes;
    node.state = SandboxNode::State::Gone;
    node.content = {};
    tell(ref);
}

void SandboxDrive::tell(SandboxRef ref) const
{
    for (const Observer &observer : m_observers)
        observer(ref);
}

} // namespace Unbin
