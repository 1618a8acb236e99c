// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxversions.h"

#include <algorithm>

namespace Unbin {

SandboxVersions::SandboxVersions(SandboxDrive &drive)
    : m_drive(drive)
{ }

const std::vector<SandboxVersion> &SandboxVersions::past(SandboxRef file) const
{
    static const std::vector<SandboxVersion> none;
    const auto found = m_histories.find(file.serial);
    return found == m_histories.end() ? none : found->second.past;
}

SandboxVersion SandboxVersions::current(SandboxRef file) const
{
    History &history = m_histories[file.serial];
    if (history.currentNumber == 0)
        history.currentNumber = ++m_lastNumber;
    const SandboxNode &node = *m_drive.node(file);
    return {.number = history.currentNumber,
        .content = node.content,
        .name = m_drive.name(file),
        .author = history.author.isEmpty() ? m_drive.owner().name : history.author,
        .modifiedMs = history.savedMs ? history.savedMs : node.createdMs ? node.createdMs : node.modifiedMs};
}

void SandboxVersions::write(
    SandboxRef file, SandboxContent content, const QString &author, const QDateTime &at, const QString &name)
{
    const SandboxVersion before = current(file);
    History &history = m_histories[file.serial];
    history.past.push_back(before);
    history.currentNumber = ++m_lastNumber;
    history.author = author;
    history.savedMs = at.toMSecsSinceEpoch();
    m_drive.setContent(file, std::move(content), at);
    if (!name.isEmpty() && name != m_drive.name(file))
        m_drive.move(file, m_drive.parent(file), name, at);
}

void SandboxVersions::promote(
    SandboxRef file, quint32 number, const QString &author, const QDateTime &at, bool revertsName)
{
    const SandboxVersion *version = find(file, number);
    Q_ASSERT(version && version->trashedMs == 0);
    const SandboxVersion copy = *version;
    write(file, copy.content, author, at, revertsName ? copy.name : QString());
}

void SandboxVersions::trash(SandboxRef file, quint32 number, const QDateTime &at)
{
    find(file, number)->trashedMs = at.toMSecsSinceEpoch();
}

void SandboxVersions::untrash(SandboxRef file, quint32 number)
{
    find(file, number)->trashedMs = 0;
}

void SandboxVersions::remove(SandboxRef file, quint32 number)
{
    std::erase_if(m_histories[file.serial].past, [number](const auto &version) { return version.number == number; });
}

SandboxVersion *SandboxVersions::find(SandboxRef file, quint32 number)
{
    auto &past = m_histories[file.serial].past;
    const auto found
        = std::find_if(past.begin(), past.end(), [number](const auto &version) { return version.number == number; });
    return found == past.end() ? nullptr : &*found;
}

} // namespace Unbin
