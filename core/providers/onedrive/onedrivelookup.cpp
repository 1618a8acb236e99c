// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedrivelookup.h"

#include "core/providers/onedrive/onedriverequests.h"

namespace Unbin::OneDrive {

using Kind = Error::Kind;
using FolderState = FolderFacts::State;

LookUpJob::LookUpJob(Connection &connection, Folders &folders, ItemId folder)
    : m_connection(connection)
    , m_folders(folders)
    , m_folder(std::move(folder))
{
    m_facts.id = m_folder;
}

void LookUpJob::run()
{
    then(m_connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        look(targetOf(m_folder));
    });
}

void LookUpJob::look(const Target &target)
{
    const bool isFirst = m_tail.empty();
    const bool withDeleted = m_drive.isPersonal && target.kind == Target::Kind::Wire;
    auto asking = m_connection.ask(getItem(m_connection.api(), m_drive.id, target, withDeleted));
    then(std::move(asking), [this, isFirst](const Result<QJsonObject> &reply) {
        const auto entry = reply ? readEntry(*reply) : Result<Entry>(failure(reply.error()));
        if (entry) {
            found(*entry);
            return;
        }
        const Kind kind = entry.error().kind;
        const bool isRefused = kind == Kind::NotFound || kind == Kind::Forbidden;
        if (!isRefused)
            fail(entry.error());
        else if (isFirst)
            recall(kind == Kind::NotFound ? FolderState::Gone : FolderState::NoAccess);
        else
            concludeByNames(m_lastParentPath);
    });
}

void LookUpJob::found(const Entry &entry)
{
    if (entry.isDeleted) {
        if (m_tail.empty())
            recall(FolderState::Trashed);
        else
            concludeByNames(m_lastParentPath);
        return;
    }
    if (m_tail.empty()) {
        m_facts.state = FolderState::Live;
        m_facts.name = entry.name;
        m_facts.canAddChildren = entry.kind == ItemKind::Folder;
        m_tail.push_back({m_folder, entry.name});
    } else {
        m_tail.insert(m_tail.begin(), Breadcrumb{itemIdOf(entry.id, m_drive), entry.name});
    }
    climb(entry);
}

void LookUpJob::climb(const Entry &entry)
{
    const bool isRoot = entry.isRoot || isSameId(entry.id, m_drive.rootId);
    if (isRoot) {
        m_tail.front() = {rootItemId(), QString()};
        conclude({});
        return;
    }
    m_visited.insert(foldedId(entry.id));
    m_lastParentPath = entry.parentPath;
    const QString &parent = entry.parentId;
    if (parent.isEmpty() || m_visited.contains(foldedId(parent)) || m_visited.size() >= kMostLevels) {
        concludeByNames(entry.parentPath);
    } else if (isSameId(parent, m_drive.rootId)) {
        conclude({{rootItemId(), QString()}});
    } else if (const FolderFacts *known = m_folders.m_facts.known(parent); known && known->state == FolderState::Live) {
        conclude(known->path);
    } else {
        look({Target::Kind::Wire, parent});
    }
}

void LookUpJob::concludeByNames(const QString &parentPath)
{
    Breadcrumbs above{{rootItemId(), QString()}};
    const auto names = parentPath.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &name : names)
        above.push_back({{}, name});
    conclude(std::move(above));
}

void LookUpJob::conclude(Breadcrumbs above)
{
    m_facts.path = std::move(above);
    m_facts.path.insert(m_facts.path.end(), m_tail.begin(), m_tail.end());
    succeed(std::move(m_facts));
}

void LookUpJob::recall(FolderState state)
{
    m_facts.state = state;
    m_facts.canAddChildren = false;
    then(m_folders.m_recall(m_folder), [this](Result<Remembered> memory) {
        if (memory) {
            m_facts.name = memory->name;
            m_facts.path = std::move(memory->path);
            if (memory->entry && m_facts.state != FolderState::NoAccess) {
                m_facts.state = FolderState::Trashed;
                m_facts.trashed = std::move(memory->entry);
            }
        }
        succeed(std::move(m_facts)); // what nobody remembers has no name
    });
}

} // namespace Unbin::OneDrive
