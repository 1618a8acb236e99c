// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxlookup.h"

#include "core/providers/box/boxfolders.h"
#include "core/providers/box/boxitems.h"
#include "core/providers/box/boxrequests.h"

namespace Unbin::Box {

namespace {

using FolderState = FolderFacts::State;

const QString kRootId = QStringLiteral("0");

bool isTrashedRefusal(const Error &error)
{
    return error.code == QLatin1String("trashed");
}

} // namespace

LookUpJob::LookUpJob(Connection &connection, FolderMemory &memory, const QString &folder)
    : m_connection(connection)
    , m_memory(memory)
    , m_current(folder)
{
    m_facts.id = folderItemId(folder);
}

void LookUpJob::look()
{
    m_visited.insert(m_current);
    then(m_connection.ask(getFolder(m_connection.api(), m_current)), [this](const Result<QJsonObject> &reply) {
        if (reply && isActive(*reply))
            foundLive(*reply);
        else if (reply)
            lookInBin(true);
        else if (reply.error().kind == Error::Kind::NotFound)
            lookInBin(isTrashedRefusal(reply.error()));
        else if (reply.error().kind == Error::Kind::Forbidden)
            foundNowhere(FolderState::NoAccess);
        else
            fail(reply.error());
    });
}

void LookUpJob::lookInBin(bool isKnownTrashed)
{
    const WireId folder{QStringLiteral("folder"), m_current};
    then(m_connection.ask(getTrashed(m_connection.api(), folder)),
        [this, isKnownTrashed](const Result<QJsonObject> &reply) {
            if (reply)
                foundTrashed(*reply);
            else if (reply.error().kind == Error::Kind::NotFound || reply.error().kind == Error::Kind::Forbidden)
                foundNowhere(isKnownTrashed ? FolderState::Trashed : FolderState::Gone);
            else
                fail(reply.error());
        });
}

void LookUpJob::foundLive(const QJsonObject &json)
{
    auto live = readFolder(json);
    if (!live) {
        fail(live.error());
        return;
    }
    m_memory.rememberPath(live->path);
    if (isFirst())
        succeed(std::move(*live));
    else
        conclude(std::move(live->path));
}

void LookUpJob::foundTrashed(const QJsonObject &json)
{
    auto entry = readBinEntry(json);
    if (!entry) {
        fail(entry.error());
        return;
    }
    const auto parent = wireId(entry->item.originalParent);
    const QString parentId = parent ? parent->id : QString();
    m_memory.remember(m_current, entry->item.name, parentId);
    if (parent)
        m_memory.remember(parentId, entry->parentName);
    const QString name = entry->item.name;
    if (isFirst()) {
        m_facts.state = FolderState::Trashed;
        m_facts.name = name;
        m_facts.trashed = std::move(entry->item);
    }
    climb(name, parentId);
}

void LookUpJob::foundNowhere(FolderState state)
{
    const FolderMemory::Note note = m_memory.recall(m_current);
    if (isFirst()) {
        m_facts.state = state;
        m_facts.name = note.name;
        m_facts.canAddChildren = false;
    }
    climb(note.name, note.parent);
}

void LookUpJob::climb(const QString &name, const QString &parent)
{
    if (name.isEmpty()) {
        conclude(m_tail.empty() ? Breadcrumbs() : Breadcrumbs{{folderItemId(kRootId), QString()}});
        return;
    }
    m_tail.insert(m_tail.begin(), Breadcrumb{{}, name});
    if (parent.isEmpty() || m_visited.contains(parent) || m_visited.size() >= kMostLevels) {
        conclude({{folderItemId(kRootId), m_memory.recall(kRootId).name}});
        return;
    }
    m_current = parent;
    look();
}

void LookUpJob::conclude(Breadcrumbs livePath)
{
    m_facts.path = std::move(livePath);
    m_facts.path.insert(m_facts.path.end(), m_tail.begin(), m_tail.end());
    succeed(std::move(m_facts));
}

LocateJob::LocateJob(Connection &connection, const WireId &item)
    : m_connection(connection)
    , m_item(item)
{ }

void LocateJob::lookInBin()
{
    then(m_connection.ask(getTrashed(m_connection.api(), m_item)), [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            if (reply.error().kind != Error::Kind::NotFound)
                fail(reply.error());
            else if (m_isSecondLook)
                succeed({Whereabouts::State::Gone, {}, {}});
            else
                lookAmongLive();
            return;
        }
        auto entry = readBinEntry(*reply);
        if (entry)
            succeed({Whereabouts::State::InBin, std::move(entry->item), {}});
        else
            fail(entry.error());
    });
}

void LocateJob::lookAmongLive()
{
    then(m_connection.ask(getLive(m_connection.api(), m_item)), [this](const Result<QJsonObject> &reply) {
        const bool isTrashed = reply ? !isActive(*reply) : isTrashedRefusal(reply.error());
        if (isTrashed) {
            // It was trashed between the two looks, or lies inside of a trashed folder and is no entry of its
            // own.
            m_isSecondLook = true;
            lookInBin();
        } else if (reply) {
            auto live = readLiveItem(*reply);
            if (live)
                succeed({Whereabouts::State::Live, {}, std::move(*live)});
            else
                fail(live.error());
        } else if (reply.error().kind == Error::Kind::NotFound) {
            succeed({Whereabouts::State::Gone, {}, {}});
        } else {
            fail(reply.error());
        }
    });
}

} // namespace Unbin::Box
