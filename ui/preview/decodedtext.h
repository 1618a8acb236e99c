// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Unbin {

/** A content as text. */
struct DecodedText {
    QString text; ///< line ends are "\n"
    QString encoding; ///< its name for people: "UTF-8"
    bool isGuessed = false; ///< the encoding was guessed from the bytes, or some of them fit it badly
    bool isCut = false; ///< only the beginning
    bool hasBrokenLines = false; ///< lines too long to be laid out were broken
};

/**
 * Text from bytes: by byte order mark, as UTF-8 if it is valid, else by uchardet's guess. Bounded: at most maxBytes are
 * read, lines longer than some thousand characters are broken, control characters are made visible. Pure, any thread.
 */
DecodedText decodeText(const QByteArray &bytes, qsizetype maxBytes);

} // namespace Unbin
