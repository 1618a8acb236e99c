// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/box/boxitemtext.h"

#include <QFileInfo>

#include <array>
#include <chrono>

namespace Unbin {

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 retentionMs = 30 * dayMs; // "30 days later by default" [G:trash/index]

/** At most ten digits; no allocation, since a page has tens of thousands of them. */
void digits(QByteArray &out, unsigned value, int width)
{
    std::array<char, 10> text;
    for (int i = width - 1; i >= 0; --i, value /= 10)
        text[size_t(i)] = char('0' + value % 10);
    out.append(text.data(), width);
}

} // namespace

BoxFields BoxFields::from(const std::optional<QString> &parameter, Default unasked)
{
    BoxFields fields{.unasked = unasked, .isAsked = parameter && !parameter->isEmpty()};
    if (!fields.isAsked)
        return fields;
    for (const QByteArray &name : parameter->toLatin1().split(','))
        fields.asked.append(name.trimmed());
    return fields;
}

bool BoxFields::holds(QByteArrayView field) const
{
    if (isAsked)
        return asked.contains(field);
    if (unasked == Default::Mini)
        return field == "sequence_id" || field == "name" || field == "sha1" || field == "file_version"
            || field == "url";
    return field != "permissions" && field != "extension"; // only on request [S]
}

QByteArray BoxItemText::typeName(SandboxKind kind)
{
    switch (kind) {
    case SandboxKind::File:
        return "file";
    case SandboxKind::Folder:
        return "folder";
    case SandboxKind::Link:
        return "web_link";
    }
    Q_UNREACHABLE();
}

QByteArray BoxItemText::wireId(SandboxRef ref) const
{
    return ref == SandboxDrive::root ? QByteArray("0") : QByteArray::number(m_drive.numbering() + ref.serial);
}

QByteArray BoxItemText::etag(const SandboxDrive &drive, SandboxRef ref)
{
    const SandboxNode *node = drive.node(ref);
    return QByteArray::number(node ? node->revision : 0);
}

void BoxItemText::id(JsonText &json, const QByteArray &decimal) const
{
    json.key("id");
    if (m_quirks.idsAsNumbers)
        json.raw(decimal);
    else
        json.text(decimal);
}

void BoxItemText::size(JsonText &json, qint64 bytes) const
{
    if (!m_quirks.sizesInExponentForm) {
        json.number(bytes);
        return;
    }
    QByteArray text = QByteArray::number(double(bytes), 'e', QLocale::FloatingPointShortest);
    if (!text.contains('.'))
        text.insert(text.indexOf('e'), ".0");
    json.raw(text);
}

