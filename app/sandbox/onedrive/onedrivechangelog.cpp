// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedrivechangelog.h"

namespace Unbin::OneDriveSandbox {

ChangeLog::ChangeLog(SandboxDrive &drive, std::shared_ptr<const OneDriveQuirks> quirks)
    : m_log(std::make_shared<Log>(Log{.drive = drive, .quirks = std::move(quirks)}))
{
    m_log->append(SandboxDrive::root);
    m_log->appendContent(SandboxDrive::root, true);
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
        for (quint32 serial = 0; serial < drive.count(kind); ++serial)
            m_log->followBin({kind, serial});
    }
    drive.observe([log = m_log](SandboxRef ref) { log->note(ref); });
}

std::optional<SandboxRef> ChangeLog::at(quint64 position) const
{
    const SandboxRef ref = m_log->entries[position];
    const bool isNewest = m_log->newest[size_t(ref.kind)][ref.serial] == position + 1;
    return isNewest ? std::optional(ref) : std::nullopt;
}

const std::set<SandboxRef> &ChangeLog::trashedFrom(SandboxRef folder) const
{
    static const std::set<SandboxRef> none;
    const auto found = m_log->trashedFrom.find(folder.serial);
    return found == m_log->trashedFrom.end() ? none : found->second;
}

void ChangeLog::Log::note(SandboxRef ref)
{
    const bool wasInBin = followBin(ref);
    const bool isInBin = drive.isTrashedItself(ref);
    const bool isGone = !drive.node(ref);
    if (isGone && (wasInBin || !drive.isLive(drive.parent(ref)))) {
        if (quirks->purgeIsTold)
            append(ref);
        return;
    }
    const bool isFolder = ref.kind == SandboxKind::Folder;
    if (isFolder && isInBin && quirks->deletedFolderTellsContent)
        appendContent(ref, false);
    append(ref);
    if (isFolder && wasInBin && !isGone && quirks->restoredFolderTellsContent)
        appendContent(ref, true);
}

void ChangeLog::Log::append(SandboxRef ref)
{
    auto &places = newest[size_t(ref.kind)];
    if (places.size() <= ref.serial)
        places.resize(ref.serial + 1);
    entries.push_back(ref);
    places[ref.serial] = quint32(entries.size());
}

void ChangeLog::Log::appendContent(SandboxRef folder, bool foldersFirst)
{
    for (const SandboxRef child : drive.children(folder)) {
        const bool isFolder = child.kind == SandboxKind::Folder;
        if (isFolder && !foldersFirst)
            appendContent(child, false);
        append(child);
        if (isFolder && foldersFirst)
            appendContent(child, true);
    }
}

/** Keeps the index of the bin; whether the item was in it until now. */
bool ChangeLog::Log::followBin(SandboxRef ref)
{
    const auto known = trashed.find(ref);
    const bool wasInBin = known != trashed.end();
    if (wasInBin) {
        trashedFrom[known->second].erase(ref);
        trashed.erase(known);
    }
    if (drive.isTrashedItself(ref)) {
        const quint32 from = drive.parent(ref).serial;
        trashed.emplace(ref, from);
        trashedFrom[from].insert(ref);
    }
    return wasInBin;
}

} // namespace Unbin::OneDriveSandbox
