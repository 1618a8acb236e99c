// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashorigin.h"

#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/trashfinder.h"

#include <cerrno>

namespace Unbin::LocalTrash {

namespace {

struct Normalised {
    QByteArray path;
    bool climbs = false; ///< holds a ".."
};

/** No empty part, none that begins with a dot, nothing after which a slash stands last: nearly all paths. */
bool isPlainPath(const QByteArray &path)
{
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        const char next = slash + 1 < path.size() ? path[slash + 1] : '/';
        if (next == '/' || next == '.')
            return false;
    }
    return true;
}

Normalised normalised(const QByteArray &path)
{
    if (isPlainPath(path))
        return {path, false};
    Normalised result;
    for (const QByteArray &part : path.split('/')) {
        result.climbs = result.climbs || part == "..";
        if (!part.isEmpty() && part != ".")
            result.path += '/' + part;
    }
    return result;
}

} // namespace

Origin originOf(const TrashInfo &info, const TrashFolder &trash)
{
    if (info.state != TrashInfo::State::Read)
        return {{}, Restorability::ChosenFolderOnly, Remark::InfoBroken};
    const bool isAbsolute = info.path.startsWith('/');
    const Normalised full = normalised(isAbsolute ? info.path : joined(trash.base, info.path));
    if (!isPlainName(namePart(full.path)))
        return {{}, Restorability::ChosenFolderOnly, Remark::InfoBroken};
    if (trash.isHome) {
        if (full.climbs) // nobody who writes to a home has a reason to; what it means depends on links
            return {{}, Restorability::ChosenFolderOnly, Remark::InfoBroken};
        return {full.path, Restorability::InPlace, Remark::None};
    }
    if (full.climbs || !isAtOrBelow(full.path, trash.base) || full.path == trash.base)
        return {full.path, Restorability::ChosenFolderOnly, Remark::OriginOutsideVolume};
    if (!trash.keepsOwners)
        return {full.path, Restorability::ChosenFolderOnly, Remark::UntrustedBin};
    return {full.path, Restorability::InPlace, Remark::None};
}

QByteArray pathBelowBase(const QByteArray &path, const TrashFolder &trash)
{
    return trash.base == "/" ? path.mid(1) : path.mid(trash.base.size() + 1);
}

bool staysOnVolume(const QByteArray &parent, const TrashFolder &trash)
{
    for (QByteArray folder = pathBelowBase(parent, trash); !folder.isEmpty();) {
        if (openBeneath(trash.baseFd.get(), folder).isOpen())
            return true;
        if (errno == EXDEV || errno == ELOOP)
            return false;
        const qsizetype slash = folder.lastIndexOf('/');
        folder.truncate(qMax<qsizetype>(slash, 0));
    }
    return true;
}

} // namespace Unbin::LocalTrash
