// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Unbin {

/** A source text as English says it for this count: "%n item(s)" is "%n item" for one and "%n items" for any other. */
QString englishPlural(const QString &sourceText, int count);

/**
 * Makes tr() with a count speak English properly. The source language needs no translation file but for this, and so no
 * tools to compile one. Call once, early in main(), after the application object; translations installed later win.
 */
void installEnglishPlurals();

} // namespace Unbin
