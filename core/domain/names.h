// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace Unbin {

/**
 * A name or path as it may be shown: control characters, line breaks, bidi embeddings, overrides, isolates, zero-width
 * and blank-looking characters and unpaired surrogates are replaced by visible symbols (control pictures, or U+FFFD), so
 * that a hostile name can neither break a layout nor disguise its ending. The two joiners stay: emoji and Persian need
 * them. Never used to address anything.
 */
QString displayName(const QString &name);

/** True if displayName() would change it: the window then says so. */
bool hasHiddenCharacters(const QString &name);

/**
 * The key under which two names clash: the name itself where case matters, its case-folded form otherwise. No
 * Unicode normalisation: services differ and don't say.
 */
QString clashKey(const QString &name, bool isCaseSensitive);

/**
 * "report (2).pdf" for "report.pdf": the first free name, counting from 2; an existing " (n)" of up to three digits before
 * the extension is counted on. isTaken is asked for each candidate and must say no some time. Keeps the extension (also
 * ".tar.gz"), for folders nothing is an extension. At most maxLength UTF-16 units and maxBytes of UTF-8, shortened before
 * the number, never within a surrogate pair.
 */
QString freeName(const QString &name, bool isFolder, const std::function<bool(const QString &)> &isTaken,
    int maxLength = 255, int maxBytes = 255);

} // namespace Unbin
