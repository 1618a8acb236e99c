// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: what changed since a link, or everything (onedrive.md section 1.5).
#include "app/sandbox/onedrive/graphcall.h"

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

constexpr qint64 usualPage = 200;
const QByteArray tokenMark = QByteArrayLiteral("\xfb\xef\xbe");

} // namespace

struct GraphCall::Position {
    quint64 at = 0; ///< next place in the log
    quint64 runBegan = 0; ///< of a full enumeration: what was gone by then is not told
    bool isFull = false;
    qint64 sinceMs = 0; ///< Business: nothing older
    quint64 epoch = 0;
    int page = 0;

    QByteArray token() const
    {
        const QByteArrayList parts = {QByteArray::number(at), QByteArray::number(runBegan), isFull ? "full" : "changes",
            QByteArray::number(sinceMs), QByteArray::number(epoch), QByteArray::number(page)};
        return QByteArray(tokenMark + parts.join(':')).toBase64();
    }
    bool read(const QByteArray &token)
    {
        const QByteArray inside = QByteArray::fromBase64(token);
        const auto parts = inside.mid(tokenMark.size()).split(':');
        if (!inside.startsWith(tokenMark) || parts.size() != 6)
            return false;
        *this = {parts[0].toULongLong(), parts[1].toULongLong(), parts[2] == "full", parts[3].toLongLong(),
            parts[4].toULongLong(), parts[5].toInt()};
        return true;
    }
};

SandboxResponse GraphCall::delta()
{
    if (const auto refusal = readQuery({"$select", "$expand", "$top"}))
        return *refusal;
    if (const auto refusal = readSelection(true))
        return *refusal;
    if (const auto refusal = refusePreferences())
        return *refusal;
    if (!files().isLive(m_ref))
        return itemNotFound();
    if (m_ref != SandboxDrive::root && !m_drive.isPersonal())
        return badRequest("delta is only supported on the root of the drive.");
    Position position;
    if (const auto refusal = readPosition(position))
        return *refusal;
    if (position.epoch != m_state.deltaEpoch)
        return gone();
    return deltaPage(position);
}

/** OD#1298: "deltashowsharingchanges" needs the two others, and a drive that is not Personal. */
GraphCall::Refusal GraphCall::refusePreferences() const
{
    const QByteArray preferences = m_request.header("Prefer").toLower();
    if (preferences.contains("deltashowsharingchanges")
        && (m_drive.isPersonal() || !preferences.contains("deltashowremovedasdeleted")
            || !preferences.contains("deltatraversepermissiongaps")))
        return badRequest("The Prefer header asks for what is not supported here.");
    return std::nullopt;
}

GraphCall::Refusal GraphCall::readPosition(Position &position)
{
    const quint64 end = m_drive.log().end();
    const auto token = m_request.queryItem("token");
    if (!token) {
        position = {.runBegan = end, .isFull = true, .epoch = m_state.deltaEpoch};
        return std::nullopt;
    }
    if (token == u"latest") {
        position = {.at = end, .epoch = m_state.deltaEpoch};
        return std::nullopt;
    }
    const QDateTime since = QDateTime::fromString(*token, Qt::ISODate);
    if (since.isValid() && !m_drive.isPersonal()) {
        position = {.sinceMs = since.toMSecsSinceEpoch(), .epoch = m_state.deltaEpoch};
        return std::nullopt;
    }
    if (!position.read(token->toLatin1()) || position.at > end)
        return badRequest("The delta token is not valid.");
    return std::nullopt;
}

SandboxResponse GraphCall::gone() const
{
    using Resync = OneDriveQuirks::Resync;
    SandboxResponse response = error(410, m_state.odd().resyncCode, "Resync required.", m_state.odd().resyncInnerCode);
    if (m_state.odd().resync == Resync::Location) {
        const Position fresh{.runBegan = m_drive.log().end(), .isFull = true, .epoch = m_state.deltaEpoch};
        response.headers.emplaceBack("Location", deltaAddress(fresh));
    } else if (m_state.odd().resync == Resync::MalformedLocation) {
        response.headers.emplaceBack("Location", "http:///" + m_request.path + "?token=");
    }
    return response;
}

/** Also keeps what else was asked: the link is to be followed as it is. */
QByteArray GraphCall::deltaAddress(const Position &position) const
{
    QByteArray query = "?token=" + position.token().toPercentEncoding();
    for (const QByteArray &item : m_request.query.split('&')) {
        if (!item.isEmpty() && QByteArray::fromPercentEncoding(splitAtFirst(item, '=').first) != "token")
            query += '&' + item;
    }
    return here() + query;
}

