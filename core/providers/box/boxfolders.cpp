// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxfolders.h"

#include "core/domain/names.h"
#include "core/providers/box/boxlisting.h"
#include "core/providers/box/boxlookup.h"

namespace Unbin::Box {

namespace {

constexpr std::chrono::seconds kFactsLife{60};
constexpr std::chrono::seconds kChildrenLife{10};

QString keyOf(const QString &name)
{
    return clashKey(name, false);
}

} // namespace

void FolderMemory::remember(const QString &folder, const QString &name, const QString &parent)
{
    Note &note = m_notes[folder];
    if (!name.isEmpty())
        note.name = name;
    if (!parent.isEmpty())
        note.parent = parent;
}

void FolderMemory::rememberPath(const Breadcrumbs &path)
{
    QString parent;
    for (const Breadcrumb &crumb : path) {
        const auto id = wireId(crumb.id);
        if (id)
            remember(id->id, crumb.name, parent);
        parent = id ? id->id : QString();
    }
}

Folders::Folders(Connection &connection)
    : m_connection(connection)
    , m_facts(connection.clock(), kFactsLife,
          [this](const QString &folder) -> JobPtr<FolderFacts> {
              return std::make_unique<LookUpJob>(m_connection, m_memory, folder);
          })
    , m_children(connection.clock(), kChildrenLife, [this](const QString &folder) { return listChildren(folder); })
{ }

JobPtr<FolderFacts> Folders::lookAt(const WireId &folder)
{
    return m_facts.answer(folder.id);
}

JobPtr<std::optional<LiveItem>> Folders::findChild(const WireId &folder, const QString &name)
{
    return mapJob<std::optional<LiveItem>>(
        m_children.answer(folder.id), [name](const Result<ChildrenPtr> &children) -> Result<std::optional<LiveItem>> {
            if (!children)
                return failure(children.error());
            const auto it = (*children)->constFind(keyOf(name));
            return it == (*children)->constEnd() ? std::optional<LiveItem>() : std::optional<LiveItem>(*it);
        });
}

JobPtr<Folders::ChildrenPtr> Folders::listChildren(const QString &folder)
{
    auto children = std::make_shared<Children>();
    auto listing
        = listFolder(m_connection, WireId{QStringLiteral("folder"), folder}, [children](std::vector<LiveItem> &&items) {
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
    const auto id = wireId(folder);
    ChildrenPtr *known = id ? m_children.known(id->id) : nullptr;
    return known ? known->get() : nullptr;
}

void Folders::noteEntry(const BinEntry &entry)
{
    const auto parent = wireId(entry.item.originalParent);
    if (parent)
        m_memory.remember(parent->id, entry.parentName);
    if (entry.item.kind != ItemKind::Folder)
        return;
    if (const auto self = wireId(entry.item.id))
        m_memory.remember(self->id, entry.item.name, parent ? parent->id : QString());
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
        m_children.forget(wireId(item.parent)->id); // it was under another name there: what we know is out of date
}

void Folders::noteFailure(const Error &error, const ItemId &folder)
{
    using Kind = Error::Kind;
    const auto id = wireId(folder);
    if (error.kind == Kind::NameTaken && id)
        m_children.forget(id->id);
    else if (error.kind == Kind::Changed || error.kind == Kind::NotFound || error.kind == Kind::OutcomeUnknown
        || error.kind == Kind::ParentMissing)
        forgetAnswers();
}

void Folders::forgetAnswers()
{
    m_facts.forgetAll();
    m_children.forgetAll();
}

} // namespace Unbin::Box
