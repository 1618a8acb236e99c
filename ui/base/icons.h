// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace Unbin {

/**
 * An icon of ours, by file name without ending ("restore"), drawn from the SVG in resources/icons. Shapes
 * filled with "currentColor" take the palette's text colour (highlighted text when selected, faded when
 * disabled), so one drawing reads in light and dark. Sharp at every device pixel ratio. An unknown name gives
 * an empty icon and a warning.
 */
QIcon icon(const QString &name);

} // namespace Unbin
