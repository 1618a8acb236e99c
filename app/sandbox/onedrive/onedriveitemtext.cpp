// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedriveitemtext.h"

#include <QFileInfo>
#include <QtEndian>

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

QByteArray mimeType(const QString &name)
{
    static const QHash<QString, QByteArray> types = {{QStringLiteral("txt"), "text/plain"},
        {QStringLiteral("md"), "text/markdown"}, {QStringLiteral("csv"), "text/csv"},
        {QStringLiteral("jpg"), "image/jpeg"}, {QStringLiteral("png"), "image/png"},
        {QStringLiteral("pdf"), "application/pdf"}, {QStringLiteral("zip"), "application/zip"},
        {QStringLiteral("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {QStringLiteral("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    return types.value(QFileInfo(name).suffix().toLower(), "application/octet-stream");
}

} // namespace

QByteArray quickXorHash(const QByteArray &content)
{
    constexpr qsizetype bits = 160;
    std::array<uchar, bits / 8> hash{};
    for (qsizetype i = 0; i < content.size(); ++i) {
        const qsizetype bit = i * 11 % bits;
        const auto byte = unsigned(uchar(content[i])) << (bit % 8);
        hash[size_t(bit / 8)] ^= uchar(byte);
        hash[size_t(bit / 8 + 1) % hash.size()] ^= uchar(byte >> 8);
    }
    QByteArray result(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size()));
    for (int i = 0; i < 8; ++i)
        result[12 + i] = char(uchar(result[12 + i]) ^ uchar(quint64(content.size()) >> (8 * i)));
    return result;
}

bool ItemText::isProperty(QByteArrayView name)
{
    static const QByteArrayList names = {"id", "name", "size", "eTag", "cTag", "createdDateTime",
        "lastModifiedDateTime", "createdBy", "lastModifiedBy", "webUrl", "parentReference", "fileSystemInfo", "file",
        "folder", "package", "remoteItem", "root", "specialFolder", "deleted", "description", "shared", "sharepointIds",
        "malware", "image", "photo", "video", "audio", "publication", "bundle", "webDavUrl", "content.downloadUrl",
        "@microsoft.graph.downloadUrl"};
    return names.contains(name);
}

void ItemText::item(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const
{
    const SandboxDrive &drive = m_drive.drive();
    const bool isTombstone = view == View::Tombstone;
    json.beginObject();
    const bool isDownload = wanted.isAsked
        ? wanted.holds("@microsoft.graph.downloadUrl") || wanted.holds("content.downloadUrl")
        : view == View::Single;
    if (isDownload && ref.kind == SandboxKind::File && drive.isLive(ref))
        json.key("@microsoft.graph.downloadUrl").text(m_state.signedAddress(m_drive, ref, 0));
    if (wanted.holds("id"))
        json.key("id").text(m_drive.itemId(ref));
    if (wanted.holds("name") && !(isTombstone && !m_drive.isPersonal()))
        json.key("name").text(ref == SandboxDrive::root ? QStringLiteral("root") : drive.name(ref));
    if (wanted.holds("size")) {
        if (!isTombstone)
            json.key("size").number(drive.sizeBytes(ref));
        else if (!m_drive.isPersonal())
            json.key("size").number(0);
    }
    tags(json, ref, wanted, view);
    times(json, ref, wanted, view);
    if (wanted.holds("parentReference"))
        parentReference(json, ref, view);
    facets(json, ref, wanted);
    if (wanted.holds("deleted") && !drive.isLive(ref)) {
        json.key("deleted").beginObject();
        if (!m_state.odd().deletedState.isEmpty())
            json.key("state").text(m_state.odd().deletedState);
        json.endObject();
    }
    json.endObject();
}

void ItemText::tags(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const
{
    if (view == View::Tombstone)
        return;
    if (wanted.holds("eTag"))
        json.key("eTag").text(m_drive.eTag(ref));
    if (wanted.holds("cTag") && (m_drive.isPersonal() || view == View::Single))
        json.key("cTag").text(m_drive.cTag(ref));
    if (wanted.isAsked && !wanted.holds("webUrl"))
        return;
    const QStringList above = m_drive.drive().lastPath(ref);
    const QString path = (above + QStringList(m_drive.drive().name(ref))).join(u'/');
    json.key("webUrl").text(
        "https://practice.example" + m_drive.sitePath() + "/Documents/" + path.toUtf8().toPercentEncoding("/"));
}

void ItemText::times(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const
{
    using Times = OneDriveQuirks::TombstoneTimes;
    const bool isTombstone = view == View::Tombstone;
    const Times times = isTombstone ? m_state.odd().tombstoneTimes : Times::Present;
    const SandboxNode *node = m_drive.drive().node(ref);
    if (!node || times == Times::Missing)
        return;
    const auto text = [&](qint64 ms) {
        return times == Times::YearOne ? QByteArray("0001-01-01T00:00:00Z") : isoTime(ms);
    };
    if (wanted.holds("createdDateTime"))
        json.key("createdDateTime").text(text(node->createdMs));
    if (wanted.holds("lastModifiedDateTime"))
        json.key("lastModifiedDateTime").text(text(node->modifiedMs));
    if (isTombstone)
        return;
    for (const char *by : {"createdBy", "lastModifiedBy"}) {
        if (wanted.holds(by))
            person(json.key(by));
    }
    if (wanted.holds("fileSystemInfo")) {
        json.key("fileSystemInfo").beginObject().key("createdDateTime").text(isoTime(node->createdMs));
        json.key("lastModifiedDateTime").text(isoTime(node->modifiedMs)).endObject();
    }
}

void ItemText::person(JsonText &json) const
{
    const SandboxOwner &owner = m_drive.drive().owner();
    json.beginObject().key("user").beginObject();
    if (!m_drive.isPersonal())
        json.key("email").text(owner.login);
    json.key("id").text(QByteArray::number(owner.id)).key("displayName").text(owner.name).endObject().endObject();
}

QByteArray ItemText::driveId() const
{
    using Spelling = OneDriveQuirks::DriveIdSpelling;
    const QByteArray &id = m_drive.id();
    const bool isOddTurn = m_state.requestNumber % 2 == 1;
    if (!m_drive.isPersonal() || !isOddTurn)
        return id;
    switch (m_state.odd().driveIdSpelling) {
    case Spelling::Steady:
        return id;
    case Spelling::AlternatingCase:
        return id.toUpper();
    case Spelling::LosesZero:
        return id.startsWith('0') ? id.mid(1) : id;
    }
    Q_UNREACHABLE();
}

QByteArray ItemText::pathText(SandboxRef folder) const
{
    QByteArray text = m_state.odd().pathsNameNoDrive ? QByteArray("/drive/root:")
                                                     : "/drives/" + m_drive.id().toPercentEncoding("!") + "/root:";
    if (folder == SandboxDrive::root)
        return text;
    for (const QString &name : m_drive.drive().lastPath(folder) + QStringList(m_drive.drive().name(folder)))
        text += '/' + name.toUtf8().toPercentEncoding();
    return text;
}

SandboxRef ItemText::tombstoneParent(SandboxRef ref) const
{
    using Parent = OneDriveQuirks::TombstoneParent;
    const SandboxRef original = m_drive.drive().parent(ref);
    switch (m_state.odd().tombstoneParent) {
    case Parent::Root:
        return SandboxDrive::root;
    case Parent::Original:
        return original;
    case Parent::Replacement: {
        const auto other = m_drive.drive().node(original)
            ? m_drive.drive().childNamed(original, m_drive.drive().name(ref))
            : std::nullopt;
        return other && other->kind == SandboxKind::Folder ? *other : SandboxDrive::root;
    }
    }
    Q_UNREACHABLE();
}

void ItemText::parentReference(JsonText &json, SandboxRef ref, View view) const
{
    json.key("parentReference").beginObject();
    json.key("driveType").text(m_drive.isPersonal() ? u"personal" : u"business").key("driveId").text(driveId());
    if (ref == SandboxDrive::root) {
        json.endObject();
        return;
    }
    const SandboxRef parent = view == View::Tombstone ? tombstoneParent(ref) : m_drive.drive().parent(ref);
    const QByteArray id = m_drive.itemId(parent);
    const bool isOddCase = m_state.odd().itemIdsVaryInCase && m_drive.isPersonal() && m_state.requestNumber % 2 == 1;
    const qsizetype mark = id.indexOf('!');
    json.key("id").text(isOddCase ? id.left(mark).toLower() + id.mid(mark) : id);
    const bool hasPath = view == View::Single && (m_drive.drive().isLive(ref) || m_state.odd().deletedItemsHavePaths);
    if (hasPath) {
        json.key("name").text(m_drive.drive().name(parent));
        json.key("path").text(pathText(parent));
    }
    json.endObject();
}

void ItemText::facets(JsonText &json, SandboxRef ref, const Selection &wanted) const
{
    const SandboxDrive &drive = m_drive.drive();
    const SandboxNode *node = drive.node(ref);
    if (ref.kind == SandboxKind::File && wanted.holds("file"))
        fileFacet(json.key("file"), ref);
    if (ref.kind == SandboxKind::Folder && wanted.holds("folder")) {
        json.key("folder").beginObject();
        json.key("childCount").number(qint64(drive.children(ref).size())).endObject();
    }
    const bool isShortcut = ref.kind == SandboxKind::Link && node && !node->url.isEmpty();
    if (ref.kind == SandboxKind::Link && !isShortcut && wanted.holds("package"))
        json.key("package").beginObject().key("type").text(u"oneNote").endObject();
    if (isShortcut && wanted.holds("remoteItem")) { // a folder that somebody else shared
        json.key("remoteItem").beginObject().key("id").text(u"FEDCBA9876543210!s77").key("name").text(drive.name(ref));
        json.key("folder").beginObject().key("childCount").number(4).endObject();
        json.key("parentReference").beginObject().key("driveId").text(u"fedcba9876543210").endObject().endObject();
    }
    if (ref == SandboxDrive::root && wanted.holds("root"))
        json.key("root").beginObject().endObject();
}

void ItemText::fileFacet(JsonText &json, SandboxRef ref) const
{
    const SandboxNode *node = m_drive.drive().node(ref);
    json.beginObject();
    if (node && m_drive.drive().isLive(ref)) {
        json.key("mimeType").text(mimeType(m_drive.drive().name(ref)));
        if (!node->content.bytes.isEmpty()) // made-up content has no bytes to hash
            json.key("hashes")
                .beginObject()
                .key("quickXorHash")
                .text(quickXorHash(node->content.bytes).toBase64())
                .endObject();
    }
    json.endObject();
}

void ItemText::staleItem(JsonText &json, SandboxRef ref) const
{
    json.beginObject().key("id").text(m_drive.itemId(ref)).key("name").text(u"an old name").key("size").number(1);
    json.key(ref.kind == SandboxKind::Folder ? "folder" : "file").beginObject().endObject();
    json.key("parentReference").beginObject().key("driveId").text(m_drive.id());
    json.key("id").text(m_drive.itemId(SandboxDrive::root)).endObject().endObject();
}

void ItemText::foreignItem(JsonText &json) const
{
    json.beginObject().key("id").text(u"FEDCBA9876543210!s99").key("name").text(u"Shared by Kim");
    json.key("size").number(10).key("folder").beginObject().key("childCount").number(0).endObject();
    json.key("parentReference").beginObject().key("driveId").text(u"fedcba9876543210").endObject().endObject();
}

} // namespace Unbin::OneDriveSandbox
