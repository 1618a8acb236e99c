// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexlookup.h"

#include "core/domain/clock.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexlisting.h"
#include "core/providers/yandexdisk/yandexpaths.h"
#include "core/providers/yandexdisk/yandexrequests.h"

namespace Unbin::Yandex {

namespace {

using Kind = Error::Kind;
using Where = Whereabouts::State;

constexpr std::chrono::minutes kIndexLife{2};
constexpr int kLooks = 10; // for what may show late

/** "Nothing there" as a value. */
template <class Item, class Read>
JobPtr<std::optional<Item>> askFor(Connection &connection, HttpRequest request, Read read)
{
    return mapJob<std::optional<Item>>(
        connection.ask(std::move(request)), [read](const Result<QJsonObject> &reply) -> Result<std::optional<Item>> {
            if (!reply && reply.error().kind == Kind::NotFound)
                return std::optional<Item>();
            if (!reply)
                return failure(reply.error());
            auto item = read(*reply);
            return item ? Result<std::optional<Item>>(std::move(*item)) : failure(item.error());
        });
}

QString originOf(const TrashedItem &item)
{
    return item.originalParent.isEmpty() ? QString() : joined(item.originalParent.value(), item.name);
}

} // namespace

JobPtr<std::optional<LiveItem>> lookAt(Connection &connection, const QString &path)
{
    return askFor<LiveItem>(
        connection, getLive(connection.api(), path), [](const QJsonObject &json) { return readLive(json); });
}

JobPtr<std::optional<TrashedItem>> lookInBin(Connection &connection, const QString &path)
{
    return askFor<TrashedItem>(
        connection, getTrashed(connection.api(), path), [](const QJsonObject &json) { return readEntry(json); });
}

BinFolders::BinFolders(Connection &connection)
    : m_connection(connection)
    , m_index(connection.clock(), kIndexLife, [this](const QString &) { return read(); })
{ }

JobPtr<BinFolders::IndexPtr> BinFolders::read()
{
    auto index = std::make_shared<Index>();
    auto listing = listBin(m_connection, [index](std::vector<TrashedItem> &&items) {
        for (TrashedItem &item : items) {
            const QString origin = originOf(item);
            if (item.kind != ItemKind::Folder || origin.isEmpty())
                continue;
            const auto known = index->constFind(origin);
            if (known == index->cend() || known->deletedAt <= item.deletedAt)
                index->insert(origin, std::move(item));
        }
    });
    return mapJob<IndexPtr>(std::move(listing), [index](const Result<ListSummary> &end) -> Result<IndexPtr> {
        return end ? Result<IndexPtr>(index) : failure(end.error());
    });
}

JobPtr<std::optional<TrashedItem>> BinFolders::find(const QString &path)
{
    return mapJob<std::optional<TrashedItem>>(
        m_index.answer(QString()), [path](const Result<IndexPtr> &index) -> Result<std::optional<TrashedItem>> {
            if (!index)
                return failure(index.error());
            const auto it = (*index)->constFind(path);
            return it == (*index)->cend() ? std::optional<TrashedItem>() : std::optional<TrashedItem>(*it);
        });
}

LookAtFolderJob::LookAtFolderJob(Connection &connection, BinFolders &bin, const QString &path)
    : m_connection(connection)
    , m_bin(bin)
    , m_path(path)
{
    m_facts.id = ItemId(path);
    m_facts.name = path == kRoot ? QString() : nameOf(path);
}

void LookAtFolderJob::run()
{
    then(lookAt(m_connection, m_path), [this](Result<std::optional<LiveItem>> found) {
        if (!found && found.error().kind == Kind::Forbidden) {
            m_facts.state = FolderFacts::State::NoAccess;
            m_facts.canAddChildren = false;
            climb(parentOf(m_path));
        } else if (!found) {
            fail(found.error());
        } else if (*found && (*found)->kind == ItemKind::Folder) {
            m_facts.state = FolderFacts::State::Live;
            m_facts.canAddChildren = (*found)->canAddChildren;
            m_live = m_path;
            m_facts.path = crumbs();
            succeed(std::move(m_facts));
        } else {
            m_facts.state = FolderFacts::State::Gone;
            m_facts.canAddChildren = false;
            climb(parentOf(m_path));
        }
    });
}

void LookAtFolderJob::climb(const QString &path)
{
    const auto arrived = [this](const QString &live) {
        m_live = live;
        m_facts.path = crumbs();
        if (m_facts.state == FolderFacts::State::NoAccess)
            succeed(std::move(m_facts));
        else
            searchBin(m_path);
    };
    if (path == kRoot)
        return arrived(kRoot);
    then(lookAt(m_connection, path), [this, path, arrived](Result<std::optional<LiveItem>> found) {
        if (!found)
            fail(found.error());
        else if (*found && (*found)->kind == ItemKind::Folder)
            arrived(path);
        else
            climb(parentOf(path));
    });
}

/** The folder itself, then those above it that are not live either. */
void LookAtFolderJob::searchBin(const QString &path)
{
    if (path == m_live)
        return succeed(std::move(m_facts));
    then(m_bin.find(path), [this, path](Result<std::optional<TrashedItem>> found) {
        if (!found)
            fail(found.error());
        else if (*found)
            lookInside(**found, path);
        else
            searchBin(parentOf(path));
    });
}

/** The list may be old: what it named is asked for, and with it what it held. */
void LookAtFolderJob::lookInside(const TrashedItem &entry, const QString &from)
{
    const bool isItself = from == m_path;
    const QString place = entry.id.value() + m_path.mid(from.size());
    then(lookInBin(m_connection, place), [this, isItself, from](Result<std::optional<TrashedItem>> found) {
        if (!found)
            return fail(found.error());
        if (!*found || (*found)->kind != ItemKind::Folder)
            return searchBin(parentOf(from));
        m_facts.state = FolderFacts::State::Trashed;
        if (isItself)
            m_facts.trashed = std::move(**found);
        succeed(std::move(m_facts));
    });
}

Breadcrumbs LookAtFolderJob::crumbs() const
{
    Breadcrumbs crumbs{{ItemId(kRoot), QString()}};
    QString path = kRoot;
    for (const QString &name : forPeople(m_path).split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        path = joined(path, name);
        crumbs.push_back({isWithin(m_live, path) ? ItemId(path) : ItemId(), name});
    }
    return crumbs;
}

LocateJob::LocateJob(Connection &connection, Memory &memory, const TrashedItem &item)
    : m_connection(connection)
    , m_memory(memory)
    , m_item(item)
{ }

void LocateJob::run()
{
    m_places.clear();
    if (isLive(m_item.id))
        m_places.append(m_item.id.value());
    if (const QString noted = originOf(m_item); !noted.isEmpty() && !m_places.contains(noted))
        m_places.append(noted); // also where a live thing was meant to go
    for (const QString &place : m_memory.mayBeAt(m_item.etag)) {
        if (!m_places.contains(place))
            m_places.append(place);
    }
    // Without an id of its own it can't be told from what has taken its place: the bin has the first word.
    if (m_item.etag.isEmpty() && isTrashed(m_item.id))
        lookInBin();
    else
        lookAtNextPlace();
}

bool LocateJob::isIt(const LiveItem &live) const
{
    if (isLive(m_item.id) && (m_item.etag.isEmpty() || live.etag.isEmpty()))
        return live.id == m_item.id;
    return isSameThing(m_item, live);
}

void LocateJob::lookAtNextPlace()
{
    if (m_places.isEmpty()) {
        if (m_item.etag.isEmpty() && isTrashed(m_item.id))
            foundNowhere(); // the bin was asked first
        else
            lookInBin();
        return;
    }
    then(lookAt(m_connection, m_places.takeFirst()), [this](Result<std::optional<LiveItem>> found) {
        if (!found)
            fail(found.error());
        else if (*found && isIt(**found))
            foundLive(std::move(**found));
        else
            lookAtNextPlace();
    });
}

void LocateJob::lookInBin()
{
    if (!isTrashed(m_item.id))
        return searchBin();
    then(Yandex::lookInBin(m_connection, m_item.id.value()), [this](Result<std::optional<TrashedItem>> found) {
        if (!found)
            fail(found.error());
        else if (*found && !m_memory.hasLeft(**found))
            foundInBin(std::move(**found));
        else if (m_item.etag.isEmpty())
            lookAtNextPlace();
        else
            searchFolder();
    });
}

void LocateJob::foundInBin(TrashedItem entry)
{
    if (m_item.remark == Remark::InsideTrashedFolder) { // its own reply does not tell where it was
        entry.originalParent = m_item.originalParent;
        entry.originalPath = m_item.originalPath;
        entry.remark = m_item.remark;
    }
    succeed({Where::InBin, std::move(entry), {}});
}

/** An entry that came from a live place: by its own id, or else the newest from there. */
void LocateJob::searchBin()
{
    const QString origin = m_item.id.value();
    m_newest.reset();
    auto listing = listBin(m_connection, [this, origin](std::vector<TrashedItem> &&items) {
        for (TrashedItem &item : items) {
            const bool isById = !m_item.etag.isEmpty() && !item.etag.isEmpty();
            const bool isIt = isById ? item.etag == m_item.etag : originOf(item) == origin;
            if (isIt && !m_memory.hasLeft(item) && (!m_newest || m_newest->deletedAt <= item.deletedAt))
                m_newest = std::move(item);
        }
    });
    then(std::move(listing), [this](const Result<ListSummary> &end) {
        if (!end)
            fail(end.error());
        else if (m_newest)
            succeed({Where::InBin, std::move(*m_newest), {}});
        else if (m_item.etag.isEmpty())
            foundNowhere();
        else
            searchFolder();
    });
}

/** Under a name that we don't know: " (1)", or one for passing through, sent before a restart. */
void LocateJob::searchFolder()
{
    const QString folder = isLive(m_item.id) ? parentOf(m_item.id.value()) : m_item.originalParent.value();
    if (folder.isEmpty())
        return foundNowhere();
    auto listing = listFolder(m_connection, folder, [this](std::vector<LiveItem> &&items) {
        for (LiveItem &item : items) {
            if (item.etag == m_item.etag)
                m_found = std::move(item);
        }
    });
    then(std::move(listing), [this](const Result<ListSummary> &end) {
        if (m_found)
            foundLive(std::move(*m_found));
        else if (end || end.error().kind == Kind::NotFound)
            foundNowhere();
        else
            fail(end.error());
    });
}

void LocateJob::foundNowhere()
{
    const bool mayShowLate
        = !m_memory.mayBeAt(m_item.etag).isEmpty() || m_memory.hasArrived(m_item.id.value());
    if (!mayShowLate || ++m_looks >= kLooks)
        return succeed({Where::Gone, {}, {}});
    m_connection.clock().callLater(std::chrono::seconds(1), this, [this] {
        if (isRunning())
            run();
    });
}

void LocateJob::foundLive(LiveItem live)
{
    if (isTrashed(m_item.id))
        m_memory.noteLeft(m_item);
    m_memory.settle(m_item.etag);
    succeed({Where::Live, {}, std::move(live)});
}

} // namespace Unbin::Yandex
