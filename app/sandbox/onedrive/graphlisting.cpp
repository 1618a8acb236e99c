// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: the children of a folder in pages (onedrive.md sections 1.2 and 4.1).
#include "app/sandbox/onedrive/graphcall.h"

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

/** Opaque; holds "+", "/" or "=" once it is base64, so whoever does not escape it is found out. */
QByteArray skipToken(qint64 skip)
{
    return QByteArray("\xfb\xef\xbe" + QByteArray::number(skip)).toBase64();
}

} // namespace

SandboxResponse GraphCall::listChildren()
{
    if (const auto refusal = readQuery({"$select", "$expand", "$top", "$orderby", "$skiptoken"}))
        return *refusal;
    if (const auto refusal = readSelection(true))
        return *refusal;
    if (m_request.queryItem("$expand").value_or(QString()).contains(u"thumbnails") && !m_drive.isPersonal())
        return badRequest("children can't be expanded by thumbnails here.");
    using Scan = OneDriveQuirks::Scan;
    const bool isAsked = m_request.queryItem("includeDeletedItems") == u"true" && m_drive.isPersonal();
    if (isAsked && m_state.odd().scan == Scan::Refused)
        return badRequest("includeDeletedItems is not supported here.");
    const bool withDeleted = isAsked && m_state.odd().scan == Scan::Works;
    if (!files().isLive(m_ref) && !withDeleted)
        return itemNotFound();
    if (m_ref.kind != SandboxKind::Folder)
        return badRequest("The item has no children.");
    std::vector<SandboxRef> children = childrenFor(withDeleted);
    if (const auto refusal = sortChildren(children))
        return *refusal;
    const ItemText writer = texts();
    return page(children, m_state.odd().childrenPageSize,
        [&](JsonText &text, SandboxRef ref) { writer.item(text, ref, m_wanted, ItemText::View::Single); });
}

std::vector<SandboxRef> GraphCall::childrenFor(bool withDeleted) const
{
    const auto &there = files().children(m_ref);
    std::vector<SandboxRef> children(there.begin(), there.end());
    if (withDeleted) {
        const auto &trashed = m_drive.log().trashedFrom(m_ref);
        children.insert(children.end(), trashed.begin(), trashed.end());
    }
    return children;
}

GraphCall::Refusal GraphCall::sortChildren(std::vector<SandboxRef> &children) const
{
    const QString order = m_request.queryItem("$orderby").value_or(QString());
    if (order.isEmpty())
        return std::nullopt;
    const QStringList words = order.split(u' ');
    const QString &by = words.first();
    const QStringList known = m_drive.isPersonal()
        ? QStringList{QStringLiteral("name"), QStringLiteral("size"), QStringLiteral("lastModifiedDateTime")}
        : QStringList{QStringLiteral("name"), QStringLiteral("url")};
    if (!known.contains(by))
        return badRequest("The property can't be sorted by.");
    const auto key = [&](SandboxRef ref) {
        const qint64 number = by == u"size"               ? files().sizeBytes(ref)
            : by == QLatin1String("lastModifiedDateTime") ? files().node(ref)->modifiedMs
                                                          : 0;
        return std::tuple(number, files().name(ref).toCaseFolded(), ref);
    };
    std::sort(children.begin(), children.end(), [&](SandboxRef a, SandboxRef b) { return key(a) < key(b); });
    if (words.value(1) == u"desc")
        std::reverse(children.begin(), children.end());
    return std::nullopt;
}

GraphCall::Refusal GraphCall::readPaging(qint64 &size, qint64 &skip) const
{
    if (const auto top = m_request.queryItem("$top")) {
        bool isNumber = false;
        size = top->toLongLong(&isNumber);
        if (!isNumber || size < 1)
            return badRequest("Invalid value '" + top->toLatin1() + "' for $top query option.");
        size = std::min<qint64>(size, m_state.odd().largestPage);
    }
    if (const auto token = m_request.queryItem("$skiptoken")) {
        const QByteArray inside = QByteArray::fromBase64(token->toLatin1());
        bool isNumber = false;
        skip = inside.mid(3).toLongLong(&isNumber);
        if (!inside.startsWith("\xfb\xef\xbe") || !isNumber)
            return badRequest("The $skiptoken is not valid.");
    }
    return std::nullopt;
}

/** Pages are cut by number, so what changes meanwhile may be missed or told twice, as at the real service. */
SandboxResponse GraphCall::page(
    const std::vector<SandboxRef> &all, int usualSize, const std::function<void(JsonText &, SandboxRef)> &write)
{
    qint64 size = usualSize;
    qint64 skip = 0;
    if (const auto refusal = readPaging(size, skip))
        return *refusal;
    const qint64 end = std::min<qint64>(skip + size, qint64(all.size()));
    JsonText text;
    text.beginObject().key("value").beginArray();
    for (qint64 i = skip; i < end; ++i)
        write(text, all[size_t(i)]);
    text.endArray();
    if (end < qint64(all.size())) {
        QByteArray query;
        for (const QByteArray &item : m_request.query.split('&')) {
            const QByteArray key = QByteArray::fromPercentEncoding(splitAtFirst(item, '=').first);
            if (!item.isEmpty() && key != "$skiptoken")
                query += item + '&';
        }
        text.key("@odata.nextLink").text(here() + '?' + query + "$skiptoken=" + skipToken(end).toPercentEncoding());
    }
    return json(200, text.endObject());
}

} // namespace Unbin::OneDriveSandbox
