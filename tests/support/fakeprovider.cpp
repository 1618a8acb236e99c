// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeprovider.h"

#include <QPointer>

#include <algorithm>

namespace Unbin {

using Kind = Error::Kind;

namespace {

bool isChanging(const QString &verb)
{
    static const QStringList verbs = {QStringLiteral("restore"), QStringLiteral("move"), QStringLiteral("createFolder"),
        QStringLiteral("trash"), QStringLiteral("purge")};
    return verbs.contains(verb);
}

} // namespace

/** Acts and ends on a turn of the event loop of its own, like a request whose reply comes later. */
template <class T>
class FakeProvider::Call final : public Job<T>
{
public:
    Call(FakeProvider &provider, Request request, std::function<Result<T>()> act)
        : m_provider(&provider)
        , m_request(std::move(request))
        , m_act(std::move(act))
    { }
    ~Call() override { release(); }

protected:
    void run() override
    {
        begin();
        const auto later = [self = QPointer<Call>(this)] {
            if (self)
                self->act();
        };
        if (m_provider->m_isHeld)
            m_provider->m_held.push_back(later);
        else
            QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
    }
    void release() override { leave(); }

private:
    void begin()
    {
        m_isCounted = true;
        m_number = m_provider->m_requests++;
        if (m_provider->isLogging)
            m_provider->log.push_back(m_request);
        const Node *node = m_provider->nodeOfEntry(m_request.item);
        m_isFolderRestore = m_request.verb == QLatin1String("restore") && node && node->kind == ItemKind::Folder;
        if (isChanging(m_request.verb))
            m_provider->mostAtOnce = std::max(m_provider->mostAtOnce, ++m_provider->m_changesUnderWay);
        if (m_isFolderRestore) {
            m_provider->mostFolderRestoresAtOnce
                = std::max(m_provider->mostFolderRestoresAtOnce, ++m_provider->m_folderRestoresUnderWay);
        }
    }
    void leave()
    {
        if (!std::exchange(m_isCounted, false) || !m_provider)
            return;
        if (isChanging(m_request.verb))
            --m_provider->m_changesUnderWay;
        if (m_isFolderRestore)
            --m_provider->m_folderRestoresUnderWay;
    }
    void act()
    {
        if (!this->isRunning() || !m_provider)
            return;
        leave();
        const QPointer<Call> self = this; // who looks on may stop the whole thing
        if (m_provider->before)
            m_provider->before(m_request);
        if (!self || !this->isRunning())
            return;
        if (const QString handle = m_provider->handleOf ? m_provider->handleOf(m_request) : QString(); !handle.isEmpty())
            Q_EMIT this->accepted(handle);
        std::optional<Fault> fault;
        if (m_provider->faults)
            fault = m_provider->faults(m_request);
        if (const auto scripted = m_provider->m_scripted.find(m_number); scripted != m_provider->m_scripted.end())
            fault = scripted->second;
        if (fault && !fault->isDone) {
            this->fail(fault->error);
            return;
        }
        Result<T> result = m_act();
        if (m_provider->after)
            m_provider->after(m_request);
        if (!self || !this->isRunning())
            return;
        if (fault)
            this->fail(fault->error);
        else
            this->finish(std::move(result));
    }