QByteArray BoxItemText::time(qint64 ms, quint32 salt) const
{
    static constexpr std::array<int, 4> offsets = {-480, 0, 120, 330};
    const int offset = offsets[salt % offsets.size()];
    const qint64 local = ms + qint64(offset) * 60'000;
    const auto day = std::chrono::sys_days(std::chrono::days(local >= 0 ? local / dayMs : (local - dayMs + 1) / dayMs));
    const std::chrono::year_month_day date(day);
    const auto ofDay = unsigned(local - qint64(day.time_since_epoch().count()) * dayMs);

    QByteArray out;
    out.reserve(32);
    digits(out, unsigned(int(date.year())), 4);
    digits(out += '-', unsigned(date.month()), 2);
    digits(out += '-', unsigned(date.day()), 2);
    digits(out += 'T', ofDay / 3'600'000, 2);
    digits(out += ':', ofDay / 60'000 % 60, 2);
    digits(out += ':', ofDay / 1000 % 60, 2);
    if (m_quirks.fractionalSeconds)
        digits(out += '.', ofDay % 1000, 3);
    digits(out += (offset < 0 ? '-' : '+'), unsigned(std::abs(offset)) / 60, 2);
    digits(out += ':', unsigned(std::abs(offset)) % 60, 2);
    return out;
}

void BoxItemText::base(JsonText &json, SandboxRef ref) const
{
    json.key("type").text(typeName(ref.kind));
    id(json, wireId(ref));
    json.key("etag");
    if (ref == SandboxDrive::root)
        json.null();
    else
        json.text(etag(m_drive, ref));
}

void BoxItemText::mini(JsonText &json, SandboxRef ref) const
{
    json.beginObject();
    base(json, ref);
    json.key("sequence_id");
    if (ref == SandboxDrive::root)
        json.null();
    else
        json.text(etag(m_drive, ref));
    json.key("name").text(m_drive.name(ref));
    json.endObject();
}

void BoxItemText::user(JsonText &json) const
{
    json.beginObject().key("type").text(u"user");
    id(json, QByteArray::number(m_drive.owner().id));
    json.key("name").text(m_drive.owner().name);
    json.key("login").text(m_drive.owner().login);
    json.endObject();
}

void BoxItemText::item(JsonText &json, SandboxRef ref, const BoxFields &fields) const
{
    json.beginObject();
    base(json, ref);
    if (fields.holds("sequence_id")) {
        json.key("sequence_id");
        if (ref == SandboxDrive::root)
            json.null();
        else
            json.text(etag(m_drive, ref));
    }
    if (fields.holds("name"))
        json.key("name").text(m_drive.name(ref));
    ofKind(json, ref, fields);
    if (fields.holds("description"))
        json.key("description").text(u"");
    times(json, ref, fields);
    people(json, fields);
    if (fields.holds("shared_link"))
        json.key("shared_link").null();
    place(json, ref, fields);
    if (fields.holds("permissions"))
        permissions(json, ref);
    json.endObject();
}

void BoxItemText::ofKind(JsonText &json, SandboxRef ref, const BoxFields &fields) const
{
    const SandboxNode &node = *m_drive.node(ref);
    if (ref.kind == SandboxKind::Link) {
        if (fields.holds("url"))
            json.key("url").text(node.url);
        return;
    }
    if (fields.holds("size"))
        size(json.key("size"), m_drive.sizeBytes(ref));
    if (ref.kind == SandboxKind::Folder)
        return;
    const QByteArray sha1 = fields.holds("sha1") || fields.holds("file_version") ? node.content.sha1().toHex() : "";
    if (fields.holds("sha1"))
        json.key("sha1").text(sha1);
    if (fields.holds("file_version")) {
        json.key("file_version").beginObject().key("type").text(u"file_version");
        id(json, wireVersion(m_versions->current(ref).number));
        json.key("sha1").text(sha1).endObject();
    }
    if (fields.isAsked && fields.holds("version_number"))
        json.key("version_number").text(QByteArray::number(m_versions->past(ref).size() + 1));
    if (fields.holds("extension"))
        json.key("extension").text(QFileInfo(m_drive.name(ref)).suffix());
}

void BoxItemText::times(JsonText &json, SandboxRef ref, const BoxFields &fields) const
{
    const SandboxNode &node = *m_drive.node(ref);
    const auto write = [&](const char *field, qint64 ms) {
        if (!fields.holds(field))
            return;
        json.key(field);
        if (ms == 0)
            json.null();
        else
            json.text(time(ms, ref.serial));
    };
    const bool isLink = ref.kind == SandboxKind::Link; // web links know no content times
    write("created_at", node.createdMs);
    write("modified_at", node.modifiedMs);
    if (!isLink) {
        write("content_created_at", node.createdMs);
        write("content_modified_at", node.modifiedMs);
    }
    write("trashed_at", node.trashedMs);
    write("purged_at", node.trashedMs == 0 ? 0 : node.trashedMs + retentionMs);
}

void BoxItemText::people(JsonText &json, const BoxFields &fields) const
{
    for (const char *field : {"created_by", "modified_by", "owned_by"}) {
        if (fields.holds(field))
            user(json.key(field));
    }
}

void BoxItemText::place(JsonText &json, SandboxRef ref, const BoxFields &fields) const
{
    const bool isLive = m_drive.isLive(ref);
    if (fields.holds("item_status"))
        json.key("item_status").text(isLive ? u"active" : u"trashed");
    if (fields.holds("parent")) {
        json.key("parent");
        const SandboxRef parent = m_drive.parent(ref);
        if (ref == SandboxDrive::root || (m_quirks.goneParentIsNull && !m_drive.node(parent)))
            json.null();
        else
            mini(json, parent);
    }
    if (!fields.holds("path_collection"))
        return;
    json.key("path_collection").beginObject();
    if (!isLive) { // not the old path: the pseudo folder Trash
        json.key("total_count").number(1).key("entries").beginArray().beginObject();
        json.key("type").text(u"folder");
        id(json, "1");
        json.key("sequence_id").null().key("etag").null().key("name").text(u"Trash");
        json.endObject().endArray().endObject();
        return;
    }
    const auto above = m_drive.path(ref);
    json.key("total_count").number(above.size()).key("entries").beginArray();
    for (const SandboxRef folder : above)
        mini(json, folder);
    json.endArray().endObject();
}

void BoxItemText::permissions(JsonText &json, SandboxRef ref) const
{
    if (ref.kind == SandboxKind::Link)
        return;
    const bool isFree = !m_drive.node(ref)->isReadOnly;
    json.key("permissions").beginObject();
    for (const char *right : {"can_download", "can_invite_collaborator", "can_set_share_access", "can_share"})
        json.key(right).boolean(true);
    if (ref.kind == SandboxKind::File) {
        for (const char *right :
            {"can_annotate", "can_comment", "can_preview", "can_view_annotations_all", "can_view_annotations_self"})
            json.key(right).boolean(true);
    }
    const bool isMovable = ref != SandboxDrive::root;
    json.key("can_delete").boolean(isMovable).key("can_rename").boolean(isMovable);
    json.key("can_upload").boolean(isFree);
    json.endObject();
}

} // namespace Unbin
