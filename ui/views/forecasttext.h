// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/restoreservice.h"

#include <QString>

namespace Unbin {

/** What a restore would do, in one sentence. Exhaustive over Forecast::Kind; empty for Unknown. */
QString forecastText(const Forecast &forecast);
/** Icon name that goes with it. */
QString forecastIconName(const Forecast &forecast);

} // namespace Unbin
