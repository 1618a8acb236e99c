// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Unbin {

class VersionTimeline;

/** Lets screen readers see a VersionTimeline as a list with an item per mark. Harmless to call again. */
void installAccessibleTimeline();
/** The marks are others now. */
void updateAccessibleTimeline(VersionTimeline *timeline);

} // namespace Unbin