SandboxResponse GraphCall::deltaPage(Position position)
{
    using Pages = OneDriveQuirks::Pages;
    const OneDriveQuirks &odd = m_state.odd();
    qint64 size = usualPage;
    qint64 ignored = 0;
    if (const auto refusal = readPaging(size, ignored))
        return *refusal;
    if (odd.deltaPageSize > 0)
        size = odd.deltaPageSize;
    const Position before = position;
    ++position.page;
    const bool isEmpty = (odd.pages == Pages::EmptyBetween && before.page % 2 == 1)
        || (odd.pages == Pages::EverEmpty && before.page > 0);
    std::vector<SandboxRef> changes = isEmpty ? std::vector<SandboxRef>() : changesFrom(position, size);
    const auto isAtEnd = [&] { return !isEmpty && position.at == m_drive.log().end(); };
    const bool hasRoot = std::find(changes.begin(), changes.end(), SandboxDrive::root) != changes.end();
    if (isAtEnd() && odd.rootComesAlong && !changes.empty() && !hasRoot && m_ref == SandboxDrive::root)
        changes.insert(changes.begin(), SandboxDrive::root);
    JsonText text;
    text.beginObject().key("value").beginArray();
    writeChanges(text, std::move(changes));
    text.endArray();
    // After the page was written: what goes now was told alive, and its tombstone comes on a later page of this run.
    if (position.isFull && isAtEnd() && m_state.beforeFirstRunEnds)
        std::exchange(m_state.beforeFirstRunEnds, {})();
    bool isEnd = isAtEnd();
    isEnd = isEnd && odd.pages != Pages::SameLink && odd.pages != Pages::EverEmpty;
    if (odd.pages == Pages::SameLink)
        text.key("@odata.nextLink").text(deltaAddress(before));
    else if (!isEnd)
        text.key("@odata.nextLink").text(deltaAddress(position));
    else
        text.key("@odata.deltaLink").text(deltaAddress({.at = position.at, .epoch = m_state.deltaEpoch}));
    return json(200, text.endObject());
}

std::vector<SandboxRef> GraphCall::changesFrom(Position &position, qint64 size)
{
    std::vector<SandboxRef> changes;
    int tombstones = 0;
    const int most = m_state.odd().tombstonesPerPage;
    for (; position.at < m_drive.log().end() && qint64(changes.size()) < size; ++position.at) {
        if (most > 0 && tombstones >= most)
            break;
        const auto ref = m_drive.log().at(position.at);
        if (!ref || !isTold(*ref, position, position.at))
            continue;
        const bool isTombstone = !files().isLive(*ref);
        if (isTombstone && m_state.odd().losesTombstones && ++m_state.tombstones % 3 == 0)
            continue;
        tombstones += isTombstone;
        changes.push_back(*ref);
    }
    // What follows may all be superseded: then this page is the last.
    while (position.at < m_drive.log().end()) {
        const auto ref = m_drive.log().at(position.at);
        if (ref && isTold(*ref, position, position.at))
            break;
        ++position.at;
    }
    return changes;
}

bool GraphCall::isTold(SandboxRef ref, const Position &position, quint64 at) const
{
    const bool isLive = files().isLive(ref);
    if (position.isFull && at < position.runBegan && !isLive)
        return false; // the state of now has no past
    if (m_ref != SandboxDrive::root && ref != m_ref) {
        const SandboxRef parent = files().parent(ref);
        if (!files().node(parent) || (parent != m_ref && !files().isInside(parent, m_ref)))
            return false;
    }
    if (position.sinceMs == 0)
        return true;
    const SandboxNode *node = files().node(ref);
    return node && std::max({node->createdMs, node->modifiedMs, node->trashedMs}) > position.sinceMs;
}

void GraphCall::writeChanges(JsonText &text, std::vector<SandboxRef> changes) const
{
    const ItemText writer = texts();
    if (m_state.odd().hasForeignItems)
        writer.foreignItem(text);
    if (m_state.odd().childBeforeParent)
        std::reverse(changes.begin(), changes.end());
    if (m_state.odd().repeatsEntries) {
        for (const SandboxRef ref : changes) {
            if (ref != SandboxDrive::root)
                writer.staleItem(text, ref);
        }
    }
    for (const SandboxRef ref : changes) {
        const bool isLive = files().isLive(ref);
        writer.item(text, ref, m_wanted, isLive ? ItemText::View::Change : ItemText::View::Tombstone);
    }
}

} // namespace Unbin::OneDriveSandbox
