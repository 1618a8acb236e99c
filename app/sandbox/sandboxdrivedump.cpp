// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SandboxDrive that tests read it by: paths and text.
#include "app/sandbox/sandboxdrive.h"

#include <algorithm>

namespace Unbin {

std::optional<SandboxRef> SandboxDrive::find(const QString &path) const
{
    SandboxRef at = root;
    for (const QString &name : path.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        const auto child = at.kind == SandboxKind::Folder ? childNamed(at, name) : std::nullopt;
        if (!child)
            return std::nullopt;
        at = *child;
    }
    return at;
}

std::optional<SandboxRef> SandboxDrive::findTrashed(const QString &name) const
{
    std::optional<SandboxRef> newest;
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
        for (quint32 serial = 0; serial < count(kind); ++serial) {
            const SandboxRef ref{kind, serial};
            if (isTrashedItself(ref) && this->name(ref) == name
                && (!newest || node(ref)->trashedMs >= node(*newest)->trashedMs))
                newest = ref;
        }
    }
    return newest;
}

QString SandboxDrive::line(SandboxRef ref) const
{
    switch (ref.kind) {
    case SandboxKind::Folder:
        return name(ref) + QLatin1Char('/');
    case SandboxKind::File:
        return QStringLiteral("%1 %2").arg(name(ref)).arg(node(ref)->content.sizeBytes);
    case SandboxKind::Link:
        return QStringLiteral("%1 -> %2").arg(name(ref), node(ref)->url);
    }
    Q_UNREACHABLE();
}

void SandboxDrive::dumpFolder(SandboxRef folder, int depth, QStringList &lines) const
{
    QList<std::pair<QString, SandboxRef>> sorted;
    for (SandboxRef child : children(folder))
        sorted.emplaceBack(line(child), child);
    std::sort(sorted.begin(), sorted.end());
    for (const auto &[text, child] : sorted) {
        lines += QString(depth * 2, QLatin1Char(' ')) + text;
        if (child.kind == SandboxKind::Folder)
            dumpFolder(child, depth + 1, lines);
    }
}

QString SandboxDrive::dump() const
{
    QStringList lines{QStringLiteral("/")};
    dumpFolder(root, 1, lines);
    QList<std::pair<QString, SandboxRef>> bin;
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
        for (quint32 serial = 0; serial < count(kind); ++serial) {
            const SandboxRef ref{kind, serial};
            if (!isTrashedItself(ref))
                continue;
            QString from;
            for (const SandboxRef above : path(ref)) {
                if (above != root)
                    from += QLatin1Char('/') + name(above);
            }
            bin.emplaceBack(
                QStringLiteral("%1 from %2").arg(line(ref), from.isEmpty() ? QStringLiteral("/") : from), ref);
        }
    }
    std::sort(bin.begin(), bin.end());
    lines += QStringLiteral("bin");
    for (const auto &[text, ref] : bin) {
        lines += QStringLiteral("  ") + text;
        if (ref.kind == SandboxKind::Folder)
            dumpFolder(ref, 2, lines);
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace Unbin
