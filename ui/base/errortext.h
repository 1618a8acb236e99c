// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/item.h"

#include <QString>

namespace Unbin {

/** What went wrong, for people, in one sentence: no provider wording, no item name. Exhaustive over
 * Error::Kind. */
QString errorText(const Error &error);
/** What the person can do next, in one sentence; empty if nothing. */
QString errorAdvice(const Error &error);
/** Raw facts for "Details": kind, status, code, request id, detail. Not translated. */
QString errorDetails(const Error &error);
/** What the user should know about an entry; empty for Remark::None. */
QString remarkText(Remark remark);

} // namespace Unbin