    QPointer<FakeProvider> m_provider;
    Request m_request;
    std::function<Result<T>()> m_act;
    int m_number = 0;
    bool m_isCounted = false;
    bool m_isFolderRestore = false;
};

Capabilities FakeProvider::capabilitiesOf(Shape shape)
{
    using Elsewhere = Capabilities::Elsewhere;
    using ParentGone = Capabilities::ParentGone;
    Capabilities can;
    can.canRestore = can.canBrowse = can.canCreateFolder = can.canMove = can.canTrash = can.canPurge = true;
    switch (shape) {
    case Shape::Box:
        can.canRenameWhileRestoring = true;
        can.restoreElsewhere = Elsewhere::OnlyIfParentGone;
        can.isNameCaseSensitive = false;
        can.tellsOriginalPath = false;
        can.locksFolderTrees = true;
        break;
    case Shape::OneDrivePersonal:
        can.canRenameWhileRestoring = true;
        can.restoreElsewhere = Elsewhere::OneStep;
        can.isNameCaseSensitive = false;
        break;
    case Shape::OneDriveWork:
        can.restoreElsewhere = Elsewhere::RestoreThenMove;
        can.parentGone = ParentGone::ServiceRecreates;
        can.isNameCaseSensitive = false;
        break;
    case Shape::Yandex:
        can.canRenameWhileRestoring = true;
        can.refusesTakenNames = false;
        can.restoreElsewhere = Elsewhere::RestoreThenMove;
        can.parentGone = ParentGone::ServiceRecreates;
        break;
    case Shape::Local:
        can.canRenameWhileRestoring = true;
        can.restoreElsewhere = Elsewhere::OneStep;
        can.parentGone = ParentGone::ServiceRecreates;
        break;
    }
    return can;
}

FakeProvider::FakeProvider(Shape shape, QObject *parent)
    : Provider(parent)
    , caps(capabilitiesOf(shape))
    , renamesSilently(shape == Shape::Yandex)
    , changesIds(shape == Shape::Local)
{
    m_nodes[rootFolder()] = {.id = rootFolder(), .kind = ItemKind::Folder};
}

int FakeProvider::count(const QString &verb) const
{
    return int(std::count_if(log.begin(), log.end(), [&verb](const Request &request) { return request.verb == verb; }));
}

int FakeProvider::changes() const
{
    return int(std::count_if(log.begin(), log.end(), [](const Request &request) { return isChanging(request.verb); }));
}

void FakeProvider::failRequest(int n, Fault fault)
{
    m_scripted[m_requests + n] = std::move(fault);
}

void FakeProvider::hold(bool isHeld)
{
    m_isHeld = isHeld;
    if (isHeld)
        return;
    for (const auto &later : std::exchange(m_held, {}))
        QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
}

// The operations

template <class T>
JobPtr<T> FakeProvider::call(Request request, std::function<Result<T>()> act)
{
    return std::make_unique<Call<T>>(*this, std::move(request), std::move(act));
}

JobPtr<Done> FakeProvider::follow(const QString &handle)
{
    return call<Done>({QStringLiteral("follow"), {}, {}, handle}, [this, handle] {
        followed += handle;
        return Done{};
    });
}

JobPtr<AccountFacts> FakeProvider::identify()
{
    return call<AccountFacts>({QStringLiteral("identify"), {}, {}, {}},
        [] { return AccountFacts{.remoteId = QStringLiteral("fake"), .displayName = QStringLiteral("Fake")}; });
}

JobPtr<ListSummary> FakeProvider::listBin(PageSink<TrashedItem> sink)
{
    return call<ListSummary>({QStringLiteral("listBin"), {}, {}, {}}, [this, sink = std::move(sink)] {
        std::vector<TrashedItem> items;
        for (const auto &[entry, id] : m_entries)
            items.push_back(describeEntry(*node(id)));
        const qint64 count = qint64(items.size());
        sink(std::move(items));
        return ListSummary{.items = count};
    });
}

JobPtr<Whereabouts> FakeProvider::locate(const TrashedItem &item)
{
    return call<Whereabouts>({QStringLiteral("locate"), item.id, {}, item.name}, [this, item]() -> Result<Whereabouts> {
        if (const Node *trashed = nodeOfEntry(item.id))
            return Whereabouts{.state = Whereabouts::State::InBin, .trashed = describeEntry(*trashed)};
        const auto former = m_formerEntries.find(item.id);
        const Node *live = node(former != m_formerEntries.end() ? former->second : item.id);
        if (live && isLive(live->id))
            return Whereabouts{.state = Whereabouts::State::Live, .live = describe(*live)};
        return Whereabouts{};
    });
}

JobPtr<ListSummary> FakeProvider::listFolder(const ItemId &folder, PageSink<LiveItem> sink)
{
    return call<ListSummary>({QStringLiteral("listFolder"), folder, folder, {}},
        [this, folder, sink = std::move(sink)]() -> Result<ListSummary> {
            if (!isFolderLive(folder))
                return failure(Kind::NotFound);
            std::vector<LiveItem> children;
            for (const ItemId &id : childrenOf(folder)) {
                if (isLive(id))
                    children.push_back(describe(*node(id)));
            }
            const qint64 count = qint64(children.size());
            sink(std::move(children));
            return ListSummary{.items = count};
        });
}

JobPtr<FolderFacts> FakeProvider::lookAtFolder(const ItemId &folder)
{
    return call<FolderFacts>(
        {QStringLiteral("lookAtFolder"), folder, folder, {}}, [this, folder]() -> Result<FolderFacts> {
            FolderFacts facts{.id = folder, .path = crumbs(folder)};
            const Node *found = node(folder);
            facts.canAddChildren = !m_locked.count(folder);
            if (!found) {
                facts.name = facts.path.empty() ? QString() : facts.path.back().name;
                return facts;
            }
            facts.name = found->name;
            facts.state = isLive(folder) ? FolderFacts::State::Live : FolderFacts::State::Trashed;
            if (!found->entry.isEmpty())
                facts.trashed = describeEntry(*found);
            return facts;
        });
}

JobPtr<std::optional<LiveItem>> FakeProvider::findChild(const ItemId &folder, const QString &name)
{
    return call<std::optional<LiveItem>>(
        {QStringLiteral("findChild"), {}, folder, name}, [this, folder, name]() -> Result<std::optional<LiveItem>> {
            if (!isFolderLive(folder))
                return failure(Kind::NotFound);
            const Node *child = childNamed(folder, name);
            return child ? std::optional(describe(*child)) : std::nullopt;
        });
}

JobPtr<LiveItem> FakeProvider::restore(const RestoreOrder &order)
{
    return call<LiveItem>({QStringLiteral("restore"), order.item.id, order.folder, order.name},
        [this, order] { return doRestore(order); });
}

JobPtr<LiveItem> FakeProvider::move(const LiveItem &item, const Place &place)
{
    return call<LiveItem>({QStringLiteral("move"), item.id, place.parent, place.name},
        [this, item, place] { return doMove(item, place); });
}

JobPtr<LiveItem> FakeProvider::createFolder(const Place &place)
{
    return call<LiveItem>({QStringLiteral("createFolder"), {}, place.parent, place.name},
        [this, place] { return doCreateFolder(place); });
}

JobPtr<TrashedItem> FakeProvider::trash(const LiveItem &item)
{
    return call<TrashedItem>(
        {QStringLiteral("trash"), item.id, item.parent, item.name}, [this, item] { return doTrash(item); });
}

JobPtr<Done> FakeProvider::purge(const TrashedItem &item)
{
    return call<Done>({QStringLiteral("purge"), item.id, {}, item.name}, [this, item] { return doPurge(item); });
}

std::optional<Error> FakeProvider::refuseName(const ItemId &folder, const QString &name, const ItemId &except) const
{
    const Node *taken = childNamed(folder, name);
    if (!taken || taken->id == except)
        return std::nullopt;
    return Error{.kind = Kind::NameTaken, .httpStatus = 409, .conflictingItem = taken->id.value()};
}

Result<ItemId> FakeProvider::restoreFolderFor(const Node &node, const RestoreOrder &order)
{
    const bool isParentLive = isFolderLive(node.parent);
    const bool heedsFolder = caps.restoreElsewhere == Capabilities::Elsewhere::OneStep
        || (caps.restoreElsewhere == Capabilities::Elsewhere::OnlyIfParentGone && !isParentLive);
    if (heedsFolder && !order.folder.isEmpty()) {
        if (!isFolderLive(order.folder))
            return failure(Kind::ParentMissing);
        return order.folder;
    }
    if (isParentLive)
        return node.parent;
    if (caps.parentGone == Capabilities::ParentGone::ServiceRecreates)
        return recreate(node.parent);
    return failure(Kind::ParentMissing);
}

Result<LiveItem> FakeProvider::doRestore(const RestoreOrder &order)
{
    const ItemId entry = order.item.id;
    if (!caps.canRestore)
        return failure(Kind::Unsupported);
    if (!isInBin(entry))
        return failure(Kind::NotFound);
    const auto folder = restoreFolderFor(*nodeOfEntry(entry), order);
    if (!folder)
        return failure(folder.error());
    if (m_locked.count(*folder))
        return failure(Kind::Forbidden);
    QString name = nodeOfEntry(entry)->name;
    if (!order.name.isEmpty() && !ignoresName)
        name = order.name;
    if (const auto refused = refuseName(*folder, name, {})) {
        if (!renamesSilently)
            return failure(*refused);
        for (int n = 1; childNamed(*folder, name); ++n)
            name = nodeOfEntry(entry)->name + QStringLiteral(" (%1)").arg(n);
    }
    const ItemId id = nodeOfEntry(entry)->id;
    restoreNow(entry);
    moveNow(id, *folder, name);
    return describe(*node(id));
}

Result<LiveItem> FakeProvider::doMove(const LiveItem &item, const Place &place)
{
    if (!caps.canMove)
        return failure(Kind::Unsupported);
    if (!isLive(item.id))
        return failure(Kind::NotFound);
    if (!isFolderLive(place.parent))
        return failure(Kind::ParentMissing);
    if (m_locked.count(place.parent))
        return failure(Kind::Forbidden);
    if (auto refused = refuseName(place.parent, place.name, item.id))
        return failure(std::move(*refused));
    moveNow(item.id, place.parent, place.name);
    return describe(*node(item.id));
}

Result<LiveItem> FakeProvider::doCreateFolder(const Place &place)
{
    if (!caps.canCreateFolder)
        return failure(Kind::Unsupported);
    if (!isFolderLive(place.parent))
        return failure(Kind::ParentMissing);
    if (auto refused = refuseName(place.parent, place.name, {}))
        return failure(std::move(*refused));
    return describe(*node(addFolder(place.parent, place.name)));
}

Result<TrashedItem> FakeProvider::doTrash(const LiveItem &item)
{
    if (!caps.canTrash)
        return failure(Kind::Unsupported);
    if (!isLive(item.id))
        return failure(Kind::NotFound);
    if (!item.etag.isEmpty() && item.etag != QString::number(node(item.id)->revision))
        return failure(Kind::Changed);
    return trashNow(item.id);
}

Result<Done> FakeProvider::doPurge(const TrashedItem &item)
{
    if (!caps.canPurge)
        return failure(Kind::Unsupported);
    if (!isInBin(item.id))
        return failure(Kind::NotFound);
    purgeNow(nodeOfEntry(item.id)->id);
    return Done{};
}

} // namespace Unbin
