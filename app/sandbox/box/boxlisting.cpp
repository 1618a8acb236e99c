// SPDX-License-Identifier: GPL-3.0-or-later
// Box: the bin and folders in pages (box.md sections 2 and 6).
#include "app/sandbox/box/boxcall.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace Unbin {

namespace {

constexpr qint64 largestPage = 1000;
constexpr qint64 usualPage = 100;
constexpr qint64 largestOffset = 10'000;

/** Markers are opaque. These hold "+", "/" or "=" once they are base64, so whoever does not escape them is
 * found out. */
QByteArray markerText(const QByteArray &inside)
{
    return QByteArray("\xfb\xef\xbe" + inside).toBase64();
}

QByteArray markerFor(SandboxRef last)
{
    return markerText("after:" + QByteArray::number(int(last.kind)) + ':' + QByteArray::number(last.serial));
}

QByteArray insideOf(const QString &marker)
{
    const QByteArray decoded = QByteArray::fromBase64(marker.toLatin1());
    return decoded.startsWith("\xfb\xef\xbe") ? decoded.mid(3) : QByteArray();
}

std::optional<SandboxRef> refIn(const QByteArray &inside)
{
    const auto parts = inside.split(':');
    if (parts.size() != 3 || parts[0] != "after" || parts[1].toUInt() > 2)
        return std::nullopt;
    return SandboxRef{SandboxKind(parts[1].toUInt()), parts[2].toUInt()};
}

std::optional<SandboxRef> nextTrashed(const SandboxDrive &drive, std::optional<SandboxRef> after)
{
    SandboxRef at = after ? SandboxRef{after->kind, after->serial + 1} : SandboxRef{SandboxKind::File, 0};
    for (; at.kind <= SandboxKind::Link; at = {SandboxKind(int(at.kind) + 1), 0}) {
        for (; at.serial < drive.count(at.kind); ++at.serial) {
            if (drive.isTrashedItself(at))
                return at;
        }
    }
    return std::nullopt;
}

} // namespace

SandboxResponse BoxCall::listTrash()
{
    return listPage([this](std::optional<SandboxRef> after) { return nextTrashed(m_drive, after); }, true);
}

SandboxResponse BoxCall::listFolder()
{
    if (!m_drive.isLive(m_ref))
        return error(404, "trashed", "Item is in the trash");
    const auto &children = m_drive.children(m_ref);
    return listPage(
        [&children](std::optional<SandboxRef> after) -> std::optional<SandboxRef> {
            const auto next = after ? children.upper_bound(*after) : children.begin();
            return next == children.end() ? std::nullopt : std::optional(*next);
        },
        false);
}

std::optional<SandboxResponse> BoxCall::refuseListing(bool isBin, qint64 &limit) const
{
    const auto marked = m_request.queryItem("usemarker");
    if (marked && *marked != u"true" && *marked != u"false")
        return badParameter("usemarker", "Invalid value. 'usemarker' should be a boolean");
    const bool usesMarker = marked == u"true";
    bool isNumber = true;
    if (const auto asked = m_request.queryItem("limit")) {
        limit = asked->toLongLong(&isNumber);
        if (!isNumber || limit < 1)
            return badParameter("limit", "Invalid value. 'limit' should be a positive number");
        limit = std::min(limit, largestPage); // "larger is clamped" [G:api-calls/pagination/marker-based]
    }
    const bool isRoot = !isBin && m_ref == SandboxDrive::root;
    for (const char *name : {"offset", "sort", "direction"}) {
        const bool isSorting = qstrcmp(name, "offset") != 0;
        // A folder's pages can be sorted with markers too, except the root's [S].
        if (usesMarker && m_request.queryItem(name) && (isBin || !isSorting || isRoot))
            return badParameter(name, "Not allowed when using marker based paging");
    }
    if (!usesMarker && m_request.queryItem("marker"))
        return badParameter("marker", "'marker' needs 'usemarker=true'");
    if (const auto offset = m_request.queryItem("offset")) {
        const qint64 value = offset->toLongLong(&isNumber);
        if (!isNumber || value < 0 || value > largestOffset)
            return badParameter("offset", "Invalid value. 'offset' should be a number up to 10000");
    }
    const QString sort = m_request.queryItem("sort").value_or(QStringLiteral("name"));
    if (sort != u"name" && sort != u"date" && sort != u"size" && (isBin || sort != u"id"))
        return badParameter("sort", "Invalid value for 'sort'");
    const QString direction = m_request.queryItem("direction").value_or(QStringLiteral("ASC"));
    if (direction != u"ASC" && direction != u"DESC")
        return badParameter("direction", "Invalid value. 'direction' should be ASC or DESC");
    return std::nullopt;
}

