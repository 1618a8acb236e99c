// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin {

/**
 * The drawing (SVG) without all that leads out of it: no document type (and so no entities), no processing instructions, no
 * scripts, and no reference but to its own parts ("#a") and to pictures it holds itself ("data:image/..."). Qt's renderer
 * would open files that are named. Empty if it is no well-formed XML, or nested deeper than anybody draws.
 */
QByteArray harmlessDrawing(const QByteArray &svg);

} // namespace Unbin
