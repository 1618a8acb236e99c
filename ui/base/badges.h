// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace Unbin {

/** The colour of a badge, 1 to Account::kColours; invalid for 0. Told apart from light and from dark ground (3:1 or more). */
QColor badgeColour(int badge);
/** What the colour is called; "No colour" for 0. */
QString badgeName(int badge);
/** A round swatch of it; a crossed ring for 0. */
QIcon badgeIcon(int badge);
/** An icon of ours with the badge in its corner; the plain icon for 0. */
QIcon badgedIcon(const QString &iconName, int badge);

} // namespace Unbin
