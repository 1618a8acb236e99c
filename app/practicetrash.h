// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/providers/localtrash/localtrashconfig.h"

#include <QDateTime>
#include <QString>

namespace Unbin {

/**
 * Makes a small home with a trash in it, below an empty folder: invented documents, some deleted, some with another
 * file standing where they lay, one from a folder that is gone. Blocking; a few dozen files. LocalIo on failure.
 */
Result<LocalTrashConfig> makePracticeTrash(const QString &directory, const QDateTime &now);

} // namespace Unbin