SandboxResponse BoxCall::listPage(const Next &next, bool isBin)
{
    qint64 limit = usualPage;
    if (const auto refusal = refuseListing(isBin, limit))
        return *refusal;
    return m_request.queryItem("usemarker") == u"true" ? markerPage(next, isBin, limit) : offsetPage(next, limit);
}

SandboxResponse BoxCall::markerPage(const Next &next, bool isBin, qint64 limit)
{
    const BoxQuirks &quirks = m_state.quirks;
    const QByteArray inside = insideOf(m_request.queryItem("marker").value_or(QString()));
    const bool isEmptyPage = quirks.pages == BoxQuirks::Pages::EverEmpty && !inside.isEmpty();
    std::optional<SandboxRef> after = refIn(inside);
    if (m_request.queryItem("marker") && !isEmptyPage && !after)
        return badParameter("marker", "Invalid value for 'marker'");
    if (quirks.pages == BoxQuirks::Pages::SameMarker)
        after = std::nullopt;

    const BoxFields fields = BoxFields::from(m_request.queryItem("fields"), BoxFields::Default::Mini);
    JsonText text;
    text.beginObject().key("entries").beginArray();
    if (quirks.repeatsEntries && after && m_drive.node(*after))
        texts().item(text, *after, fields);
    std::optional<SandboxRef> at = isEmptyPage ? std::nullopt : next(after);
    qint64 room = quirks.shortPages > 0 ? std::min<qint64>(limit, quirks.shortPages) : limit;
    for (; at && room > 0; --room) {
        texts().item(text, *at, fields);
        after = at;
        at = next(at);
    }
    if (isBin && quirks.listsUnknownType && inside.isEmpty())
        text.beginObject().key("type").text(u"hologram").key("id").text(u"77").key("name").text(u"Odd").endObject();
    text.endArray().key("limit").number(limit);

    if (quirks.pages == BoxQuirks::Pages::SameMarker)
        text.key("next_marker").text(markerText("after:0:0"));
    else if (quirks.pages == BoxQuirks::Pages::EverEmpty)
        text.key("next_marker").text(markerText("empty:" + QByteArray::number(m_state.requestNumber)));
    else if (at)
        text.key("next_marker").text(markerFor(*after));
    else if (quirks.endMark == BoxQuirks::EndMark::Null)
        text.key("next_marker").null();
    else if (quirks.endMark == BoxQuirks::EndMark::Empty)
        text.key("next_marker").text(u"");
    return json(200, text.endObject());
}

SandboxResponse BoxCall::offsetPage(const Next &next, qint64 limit)
{
    struct Entry {
        int type; ///< "always sorted by type first (folders, files, web links)" [S]
        qint64 number;
        QString name;
        SandboxRef ref;
    };
    const QString sort = m_request.queryItem("sort").value_or(QStringLiteral("name"));
    const bool isDescending = m_request.queryItem("direction") == u"DESC";
    std::vector<Entry> all;
    for (auto at = next(std::nullopt); at; at = next(at)) {
        const SandboxNode &node = *m_drive.node(*at);
        const int type = at->kind == SandboxKind::Folder ? 0 : at->kind == SandboxKind::File ? 1 : 2;
        const qint64 number = sort == u"size" ? m_drive.sizeBytes(*at)
            : sort == u"date"                 ? std::max(node.trashedMs, node.modifiedMs)
            : sort == u"id"                   ? qint64(at->serial)
                                              : 0;
        all.push_back({type, number, m_drive.name(*at).toCaseFolded(), *at});
    }
    std::sort(all.begin(), all.end(), [isDescending](const Entry &a, const Entry &b) {
        if (a.type != b.type)
            return a.type < b.type;
        const Entry &first = isDescending ? b : a;
        const Entry &second = isDescending ? a : b;
        return std::tie(first.number, first.name, first.ref) < std::tie(second.number, second.name, second.ref);
    });

    const qint64 offset = m_request.queryItem("offset").value_or(QString()).toLongLong();
    const BoxFields fields = BoxFields::from(m_request.queryItem("fields"), BoxFields::Default::Mini);
    JsonText text;
    text.beginObject().key("total_count").number(qint64(all.size())).key("entries").beginArray();
    for (qint64 i = offset; i < std::min<qint64>(offset + limit, qint64(all.size())); ++i)
        texts().item(text, all[size_t(i)].ref, fields);
    text.endArray().key("offset").number(offset).key("limit").number(limit).key("order");
    const QString direction = isDescending ? QStringLiteral("DESC") : QStringLiteral("ASC");
    if (m_state.quirks.orderShape == BoxQuirks::OrderShape::Array) {
        text.beginArray().beginObject().key("by").text(u"type").key("direction").text(u"ASC").endObject();
        text.beginObject().key("by").text(sort).key("direction").text(direction).endObject().endArray();
    } else {
        text.beginObject().key("by").text(sort).key("direction").text(direction).endObject();
    }
    return json(200, text.endObject());
}

} // namespace Unbin
