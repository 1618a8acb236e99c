// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedrivefolders.h"

#include "core/domain/clock.h"
#include "core/domain/names.h"
#include "core/providers/onedrive/onedrivelookup.h"
#include "core/providers/onedrive/onedrivepages.h"

namespace Unbin::OneDrive {

namespace {

constexpr std::chrono::seconds kFactsLife{60};
constexpr std::chrono::seconds kChildrenLife{10};
constexpr size_t kMostProblems = 200;

QString keyOf(const QString &name)
{
    return clashKey(name, false);
}

/** One folder's live children. */
class ChildrenJob final : public Job<ListSummary>
{
public:
    ChildrenJob(Connection &connection, ItemId folder, PageSink<LiveItem> sink)
        : m_connection(connection)
        , m_folder(std::move(folder))
        , m_sink(std::move(sink))
    { }

protected:
    void run() override
    {
        then(m_connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            m_drive = *drive;
            list();
        });
    }

private:
    void list()
    {
        auto pages = std::make_unique<PagesJob<EntryPage>>(m_connection.client(),
            getChildren(m_connection.api(), m_drive.id, targetOf(m_folder), false), &readEntryPage,
            [this](EntryPage &&page) { return take(std::move(page)); });
        auto *running = then(JobPtr<Done>(std::move(pages)), [this](const Result<Done> &done) {
            if (done)
                succeed(std::move(m_summary));
            else
                fail(done.error());
        });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

    qint64 take(EntryPage &&page)
    {
        std::vector<LiveItem> items;
        for (const Entry &entry : page.entries) {
            if (entry.isDeleted || m_seen.contains(foldedId(entry.id)))
                continue;
            m_seen.insert(foldedId(entry.id));
            auto item = liveItem(entry, m_drive, m_folder);
            if (!item) {
                page.problems.push_back(item.error());
                continue;
            }
            if (targetOf(m_folder).kind == Target::Kind::Path)
                item->parent = m_folder; // who asked knows it by its path, and not by the id it has now
            items.push_back(std::move(*item));
        }
        for (Error &problem : page.problems) {
            m_summary.isPartial = true;
            if (m_summary.problems.size() < kMostProblems)
                m_summary.problems.push_back(std::move(problem));
        }
        const auto news = qint64(items.size());
        m_summary.items += news;
        if (news > 0) {
            const PageSink<LiveItem> sink = m_sink;
            sink(std::move(items)); // may be the end of us: PagesJob looks
        }
        return news;
    }

    Connection &m_connection;
    ItemId m_folder;
    PageSink<LiveItem> m_sink;
    DriveFacts m_drive;
    QSet<QString> m_seen;
    ListSummary m_summary;
};

} // namespace

Folders::Folders(Connection &connection, Recall recall)
    : m_connection(connection)
    , m_recall(std::move(recall))
    , m_facts(connection.clock(), kFactsLife,
          [this](const QString &folder) -> JobPtr<FolderFacts> {
              return std::make_unique<LookUpJob>(m_connection, *this, ItemId(folder));
          })
    , m_children(connection.clock(), kChildrenLife, [this](const QString &folder) { return listChildren(folder); })
{ }

JobPtr<FolderFacts> Folders::lookAt(const ItemId &folder)
{
    return m_facts.answer(folder.value());
}

JobPtr<ListSummary> Folders::list(const ItemId &folder, PageSink<LiveItem> sink)
{
    return std::make_unique<ChildrenJob>(m_connection, folder, std::move(sink));
}

JobPtr<QString> Folders::wireIdOf(const ItemId &folder)
{
    const Target target = targetOf(folder);
    if (target.kind == Target::Kind::Wire)
        return readyJob(target.text);
    if (target.kind == Target::Kind::Root)
        return mapJob<QString>(m_connection.drive(), [](const Result<DriveFacts> &drive) -> Result<QString> {
            return drive ? Result<QString>(drive->rootId) : failure(drive.error());
        });
    class ByPath final : public Job<QString>
    {
    public:
        ByPath(Connection &connection, Target target)
            : m_connection(connection)
            , m_target(std::move(target))
        { }

    protected:
        void run() override
        {
            then(m_connection.drive(), [this](const Result<DriveFacts> &drive) {
                if (!drive) {
                    fail(drive.error());
                    return;
                }
                then(m_connection.ask(getItem(m_connection.api(), drive->id, m_target, false)),
                    [this](const Result<QJsonObject> &reply) {
                        const auto entry = reply ? readEntry(*reply) : Result<Entry>(failure(reply.error()));
                        if (entry)
                            succeed(entry->id);
                        else
                            fail(entry.error());
                    });
            });
        }

    private:
        Connection &m_connection;
        Target m_target;
    };
    if (target.kind == Target::Kind::Path)
        return std::make_unique<ByPath>(m_connection, target);
    return failedJob<QString>(Error::of(Error::Kind::NotFound, QStringLiteral("not a folder of this drive")));
}

JobPtr<std::optional<LiveItem>> Folders::findChild(const ItemId &folder, const QString &name)
{
    return mapJob<std::optional<LiveItem>>(m_children.answer(folder.value()),
        [name](const Result<ChildrenPtr> &children) -> Result<std::optional<LiveItem>> {
            if (!children)
                return failure(children.error());
            const auto it = (*children)->constFind(keyOf(name));
            return it == (*children)->constEnd() ? std::optional<LiveItem>() : std::optional<LiveItem>(*it);
        });
}

JobPtr<Folders::ChildrenPtr> Folders::listChildren(const QString &folder)
{
    auto children = std::make_shared<Children>();
    auto listing = list(ItemId(folder), [children](std::vector<LiveItem> &&items) {
        for (LiveItem &item : items)
            children->insert(keyOf(item.name), std::move(item));
    });
    return mapJob<ChildrenPtr>(
        std::move(listing), [this, children](const Result<ListSummary> &end) -> Result<ChildrenPtr> {
            if (!end)
                return failure(end.error());
            m_connection.clock().callLater(2 * kChildrenLife, &m_context, [this] { m_children.dropStale(); });
            return children;
        });
}

Folders::Children *Folders::knownChildren(const ItemId &folder)
{
    ChildrenPtr *known = m_children.known(folder.value());
    return known ? known->get() : nullptr;
}

void Folders::noteArrived(const LiveItem &item)
{
    m_children.disownRunning();
    if (Children *siblings = knownChildren(item.parent))
        siblings->insert(keyOf(item.name), item);
    if (item.kind == ItemKind::Folder)
        m_facts.forgetAll();
}

void Folders::noteLeft(const LiveItem &item)
{
    if (item.kind == ItemKind::Folder) {
        forgetAnswers(); // also what was told about what is inside
        return;
    }
    m_children.disownRunning();
    Children *siblings = knownChildren(item.parent);
    if (!siblings)
        return;
    const auto it = siblings->find(keyOf(item.name));
    if (it != siblings->end() && it->id == item.id)
        siblings->erase(it);
    else
        m_children.forget(item.parent.value()); // it was under another name there: what we know is out of date
}

void Folders::noteFailure(const Error &error, const ItemId &folder)
{
    using Kind = Error::Kind;
    if (error.kind == Kind::NameTaken && !folder.isEmpty())
        m_children.forget(folder.value());
    else if (error.kind == Kind::Changed || error.kind == Kind::NotFound || error.kind == Kind::OutcomeUnknown
        || error.kind == Kind::ParentMissing)
        forgetAnswers();
}

void Folders::forgetAnswers()
{
    m_facts.forgetAll();
    m_children.forgetAll();
}

} // namespace Unbin::OneDrive
