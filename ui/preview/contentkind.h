// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin {

/** What a content is, told from its first bytes alone: names lie. */
struct ContentKind {
    enum class Family { Text, Picture, Pages, Other };

    Family family = Family::Other;
    QByteArray format; ///< Picture: what decoders call it, "png"; one that the preview program reads
};

/** head: the first bytes, some kilobytes of them. Text is what holds no control characters but the usual ones; a drawing
    (SVG) is text that begins as one. Pure. */
ContentKind contentKind(const QByteArray &head);

} // namespace Unbin
