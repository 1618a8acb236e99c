// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/accountlane.h"

#include <algorithm>

namespace Unbin {

namespace {

/** How far to look past files whose folder is locked. */
constexpr size_t kLookAhead = 64;
/** Stands for a folder whose id is not known yet. */
const ItemId kSomeFolder(QStringLiteral("?"));

} // namespace

AccountLane::AccountLane(AccountId account, Scheduler &scheduler, bool locksTrees, Start start)
    : m_account(std::move(account))
    , m_scheduler(scheduler)
    , m_locksTrees(locksTrees)
    , m_start(std::move(start))
{
    m_scheduler.add(m_account, this);
}

AccountLane::~AccountLane()
{
    m_scheduler.remove(this);
}

void AccountLane::add(Entry entry)
{
    (entry.isFolder ? m_folders : m_files).push_back(std::move(entry));
    m_scheduler.wake(m_account);
}

std::vector<int> AccountLane::takeAll()
{
    std::vector<int> taken;
    for (auto *queue : {&m_folders, &m_files}) {
        for (const Entry &entry : *queue)
            taken.push_back(entry.index);
        queue->clear();
    }
    return taken;
}

void AccountLane::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (!isPaused)
        m_scheduler.wake(m_account);
}

void AccountLane::setStalled(bool isStalled)
{
    m_isStalled = isStalled;
    m_mayProbe = false;
    if (!isStalled)
        m_scheduler.wake(m_account);
}

void AccountLane::probe()
{
    m_mayProbe = true;
    m_scheduler.wake(m_account);
}

bool AccountLane::startNext()
{
    if (m_isPaused || (m_isStalled && !m_mayProbe))
        return false;
    m_mayProbe = false;
    return startFolder() || startFile();
}

bool AccountLane::startFolder()
{
    if (m_folders.empty() || (m_locksTrees && m_scheduler.isTreeLocked(m_account)))
        return false;
    const Entry entry = std::move(m_folders.front());
    m_folders.pop_front();
    m_start(entry.index, !m_locksTrees ? ItemId() : entry.folder.isEmpty() ? kSomeFolder : entry.folder);
    return true;
}

bool AccountLane::startFile()
{
    const size_t end = std::min(m_files.size(), kLookAhead);
    for (size_t i = 0; i < end; ++i) {
        if (m_locksTrees && !m_scheduler.mayTouch(m_account, m_files[i].folder))
            continue;
        const Entry entry = std::move(m_files[i]);
        m_files.erase(m_files.begin() + std::ptrdiff_t(i));
        m_start(entry.index, {});
        return true;
    }
    return false;
}

} // namespace Unbin
