// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localhours.h"
#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/trashinfo.h"
#include "tests/fuzz/fuzztargets.h"

namespace Unbin::Fuzz {

void trashinfo(const QByteArray &bytes)
{
    LocalTrash::LocalHours hours;
    (void)LocalTrash::parseTrashInfo(bytes, hours);
    (void)LocalTrash::parseDeletionDate(bytes, hours);
    // A name may be any bytes; what was read must be written back the same.
    if (LocalTrash::encodeName(LocalTrash::decodeName(bytes)) != bytes)
        qFatal("a name was not kept: %s", bytes.toHex().constData());
    if (LocalTrash::percentDecoded(LocalTrash::percentEncoded(bytes)) != bytes)
        qFatal("a path was not kept");
}

} // namespace Unbin::Fuzz
